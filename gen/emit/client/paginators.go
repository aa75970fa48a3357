package client

// This file writes an operation's paginator, into the operation's file.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/plan"
)

func emitPaginator(g *jen.Group, p *plan.Plan, op *plan.Operation) {
	emitAPIClient(g, p, op)
	if op.Paginator == nil {
		return
	}
	emitPaginatorTypes(g, p, op)
	emitNewPaginator(g, p, op)
	emitHasMorePages(g, op)
	emitNextPage(g, p, op)
}

// emitAPIClient appends the interface that paginators and waiters call, which tests
// can implement.
//
//	type DescribeImagesAPIClient interface {
//		DescribeImages(context.Context, *DescribeImagesInput, ...func(*Options)) (*DescribeImagesOutput, error)
//	}
func emitAPIClient(g *jen.Group, p *plan.Plan, op *plan.Operation) {
	if op.APIClient == "" {
		return
	}
	g.Comment("// " + op.APIClient + " is a client with the operation " + op.GoName + ".")
	g.Type().Id(op.APIClient).Interface(
		jen.Id(op.GoName).Params(
			jen.Qual("context", "Context"), jen.Op("*").Id(op.Input.GoName), jen.Op("...").Add(optFn()),
		).Params(jen.Op("*").Id(op.Output.GoName), jen.Error()),
	)
	g.Line()
	g.Var().Id("_").Id(op.APIClient).Op("=").Parens(jen.Op("*").Id("Client")).Parens(jen.Nil())
	g.Line()
}

// emitPaginatorTypes appends the paginator and its options.
func emitPaginatorTypes(g *jen.Group, p *plan.Plan, op *plan.Operation) {
	pg := op.Paginator
	g.Comment("// " + pg.OptionsName + " configure a " + pg.GoName + ".")
	g.Type().Id(pg.OptionsName).StructFunc(func(g *jen.Group) {
		if pg.Limit != nil {
			g.Comment("// Limit is the maximum number of results per page. If 0, the service decides.")
			g.Id("Limit").Int32()
			g.Line()
		}
		g.Comment("// StopOnDuplicateToken stops pagination if a response has the same token as its")
		g.Comment("// request.")
		g.Id("StopOnDuplicateToken").Bool()
	})
	g.Line()
	g.Comment("// " + pg.GoName + " iterates over the pages of " + op.GoName + ".")
	g.Type().Id(pg.GoName).Struct(
		jen.Id("options").Id(pg.OptionsName),
		jen.Id("client").Id(op.APIClient),
		jen.Id("params").Op("*").Id(op.Input.GoName),
		jen.Id("pages").Qual(p.Runtime("awsclient"), "Pages"),
	)
	g.Line()
}

// emitNewPaginator appends the constructor.
//
//	func NewDescribeImagesPaginator(client DescribeImagesAPIClient, params *DescribeImagesInput, optFns ...func(*DescribeImagesPaginatorOptions)) *DescribeImagesPaginator {
//		if params == nil {
//			params = &DescribeImagesInput{}
//		}
//		options := DescribeImagesPaginatorOptions{}
//		if params.MaxResults != nil {
//			options.Limit = *params.MaxResults
//		}
//		for _, fn := range optFns {
//			fn(&options)
//		}
//		pages := awsclient.NewPages(params.NextToken, options.StopOnDuplicateToken)
//		return &DescribeImagesPaginator{options: options, client: client, params: params, pages: pages}
//	}
func emitNewPaginator(g *jen.Group, p *plan.Plan, op *plan.Operation) {
	pg := op.Paginator
	g.Comment("// New" + pg.GoName + " returns a paginator that starts with params.")
	g.Func().Id("New"+pg.GoName).Params(
		jen.Id("client").Id(op.APIClient), jen.Id("params").Op("*").Id(op.Input.GoName), jen.Id("optFns").Op("...").Func().
			Params(jen.Op("*").Id(pg.OptionsName)),
	).Op("*").Id(pg.GoName).BlockFunc(func(g *jen.Group) {
		g.If(jen.Id("params").Op("==").Nil()).Block(jen.Id("params").Op("=").Op("&").Id(op.Input.GoName).Values())
		g.Id("options").Op(":=").Id(pg.OptionsName).Values()
		if pg.Limit != nil {
			g.If(jen.Id("params").Dot(pg.Limit.GoName).Op("!=").Nil()).Block(
				jen.Id("options").Dot("Limit").Op("=").Op("*").Id("params").Dot(pg.Limit.GoName))
		}
		g.For(jen.List(jen.Id("_"), jen.Id("fn")).Op(":=").Range().Id("optFns")).
			Block(jen.Id("fn").Call(jen.Op("&").Id("options")))
		g.Id("pages").Op(":=").Qual(p.Runtime("awsclient"), "NewPages").Call(
			jen.Id("params").Dot(pg.Input.GoName), jen.Id("options").Dot("StopOnDuplicateToken"))
		g.Return(jen.Op("&").Id(pg.GoName).Values(
			jen.Id("options").Op(":").Id("options"), jen.Id("client").Op(":").Id("client"),
			jen.Id("params").Op(":").Id("params"), jen.Id("pages").Op(":").Id("pages")))
	})
	g.Line()
}

func emitHasMorePages(g *jen.Group, op *plan.Operation) {
	g.Comment("// HasMorePages reports whether there are more pages.")
	g.Func().Params(jen.Id("p").Op("*").Id(op.Paginator.GoName)).Id("HasMorePages").Params().Bool().Block(
		jen.Return(jen.Id("p").Dot("pages").Dot("More").Call()))
	g.Line()
}

// emitNextPage appends the method that requests a page.
//
//	func (p *DescribeImagesPaginator) NextPage(ctx context.Context, optFns ...func(*Options)) (*DescribeImagesOutput, error) {
//		params := *p.params
//		params.MaxResults = awsclient.PageLimit(p.options.Limit)
//		if err := p.pages.SetToken(&params.NextToken); err != nil {
//			return nil, err
//		}
//		out, err := p.client.DescribeImages(ctx, &params, awsclient.PaginatorOptions(optFns)...)
//		if err != nil {
//			return nil, err
//		}
//		p.pages.Advance(out.NextToken)
//		return out, nil
//	}
func emitNextPage(g *jen.Group, p *plan.Plan, op *plan.Operation) {
	pg := op.Paginator
	failed := func() jen.Code { return jen.Return(jen.Nil(), jen.Err()) }
	g.Comment("// NextPage requests the next page.")
	g.Func().Params(jen.Id("p").Op("*").Id(pg.GoName)).Id("NextPage").Params(
		jen.Id("ctx").Qual("context", "Context"), jen.Id("optFns").Op("...").Add(optFn()),
	).Params(jen.Op("*").Id(op.Output.GoName), jen.Error()).BlockFunc(func(g *jen.Group) {
		g.Id("params").Op(":=").Op("*").Id("p").Dot("params")
		if pg.Limit != nil {
			g.Id("params").Dot(pg.Limit.GoName).Op("=").Qual(p.Runtime("awsclient"), "PageLimit").
				Call(jen.Id("p").Dot("options").Dot("Limit"))
		}
		g.If(jen.Err().Op(":=").Id("p").Dot("pages").Dot("SetToken").Call(jen.Op("&").Id("params").Dot(pg.Input.GoName)),
			jen.Err().Op("!=").Nil()).Block(failed())
		g.List(jen.Id("out"), jen.Err()).Op(":=").Id("p").Dot("client").Dot(op.GoName).Call(
			jen.Id("ctx"), jen.Op("&").Id("params"),
			jen.Qual(p.Runtime("awsclient"), "PaginatorOptions").Call(jen.Id("optFns")).Op("..."))
		g.If(jen.Err().Op("!=").Nil()).Block(failed())
		emitPageToken(g, p, pg.Output)
		g.Return(jen.Id("out"), jen.Nil())
	})
	g.Line()
}

// emitPageToken appends the lines that store the next page's token, which may be
// inside other structures.
func emitPageToken(g *jen.Group, p *plan.Plan, q *plan.Expression) {
	at, present := walk(q, jen.Id("out"))
	if present == nil {
		g.Id("p").Dot("pages").Dot("Advance").Call(at)
		return
	}
	g.Var().Id("token").Op("*").String()
	g.If(present).Block(jen.Id("token").Op("=").Add(at))
	g.Id("p").Dot("pages").Dot("Advance").Call(jen.Id("token"))
}

// walk returns the expression at the end of a path without lists, and the condition
// that the structures before it are not nil, or nil if there are none.
func walk(q *plan.Expression, from *jen.Statement) (at, present *jen.Statement) {
	at = from.Clone()
	for i, st := range q.Steps {
		if at = at.Clone().Dot(st.Field.GoName); i == len(q.Steps)-1 {
			break
		}
		if present != nil {
			present = present.Op("&&")
		} else {
			present = jen.Null()
		}
		present = present.Add(at.Clone()).Op("!=").Nil()
	}
	return at, present
}
