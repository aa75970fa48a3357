package uses

// This file looks for names of operations outside Go code: in strings of the
// program's packages that are unrelated to the SDK, and in files that it embeds,
// such as templates.

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// scanStrings reads the strings of a package that neither depends on the SDK's nor
// is imported by a package that does. It only parses files that contain an
// operation's name.
func (f *finder) scanStrings(p *pkg) error {
	f.packages++
	f.own = true
	for _, name := range p.sources() {
		data, err := os.ReadFile(filepath.Join(p.Dir, name))
		if err != nil {
			return err
		}
		if !f.namesOperation(data) {
			continue
		}
		fset := token.NewFileSet()
		file, err := p.parse(fset, name, data, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		if file == nil {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if n, ok := n.(*ast.BasicLit); ok {
				f.words(fset, n)
			}
			return true
		})
	}
	return f.embedded(p)
}

// namesOperation reports whether a word in a file is an operation's name.
func (f *finder) namesOperation(data []byte) bool {
	found := false
	eachWord(data, func(word []byte, _ int) { found = found || f.known.operations[string(word)] })
	return found
}

// maxEmbedded is the maximum size of embedded files to read; larger ones contain
// data.
const maxEmbedded = 4 << 20

// embedded reads the files that a package of the program embeds.
func (f *finder) embedded(p *pkg) error {
	if !p.own() {
		return nil
	}
	files := append([]string{}, p.EmbedFiles...)
	if !f.options.NoTests && !p.DepOnly {
		files = append(append(files, p.TestEmbedFiles...), p.XTestEmbedFiles...)
	}
	for _, name := range files {
		path := filepath.Join(p.Dir, name)
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if info.Size() > maxEmbedded {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f.text(path, data)
	}
	return nil
}

// text records the operations that a text names.
func (f *finder) text(path string, data []byte) {
	if bytes.IndexByte(data, 0) >= 0 {
		return // not a text
	}
	eachWord(data, func(word []byte, offset int) {
		name := string(word)
		if !f.known.operations[name] || bytes.HasSuffix(data[:offset], []byte("ec2:")) { // that is from an IAM policy
			return
		}
		line := bytes.Count(data[:offset], []byte("\n")) + 1
		col := offset - bytes.LastIndexByte(data[:offset], '\n')
		f.add(operation, name, f.here.shorten(token.Position{Filename: path, Offset: offset, Line: line, Column: col}))
	})
}

// eachWord calls visit with each run of letters and digits and its offset.
func eachWord(data []byte, visit func(word []byte, offset int)) {
	start := -1
	for i := 0; i <= len(data); i++ {
		letter := i < len(data) && (data[i]|0x20 >= 'a' && data[i]|0x20 <= 'z' || data[i] >= '0' && data[i] <= '9')
		switch {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			visit(data[start:i], start)
			start = -1
		}
	}
}

// unloadedNotes returns notes about dependencies that cannot be read.
func unloadedNotes(list []unloaded) (notes []string) {
	for _, p := range list {
		if strings.HasPrefix(p.path, corePath+"/") || strings.HasPrefix(p.path, smithyPath+"/") {
			continue // a dependency of the drop-in itself
		}
		why, _, _ := strings.Cut(strings.TrimSpace(p.why), "\n")
		notes = append(notes, "package "+p.path+" cannot be loaded, and operations that only it uses would be missing: "+why)
	}
	return notes
}
