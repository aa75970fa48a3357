// Package pkgdoc prints the package comment, which records how the package was
// generated.
package pkgdoc

// This file writes doc_gen.go and types/doc_gen.go.

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
)

// Outputs lists the files. Without a record there are none.
func Outputs(p *plan.Plan) []emit.Output {
	if p.Record == nil {
		return nil
	}
	types := emit.CommentLines("Package types has the structures, enums and errors of package " + p.Package + ".")
	return []emit.Output{docFile(p.ClientPackage, lines(p)), docFile(p.TypesPackage, types)}
}

// docFile returns a file with only a package comment.
func docFile(pkg plan.Package, lines []string) emit.Output {
	return emit.GoFile(pkg, "doc_gen.go", func(f *jen.File) {
		for _, line := range lines {
			f.PackageComment(line)
		}
	})
}

// lines returns the lines of the comment.
//
//	// Package ec2 calls operations of Amazon Elastic Compute Cloud, API version 2016-11-15.
//	//
//	// ec2gen v1.2.3 generated it from the built-in model of 2026-08-07. To add an
//	// operation, add it to operations in ec2gen.yaml, and run
//	//
//	//	ec2gen gen
func lines(p *plan.Plan) []string {
	r := p.Record
	about := r.About
	if about == "" {
		about = aboutOperations(p)
	}
	tool := strings.TrimSpace("ec2gen " + r.Version)
	all := emit.CommentLines(about + "\n\n" + tool + " generated it from " + r.Model + ". " + r.Update)
	all = append(all, "//", "//\t"+emit.OneLine(r.Command))
	if r.Docs != "" {
		all = append(append(all, "//"), emit.CommentLines(QuotedDocs+r.Docs+
			". Copyright Amazon.com, Inc. or its affiliates, Apache License 2.0.")...)
	}
	return all
}

// QuotedDocs precedes the version of the SDK whose documentation is quoted.
const QuotedDocs = "Documentation that ec2gen lacks is quoted from github.com/aws/aws-sdk-go-v2/service/ec2 "

func aboutOperations(p *plan.Plan) string {
	s := p.Model.Service
	title := s.Title
	if title == "" {
		title = s.ID
	}
	return fmt.Sprintf("Package %s calls operations of %s, API version %s.", p.Package, title, s.APIVersion)
}
