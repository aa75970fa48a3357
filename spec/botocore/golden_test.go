package botocore

// This file runs the goldens of testdata: one feature of botocore's form per file.
// The JSON sections are AWS's files as they would be published. The other sections
// are those of upstreamtest.

import (
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/ec2gen/ec2gen/spec/internal/upstreamtest"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

func TestGoldens(t *testing.T) {
	spectest.Goldens(t, "testdata/*.txtar", func(t *testing.T, c *txtar.Archive) []txtar.File {
		var model File
		var companions CompanionFiles
		var sections []txtar.File
		for _, f := range c.Files {
			switch f.Name {
			case "service-2.json":
				model = File(f)
			case "paginators-1.json":
				companions.Paginators = &File{f.Name, f.Data}
			case "waiters-2.json":
				companions.Waiters = &File{f.Name, f.Data}
			case "docs-2.json":
				companions.Docs = &File{f.Name, f.Data}
			default:
				continue
			}
			sections = append(sections, f)
		}
		m, reports, err := Read(model, companions, upstreamtest.Options(c))
		return append(sections, upstreamtest.Sections(m, reports, err)...)
	})
}
