// Package upstreamtest has the parts that the goldens of the two importers share: options
// in the comment of a case, and sections with the result.
package upstreamtest

import (
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/internal/upstream"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

// Options returns the options in the comment of a case: "operations: A, B" selects
// operations, "docs: yes" keeps the documentation.
func Options(c *txtar.Archive) upstream.Options {
	o := upstream.Options{Docs: spectest.Directive(c, "docs") != ""}
	if names := spectest.Directive(c, "operations"); names != "" {
		o.Operations = strings.Split(names, ", ")
	}
	return o
}

// Sections returns the sections with the result of an import: error, or model.yaml with
// the reports and the errors of the model's checks, if there are any.
func Sections(m *spec.Model, reports []upstream.Report, err error) []txtar.File {
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
