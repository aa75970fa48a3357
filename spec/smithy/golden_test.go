package smithy

// This file runs the goldens of testdata: one feature of Smithy per file. The first
// section is a file as AWS would publish it. The other sections are those of
// upstreamtest.

import (
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/ec2gen/ec2gen/spec/internal/upstreamtest"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

func TestGoldens(t *testing.T) {
	spectest.Goldens(t, "testdata/*.txtar", func(t *testing.T, c *txtar.Archive) []txtar.File {
		file := c.Files[0]
		m, reports, err := Read(file.Name, file.Data, upstreamtest.Options(c))
		return append([]txtar.File{file}, upstreamtest.Sections(m, reports, err)...)
	})
}
