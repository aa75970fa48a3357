package client

// This file writes an operation's waiters, into the operation's file. Conditions
// become plain Go; runtime/awsclient implements attempts and delays.

import (
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
)

func emitWaiters(g *jen.Group, p *plan.Plan, op *plan.Operation) {
	for _, w := range op.Waiters {
		emitWaiterTypes(g, p, op, w)
		emitNewWaiter(g, op, w)
		emitWait(g, op, w)
		emitWaitForOutput(g, p, op, w)
		emitRetryable(g, p, op, w)
	}
}

func options(w *plan.Waiter) *jen.Statement { return jen.Id(w.GoName + "Options") }

// runtimeOptions returns the runtime's type that is the underlying type of options.
func runtimeOptions(w *plan.Waiter, p *plan.Plan, op *plan.Operation) *jen.Statement {
	return jen.Qual(p.Runtime("awsclient"), "WaiterOptions").Types(jen.Id(op.Input.GoName), jen.Id(op.Output.GoName))
}

func optFns(w *plan.Waiter) *jen.Statement {
	return jen.Id("optFns").Op("...").Func().Params(jen.Op("*").Add(options(w)))
}

// emitWaiterTypes appends the waiter and its options.
//
//	type ImageAvailableWaiterOptions awsclient.WaiterOptions[DescribeImagesInput, DescribeImagesOutput]
//
//	type ImageAvailableWaiter struct {
//		client DescribeImagesAPIClient
//		options ImageAvailableWaiterOptions
//	}
func emitWaiterTypes(g *jen.Group, p *plan.Plan, op *plan.Operation, w *plan.Waiter) {
	doc := w.Doc
	if doc == "" {
		doc = w.GoName + " calls " + op.GoName + " until its condition is met."
	}
	g.Comment("// " + w.GoName + "Options configure the delays and the condition of a " + w.GoName + ".")
	g.Type().Add(options(w), runtimeOptions(w, p, op))
	g.Line()
	emit.AddDoc(g, emit.JoinDoc(doc, emit.Deprecation(w.Deprecated)))
	g.Type().Id(w.GoName).Struct(
		jen.Id("client").Id(op.APIClient),
		jen.Id("options").Add(options(w)),
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
func emitNewWaiter(g *jen.Group, op *plan.Operation, w *plan.Waiter) {
	seconds := func(n int) *jen.Statement { return jen.Lit(n).Op("*").Qual("time", "Second") }
	option := func(name string) *jen.Statement { return jen.Id("options").Dot(name).Op("=") }
	g.Comment("// New" + w.GoName + " returns a waiter; optFns are applied in order to its options.")
	g.Func().Id("New"+w.GoName).Params(jen.Id("client").Id(op.APIClient), optFns(w)).Op("*").Id(w.GoName).Block(
		jen.Id("options").Op(":=").Add(options(w)).Values(),
		option("MinDelay").Add(seconds(w.Delay)),
		option("MaxDelay").Add(seconds(max(w.Delay, 120))),
		option("Retryable").Id(w.Retryable),
		applyOptions(),
		jen.Return(jen.Op("&").Id(w.GoName).
			Values(jen.Id("client").Op(":").Id("client"), jen.Id("options").Op(":").Id("options"))),
	)
	g.Line()
}

func applyOptions() jen.Code {
	return jen.For(jen.List(jen.Id("_"), jen.Id("fn")).Op(":=").Range().Id("optFns")).
		Block(jen.Id("fn").Call(jen.Op("&").Id("options")))
}

// waitParams returns the parameters of Wait and WaitForOutput.
func waitParams(op *plan.Operation, w *plan.Waiter) *jen.Statement {
	return jen.Params(
		jen.Id("ctx").Qual("context", "Context"), jen.Id("params").Op("*").Id(op.Input.GoName),
		jen.Id("maxWaitDur").Qual("time", "Duration"), optFns(w))
}

func emitWait(g *jen.Group, op *plan.Operation, w *plan.Waiter) {
	g.Comment("// Wait calls " + op.GoName + " until the condition is met or fails, for at most maxWaitDur.")
	g.Func().Params(jen.Id("w").Op("*").Id(w.GoName)).Id("Wait").Add(waitParams(op, w)).Error().Block(
		jen.List(jen.Id("_"), jen.Err()).Op(":=").Id("w").Dot("WaitForOutput").Call(
			jen.Id("ctx"), jen.Id("params"), jen.Id("maxWaitDur"), jen.Id("optFns").Op("...")),
		jen.Return(jen.Err()),
	)
	g.Line()
}

// emitWaitForOutput appends the method that waits and returns the last response.
//
//	func (w *ImageAvailableWaiter) WaitForOutput(...) (*DescribeImagesOutput, error) {
//		options := w.options
//		for _, fn := range optFns {
//			fn(&options)
//		}
//		return awsclient.Wait(ctx, "ImageAvailable", w.client.DescribeImages, params, maxWaitDur, awsclient.WaiterOptions[DescribeImagesInput, DescribeImagesOutput](options))
//	}
func emitWaitForOutput(g *jen.Group, p *plan.Plan, op *plan.Operation, w *plan.Waiter) {
	g.Comment("// WaitForOutput is like Wait and also returns the last response.")
	g.Func().Params(jen.Id("w").Op("*").Id(w.GoName)).Id("WaitForOutput").Add(waitParams(op, w)).
		Params(jen.Op("*").Id(op.Output.GoName), jen.Error()).Block(
		jen.Id("options").Op(":=").Id("w").Dot("options"),
		applyOptions(),
		jen.Return(jen.Qual(p.Runtime("awsclient"), "Wait").Call(
			jen.Id("ctx"), jen.Lit(w.BaseName), jen.Id("w").Dot("client").Dot(op.GoName), jen.Id("params"), jen.Id("maxWaitDur"),
			runtimeOptions(w, p, op).Call(jen.Id("options")))),
	)
	g.Line()
}

// emitRetryable appends the function that decides after a response whether to
// continue, or returns an error. The first acceptor that matches decides.
func emitRetryable(g *jen.Group, p *plan.Plan, op *plan.Operation, w *plan.Waiter) {
	g.Func().Id(w.Retryable).Params(
		jen.Id("ctx").Qual("context", "Context"), jen.Id("in").Op("*").Id(op.Input.GoName), jen.Id("out").Op("*").
			Id(op.Output.GoName), jen.Err().Error(),
	).Params(jen.Bool(), jen.Error()).BlockFunc(func(g *jen.Group) {
		for _, a := range w.Acceptors {
			emitAcceptor(g, p, a)
		}
		last := jen.Err()
		if slices.ContainsFunc(w.Acceptors, func(a plan.Acceptor) bool { return a.Matcher == "error" }) {
			last = jen.Qual(p.Runtime("awsclient"), "WaiterError").Call(jen.Err())
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
func emitAcceptor(g *jen.Group, p *plan.Plan, a plan.Acceptor) {
	decide := jen.Return(jen.False(), jen.Nil())
	switch a.State {
	case "failure":
		decide = jen.Return(jen.False(), jen.Qual(p.Runtime("awsclient"), "ErrWaiterFailure"))
	case "retry":
		decide = jen.Return(jen.True(), jen.Nil())
	}
	client := func(name string) *jen.Statement { return jen.Qual(p.Runtime("awsclient"), name) }
	switch {
	case a.Matcher == "error":
		g.If(client("HasErrorCode").Call(jen.Err(), jen.Lit(a.Expected))).Block(decide)
	case a.Matcher == "status":
		n, _ := strconv.Atoi(a.Expected) // checked by the plan
		g.If(client("HasStatus").Call(jen.Err(), jen.Lit(n))).Block(decide)
	case a.Expression.Operator != "":
		g.If(jen.Err().Op("==").Nil()).BlockFunc(func(g *jen.Group) { emitLength(g, p, a, decide) })
	default:
		all := client("AllAre")
		if a.Matcher == "pathAny" {
			all = client("AnyIs")
		}
		g.If(jen.Err().Op("==").Nil()).BlockFunc(func(g *jen.Group) {
			g.Var().Id("found").Index().String()
			emitEach(g, a.Expression, func(g *jen.Group, at *jen.Statement,
				pointer bool) {
				emitFound(g, a.Expression, at, pointer)
			})
			g.If(all.Call(jen.Id("found"), jen.Lit(a.Expected))).Block(decide)
		})
	}
}
