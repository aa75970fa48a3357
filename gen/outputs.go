package gen

// This file is the table of output files: which emitter writes which.
//
// What operations share is split by concern, what is an operation's own has one
// file an operation: adding a field shows as a few lines where a reader looks for
// them, adding an operation as a new file. A package with very many operations
// would still have files that no editor likes, so there the shared ones are split
// once more, by initial letter.

import (
	"path"
	"strings"

	"github.com/dave/jennifer/jen"
)

// An output is one file to be.
type output struct {
	pkg     Package // the package in whose directory it is
	name    string  // in that directory
	content content
}

// path is the output's slash-separated name below the output directory.
func (o output) path() string { return path.Join(o.pkg.Dir, o.name) }

// A content is how a file gets its bytes.
type content interface {
	render(p *plan, o output) ([]byte, error)
}

// A goFile is Go, printed by jennifer below the header that marks our files. It
// appends the declarations.
type goFile func(f *jen.File)

// A plainFile is any other kind of file. It returns the whole content.
type plainFile func() ([]byte, error)

func (c plainFile) render(*plan, output) ([]byte, error) { return c() }

// emitters list their files, in any order; a new concern is one line here.
var emitters = []func(p *plan) []output{
	typesOutputs,
	enumOutputs,
	clientOutputs,
	operationOutputs,
	queryOutputs,
	xmlOutputs,
	errorOutputs,
	validateOutputs,
	serverOutputs,
}

// manyOperations is where a package's shared files are split by letter. Half a
// megabyte of decoders is about what 200 operations need.
const manyOperations = 200

// shared spreads shapes over the files of one concern: name_gen.go, or
// name_a_gen.go and so on in a package with very many operations.
func (p *plan) shared(pkg Package, name string, shapes []*shape, emit func(f *jen.File, shapes []*shape)) []output {
	if len(p.ops) < manyOperations {
		if len(shapes) == 0 {
			return nil
		}
		return []output{{pkg, name + "_gen.go", goFile(func(f *jen.File) { emit(f, shapes) })}}
	}
	letters := map[string][]*shape{}
	for _, s := range shapes {
		letter := strings.ToLower(s.goName[:1])
		letters[letter] = append(letters[letter], s)
	}
	var outs []output
	for letter, own := range letters {
		outs = append(outs, output{pkg, name + "_" + letter + "_gen.go", goFile(func(f *jen.File) { emit(f, own) })})
	}
	return outs // render sorts
}
