package client

// This file writes one file per operation, op_register_image_gen.go: its method,
// input, output, and its description for the runtime.

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
)

func operationOutputs(p *plan.Plan) []emit.Output {
	var outs []emit.Output
	for _, op := range p.Operations {
		outs = append(outs, emit.GoFile(p.ClientPackage, op.File, func(f *jen.File) {
			emitMethod(f.Group, p, op)
			emitPresign(f.Group, p, op)
			emit.Structure(f.Group, p, op.Input, op.Input.GoName+" is the request of "+op.GoName+".")
			emit.Structure(f.Group, p, op.Output, op.Output.GoName+" is the response of "+op.GoName+".")
			emitDescription(f.Group, p, op)
			emitTokens(f.Group, p, op)
			emitHostPrefix(f.Group, p, op)
			emitPaginator(f.Group, p, op)
			emitWaiters(f.Group, p, op)
		}))
	}
	return outs
}

// emitMethod appends the operation's method.
//
//	func (c *Client) RegisterImage(ctx context.Context, params *RegisterImageInput, optFns ...func(*Options)) (*RegisterImageOutput, error) {
//		return awsclient.Call(ctx, c.client, &opRegisterImage, params, optFns)
//	}
func emitMethod(g *jen.Group, p *plan.Plan, op *plan.Operation) {
	doc := op.Doc
	if doc == "" {
		doc = op.GoName + " calls the operation " + op.Name + "."
	}
	emit.AddDoc(g, emit.JoinDoc(doc, emit.Since(p, op.Since), errorsOf(p, op), emit.Deprecation(op.Deprecated)))
	g.Func().Params(jen.Id("c").Op("*").Id("Client")).Id(op.GoName).Add(signature(op)).Block(
		jen.Return(jen.Qual(p.Runtime("awsclient"), "Call").Call(
			jen.Id("ctx"), jen.Id("c").Dot("client"), jen.Op("&").Id(op.VarName), jen.Id("params"), jen.Id("optFns"))),
	)
	g.Line()
}

// errorsOf links the typed errors of the operation.
func errorsOf(p *plan.Plan, op *plan.Operation) string {
	var links []string
	for _, e := range p.ErrorsOf(op) {
		links = append(links, "["+p.TypesPackage.Name+"."+e.GoName+"]")
	}
	if len(links) == 0 {
		return ""
	}
	return "Errors: " + strings.Join(links, ", ") + "."
}

// signature returns the operation's parameters and results, as in the SDK.
func signature(op *plan.Operation) jen.Code {
	return jen.Params(
		jen.Id("ctx").Qual("context", "Context"),
		jen.Id("params").Op("*").Id(op.Input.GoName),
		jen.Id("optFns").Op("...").Add(optFn()),
	).Params(jen.Op("*").Id(op.Output.GoName), jen.Error())
}

// emitDescription appends the operation's description for the runtime.
//
//	var opRegisterImage = awsclient.Operation[RegisterImageInput, RegisterImageOutput]{
//		Name: "RegisterImage",
//		Encode: encodeRegisterImageInput,
//		Validate: (*RegisterImageInput).Violations,
//		...
//	}
func emitDescription(g *jen.Group, p *plan.Plan, op *plan.Operation) {
	field := func(name string, v jen.Code) jen.Code { return jen.Id(name).Op(":").Add(v) }
	in, out := jen.Id(op.Input.GoName), jen.Id(op.Output.GoName)
	fields := []jen.Code{
		field("Name", jen.Lit(op.Name)),
		field("Encode", jen.Id(op.Input.Encoder)),
	}
	if len(op.Output.Fields) > 0 {
		fields = append(fields, field("Decode", jen.Id(op.Output.Decoder)))
	}
	if p.Validation.Of[op.Input] != nil {
		fields = append(fields, field("Validate", jen.Parens(jen.Op("*").Add(in)).Dot("Violations")))
	}
	fields = append(fields,
		field("Metadata", jen.Func().Params(jen.Id("out").Op("*").Add(out)).Op("*").Qual(emit.MiddlewarePath, "Metadata").
			Block(
				jen.Return(jen.Op("&").Id("out").Dot("ResultMetadata")))))
	if len(op.Tokens) > 0 {
		fields = append(fields, field("Token", jen.Id(op.TokenFunc)))
	}
	if op.HostPrefix != "" {
		fields = append(fields, field("HostPrefix", jen.Id(op.HostFunc)))
	}
	if len(op.Regions) > 0 {
		fields = append(fields, field("Regions", regionsOf(p, op)))
	}
	if op.Compression {
		fields = append(fields, field("Compression", jen.True()))
	}
	g.Var().Id(op.VarName).Op("=").Qual(p.Runtime("awsclient"), "Operation").Types(in, out).Custom(
		jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, fields...)
	g.Line()
}

// regionsOf prints the function that returns the members for the presigned copy.
//
//	func(in *CopySnapshotInput) awsclient.PresignedCopy {
//		return awsclient.PresignedCopy{Source: in.SourceRegion, URL: &in.PresignedUrl, Destination: &in.DestinationRegion}
//	}
func regionsOf(p *plan.Plan, op *plan.Operation) jen.Code {
	kind := jen.Qual(p.Runtime("awsclient"), "PresignedCopy")
	in := func(i int) *jen.Statement { return jen.Id("in").Dot(op.Regions[i].GoName) }
	values := jen.Options{Open: "{", Close: "}", Separator: ", "}
	return jen.Func().Params(jen.Id("in").Op("*").Id(op.Input.GoName)).Add(kind).Block(
		jen.Return(jen.Add(kind).Custom(values, jen.Id("Source").Op(":").Add(in(0)), jen.Id("URL").Op(":").Op("&").Add(in(1)),
			jen.Id("Destination").Op(":").Op("&").Add(in(2)))))
}

// emitPresign appends the method that creates a presigned URL, for an operation whose
// own request contains one.
//
//	func (c *PresignClient) PresignCopySnapshot(ctx context.Context, params *CopySnapshotInput, optFns ...func(*PresignOptions)) (*v4.PresignedHTTPRequest, error) {
//		return awsclient.Presign(ctx, c.client, &opCopySnapshot, params, optFns)
//	}
func emitPresign(g *jen.Group, p *plan.Plan, op *plan.Operation) {
	if len(op.Regions) == 0 {
		return
	}
	emit.AddDoc(g, "Presign"+op.GoName+" returns a presigned URL of "+op.GoName+", which another party can send.")
	g.Func().Params(jen.Id("c").Op("*").Id("PresignClient")).Id("Presign"+op.GoName).Params(
		jen.Id("ctx").Qual("context", "Context"),
		jen.Id("params").Op("*").Id(op.Input.GoName),
		jen.Id("optFns").Op("...").Func().Params(jen.Op("*").Id("PresignOptions")),
	).Params(jen.Op("*").Qual(emit.V4Path, "PresignedHTTPRequest"), jen.Error()).Block(
		jen.Return(jen.Qual(p.Runtime("awsclient"), "Presign").Call(
			jen.Id("ctx"), jen.Id("c").Dot("client"), jen.Op("&").Id(op.VarName), jen.Id("params"), jen.Id("optFns"))),
	)
	g.Line()
}

// emitTokens appends the function that sets missing idempotency tokens, so that the
// service recognizes a retry. The caller's request is not changed.
//
//	func tokenCopyImage(in *CopyImageInput, next func() (string, error)) (*CopyImageInput, error) {
//		filled := *in
//		if filled.ClientToken == nil {
//			token, err := next()
//			if err != nil {
//				return nil, err
//			}
//			filled.ClientToken = &token
//		}
//		return &filled, nil
//	}
func emitTokens(g *jen.Group, p *plan.Plan, op *plan.Operation) {
	if len(op.Tokens) == 0 {
		return
	}
	in := jen.Op("*").Id(op.Input.GoName)
	next := jen.Id("next").Func().Params().Params(jen.String(), jen.Error())
	g.Func().Id(op.TokenFunc).Params(jen.Id("in").Add(in), next).Params(in, jen.Error()).BlockFunc(func(g *jen.Group) {
		g.Id("filled").Op(":=").Op("*").Id("in")
		for _, f := range op.Tokens {
			token := func() *jen.Statement { return jen.Id("filled").Dot(f.GoName) }
			g.If(token().Op("==").Nil()).Block(
				jen.List(jen.Id("token"), jen.Err()).Op(":=").Id("next").Call(),
				jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
				token().Op("=").Op("&").Id("token"),
			)
		}
		g.Return(jen.Op("&").Id("filled"), jen.Nil())
	})
	g.Line()
}

// emitHostPrefix appends the function that returns the host's prefix for the
// request.
//
//	func hostEcho(in *EchoInput) (string, error) {
//		return awsclient.HostPrefix("data-{Label}.", map[string]*string{"Label": in.Label})
//	}
func emitHostPrefix(g *jen.Group, p *plan.Plan, op *plan.Operation) {
	if op.HostPrefix == "" {
		return
	}
	labels := jen.CustomFunc(jen.Options{Open: "{", Close: "}", Separator: ","}, func(g *jen.Group) {
		for _, f := range op.Labels {
			g.Add(jen.Lit(f.Name).Op(":").Id("in").Dot(f.GoName))
		}
	})
	g.Func().Id(op.HostFunc).Params(jen.Id("in").Op("*").Id(op.Input.GoName)).Params(jen.String(), jen.Error()).Block(
		jen.Return(jen.Qual(p.Runtime("awsclient"), "HostPrefix").
			Call(jen.Lit(op.HostPrefix), jen.Map(jen.String()).Op("*").String().Add(labels))),
	)
	g.Line()
}
