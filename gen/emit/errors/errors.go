// Package errors prints typed errors.
package errors

// This file writes types/errors_gen.go, the typed errors, and errors_gen.go,
// which makes one out of an answer. The typed errors carry the whole answer as
// Err, so that errors.As finds both them and a smithy.APIError; types itself
// needs the standard library only.

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
			for _, e := range p.Errors {
				emitErrorType(f.Group, p, e)
				emitErrorMethods(f.Group, e)
			}
		}),
		emit.GoFile(p.ClientPackage, "errors_gen.go", func(f *jen.File) { emitTypedError(f.Group, p) }),
	}
}

// emitErrorType appends the type of one code.
//
//	// InvalidAMINameDuplicate ...
//	type InvalidAMINameDuplicate struct {
//		// Message is the service's own text.
//		Message string
//
//		ImageId string
//
//		// Err is the answer as a whole, a smithy.APIError.
//		Err error
//	}
func emitErrorType(g *jen.Group, p *plan.Plan, e *plan.ErrorType) {
	doc := e.Doc
	if doc == "" {
		doc = e.GoName + " is the error " + e.Code + "."
	}
	emit.AddDoc(g, doc)
	g.Type().Id(e.GoName).StructFunc(func(g *jen.Group) {
		if e.Shape != nil {
			for _, f := range e.Shape.Fields {
				emit.AddDoc(g, emit.DocOf(f.Member))
				g.Id(f.GoName).Add(emit.FieldType(p, f))
				g.Line()
			}
		} else {
			g.Comment("// Message is the service's own text.")
			g.Id("Message").String()
			g.Line()
		}
		for _, f := range e.Fields {
			emit.AddDoc(g, emit.JoinDoc(f.Doc, "Empty when the message does not say."))
			g.Id(f.GoName).String()
			g.Line()
		}
		g.Comment("// Err is the answer as a whole, a smithy.APIError.")
		g.Id("Err").Error()
	})
	g.Line()
}

// emitErrorMethods appends what makes the type an error.
//
//	func (e *InvalidAMINameDuplicate) Error() string { ... }
//	func (e *InvalidAMINameDuplicate) Unwrap() error { return e.Err }
//	func (e *InvalidAMINameDuplicate) ErrorCode() string { return "InvalidAMIName.Duplicate" }
func emitErrorMethods(g *jen.Group, e *plan.ErrorType) {
	method := func(name, result string) *jen.Statement {
		return g.Func().Params(jen.Id("e").Op("*").Id(e.GoName)).Id(name).Params().Id(result)
	}
	g.Comment("// Error is the answer's own text, and the code when there is none.")
	method("Error", "string").Block(
		jen.If(jen.Id("e").Dot("Err").Op("==").Nil()).Block(jen.Return(jen.Lit(e.Code))),
		jen.Return(jen.Id("e").Dot("Err").Dot("Error").Call()),
	)
	g.Line()
	g.Comment("// Unwrap returns the answer as a whole.")
	method("Unwrap", "error").Block(jen.Return(jen.Id("e").Dot("Err")))
	g.Line()
	g.Comment("// ErrorCode returns the service's code.")
	method("ErrorCode", "string").Block(jen.Return(jen.Lit(e.Code)))
	g.Line()
}

// emitTypedError appends the function that the runtime calls for every error
// answer.
//
//	func typedError(code, message string, body []byte, err error) error {
//		switch code {
//		case "InvalidAMIName.Duplicate":
//			return &types.InvalidAMINameDuplicate{
//				Message: message,
//				ImageId: awsclient.MatchGroup(`\b(ami-[0-9a-f]+)\b`, message),
//				Err: err,
//			}
//		}
//		return err
//	}
func emitTypedError(g *jen.Group, p *plan.Plan) {
	g.Comment("// typedError returns the typed error for a code, around err, or err itself.")
	params := []jen.Code{jen.List(jen.Id("code"), jen.Id("message")).String(), jen.Id("body").Index().Byte(), jen.Err().Error()}
	g.Func().Id("typedError").Params(params...).Error().Block(
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
	typ := jen.Qual(p.TypesPackage.Path, e.GoName)
	if e.Shape != nil {
		g.Id("e").Op(":=").Op("&").Add(typ).Values(jen.Id("Err").Op(":").Err())
		g.Qual(p.Runtime("awsclient"), "DecodeError").Call(jen.Id("body"), jen.Id(e.Shape.Decoder), jen.Id("e"))
		g.Return(jen.Id("e"))
		return
	}
	g.Return(jen.Op("&").Add(typ).CustomFunc(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, func(g *jen.Group) {
		g.Id("Message").Op(":").Id("message")
		for _, f := range e.Fields {
			g.Id(f.GoName).Op(":").Qual(p.Runtime("awsclient"), "MatchGroup").Call(emit.Literal(f.Pattern), jen.Id("message"))
		}
		g.Id("Err").Op(":").Err()
	}))
}
