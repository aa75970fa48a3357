// Package client prints the client, and one file per operation.
package client

// This file writes client_gen.go: the client and its constructors.
// runtime/awsclient implements the client.

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/plan"
)

// Outputs lists the files.
func Outputs(p *plan.Plan) []emit.Output {
	return append(operationOutputs(p), emit.GoFile(p.ClientPackage, "client_gen.go", func(f *jen.File) {
		emitServiceConstants(f.Group, p)
		emitService(f.Group, p)
		emitClientTypes(f.Group, p)
		emitConstructors(f.Group, p)
		emitOptionHelpers(f.Group, p)
		emitPresignClient(f.Group, p)
	}))
}

// emitServiceConstants appends the names that programs print and compare.
//
//	const ServiceID = "EC2"
//	const ServiceAPIVersion = "2016-11-15"
func emitServiceConstants(g *jen.Group, p *plan.Plan) {
	g.Comment("// ServiceID is the name of the service in configuration and user agents.")
	g.Const().Id("ServiceID").Op("=").Lit(p.Model.Service.ID)
	g.Line()
	g.Comment("// ServiceAPIVersion is the API version of this package.")
	g.Const().Id("ServiceAPIVersion").Op("=").Lit(p.Model.Service.APIVersion)
	g.Line()
}

// emitService appends the service's description for the runtime.
//
//	var service = awsclient.Service{
//		ID: ServiceID,
//		...
//	}
func emitService(g *jen.Group, p *plan.Plan) {
	s := p.Model.Service
	values := jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}
	field := func(name string, v jen.Code) jen.Code { return jen.Id(name).Op(":").Add(v) }
	g.Comment("// service describes the service to the runtime.")
	g.Var().Id("service").Op("=").Qual(p.Runtime("awsclient"), "Service").Custom(values,
		field("ID", jen.Id("ServiceID")),
		field("APIVersion", jen.Id("ServiceAPIVersion")),
		field("EndpointPrefix", jen.Lit(s.EndpointPrefix)),
		field("SigningName", jen.Lit(s.SigningName)),
		ruleNamesField(p),
		rulesTagField(p),
		settings(p),
		typedErrorsField(p),
	)
	g.Line()
}

// ruleNamesField returns the field with the ids of all rules, one per line.
func ruleNamesField(p *plan.Plan) jen.Code {
	ids := p.Model.RuleIDs()
	if len(ids) == 0 {
		return jen.Null()
	}
	return jen.Id("Rules").Op(":").Op("`\n" + strings.Join(ids, "\n") + "\n`")
}

// rulesTagField is the field with the build tag that rules need, if the build lacks it.
func rulesTagField(p *plan.Plan) jen.Code {
	if p.RulesTag == "" {
		return jen.Null()
	}
	return jen.Id("RulesTag").Op(":").Id(p.RulesTagName)
}

// settings returns the fields that the caller adds.
func settings(p *plan.Plan) jen.Code {
	return jen.CustomFunc(jen.Options{Separator: ",\n"}, func(g *jen.Group) {
		for _, s := range p.Service {
			g.Id(s.Name).Op(":").Lit(s.Value)
		}
	})
}

// emitClientTypes appends Options and Client.
func emitClientTypes(g *jen.Group, p *plan.Plan) {
	title := emit.OneLine(p.Model.Service.Title)
	if title == "" {
		title = p.Model.Service.ID
	}
	g.Comment("// Options configure how a client signs, sends and retries requests, and how it")
	g.Comment("// treats requests that violate rules.")
	g.Type().Id("Options").Op("=").Qual(p.Runtime("awsclient"), "Options")
	g.Line()
	emit.AddDoc(g, "Client calls "+title+". It is safe for concurrent use.")
	if p.ClientDoc != "" {
		g.Comment("//")
		emit.AddDoc(g, p.ClientDoc)
	}
	g.Type().Id("Client").Struct(
		jen.Id("client").Op("*").Qual(p.Runtime("awsclient"), "Client"),
	)
	g.Line()
}

// emitConstructors appends New, NewFromConfig and the method Options.
//
//	func New(options Options, optFns ...func(*Options)) *Client {
//		return &Client{client: awsclient.New(service, options, optFns...)}
//	}
func emitConstructors(g *jen.Group, p *plan.Plan) {
	optFns := func() *jen.Statement { return jen.Id("optFns").Op("...").Add(optFn()) }
	made := func(by string, from jen.Code) *jen.Statement {
		return jen.Return(jen.Op("&").Id("Client").Values(jen.Id("client").Op(":").Qual(p.Runtime("awsclient"), by).Call(
			jen.Id("service"), from, jen.Id("optFns").Op("..."))))
	}
	g.Comment("// New returns a client with the options, to which optFns are applied in order.")
	g.Func().Id("New").Params(jen.Id("options").Id("Options"), optFns()).Op("*").Id("Client").
		Block(made("New", jen.Id("options")))
	g.Line()
	g.Comment("// NewFromConfig returns a client with a shared configuration, to which optFns are")
	g.Comment("// applied in order.")
	g.Func().Id("NewFromConfig").Params(jen.Id("cfg").Qual(emit.AWSPath, "Config"), optFns()).Op("*").Id("Client").
		Block(made("NewFromConfig", jen.Id("cfg")))
	g.Line()
	g.Comment("// Options returns a copy of the client's options.")
	g.Func().Params(jen.Id("c").Op("*").Id("Client")).Id("Options").Params().Id("Options").Block(
		jen.Return(jen.Id("c").Dot("client").Dot("Options").Call()),
	)
	g.Line()
}

// clientAliases has types of the runtime that programs name as types of the
// package.
var clientAliases = []struct{ name, doc string }{
	{"AuthResolverParameters", "are the input of an AuthSchemeResolver."},
	{"AuthSchemeResolver", "returns the authentication schemes of an operation."},
	{"EndpointParameters", "are the input of an EndpointResolverV2."},
	{"EndpointResolver", "returns the endpoint of a region.\n\nDeprecated: use EndpointResolverV2."},
	{"EndpointResolverFunc", "is a function that implements EndpointResolver.\n\nDeprecated: use EndpointResolverV2."},
	{"EndpointResolverOptions", "select one of a region's endpoints."},
	{"EndpointResolverV2", "returns the endpoint for a request."},
	{"HTTPClient", "sends a request. *http.Client implements it."},
	{"HTTPPresignerV4", "creates presigned URLs. *v4.Signer implements it."},
	{"HTTPSignerV4", "signs a request. *v4.Signer implements it."},
	{"IdempotencyTokenProvider", "generates missing idempotency tokens."},
	{"PresignOptions", "configure a PresignClient."},
	{"ResolveEndpoint", "is the middleware that calls an EndpointResolver.\n\nDeprecated: use EndpointResolverV2."},
}

// A helper is a function of the runtime that the package wraps, with its parameters
// and arguments.
type helper struct {
	name, doc string
	params    []jen.Code
	args      []jen.Code
	result    jen.Code
}

func clientHelpers(p *plan.Plan) []helper {
	client := func(name string) *jen.Statement { return jen.Qual(p.Runtime("awsclient"), name) }
	clientOptions := func() *jen.Statement { return jen.Id("optFns").Op("...").Add(optFn()) }
	presignOption := jen.Func().Params(jen.Op("*").Id("PresignOptions"))
	prefix := []jen.Code{jen.Id("service").Dot("EndpointPrefix")}
	rest := func(name string) *jen.Statement { return jen.Id(name).Op("...") }
	return []helper{
		{"NewDefaultEndpointResolver", "NewDefaultEndpointResolver returns the resolver of AWS's endpoint rules as an " +
			"EndpointResolver.\n\nDeprecated: use NewDefaultEndpointResolverV2.", nil, prefix,
			jen.Op("*").Add(client("Resolver"))},
		{"NewDefaultEndpointResolverV2", "NewDefaultEndpointResolverV2 returns the resolver of AWS's endpoint rules.", nil,
			prefix, jen.Id("EndpointResolverV2")},
		{"EndpointResolverFromURL", "EndpointResolverFromURL returns a resolver that always returns the " +
			"URL.\n\nDeprecated: set Options.BaseEndpoint.",
			[]jen.Code{jen.Id("url").String(),
				jen.Id("optFns").Op("...").Func().Params(jen.Op("*").Qual(emit.AWSPath, "Endpoint"))},
			[]jen.Code{jen.Id("url"), rest("optFns")}, jen.Id("EndpointResolver")},
		{"WithAPIOptions", "WithAPIOptions returns an option that changes the middleware stack.",
			[]jen.Code{jen.Id("optFns").Op("...").Func().Params(jen.Op("*").Qual(emit.MiddlewarePath, "Stack")).Error()},
			[]jen.Code{rest("optFns")}, optFn()},
		{"WithEndpointResolver", "WithEndpointResolver returns an option that sets an EndpointResolver.\n\nDeprecated: " +
			"use WithEndpointResolverV2.",
			[]jen.Code{jen.Id("v").Id("EndpointResolver")}, []jen.Code{jen.Id("v")}, optFn()},
		{"WithEndpointResolverV2", "WithEndpointResolverV2 returns an option that sets the endpoint resolver.",
			[]jen.Code{jen.Id("v").Id("EndpointResolverV2")}, []jen.Code{jen.Id("v")}, optFn()},
		{"WithPresignClientFromClientOptions",
			"WithPresignClientFromClientOptions returns a presign option that applies client options.",
			[]jen.Code{clientOptions()}, []jen.Code{rest("optFns")}, presignOption},
		{"WithSigV4SigningName", "WithSigV4SigningName returns an option that sets the service name in signatures.",
			[]jen.Code{jen.Id("name").String()}, []jen.Code{jen.Id("name")}, optFn()},
		{"WithSigV4SigningRegion", "WithSigV4SigningRegion returns an option that sets the region in signatures.",
			[]jen.Code{jen.Id("region").String()}, []jen.Code{jen.Id("region")}, optFn()},
	}
}

// emitOptionHelpers appends types and functions for options.
//
//	type HTTPClient = awsclient.HTTPClient
//
//	func WithAPIOptions(optFns ...func(*middleware.Stack) error) func(*Options) {
//		return awsclient.WithAPIOptions(optFns...)
//	}
func emitOptionHelpers(g *jen.Group, p *plan.Plan) {
	for _, a := range clientAliases {
		emit.AddDoc(g, a.name+" "+a.doc)
		g.Type().Id(a.name).Op("=").Qual(p.Runtime("awsclient"), a.name)
		g.Line()
	}
	for _, h := range clientHelpers(p) {
		emit.AddDoc(g, h.doc)
		g.Func().Id(h.name).Params(h.params...).Add(h.result).Block(
			jen.Return(jen.Qual(p.Runtime("awsclient"), h.name).Call(h.args...)))
		g.Line()
	}
}

// emitPresignClient appends the client that creates presigned URLs. Its methods are in
// the files of their operations.
//
//	type PresignClient struct {
//		client *awsclient.PresignClient
//	}
//
//	func NewPresignClient(c *Client, optFns ...func(*PresignOptions)) *PresignClient {
//		return &PresignClient{client: awsclient.NewPresignClient(c.client, optFns...)}
//	}
func emitPresignClient(g *jen.Group, p *plan.Plan) {
	client := func(name string) *jen.Statement { return jen.Qual(p.Runtime("awsclient"), name) }
	g.Comment("// PresignClient creates presigned URLs instead of sending requests.")
	g.Type().Id("PresignClient").Struct(jen.Id("client").Op("*").Add(client("PresignClient")))
	g.Line()
	g.Comment("// NewPresignClient returns a PresignClient with the options of a client.")
	g.Func().Id("NewPresignClient").Params(jen.Id("c").Op("*").Id("Client"),
		jen.Id("optFns").Op("...").Func().Params(jen.Op("*").Id("PresignOptions"))).Op("*").Id("PresignClient").Block(
		jen.Return(jen.Op("&").Id("PresignClient").
			Values(jen.Id("client").Op(":").Add(client("NewPresignClient")).
				Call(jen.Id("c").Dot("client"), jen.Id("optFns").Op("...")))))
	g.Line()
}

// optFn returns the type func(*Options).
func optFn() *jen.Statement { return jen.Func().Params(jen.Op("*").Id("Options")) }

// typedErrorsField returns the field for typed errors in the service's description.
func typedErrorsField(p *plan.Plan) jen.Code {
	if len(p.Errors) == 0 {
		return jen.Null()
	}
	return jen.Id("Errors").Op(":").Id("typedError")
}
