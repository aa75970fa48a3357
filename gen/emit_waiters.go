package gen

// This file writes an operation's waiters, into the operation's file. What a
// waiter looks for becomes plain Go; when it looks, and for how long, is in
// runtime/awsclient.

import (
	"strconv"

	"github.com/dave/jennifer/jen"
)

func (p *plan) emitWaiters(g *jen.Group, op *operation) {
	for _, w := range op.waiters {
		emitWaiterTypes(g, p, op, w)
		emitNewWaiter(g, op, w)
		emitWait(g, op, w)
		emitWaitForOutput(g, p, op, w)
		p.emitRetryable(g, op, w)
	}
}

func (w *waiter) options() *jen.Statement { return jen.Id(w.goName + "Options") }

// runtimeOptions is the runtime's type that options have the form of.
func (w *waiter) runtimeOptions(p *plan, op *operation) *jen.Statement {
	return jen.Qual(p.runtime("awsclient"), "WaiterOptions").Types(jen.Id(op.input.goName), jen.Id(op.output.goName))
}

func (w *waiter) optFns() *jen.Statement {
	return jen.Id("optFns").Op("...").Func().Params(jen.Op("*").Add(w.options()))
}

// emitWaiterTypes appends the waiter and its options.
//
//	type ImageAvailableWaiterOptions awsclient.WaiterOptions[DescribeImagesInput, DescribeImagesOutput]
//
//	type ImageAvailableWaiter struct {
//		client DescribeImagesAPIClient
//		options ImageAvailableWaiterOptions
//	}
func emitWaiterTypes(g *jen.Group, p *plan, op *operation, w *waiter) {
	doc := w.Doc
	if doc == "" {
		doc = w.goName + " waits with " + op.goName + "."
	}
	g.Comment("// " + w.goName + "Options say how often to look, and for what.")
	g.Type().Add(w.options(), w.runtimeOptions(p, op))
	g.Line()
	addDoc(g, joinDoc(doc, deprecation(w.Deprecated)))
	g.Type().Id(w.goName).Struct(
		jen.Id("client").Id(op.apiClient),
		jen.Id("options").Add(w.options()),
	)
	g.Line()
}

// emitNewWaiter appends the constructor.
//
//	func NewImageAvailableWaiter(client DescribeImagesAPIClient, optFns ...func(*ImageAvailableWaiterOptions)) *ImageAvailableWaiter {
//		options := ImageAvailableWaiterOptions{}
//		options.MinDelay = 15 * time.Second
//		options.MaxDelay = 120 * time.Second
//		options.Retryable = imageAvailableStateRetryable
//		for _, fn := range optFns {
//			fn(&options)
//		}
//		return &ImageAvailableWaiter{client: client, options: options}
//	}
func emitNewWaiter(g *jen.Group, op *operation, w *waiter) {
	seconds := func(n int) *jen.Statement { return jen.Lit(n).Op("*").Qual("time", "Second") }
	option := func(name string) *jen.Statement { return jen.Id("options").Dot(name).Op("=") }
	g.Comment("// New" + w.goName + " makes a waiter, changed by optFns in their order.")
	g.Func().Id("New"+w.goName).Params(jen.Id("client").Id(op.apiClient), w.optFns()).Op("*").Id(w.goName).Block(
		jen.Id("options").Op(":=").Add(w.options()).Values(),
		option("MinDelay").Add(seconds(w.Delay)),
		option("MaxDelay").Add(seconds(max(w.Delay, 120))),
		option("Retryable").Id(w.retryable),
		applyOptions(),
		jen.Return(jen.Op("&").Id(w.goName).Values(jen.Id("client").Op(":").Id("client"), jen.Id("options").Op(":").Id("options"))),
	)
	g.Line()
}

func applyOptions() jen.Code {
	return jen.For(jen.List(jen.Id("_"), jen.Id("fn")).Op(":=").Range().Id("optFns")).Block(jen.Id("fn").Call(jen.Op("&").Id("options")))
}

// waitParams are the parameters of Wait and WaitForOutput.
func waitParams(op *operation, w *waiter) *jen.Statement {
	return jen.Params(
		jen.Id("ctx").Qual("context", "Context"), jen.Id("params").Op("*").Id(op.input.goName),
		jen.Id("maxWaitDur").Qual("time", "Duration"), w.optFns())
}

func emitWait(g *jen.Group, op *operation, w *waiter) {
	g.Comment("// Wait calls " + op.goName + " until an answer decides, at most for maxWaitDur.")
	g.Func().Params(jen.Id("w").Op("*").Id(w.goName)).Id("Wait").Add(waitParams(op, w)).Error().Block(
		jen.List(jen.Id("_"), jen.Err()).Op(":=").Id("w").Dot("WaitForOutput").Call(
			jen.Id("ctx"), jen.Id("params"), jen.Id("maxWaitDur"), jen.Id("optFns").Op("...")),
		jen.Return(jen.Err()),
	)
	g.Line()
}

// emitWaitForOutput appends the method that waits and returns the deciding answer.
//
//	func (w *ImageAvailableWaiter) WaitForOutput(...) (*DescribeImagesOutput, error) {
//		options := w.options
//		for _, fn := range optFns {
//			fn(&options)
//		}
//		return awsclient.Wait(ctx, "ImageAvailable", w.client.DescribeImages, params, maxWaitDur, awsclient.WaiterOptions[DescribeImagesInput, DescribeImagesOutput](options))
//	}
func emitWaitForOutput(g *jen.Group, p *plan, op *operation, w *waiter) {
	g.Comment("// WaitForOutput is Wait, and returns the answer that decided.")
	g.Func().Params(jen.Id("w").Op("*").Id(w.goName)).Id("WaitForOutput").Add(waitParams(op, w)).Params(jen.Op("*").Id(op.output.goName), jen.Error()).Block(
		jen.Id("options").Op(":=").Id("w").Dot("options"),
		applyOptions(),
		jen.Return(jen.Qual(p.runtime("awsclient"), "Wait").Call(
			jen.Id("ctx"), jen.Lit(w.baseName), jen.Id("w").Dot("client").Dot(op.goName), jen.Id("params"), jen.Id("maxWaitDur"), w.runtimeOptions(p, op).Call(jen.Id("options")))),
	)
	g.Line()
}

// emitRetryable appends the function that judges an answer: whether to go on, or
// an error. The first acceptor that matches decides.
func (p *plan) emitRetryable(g *jen.Group, op *operation, w *waiter) {
	g.Func().Id(w.retryable).Params(
		jen.Id("ctx").Qual("context", "Context"), jen.Id("in").Op("*").Id(op.input.goName), jen.Id("out").Op("*").Id(op.output.goName), jen.Err().Error(),
	).Params(jen.Bool(), jen.Error()).BlockFunc(func(g *jen.Group) {
		for _, a := range w.acceptors {
			p.emitAcceptor(g, a)
		}
		last := jen.Err()
		if contains(w.acceptors, func(a acceptor) bool { return a.Matcher == "error" }) {
			last = jen.Qual(p.runtime("awsclient"), "WaiterError").Call(jen.Err())
		}
		g.Return(jen.Err().Op("==").Nil(), last)
	})
	g.Line()
}

// emitAcceptor appends one acceptor.
//
//	if err == nil {
//		var found []string
//		for i1 := range out.Images {
//			v1 := &out.Images[i1]
//			found = append(found, string(v1.State))
//		}
//		if awsclient.AllAre(found, "available") {
//			return false, nil
//		}
//	}
func (p *plan) emitAcceptor(g *jen.Group, a acceptor) {
	decide := jen.Return(jen.False(), jen.Nil())
	switch a.State {
	case "failure":
		decide = jen.Return(jen.False(), jen.Qual(p.runtime("awsclient"), "ErrWaiterFailure"))
	case "retry":
		decide = jen.Return(jen.True(), jen.Nil())
	}
	client := func(name string) *jen.Statement { return jen.Qual(p.runtime("awsclient"), name) }
	switch {
	case a.Matcher == "error":
		g.If(client("HasErrorCode").Call(jen.Err(), jen.Lit(a.Expected))).Block(decide)
	case a.Matcher == "status":
		n, _ := strconv.Atoi(a.Expected) // checked by the plan
		g.If(client("HasStatus").Call(jen.Err(), jen.Lit(n))).Block(decide)
	case a.query.op != "":
		g.If(jen.Err().Op("==").Nil()).BlockFunc(func(g *jen.Group) { p.emitLength(g, a, decide) })
	default:
		all := client("AllAre")
		if a.Matcher == "pathAny" {
			all = client("AnyIs")
		}
		g.If(jen.Err().Op("==").Nil()).BlockFunc(func(g *jen.Group) {
			g.Var().Id("found").Index().String()
			a.query.emitEach(g, func(g *jen.Group, at *jen.Statement, pointer bool) { emitFound(g, a.query, at, pointer) })
			g.If(all.Call(jen.Id("found"), jen.Lit(a.Expected))).Block(decide)
		})
	}
}
