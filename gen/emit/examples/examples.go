// Package examples prints the model's examples as Go examples, which go doc and
// pkg.go.dev show with the methods that they call, and which the compiler checks.
package examples

// This file writes examples_gen_test.go.

import (
	"bytes"
	"fmt"
	"go/format"
	"go/scanner"
	"go/token"
	"path"
	"slices"
	"strings"
	"text/template"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/emit/docs/snippet"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// Outputs lists the file, if there is an example to show.
func Outputs(p *plan.Plan) []emit.Output {
	list := examples(p)
	if len(list) == 0 || !p.Examples {
		return nil
	}
	return []emit.Output{emit.PlainFile(p.ClientPackage, "examples_gen_test.go",
		func() ([]byte, error) { return source(p, list) })}
}

// An example is one function.
type example struct {
	Name string // ExampleClient_RegisterImage
	Doc  []string
	Call string // out, err := client.RegisterImage(ctx, ...)
	Show string // the part of out that is printed: aws.ToString(out.ImageId)
}

// examples returns the valid examples of all operations: one that violates a rule
// is a mistake in its document.
func examples(p *plan.Plan) (list []example) {
	for _, op := range p.Operations {
		n := 0
		for _, e := range op.Examples {
			if len(e.Breaks) > 0 {
				continue
			}
			name := "ExampleClient_" + op.GoName
			if n++; n > 1 {
				name += fmt.Sprintf("_example%d", n)
			}
			call := snippet.Go(snippet.Call{Op: op, Version: p.Model.Service.APIVersion, Package: p.Package,
				Value: snippet.Example(op, e.Input)})
			list = append(list, example{name, emit.CommentLines(strings.TrimSuffix(e.Title, ".") + "."), call,
				result(op.Output)})
		}
	}
	return list
}

// result returns the expression that an example prints: the first string or list of
// the response, or otherwise the whole.
func result(out *plan.Shape) string {
	for _, f := range out.Fields {
		switch f.Shape.Kind {
		case spec.String:
			return "aws.ToString(out." + f.GoName + ")"
		case spec.List:
			return "len(out." + f.GoName + ")"
		}
	}
	return "out"
}

var text = template.Must(template.New("").Parse(`// {{.Marker}}

package {{.Package}}_test

import (
	"context"
	"fmt"
{{- if .Uses "time"}}
	"time"
{{- end}}

{{- if .Uses "aws"}}

	"github.com/aws/aws-sdk-go-v2/aws"
{{- else}}
{{end}}
	{{if .Alias}}{{.Package}} {{end}}{{printf "%q" .Client}}
{{- if .Uses "types"}}
	{{printf "%q" .Types}}
{{- end}}
)
{{range .Examples}}
{{range .Doc}}{{.}}
{{end}}func {{.Name}}() {
	ctx := context.Background()
	client := {{$.Package}}.New({{$.Package}}.Options{Region: "us-east-1"}) // or NewFromConfig
	{{.Call}}
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println({{.Show}})
}
{{end}}`))

// A page is the data of the template.
type page struct {
	Marker, Package, Client, Types string
	Examples                       []example
}

// Alias reports whether the last element of the import path differs from the
// package's name.
func (d page) Alias() bool { return path.Base(d.Client) != d.Package }

// Uses reports whether an example uses a package.
func (d page) Uses(pkg string) bool {
	return slices.ContainsFunc(d.Examples, func(e example) bool { return selects(e.Call+"\n"+e.Show, pkg) })
}

// selects reports whether Go source contains pkg.Name outside string literals.
func selects(src, pkg string) bool {
	var s scanner.Scanner
	s.Init(token.NewFileSet().AddFile("", -1, len(src)), []byte(src), nil, 0)
	for last := ""; ; {
		_, tok, lit := s.Scan()
		switch {
		case tok == token.EOF:
			return false
		case tok == token.PERIOD && last == pkg:
			return true
		}
		last = lit
	}
}

func source(p *plan.Plan, list []example) ([]byte, error) {
	var b bytes.Buffer
	d := page{emit.Marker(p), p.Package, p.ClientPackage.Path, p.TypesPackage.Path, list}
	if err := text.Execute(&b, d); err != nil {
		return nil, err
	}
	src, err := format.Source(b.Bytes())
	if err != nil {
		return nil, fmt.Errorf("is not Go: %w; this is a bug in ec2gen; please report it", err)
	}
	return src, nil
}
