package gen

// This file joins the packages.

import (
	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/emit/cli"
	"github.com/ec2gen/ec2gen/gen/emit/client"
	"github.com/ec2gen/ec2gen/gen/emit/docs"
	"github.com/ec2gen/ec2gen/gen/emit/errors"
	"github.com/ec2gen/ec2gen/gen/emit/examples"
	"github.com/ec2gen/ec2gen/gen/emit/pkgdoc"
	"github.com/ec2gen/ec2gen/gen/emit/query"
	"github.com/ec2gen/ec2gen/gen/emit/server"
	"github.com/ec2gen/ec2gen/gen/emit/types"
	"github.com/ec2gen/ec2gen/gen/emit/validate"
	"github.com/ec2gen/ec2gen/gen/emit/xml"
	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// concerns is the table of the concerns. Each function lists its files, in any
// order; a new concern is a package and a line here.
var concerns = []func(p *plan.Plan) []emit.Output{
	types.Outputs,
	client.Outputs,
	query.Outputs,
	xml.Outputs,
	errors.Outputs,
	validate.Outputs,
	server.Outputs,
	pkgdoc.Outputs,
	examples.Outputs,
	cli.Outputs,
	docs.Outputs,
}

// Generate computes every byte of the package for m, in name order. It is a pure
// function: the same model gives the same bytes. If Go cannot express parts of the
// model, it returns all problems as spec.Errors.
func Generate(m *spec.Model, cfg plan.Config) ([]files.File, error) {
	// Step 1: decide all names and the order (gen/plan).
	p, err := plan.New(m, cfg)
	if err != nil {
		return nil, err
	}
	// Step 2: list the files and their content (gen/emit/...).
	var outs []emit.Output
	for _, list := range concerns {
		outs = append(outs, list(p)...)
	}
	// Step 3: print and format them (gen/emit/render.go).
	return emit.Render(p, outs)
}

// Pages computes only the reference pages for m, in some formats.
func Pages(m *spec.Model, cfg plan.Config, formats []string) ([]files.File, error) {
	p, err := plan.New(m, cfg)
	if err != nil {
		return nil, err
	}
	return emit.Render(p, docs.Pages(p, "", formats))
}
