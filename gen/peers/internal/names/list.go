// This file converts a package to a list: one line for everything that a program
// can name.

package names

import (
	"fmt"
	"go/types"
	"strings"
)

// List has the exported names of a set of packages. The key is the name in a
// program, with the last element of the package's path: types.Image,
// types.Image.Tags for a field, types.ImageState.Values or ec2.Client.RegisterImage
// for a method, ec2.NewImageAvailableWaiter. The value is the Go type, "struct" or
// "interface" for types that have members of their own, and for constants the type
// and the value.
type List map[string]string

// lister has the names of types.
type lister struct {
	list List
	// home has the listed packages. Types of other packages have their full path,
	// unless an alias in home names them.
	home  map[*types.Package]string
	alias map[*types.TypeName]string
}

// Of lists packages that belong together, such as ec2 and ec2/types. Their types
// have short names everywhere, so that the lists of two such sets can be compared.
// An alias is listed as if the aliased type were declared there.
func Of(packages ...*types.Package) List {
	l := &lister{list: List{}, home: map[*types.Package]string{}, alias: map[*types.TypeName]string{}}
	for _, pkg := range packages {
		l.home[pkg] = pkg.Name()
	}
	for _, pkg := range packages {
		l.findAliases(pkg)
	}
	for _, pkg := range packages {
		for _, name := range pkg.Scope().Names() {
			if obj := pkg.Scope().Lookup(name); obj.Exported() {
				l.object(pkg.Name()+"."+name, obj)
			}
		}
	}
	return l.list
}

func (l *lister) findAliases(pkg *types.Package) {
	for _, name := range pkg.Scope().Names() {
		obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || !obj.Exported() || !obj.IsAlias() {
			continue
		}
		if named, ok := types.Unalias(obj.Type()).(*types.Named); ok && l.home[named.Obj().Pkg()] == "" {
			l.alias[named.Obj()] = pkg.Name() + "." + name
		}
	}
}

func (l *lister) object(key string, obj types.Object) {
	switch obj := obj.(type) {
	case *types.Const:
		l.list[key] = l.text(obj.Type()) + " = " + obj.Val().ExactString()
	case *types.TypeName:
		l.typeName(key, obj)
	default:
		l.list[key] = strings.TrimPrefix(fmt.Sprintf("%T ", obj), "*types.") + l.text(obj.Type())
	}
}

func (l *lister) typeName(key string, obj *types.TypeName) {
	typ := types.Unalias(obj.Type())
	switch under := typ.Underlying().(type) {
	case *types.Struct:
		l.list[key] = "struct"
		for i := range under.NumFields() {
			if field := under.Field(i); field.Exported() {
				l.list[key+"."+field.Name()] = l.text(field.Type())
			}
		}
	case *types.Interface:
		l.list[key] = "interface"
	default:
		l.list[key] = l.text(under)
	}
	l.methods(key, typ)
}

// methods lists the method set of a pointer to the type, which has all methods. A
// method that only the pointer has is marked.
func (l *lister) methods(key string, typ types.Type) {
	pointer := types.Type(types.NewPointer(typ))
	if types.IsInterface(typ) {
		pointer = typ
	}
	byValue := types.NewMethodSet(typ)
	all := types.NewMethodSet(pointer)
	for i := range all.Len() {
		method := all.At(i).Obj()
		if !method.Exported() {
			continue
		}
		receiver := "method "
		if byValue.Lookup(method.Pkg(), method.Name()) == nil {
			receiver = "pointer method "
		}
		l.list[key+"."+method.Name()] = receiver + l.text(method.Type())
	}
}

// text writes a type without the names of parameters, which do not matter to
// programs.
func (l *lister) text(typ types.Type) string {
	switch t := types.Unalias(typ).(type) {
	case *types.Named:
		return l.named(t)
	case *types.Pointer:
		return "*" + l.text(t.Elem())
	case *types.Slice:
		return "[]" + l.text(t.Elem())
	case *types.Map:
		return "map[" + l.text(t.Key()) + "]" + l.text(t.Elem())
	case *types.Signature:
		return "func" + l.signature(t)
	case *types.Struct, *types.Interface, *types.Chan, *types.Array:
		return types.TypeString(t, nil)
	default:
		return t.String()
	}
}

func (l *lister) named(t *types.Named) string {
	obj := t.Obj()
	name := obj.Name()
	switch {
	case l.home[obj.Pkg()] != "":
		name = l.home[obj.Pkg()] + "." + name
	case l.alias[obj] != "":
		name = l.alias[obj]
	case obj.Pkg() != nil:
		name = obj.Pkg().Path() + "." + name
	}
	if args := t.TypeArgs(); args.Len() > 0 {
		var list []string
		for i := range args.Len() {
			list = append(list, l.text(args.At(i)))
		}
		name += "[" + strings.Join(list, ", ") + "]"
	}
	return name
}

func (l *lister) signature(t *types.Signature) string {
	text := "(" + l.tuple(t.Params(), t.Variadic()) + ")"
	switch results := l.tuple(t.Results(), false); t.Results().Len() {
	case 0:
		return text
	case 1:
		return text + " " + results
	default:
		return text + " (" + results + ")"
	}
}

func (l *lister) tuple(t *types.Tuple, variadic bool) string {
	var list []string
	for i := range t.Len() {
		text := l.text(t.At(i).Type())
		if variadic && i == t.Len()-1 {
			text = "..." + strings.TrimPrefix(text, "[]")
		}
		list = append(list, text)
	}
	return strings.Join(list, ", ")
}
