package module

// This file makes the copy of awsclient a part of the package itself. Options and the
// other types that methods of the client mention are then types of the SDK's path, as
// they are in the SDK: a mock made by reflection names *ec2.Options, where a type below
// internal/ could be named by nobody.
//
// Names that the package had as aliases of awsclient's stay as they are, and the aliases
// go. All others get a prefix, so that they meet nothing that is generated.

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"sort"
	"strconv"
	"strings"

	"github.com/ec2gen/ec2gen/gen/files"
)

// merged is the package that becomes part of the module's.
const merged = "awsclient"

// merge returns the files with those of internal/awsclient moved into the package.
func merge(all []files.File, pkg, below string) ([]files.File, error) {
	m := &merger{pkg: pkg, path: path.Join(below, merged), kept: map[string]bool{}, declared: map[string]bool{}}
	var parsed []*source
	for _, f := range all {
		s, err := m.parse(f)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, s)
	}
	var out []files.File
	for _, s := range parsed {
		f, err := m.rewrite(s)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.file.Name, err)
		}
		out = append(out, f)
	}
	return out, nil
}

type merger struct {
	pkg, path string
	declared  map[string]bool // package-level names of awsclient
	kept      map[string]bool // of these, the ones that the package has as aliases
}

// A source is a file and its edits. ast is nil where nothing is to be done.
type source struct {
	file  files.File
	fset  *token.FileSet
	ast   *ast.File
	moved bool // of awsclient
	edits []edit
}

// An edit replaces the bytes from one offset to another.
type edit struct {
	from, to int
	text     string
}

func (s *source) replace(from, to token.Pos, text string) {
	s.edits = append(s.edits, edit{s.fset.Position(from).Offset, s.fset.Position(to).Offset, text})
}

// parse reads a file of the package or of awsclient, and notes the names that it
// declares or keeps.
func (m *merger) parse(f files.File) (*source, error) {
	s := &source{file: f, fset: token.NewFileSet(), moved: path.Dir(f.Name) == "internal/"+merged}
	if !s.moved && path.Dir(f.Name) != "." || !strings.HasSuffix(f.Name, ".go") {
		return s, nil
	}
	var err error
	if s.ast, err = parser.ParseFile(s.fset, f.Name, f.Data, parser.ParseComments); err != nil {
		return nil, err
	}
	if s.moved {
		for name := range s.ast.Scope.Objects {
			m.declared[name] = true
		}
		return s, nil
	}
	for _, d := range s.ast.Decls {
		if name := aliasOf(d); name != "" {
			m.kept[name] = true
		}
	}
	return s, nil
}

// aliasOf returns N if the declaration is type N = awsclient.N, else "".
func aliasOf(d ast.Decl) string {
	general, ok := d.(*ast.GenDecl)
	if !ok || len(general.Specs) != 1 {
		return ""
	}
	spec, ok := general.Specs[0].(*ast.TypeSpec)
	if !ok || !spec.Assign.IsValid() {
		return ""
	}
	if x, ok := spec.Type.(*ast.SelectorExpr); ok && isMerged(x) && x.Sel.Name == spec.Name.Name {
		return spec.Name.Name
	}
	return ""
}

func isMerged(x *ast.SelectorExpr) bool {
	id, ok := x.X.(*ast.Ident)
	return ok && id.Name == merged && id.Obj == nil
}

// name returns what a name of awsclient is called in the package.
func (m *merger) name(name string) string {
	if m.kept[name] || name == "_" || name == "init" {
		return name
	}
	return merged + strings.ToUpper(name[:1]) + name[1:]
}

func (m *merger) rewrite(s *source) (files.File, error) {
	switch {
	case s.ast == nil:
		return s.file, nil
	case s.moved:
		m.renameOwn(s)
		s.file.Name = merged + "_" + strings.TrimSuffix(path.Base(s.file.Name), ".go") + "_gen.go"
	default:
		m.dropAliases(s)
		m.renameSelectors(s)
	}
	if len(s.edits) == 0 {
		return s.file, nil
	}
	data, err := format.Source(s.apply())
	s.file.Data = data
	return s.file, err
}

// renameOwn renames the package-level names in a file of awsclient.
func (m *merger) renameOwn(s *source) {
	s.replace(s.ast.Name.Pos(), s.ast.Name.End(), m.pkg)
	if s.ast.Doc != nil {
		s.replace(s.ast.Doc.Pos(), s.ast.Doc.End(), "")
	}
	unresolved := map[*ast.Ident]bool{}
	for _, id := range s.ast.Unresolved {
		unresolved[id] = true
	}
	keys := literalKeys(s.ast)
	ast.Inspect(s.ast, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok || keys[id] || !m.declared[id.Name] {
			return true
		}
		own := id.Obj != nil && s.ast.Scope.Lookup(id.Name) == id.Obj
		if own || unresolved[id] || isFuncName(s.ast, id) {
			if name := m.name(id.Name); name != id.Name {
				s.replace(id.Pos(), id.End(), name)
			}
		}
		return true
	})
}

// isFuncName reports whether the identifier is the name of a function's declaration.
func isFuncName(file *ast.File, id *ast.Ident) bool {
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name == id && f.Recv == nil {
			return true
		}
	}
	return false
}

// literalKeys are the keys of composite literals, which are fields: awsclient has no map
// with a constant of its own as key.
func literalKeys(file *ast.File) map[*ast.Ident]bool {
	keys := map[*ast.Ident]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if pair, ok := n.(*ast.KeyValueExpr); ok {
			if id, ok := pair.Key.(*ast.Ident); ok {
				keys[id] = true
			}
		}
		return true
	})
	return keys
}

// dropAliases removes the aliases, with their comments, and the import of awsclient.
func (m *merger) dropAliases(s *source) {
	for _, d := range s.ast.Decls {
		general, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		if aliasOf(d) != "" {
			from := general.Pos()
			if general.Doc != nil {
				from = general.Doc.Pos()
			}
			s.replace(from, general.End(), "")
		}
		for _, spec := range general.Specs {
			i, ok := spec.(*ast.ImportSpec)
			switch {
			case !ok || i.Path.Value != strconv.Quote(m.path):
			case general.Lparen.IsValid():
				s.replace(i.Pos(), i.End(), "")
			default: // the declaration is this import
				s.replace(general.Pos(), general.End(), "")
			}
		}
	}
}

// renameSelectors renames awsclient.N in a file of the package.
func (m *merger) renameSelectors(s *source) {
	ast.Inspect(s.ast, func(n ast.Node) bool {
		if general, ok := n.(*ast.GenDecl); ok && aliasOf(general) != "" {
			return false
		}
		if x, ok := n.(*ast.SelectorExpr); ok && isMerged(x) {
			s.replace(x.Pos(), x.End(), m.name(x.Sel.Name))
		}
		return true
	})
}

// apply returns the file's text with the edits, which do not overlap.
func (s *source) apply() []byte {
	sort.Slice(s.edits, func(i, j int) bool { return s.edits[i].from < s.edits[j].from })
	var b bytes.Buffer
	at := 0
	for _, e := range s.edits {
		b.Write(s.file.Data[at:e.from])
		b.WriteString(e.text)
		at = e.to
	}
	b.Write(s.file.Data[at:])
	return b.Bytes()
}
