// Package docs lists the reference pages: for each operation the contents of the
// documentation of the Go SDK, the AWS CLI, boto3, paws and the Query API, plus
// rules, error codes and dates.
//
//	plan -> reference (one typed value with all decisions)
//	        |-- snippet   a call in each client's syntax
//	     -> htmlpages, markdown, man (print it)
package docs

import (
	"slices"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/emit/docs/htmlpages"
	"github.com/ec2gen/ec2gen/gen/emit/docs/man"
	"github.com/ec2gen/ec2gen/gen/emit/docs/markdown"
	"github.com/ec2gen/ec2gen/gen/emit/docs/page"
	"github.com/ec2gen/ec2gen/gen/emit/docs/reference"
	"github.com/ec2gen/ec2gen/gen/plan"
)

// formats has the renderers.
var formats = map[string]func(*reference.Reference) []page.File{
	"html": htmlpages.Pages, "markdown": markdown.Pages, "man": man.Pages,
}

// Outputs lists the pages in the plan's formats, below docs.
func Outputs(p *plan.Plan) []emit.Output {
	if len(p.Pages) == 0 {
		return nil
	}
	return Pages(p, "docs", p.Pages)
}

// Pages lists the pages of some formats in a directory.
func Pages(p *plan.Plan, dir string, names []string) (outs []emit.Output) {
	r := reference.New(p)
	for _, name := range slices.Compact(slices.Sorted(slices.Values(names))) {
		for _, f := range formats[name](r) {
			outs = append(outs, emit.PlainFile(plan.Package{Dir: dir}, f.Name,
				func() ([]byte, error) { return []byte(f.Content()), nil }))
		}
	}
	return outs
}
