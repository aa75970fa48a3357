package botocore

// This file runs the goldens of testdata: one feature of botocore's form a file. Its
// JSON sections are AWS's files as they would be published; then come the model that
// they make, what is reported, and what the checks of every model say; or the error.
// Lines of the comment say what is asked for: "operations: A, B", and "docs: yes".

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/internal/upstream"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

func TestGoldens(t *testing.T) {
	spectest.Goldens(t, "testdata/*.txtar", func(t *testing.T, c *txtar.Archive) []txtar.File {
		var model File
		var beside CompanionFiles
		var sections []txtar.File
		for _, f := range c.Files {
			switch f.Name {
			case "service-2.json":
				model = File(f)
			case "paginators-1.json":
				beside.Paginators = &File{f.Name, f.Data}
			case "waiters-2.json":
				beside.Waiters = &File{f.Name, f.Data}
			case "docs-2.json":
				beside.Docs = &File{f.Name, f.Data}
			default:
				continue
			}
			sections = append(sections, f)
		}
		m, reports, err := Read(model, beside, options(c))
		return append(sections, outcome(m, reports, err)...)
	})
}

func options(c *txtar.Archive) upstream.Options {
	o := upstream.Options{Docs: spectest.Directive(c, "docs") != ""}
	if names := spectest.Directive(c, "operations"); names != "" {
		o.Operations = strings.Split(names, ", ")
	}
	return o
}

// outcome is an error alone, or the model with the reports and the checks' errors, of
// which there may be none.
func outcome(m *spec.Model, reports []upstream.Report, err error) []txtar.File {
	if err != nil {
		return []txtar.File{{Name: "error", Data: []byte(err.Error() + "\n")}}
	}
	list := []txtar.File{{Name: "model.yaml", Data: spec.Encode(m)}}
	var lines strings.Builder
	for _, r := range reports {
		lines.WriteString(r.String() + "\n")
	}
	if len(reports) > 0 {
		list = append(list, txtar.File{Name: "reports", Data: []byte(lines.String())})
	}
	if _, err := spec.Link(m); err != nil {
		list = append(list, txtar.File{Name: "checks", Data: []byte(err.Error() + "\n")})
	}
	return list
}
