package gen

// This file is the table of output files: which emitter writes which.
//
// What operations share is split by concern, what is an operation's own has one
// file an operation: adding a field shows as a few lines where a reader looks for
// them, adding an operation as a new file. A package with very many operations
// would still have files that no editor likes, so there the shared ones are split
// once more, by initial letter.

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/spec"
)

// An output is one file to be: its name below the output directory, and what
// appends its declarations.
type output struct {
	name string
	emit func(f *jen.File)
}

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
func (p *plan) shared(name string, shapes []*shape, emit func(f *jen.File, shapes []*shape)) []output {
	if len(p.ops) < manyOperations {
		if len(shapes) == 0 {
			return nil
		}
		return []output{{name + "_gen.go", func(f *jen.File) { emit(f, shapes) }}}
	}
	letters := map[string][]*shape{}
	for _, s := range shapes {
		letter := strings.ToLower(s.goName[:1])
		letters[letter] = append(letters[letter], s)
	}
	var outs []output
	for letter, own := range letters {
		outs = append(outs, output{name + "_" + letter + "_gen.go", func(f *jen.File) { emit(f, own) }})
	}
	return outs // render sorts
}

// all are the shapes that a condition holds for, an operation's own included,
// by Go name.
func (p *plan) all(keep func(s *shape) bool) []*shape {
	var list []*shape
	for _, op := range p.ops {
		list = append(list, op.input, op.output)
	}
	return sorted(filter(append(list, p.shapes...), keep))
}

// typesShapes are the shapes of one kind that package types declares, by Go name.
func (p *plan) typesShapes(kind spec.Kind) []*shape {
	return sorted(filter(p.shapes, func(s *shape) bool { return s.Kind == kind }))
}
