// Package errors prints typed errors.
package errors

// This file writes types/errors_gen.go, the typed errors, and errors_gen.go, which
// creates one for an error response. They wrap the whole response, so that
// errors.As finds both them and a smithy.APIError; package types only imports the
// standard library.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
)

// Outputs lists the files.
func Outputs(p *plan.Plan) []emit.Output {
	if len(p.Errors) == 0 {
		return nil
	}
	return []emit.Output{
		emit.GoFile(p.TypesPackage, "errors_gen.go", func(f *jen.File) {
			emitErrorBase(f.Group, p)
			for _, e := range p.Errors {
				emitErrorType(f.Group, p, e)
			}
		}),
		emit.GoFile(p.ClientPackage, "errors_gen.go", func(f *jen.File) { emitTypedError(f.Group, p) }),
	}
}

// emitErrorBase appends the type that typed errors embed.
//
//	type ServiceError struct {
//		Code    string
//		Message string
//		Err     error
//	}
//
//	func (e *ServiceError) Error() string { ... }
//	func (e *ServiceError) Unwrap() error { return e.Err }
//	func (e *ServiceError) ErrorCode() string { return e.Code }
func emitErrorBase(g *jen.Group, p *plan.Plan) {
	emit.AddDoc(g, p.ErrorBase+" is an error response of the service. Each typed error embeds it.")
	g.Type().Id(p.ErrorBase).Struct(
		jen.Id("Code").String().Comment("error code of the service"),
		jen.Id("Message").String().Comment("error message of the service"),
		jen.Id("Err").Error().Comment("the complete error, a smithy.APIError"),
	)
	g.Line()
	method := func(name, result string) *jen.Statement {
		return g.Func().Params(jen.Id("e").Op("*").Id(p.ErrorBase)).Id(name).Params().Id(result)
	}
	e := func(field string) *jen.Statement { return jen.Id("e").Dot(field) }
	emit.AddDoc(g, "Error returns the message of Err or, if Err is nil, the code and the message.")
	method("Error", "string").Block(
		jen.If(e("Err").Op("==").Nil()).Block(jen.Return(e("Code").Op("+").Lit(": ").Op("+").Add(e("Message")))),
		jen.Return(e("Err").Dot("Error").Call()),
	)
	g.Line()
	emit.AddDoc(g, "Unwrap returns Err.")
	method("Unwrap", "error").Block(jen.Return(e("Err")))
	g.Line()
	emit.AddDoc(g, "ErrorCode returns the error code of the service.")
	method("ErrorCode", "string").Block(jen.Return(e("Code")))
	g.Line()
}

// emitErrorType appends the type of one code.
//
//	// InvalidAMINameDuplicate ...
//	type InvalidAMINameDuplicate struct {
//		ServiceError
//
//		ImageId string
//	}
func emitErrorType(g *jen.Group, p *plan.Plan, e *plan.ErrorType) {
	doc := e.Doc
	if doc == "" {
		doc = e.GoName + " is the error with code " + e.Code + "."
	}
	emit.AddDoc(g, doc)
	g.Type().Id(e.GoName).StructFunc(func(g *jen.Group) {
		g.Id(p.ErrorBase)
		if e.Shape != nil {
			for _, f := range e.Shape.Fields {
				g.Line()
				emit.AddDoc(g, emit.DocOf(p, f))
				g.Id(f.GoName).Add(emit.FieldType(p, f))
			}
		}
		for _, f := range e.Fields {
			g.Line()
			emit.AddDoc(g, emit.JoinDoc(f.Doc, "Empty if the message does not contain it."))
			g.Id(f.GoName).String()
		}
	})
	g.Line()
}

// emitTypedError appends the function that the runtime calls for every error
// response.
//
//	func typedError(code, message string, body []byte, err error) error {
//		base := types.ServiceError{Code: code, Message: message, Err: err}
//		switch code {
//		case "InvalidAMIName.Duplicate":
//			return &types.InvalidAMINameDuplicate{
//				ServiceError: base,
//				ImageId:      awsclient.MatchGroup(`\b(ami-[0-9a-f]+)\b`, message),
//			}
//		}
//		return err
//	}
func emitTypedError(g *jen.Group, p *plan.Plan) {
	g.Comment("// typedError returns the typed error for a code, which wraps err, or err itself.")
	params := []jen.Code{jen.List(jen.Id("code"), jen.Id("message")).String(), jen.Id("body").Index().Byte(),
		jen.Err().Error()}
	base := []jen.Code{jen.Id("Code").Op(":").Id("code"), jen.Id("Message").Op(":").Id("message"),
		jen.Id("Err").Op(":").Err()}
	g.Func().Id("typedError").Params(params...).Error().Block(
		jen.Id("base").Op(":=").Qual(p.TypesPackage.Path, p.ErrorBase).
			Custom(jen.Options{Open: "{", Close: "}", Separator: ", "}, base...),
		jen.Switch(jen.Id("code")).BlockFunc(func(g *jen.Group) {
			for _, e := range p.Errors {
				g.Case(jen.Lit(e.Code)).BlockFunc(func(g *jen.Group) { emitTypedErrorCase(g, p, e) })
			}
		}),
		jen.Return(jen.Err()),
	)
	g.Line()
}

func emitTypedErrorCase(g *jen.Group, p *plan.Plan, e *plan.ErrorType) {
	typ := jen.Op("&").Qual(p.TypesPackage.Path, e.GoName)
	fields := []jen.Code{jen.Id(p.ErrorBase).Op(":").Id("base")}
	for _, f := range e.Fields {
		match := jen.Qual(p.Runtime("awsclient"), "MatchGroup").Call(emit.Literal(f.Pattern), jen.Id("message"))
		fields = append(fields, jen.Id(f.GoName).Op(":").Add(match))
	}
	switch {
	case e.Shape != nil:
		g.Id("e").Op(":=").Add(typ).Values(fields...)
		g.Qual(p.Runtime("awsclient"), "DecodeError").Call(jen.Id("body"), jen.Id(e.Shape.Decoder), jen.Id("e"))
		g.Return(jen.Id("e"))
	case len(e.Fields) == 0:
		g.Return(typ.Values(fields...))
	default:
		g.Return(typ.Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, fields...))
	}
}
