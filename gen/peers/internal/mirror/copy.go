// Package mirror copies and compares values between two packages with the same
// types: the SDK's and the generated one's. Go cannot convert them, because nested
// types differ, so the package uses reflection.
package mirror

import (
	"fmt"
	"reflect"
	"time"
)

var timeType = reflect.TypeOf(time.Time{})

// Copy sets dst, a pointer to a struct, from src, a pointer to a struct of the same shape
// in the other package. Exported fields are copied by name. A field that is set in src
// and that dst lacks is an error: ignoring it would hide a difference.
func Copy(dst, src any) error {
	return copyValue(reflect.ValueOf(dst).Elem(), reflect.ValueOf(src).Elem(), "")
}

func copyValue(dst, src reflect.Value, path string) error {
	if dst.Kind() != src.Kind() {
		return fmt.Errorf("%s: cannot copy %s to %s", path, src.Type(), dst.Type())
	}
	switch src.Kind() {
	case reflect.Pointer:
		if src.IsNil() {
			dst.SetZero()
			return nil
		}
		dst.Set(reflect.New(dst.Type().Elem()))
		return copyValue(dst.Elem(), src.Elem(), path)
	case reflect.Slice:
		return copySlice(dst, src, path)
	case reflect.Struct:
		return copyStruct(dst, src, path)
	case reflect.Map:
		return fmt.Errorf("%s: maps are not copied: EC2 has none", path)
	}
	dst.Set(src.Convert(dst.Type()))
	return nil
}

func copySlice(dst, src reflect.Value, path string) error {
	if src.IsNil() {
		dst.SetZero()
		return nil
	}
	dst.Set(reflect.MakeSlice(dst.Type(), src.Len(), src.Len()))
	for i := 0; i < src.Len(); i++ {
		if err := copyValue(dst.Index(i), src.Index(i), fmt.Sprintf("%s[%d]", path, i)); err != nil {
			return err
		}
	}
	return nil
}

func copyStruct(dst, src reflect.Value, path string) error {
	if src.Type() == timeType {
		dst.Set(src)
		return nil
	}
	for i := 0; i < src.NumField(); i++ {
		field := src.Type().Field(i)
		if !IsMember(field) || src.Field(i).IsZero() {
			continue
		}
		to := dst.FieldByName(field.Name)
		if !to.IsValid() {
			return fmt.Errorf("%s.%s: %s has no such field", path, field.Name, dst.Type())
		}
		if err := copyValue(to, src.Field(i), path+"."+field.Name); err != nil {
			return err
		}
	}
	return nil
}

// IsMember reports whether a field is a member in the model, not one that the SDK
// adds.
func IsMember(field reflect.StructField) bool {
	return field.IsExported() && !field.Anonymous && field.Name != "ResultMetadata"
}
