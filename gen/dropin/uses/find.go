package uses

// This file reads the files of a package for names.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A finder collects uses.
type finder struct {
	options  Options
	here     directory
	known    *sdk
	uses     map[kind]map[string][]token.Position
	sure     map[kind]map[string]bool
	packages int
	own      bool // the current file is the program's own

	dynamic []dynamic // code that may call other operations
}

func newFinder(o Options, here directory, known *sdk) *finder {
	return &finder{
		options: o, here: here, known: known,
		uses: map[kind]map[string][]token.Position{operation: {}, clientName: {}, typesName: {}, fieldName: {}},
		sure: map[kind]map[string]bool{clientName: {}, typesName: {}},
	}
}

// readAll reads the packages that depend on the SDK's, the program's own packages
// that these import, and the strings of its other packages.
func (f *finder) readAll(packages []*pkg) error {
	nearby := sdkDependents(packages)
	adjacent := ownImports(packages, nearby)
	for _, p := range nearby {
		if err := f.read(p); err != nil {
			return err
		}
	}
	for _, p := range adjacent {
		if err := f.scanNames(p); err != nil {
			return err
		}
	}
	done := map[*pkg]bool{}
	for _, p := range append(nearby, adjacent...) {
		done[p] = true
	}
	for _, p := range packages {
		if done[p] || !p.own() {
			continue
		}
		if err := f.scanStrings(p); err != nil {
			return err
		}
	}
	return nil
}

// read reads all files of a package, including those for other systems.
func (f *finder) read(p *pkg) error {
	f.packages++
	f.own = p.own()
	files := p.sources()
	if !f.options.NoTests && !p.DepOnly {
		files = append(append(files, p.TestGoFiles...), p.XTestGoFiles...)
	}
	for _, name := range files {
		if f.options.NoTests && strings.HasSuffix(name, "_test.go") {
			continue // an ignored one
		}
		fset := token.NewFileSet()
		file, err := p.parse(fset, name, nil, 0)
		if err != nil {
			return err
		}
		if file != nil {
			f.file(fset, file)
			f.findDynamic(fset, file)
		}
	}
	return f.embedded(p)
}

// sources returns the files of a package except tests, including those for other
// systems and tags, because the result must not depend on the system.
func (p *pkg) sources() []string { return slices.Concat(p.GoFiles, p.CgoFiles, p.IgnoredGoFiles) }

// parse parses a file. For an ignored one, which may be a template, it returns the
// part that it can parse, or nil.
func (p *pkg) parse(fset *token.FileSet, name string, data any, mode parser.Mode) (*ast.File, error) {
	file, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), data, mode)
	if err != nil && slices.Contains(p.IgnoredGoFiles, name) {
		return file, nil
	}
	return file, err
}

// scanNames reads the files of a package that cannot name the SDK's types.
func (f *finder) scanNames(p *pkg) error {
	f.packages++
	f.own = p.own()
	for _, name := range p.sources() {
		fset := token.NewFileSet()
		file, err := p.parse(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		if file == nil {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.InterfaceType:
				f.methods(fset, n)
			case *ast.BasicLit:
				f.words(fset, n)
			}
			return true
		})
	}
	return f.embedded(p)
}

// words looks for names of operations in a string, for reflection, a table or a
// template.
func (f *finder) words(fset *token.FileSet, n *ast.BasicLit) {
	text, err := strconv.Unquote(n.Value)
	if n.Kind != token.STRING || err != nil {
		return
	}
	if !f.own { // libraries have lists of all operations
		if f.known.operations[text] {
			f.add(operation, text, f.here.shorten(fset.Position(n.Pos())))
		}
		return
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) &&
			!unicode.IsDigit(r)
	}) {
		if f.known.operations[word] && !strings.Contains(text, "ec2:"+word) { // that is from an IAM policy
			f.add(operation, word, f.here.shorten(fset.Position(n.Pos())))
		}
	}
}

// file collects the uses of one file.
func (f *finder) file(fset *token.FileSet, file *ast.File) {
	imported := imports(file)
	ast.Inspect(file, func(n ast.Node) bool {
		at := func() token.Position { return f.here.shorten(fset.Position(n.Pos())) }
		switch n := n.(type) {
		case *ast.SelectorExpr:
			at := f.here.shorten(fset.Position(n.Sel.Pos()))
			f.selector(imported, n, at)
			f.field(n.Sel, at)
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok {
				f.field(key, at())
			}
		case *ast.InterfaceType:
			f.methods(fset, n)
		case *ast.BasicLit:
			f.words(fset, n)
		case *ast.Ident:
			if imported.dot[Module] && f.known.owner[n.Name] != "" {
				f.add(clientName, n.Name, at())
				f.clientName(n.Name, at())
			}
			if imported.dot[typesPath] && ast.IsExported(n.Name) {
				f.add(typesName, n.Name, at())
			}
		}
		return true
	})
}

// selector looks at x.Name: a name of either package, or a method.
func (f *finder) selector(imported importNames, n *ast.SelectorExpr, at token.Position) {
	if x, ok := n.X.(*ast.Ident); ok && x.Obj == nil { // with an object, it is a variable with the package's name
		switch imported.path[x.Name] {
		case Module:
			f.add(clientName, n.Sel.Name, at)
			f.sure[clientName][n.Sel.Name] = true
			f.clientName(n.Sel.Name, at)
			return
		case typesPath:
			f.add(typesName, n.Sel.Name, at)
			f.sure[typesName][n.Sel.Name] = true
			return
		}
	}
	if name := strings.TrimPrefix(n.Sel.Name, "Presign"); f.known.operations[name] {
		f.add(operation, name, at)
	}
	if f.known.operations[n.Sel.Name] {
		f.add(operation, n.Sel.Name, at)
	}
}

// field records a name that may be a field's.
func (f *finder) field(name *ast.Ident, at token.Position) {
	if name.IsExported() {
		f.uses[fieldName][name.Name] = append(f.uses[fieldName][name.Name], at)
	}
}

// clientName records the operation that a name of package ec2 belongs to.
func (f *finder) clientName(name string, at token.Position) {
	if op := f.known.owner[name]; op != "" {
		f.add(operation, op, at)
	}
}

// methods looks at the methods of an interface.
func (f *finder) methods(fset *token.FileSet, n *ast.InterfaceType) {
	for _, m := range n.Methods.List {
		for _, name := range m.Names {
			if f.known.operations[name.Name] {
				f.add(operation, name.Name, f.here.shorten(fset.Position(name.Pos())))
			}
		}
	}
}

// add records a use, once per position.
func (f *finder) add(k kind, name string, at token.Position) {
	for _, p := range f.uses[k][name] {
		if p == at {
			return
		}
	}
	f.uses[k][name] = append(f.uses[k][name], at)
}

// importNames has the names of the two packages in a file.
type importNames struct {
	path map[string]string // by name
	dot  map[string]bool   // by path
}

func imports(file *ast.File) importNames {
	names := importNames{map[string]string{}, map[string]bool{}}
	for _, i := range file.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err != nil || p != Module && p != typesPath {
			continue
		}
		name := p[strings.LastIndexByte(p, '/')+1:]
		if i.Name != nil {
			name = i.Name.Name
		}
		if name == "." {
			names.dot[p] = true
			continue
		}
		names.path[name] = p
	}
	return names
}

// A directory makes file names relative to it if they become shorter.
type directory string

func workingDirectory() (directory, error) {
	here, err := os.Getwd()
	return directory(here), err
}

func (d directory) shorten(p token.Position) token.Position {
	p.Filename = d.shortenPath(p.Filename)
	return p
}

func (d directory) shortenPath(path string) string {
	if rel, err := filepath.Rel(string(d), path); err == nil && len(rel) < len(path) {
		return filepath.ToSlash(rel)
	}
	return path
}
