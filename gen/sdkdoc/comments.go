package sdkdoc

// This file reads doc comments with go/parser.

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"strings"
)

// comments has the doc comments of some files, in the form of the model's
// documentation: paragraphs between empty lines, "- " before list items, "# "
// before headings, and "[text]: URL" for links.
type comments struct {
	methods map[string]string // of the client, by name
	types   map[string]string
	fields  map[string]map[string]string // by type and field
	values  map[string]string            // constants by name
}

// readComments reads files. A missing file has no comments: another version of the
// SDK has other operations.
func readComments(names ...string) (*comments, error) {
	c := &comments{map[string]string{}, map[string]string{}, map[string]map[string]string{}, map[string]string{}}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, err
		}
		for _, d := range file.Decls {
			c.declaration(d)
		}
	}
	return c, nil
}

func (c *comments) declaration(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv != nil {
			c.methods[d.Name.Name] = textOf(d.Doc)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				c.typeSpec(d, s)
			case *ast.ValueSpec:
				for _, name := range s.Names {
					c.values[name.Name] = textOf(s.Doc)
				}
			}
		}
	}
}

func (c *comments) typeSpec(d *ast.GenDecl, s *ast.TypeSpec) {
	c.types[s.Name.Name] = textOf(d.Doc)
	structure, ok := s.Type.(*ast.StructType)
	if !ok {
		return
	}
	fields := map[string]string{}
	for _, field := range structure.Fields.List {
		for _, name := range field.Names {
			fields[name.Name] = textOf(field.Doc)
		}
	}
	c.fields[s.Name.Name] = fields
}

// generated reports whether a paragraph is from the SDK's generator: it has no
// content, or facts that our generator adds, too.
func generated(paragraph string) bool {
	return paragraph == "This member is required." || paragraph == "Deprecated." ||
		strings.HasPrefix(paragraph, "Deprecated: ") || strings.HasPrefix(paragraph, "Contains the parameters for ")
}

// textOf returns a comment as text. Continuation lines of a list item stay with it.
func textOf(group *ast.CommentGroup) string {
	var paragraphs []string
	for _, paragraph := range strings.Split(group.Text(), "\n\n") {
		lines := strings.Split(paragraph, "\n")
		for i := range lines {
			lines[i] = strings.TrimSpace(lines[i])
		}
		paragraph = strings.TrimSpace(strings.Join(lines, "\n"))
		if paragraph != "" && !generated(strings.ReplaceAll(paragraph, "\n", " ")) {
			paragraphs = append(paragraphs, paragraph)
		}
	}
	return strings.Join(paragraphs, "\n\n")
}
