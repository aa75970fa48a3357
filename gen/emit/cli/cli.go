// Package cli prints the command line: a package with a table of the operations and
// shapes, and the program that uses it.
package cli

// This file writes package ec2cli: Main, the API, and one file per operation.
// shapes.go writes the shapes.

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/runtime/cliname"
	"github.com/ec2gen/ec2gen/spec"
)

// Outputs lists the files.
func Outputs(p *plan.Plan) []emit.Output {
	if !p.CLI {
		return nil
	}
	outs := []emit.Output{
		emit.GoFile(p.CLIPackage, p.CLIPackage.Name+"_gen.go", func(f *jen.File) { emitPackage(f, p) }),
		emit.GoFile(p.ProgramPackage, "main_gen.go", func(f *jen.File) { emitProgram(f, p) }),
	}
	for _, op := range p.Operations {
		outs = append(outs, emit.GoFile(p.CLIPackage, op.File, func(f *jen.File) { emitOperation(f.Group, p, op) }))
	}
	return append(outs, shapeOutputs(p)...)
}

// engine returns a name of package runtime/cli.
func engine(p *plan.Plan, name string) *jen.Statement { return jen.Qual(p.Runtime("cli"), name) }

// lines formats a composite literal with an element per line.
var lines = jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}

// emitPackage appends Main and the API.
//
//	func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
//		return cli.Main(&api, args, stdin, stdout, stderr)
//	}
func emitPackage(f *jen.File, p *plan.Plan) {
	service := p.Model.Service
	f.PackageComment("Package " + p.CLIPackage.Name + " is the command line of " + title(service) + ", with the")
	f.PackageComment("options of the AWS CLI, for the operations of package " + p.Package + ".")
	f.Comment("// Main runs a command line (without the program name) and returns the exit code:")
	f.Comment("// 0, 252 for an invalid command line, 253 for a missing region or")
	f.Comment("// credentials, 254 for an error of the service, 255 for anything else.")
	f.Func().Id("Main").Params(jen.Id("args").Index().String(), jen.Id("stdin").Qual("io", "Reader"),
		jen.List(jen.Id("stdout"), jen.Id("stderr")).Qual("io", "Writer")).Int().Block(
		jen.Return(engine(p, "Main").Call(jen.Op("&").Id("api"), jen.Id("args"), jen.Id("stdin"), jen.Id("stdout"),
			jen.Id("stderr"))))
	f.Line()
	f.Comment("// api is the table behind the commands.")
	f.Var().Id("api").Op("=").Add(engine(p, "API")).Custom(lines,
		jen.Id("Command").Op(":").Lit(service.EndpointPrefix),
		jen.Id("Title").Op(":").Lit(title(service)),
		jen.Id("Service").Op(":").Qual(p.Runtime("awsclient"), "Service").Custom(lines,
			jen.Id("ID").Op(":").Lit(service.ID),
			jen.Id("APIVersion").Op(":").Lit(service.APIVersion),
			jen.Id("EndpointPrefix").Op(":").Lit(service.EndpointPrefix),
			jen.Id("SigningName").Op(":").Lit(service.SigningName),
		),
		jen.Id("Operations").Op(":").Index().Op("*").Add(engine(p, "Operation")).CustomFunc(lines, func(g *jen.Group) {
			for _, op := range byCommand(p) {
				g.Op("&").Id(op.VarName)
			}
		}),
		jen.Id("Shapes").Op(":").Id("shapes"),
	)
}

func title(s spec.Service) string {
	if s.Title != "" {
		return emit.OneLine(s.Title)
	}
	return emit.OneLine(s.ID)
}

// emitProgram appends the main package.
//
//	func main() {
//		os.Exit(ec2cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
//	}
func emitProgram(f *jen.File, p *plan.Plan) {
	name := p.ProgramPackage.Dir[strings.LastIndexByte(p.ProgramPackage.Dir, '/')+1:]
	f.PackageComment("Command " + name + " calls " + title(p.Model.Service) + " with the options of the AWS CLI.")
	os := func(name string) *jen.Statement { return jen.Qual("os", name) }
	f.Func().Id("main").Params().Block(
		os("Exit").Call(jen.Qual(p.CLIPackage.Path, "Main").Call(
			os("Args").Index(jen.Lit(1).Op(":")), os("Stdin"), os("Stdout"), os("Stderr"))))
}

// emitOperation appends one command.
//
//	var opRegisterImage = cli.Operation{
//		Name:    "RegisterImage",
//		Command: "register-image",
//		...
//	}
func emitOperation(g *jen.Group, p *plan.Plan, op *plan.Operation) {
	g.Var().Id(op.VarName).Op("=").Add(engine(p, "Operation")).CustomFunc(lines, func(g *jen.Group) {
		text(g, "Name", op.Name)
		text(g, "Command", cliname.Kebab(op.Name))
		text(g, "Doc", op.Doc)
		text(g, "Deprecated", deprecated(op.Deprecated))
		if op.Operation.Input != nil {
			text(g, "Input", op.Operation.Input.Name)
		}
		if op.Operation.Output != nil {
			text(g, "Output", op.Operation.Output.Name)
		}
		emitPaginator(g, p, op.Operation.Paginator)
		emitWaiters(g, p, op.Operation.Waiters)
		if p.Validation.Of[op.Input] != nil {
			g.Id("Rules").Op(":").Func().Params(jen.Id("parameters").Index().Byte()).
				Params(jen.Qual(p.Runtime("valid"), "Violations"), jen.Error()).Block(
				jen.Return(engine(p, "Violations").Call(jen.Id("parameters"), jen.New(jen.Qual(p.ImportPath, op.Input.GoName)))))
		}
	})
	g.Line()
}

// deprecated returns the text of a deprecation, or "" if there is none.
func deprecated(d *spec.Deprecation) string {
	switch {
	case d == nil:
		return ""
	case d.Message == "":
		return "deprecated in AWS's model."
	}
	return d.Message
}

func emitPaginator(g *jen.Group, p *plan.Plan, with *spec.Paginator) {
	if with == nil {
		return
	}
	g.Id("Paginator").Op(":").Op("&").Add(engine(p, "Paginator")).CustomFunc(lines, func(g *jen.Group) {
		text(g, "InputToken", with.InputToken)
		text(g, "OutputToken", with.OutputToken)
		text(g, "LimitKey", with.LimitKey)
		words(g, "ResultKeys", with.ResultKeys)
		text(g, "MoreResults", with.MoreResults)
	})
}

func emitWaiters(g *jen.Group, p *plan.Plan, waiters []*spec.Waiter) {
	if len(waiters) == 0 {
		return
	}
	g.Id("Waiters").Op(":").Index().Add(engine(p, "Waiter")).CustomFunc(lines, func(g *jen.Group) {
		for _, w := range waiters {
			g.CustomFunc(lines, func(g *jen.Group) {
				text(g, "Name", w.Name)
				g.Id("Delay").Op(":").Lit(w.Delay)
				g.Id("MaxAttempts").Op(":").Lit(w.MaxAttempts)
				g.Id("Acceptors").Op(":").Index().Add(engine(p, "Acceptor")).CustomFunc(lines, func(g *jen.Group) {
					for _, a := range w.Acceptors {
						g.ValuesFunc(func(g *jen.Group) {
							text(g, "State", a.State)
							text(g, "Matcher", a.Matcher)
							text(g, "Argument", a.Argument)
							text(g, "Expected", a.Expected)
						})
					}
				})
			})
		}
	})
}

// text appends a string field, unless it is empty.
func text(g *jen.Group, field, value string) {
	if value != "" {
		g.Id(field).Op(":").Lit(value)
	}
}

// words appends a field with a list of strings, unless it is empty.
func words(g *jen.Group, field string, values []string) {
	if len(values) > 0 {
		g.Id(field).Op(":").Index().String().ValuesFunc(func(g *jen.Group) {
			for _, v := range values {
				g.Lit(v)
			}
		})
	}
}
