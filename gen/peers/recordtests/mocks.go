package main

// This file instruments a source file: each mock in it sends what it receives to the
// recorder first. Lines keep their numbers.

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"slices"
	"strings"
)

const sdkPackage = "github.com/aws/aws-sdk-go-v2/service/ec2"

// An edit inserts text at an offset, in the place of so many bytes.
type edit struct {
	offset, length int
	text           string
}

// instrumentFile returns the file with its mocks instrumented, and their number.
func instrumentFile(name, recorder string) ([]byte, int, error) {
	source, err := os.ReadFile(name)
	if err != nil {
		return nil, 0, err
	}
	text, mocks := instrumentSource(source, recorder)
	return text, mocks, nil
}

// instrumentSource is instrumentFile for the source. What cannot be parsed is left to
// the compiler.
func instrumentSource(source []byte, recorder string) ([]byte, int) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "", source, parser.SkipObjectResolution)
	if err != nil {
		return source, 0
	}
	s := &scanner{files: files, sdk: sdkName(file)}
	if s.sdk == "" {
		return source, 0
	}
	ast.Inspect(file, s.visit)
	if s.mocks == 0 {
		return source, 0
	}
	s.insert(file.Name.End(), 0, fmt.Sprintf("; import ec2record %q", recorder))
	slices.SortStableFunc(s.edits, func(a, b edit) int { return b.offset - a.offset })
	text := string(source)
	for _, e := range s.edits {
		text = text[:e.offset] + e.text + text[e.offset+e.length:]
	}
	return []byte(text), s.mocks
}

// sdkName is the name by which a file imports the SDK's package; "" if it does not.
func sdkName(file *ast.File) string {
	for _, i := range file.Imports {
		switch {
		case i.Path.Value != `"`+sdkPackage+`"`:
		case i.Name == nil:
			return path.Base(sdkPackage)
		case i.Name.Name != "_" && i.Name.Name != ".":
			return i.Name.Name
		}
	}
	return ""
}

// A scanner collects the edits of a file.
type scanner struct {
	files *token.FileSet
	sdk   string
	edits []edit
	mocks int
}

func (s *scanner) visit(n ast.Node) bool {
	switch f := n.(type) {
	case *ast.FuncDecl:
		if f.Body != nil {
			s.function(f.Name.Name, f.Type, f.Body)
		}
	case *ast.FuncLit:
		s.function("", f.Type, f.Body)
	}
	return true
}

// sendCall is what a mock does first: the SDK's name, the operation and the input.
const sendCall = " ec2record.Send(func(client *%s.Client, ctx ec2record.Context) error { " +
	"_, err := client.%s(ctx, ec2record.Copy(%s)); return err }); "

// function instruments a function if it is a mock. The name of a literal is "".
func (s *scanner) function(name string, typ *ast.FuncType, body *ast.BlockStmt) {
	if typ.Results == nil {
		return
	}
	for _, parameter := range typ.Params.List {
		operation := s.operation(parameter.Type, "Input")
		if operation == "" || name != "" && !strings.HasPrefix(name, operation) {
			continue
		}
		if !slices.ContainsFunc(typ.Results.List, func(r *ast.Field) bool {
			return s.operation(r.Type, "Output") == operation
		}) {
			continue
		}
		s.mocks++
		s.insert(body.Lbrace+1, 0, fmt.Sprintf(sendCall, s.sdk, operation, s.named(typ.Params, parameter)))
	}
}

// operation is X if a type is *ec2.XInput, or that with another ending.
func (s *scanner) operation(typ ast.Expr, ending string) string {
	star, _ := typ.(*ast.StarExpr)
	if star == nil {
		return ""
	}
	selector, _ := star.X.(*ast.SelectorExpr)
	if selector == nil {
		return ""
	}
	if x, _ := selector.X.(*ast.Ident); x == nil || x.Name != s.sdk {
		return ""
	}
	operation, ok := strings.CutSuffix(selector.Sel.Name, ending)
	if !ok {
		return ""
	}
	return operation
}

// inputName is the name of a parameter that has none.
const inputName = "ec2recordInput"

// named returns the name of a parameter, and gives it one if it has none.
func (s *scanner) named(all *ast.FieldList, parameter *ast.Field) string {
	if len(parameter.Names) > 0 {
		first := parameter.Names[0]
		if first.Name != "_" {
			return first.Name
		}
		s.insert(first.Pos(), len("_"), inputName)
		return inputName
	}
	for _, p := range all.List { // either all parameters have a name or none
		name := "_ "
		if p == parameter {
			name = inputName + " "
		}
		s.insert(p.Pos(), 0, name)
	}
	return inputName
}

func (s *scanner) insert(at token.Pos, length int, text string) {
	s.edits = append(s.edits, edit{s.files.Position(at).Offset, length, text})
}
