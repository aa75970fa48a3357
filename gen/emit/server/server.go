// Package server prints the server package.
package server

// This file writes the server package, ec2server: the interface that implements the
// operations, and the handler of each. read.go reads requests and write.go writes
// responses.

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
)

// Outputs lists the files.
func Outputs(p *plan.Plan) []emit.Output {
	if !p.Server {
		return nil
	}
	outs := []emit.Output{emit.GoFile(p.ServerPackage, "server_gen.go", func(f *jen.File) {
		f.PackageComment("Package " + p.ServerPackage.Name + " serves the operations of package " + p.Package +
			": it decodes and checks requests,")
		f.PackageComment("calls an implementation of API, and encodes responses as the service does.")
		emitAPI(f.Group, p)
		emitUnimplemented(f.Group, p)
		emitHandler(f.Group, p)
	})}
	inputs := p.All(func(s *plan.Shape) bool { return s.Action != "" && !s.IsOutput })
	byInput := map[*plan.Shape]*plan.Operation{}
	for _, op := range p.Operations {
		byInput[op.Input] = op
	}
	outs = append(outs, emit.Shared(p, p.ServerPackage, "serve", inputs, func(f *jen.File, shapes []*plan.Shape) {
		for _, s := range shapes {
			emitServe(f.Group, p, byInput[s])
		}
	})...)
	return append(append(outs, readerOutputs(p)...), writerOutputs(p)...)
}

// emitAPI appends the interface.
//
//	type API interface {
//		CopyImage(ctx context.Context, in *ec2.CopyImageInput) (*ec2.CopyImageOutput, error)
//		...
//	}
func emitAPI(g *jen.Group, p *plan.Plan) {
	g.Comment("// API implements the operations, one method each. Its methods must be safe for")
	g.Comment("// concurrent use. An error with the methods ErrorCode and ErrorMessage is returned")
	g.Comment("// to the client; any other error becomes InternalError. The context is that of the")
	g.Comment("// HTTP request; ec2http.FromContext returns details of the call.")
	g.Type().Id("API").InterfaceFunc(func(g *jen.Group) {
		for _, op := range p.Operations {
			g.Id(op.GoName).Add(serverSignature(p, op, jen.Id("ctx"), jen.Id("in")))
		}
	})
	g.Line()
}

// serverSignature returns the parameters and results of a method of API.
func serverSignature(p *plan.Plan, op *plan.Operation, ctx, in *jen.Statement) *jen.Statement {
	return jen.Params(ctx.Qual("context", "Context"), in.Op("*").Qual(p.ImportPath, op.Input.GoName)).
		Params(jen.Op("*").Qual(p.ImportPath, op.Output.GoName), jen.Error())
}

// emitUnimplemented appends the implementation that rejects everything.
//
//	func (Unimplemented) CopyImage(context.Context, *ec2.CopyImageInput) (*ec2.CopyImageOutput, error) {
//		return nil, ec2http.Unimplemented("CopyImage")
//	}
func emitUnimplemented(g *jen.Group, p *plan.Plan) {
	g.Comment("// Unimplemented rejects every operation as the service rejects an unknown action.")
	g.Comment("// Embed it to implement only some operations of API.")
	g.Type().Id("Unimplemented").Struct()
	g.Line()
	for _, op := range p.Operations {
		g.Comment("// " + op.GoName + " is not implemented.")
		g.Func().Params(jen.Id("Unimplemented")).Id(op.GoName).Add(serverSignature(p, op, jen.Null(), jen.Null())).Block(
			jen.Return(jen.Nil(), jen.Qual(p.Runtime("ec2http"), "Unimplemented").Call(jen.Lit(op.Name))))
		g.Line()
	}
}

// emitHandler appends the constructor and its tables.
//
//	func NewHandler(impl API, options ...func(*ec2http.Options)) http.Handler {
//		return ec2http.NewHandler(service, operations, impl, options...)
//	}
func emitHandler(g *jen.Group, p *plan.Plan) {
	runtime := func(name string) *jen.Statement { return jen.Qual(p.Runtime("ec2http"), name) }
	multi := jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}
	fields := []jen.Code{
		jen.Id("Version").Op(":").Qual(p.ImportPath, "ServiceAPIVersion"),
		jen.Id("Namespace").Op(":").Lit(p.Model.Service.XMLNamespace),
	}
	if len(p.Model.Rules) > 0 {
		fields = append(fields, jen.Id("Rules").Op(":").Qual(p.ImportPath, "ValidationRules").Call())
	}
	g.Comment("// NewHandler returns a handler that serves the operations of impl. The options")
	g.Comment("// are applied in order to the zero value of ec2http.Options.")
	g.Func().Id("NewHandler").Params(jen.Id("impl").Id("API"),
		jen.Id("options").Op("...").Func().Params(jen.Op("*").Add(runtime("Options")))).Qual("net/http", "Handler").Block(
		jen.Return(runtime("NewHandler").Call(jen.Id("service"), jen.Id("operations"), jen.Id("impl"),
			jen.Id("options").Op("..."))))
	g.Line()
	g.Var().Id("service").Op("=").Add(runtime("Service")).Custom(multi, fields...)
	g.Line()
	g.Var().Id("operations").Op("=").Map(jen.String()).Add(runtime("OperationHandler")).Types(jen.Id("API")).
		CustomFunc(multi, func(g *jen.Group) {
			for _, op := range p.Operations {
				g.Lit(op.Name).Op(":").Id(serveFunc(op))
			}
		})
}

func serveFunc(op *plan.Operation) string { return "serve" + op.GoName }

// emitServe appends the function that serves one operation.
//
//	func serveCopyImage(ctx context.Context, x *ec2http.Exchange, impl API) error {
//		in := new(ec2.CopyImageInput)
//		readCopyImageInput(x.Form, in)
//		if err := x.Check(in.Violations); err != nil {
//			return err
//		}
//		out, err := impl.CopyImage(ctx, in)
//		if err != nil {
//			return err
//		}
//		if out == nil {
//			return ec2http.MissingOutput("CopyImage")
//		}
//		writeCopyImageOutput(x.Response, out)
//		return nil
//	}
func emitServe(g *jen.Group, p *plan.Plan, op *plan.Operation) {
	runtime := func(name string) *jen.Statement { return jen.Qual(p.Runtime("ec2http"), name) }
	failed := jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err()))
	check := jen.Nil()
	if p.Validation.Of[op.Input] != nil {
		check = jen.Id("in").Dot("Violations")
	}
	g.Func().Id(serveFunc(op)).Params(jen.Id("ctx").Qual("context", "Context"),
		jen.Id("x").Op("*").Add(runtime("Exchange")), jen.Id("impl").Id("API")).Error().BlockFunc(func(g *jen.Group) {
		g.Id("in").Op(":=").New(jen.Qual(p.ImportPath, op.Input.GoName))
		if len(op.Input.Fields) > 0 {
			g.Id(reader(op.Input)).Call(jen.Id("x").Dot("Form"), jen.Id("in"))
		}
		g.If(jen.Err().Op(":=").Id("x").Dot("Check").Call(check), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err()))
		g.List(jen.Id("out"), jen.Err()).Op(":=").Id("impl").Dot(op.GoName).Call(jen.Id("ctx"), jen.Id("in"))
		g.Add(failed)
		g.If(jen.Id("out").Op("==").Nil()).Block(jen.Return(runtime("MissingOutput").Call(jen.Lit(op.Name))))
		if len(op.Output.Fields) > 0 {
			g.Id(writer(op.Output)).Call(jen.Id("x").Dot("Response"), jen.Id("out"))
		}
		g.Return(jen.Nil())
	})
	g.Line()
}

// reader and writer derive the server's function names from the client's encoders
// and decoders, so they are unique, too.
func reader(s *plan.Shape) string { return "read" + strings.TrimPrefix(s.Encoder, "encode") }
func writer(s *plan.Shape) string { return "write" + strings.TrimPrefix(s.Decoder, "decode") }
