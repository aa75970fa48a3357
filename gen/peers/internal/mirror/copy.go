// Package mirror moves and compares values between two packages that declare the same
// types by the same names: the SDK's
// and the generated one's. No conversion in Go bridges them, because nested types differ, so it goes by reflection.
package mirror

import (
	"fmt"
	"reflect"
	"time"
)

var timeType = reflect.TypeOf(time.Time{})

// Copy sets dst, a pointer to a struct, from src, a pointer to a struct of the same shape
// in the other package. Exported fields
// go by name. A field that is set in src and that dst does not have is an error: what was
// left behind would hide a difference.
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

// IsMember tells the fields that the model knows from those that the SDK adds for itself.
func IsMember(field reflect.StructField) bool {
	return field.IsExported() && !field.Anonymous && field.Name != "ResultMetadata"
}
