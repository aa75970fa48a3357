package gen

// This file writes client_gen.go: the client and how one is made. What a client
// does is in runtime/awsclient.

import "github.com/dave/jennifer/jen"

func clientOutputs(p *plan) []output {
	return []output{{"client_gen.go", func(f *jen.File) {
		emitServiceConstants(f.Group, p)
		emitService(f.Group, p)
		emitClientTypes(f.Group, p)
		emitConstructors(f.Group, p)
		emitOptionHelpers(f.Group, p)
	}}}
}

// emitServiceConstants appends the names that programs print and compare.
//
//	const ServiceID = "EC2"
//	const ServiceAPIVersion = "2016-11-15"
func emitServiceConstants(g *jen.Group, p *plan) {
	g.Comment("// ServiceID is the service's name in configuration and user agents.")
	g.Const().Id("ServiceID").Op("=").Lit(p.model.Service.ID)
	g.Line()
	g.Comment("// ServiceAPIVersion is the version of the API that this package speaks.")
	g.Const().Id("ServiceAPIVersion").Op("=").Lit(p.model.Service.APIVersion)
	g.Line()
}

// emitService appends what the runtime has to know about the service.
//
//	var service = awsclient.Service{
//		ID: ServiceID,
//		...
//	}
func emitService(g *jen.Group, p *plan) {
	s := p.model.Service
	values := jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}
	field := func(name string, v jen.Code) jen.Code { return jen.Id(name).Op(":").Add(v) }
	g.Comment("// service is how the service is reached.")
	g.Var().Id("service").Op("=").Qual(p.runtime("awsclient"), "Service").Custom(values,
		field("ID", jen.Id("ServiceID")),
		field("APIVersion", jen.Id("ServiceAPIVersion")),
		field("EndpointPrefix", jen.Lit(s.EndpointPrefix)),
		field("SigningName", jen.Lit(s.SigningName)),
		p.typedErrorsField(),
	)
	g.Line()
}

// emitClientTypes appends Options and Client.
func emitClientTypes(g *jen.Group, p *plan) {
	title := oneLine(p.model.Service.Title)
	if title == "" {
		title = p.model.Service.ID
	}
	g.Comment("// Options say how a client signs, sends and retries, and what it does with")
	g.Comment("// requests that cannot succeed.")
	g.Type().Id("Options").Op("=").Qual(p.runtime("awsclient"), "Options")
	g.Line()
	addDoc(g, "Client calls "+title+". It may be used by several goroutines at once.")
	g.Type().Id("Client").Struct(
		jen.Id("client").Op("*").Qual(p.runtime("awsclient"), "Client"),
	)
	g.Line()
}

// emitConstructors appends New, NewFromConfig and the method Options.
//
//	func New(options Options, optFns ...func(*Options)) *Client {
//		return &Client{client: awsclient.New(service, options, optFns...)}
//	}
func emitConstructors(g *jen.Group, p *plan) {
	optFns := func() *jen.Statement { return jen.Id("optFns").Op("...").Add(optFn()) }
	made := func(by string, from jen.Code) *jen.Statement {
		return jen.Return(jen.Op("&").Id("Client").Values(jen.Id("client").Op(":").Qual(p.runtime("awsclient"), by).Call(
			jen.Id("service"), from, jen.Id("optFns").Op("..."))))
	}
	g.Comment("// New makes a client from options, changed by optFns in their order.")
	g.Func().Id("New").Params(jen.Id("options").Id("Options"), optFns()).Op("*").Id("Client").Block(made("New", jen.Id("options")))
	g.Line()
	g.Comment("// NewFromConfig makes a client from a shared configuration, changed by optFns in")
	g.Comment("// their order.")
	g.Func().Id("NewFromConfig").Params(jen.Id("cfg").Qual(awsPath, "Config"), optFns()).Op("*").Id("Client").Block(made("NewFromConfig", jen.Id("cfg")))
	g.Line()
	g.Comment("// Options returns a copy of the client's options.")
	g.Func().Params(jen.Id("c").Op("*").Id("Client")).Id("Options").Params().Id("Options").Block(
		jen.Return(jen.Id("c").Dot("client").Dot("Options").Call()),
	)
	g.Line()
}

// clientAliases are the runtime's types that programs name as the package's own.
var clientAliases = []struct{ name, doc string }{
	{"EndpointParameters", "are what an endpoint depends on."},
	{"EndpointResolverOptions", "choose among a region's endpoints."},
	{"EndpointResolverV2", "finds the endpoint for a request."},
	{"HTTPClient", "sends one request; *http.Client is one."},
	{"HTTPSignerV4", "signs one request."},
	{"IdempotencyTokenProvider", "makes the tokens that fill absent idempotency tokens."},
}

// emitOptionHelpers appends what options are made of.
//
//	type HTTPClient = awsclient.HTTPClient
//
//	func WithAPIOptions(optFns ...func(*middleware.Stack) error) func(*Options) {
//		return awsclient.WithAPIOptions(optFns...)
//	}
func emitOptionHelpers(g *jen.Group, p *plan) {
	client := func(name string) *jen.Statement { return jen.Qual(p.runtime("awsclient"), name) }
	for _, a := range clientAliases {
		g.Comment("// " + a.name + " " + a.doc)
		g.Type().Id(a.name).Op("=").Add(client(a.name))
		g.Line()
	}
	g.Comment("// NewDefaultEndpointResolverV2 returns the resolver of AWS's endpoint rules.")
	g.Func().Id("NewDefaultEndpointResolverV2").Params().Id("EndpointResolverV2").Block(
		jen.Return(client("NewDefaultEndpointResolverV2").Call()))
	g.Line()
	g.Comment("// WithAPIOptions makes an option that adds steps to the middleware stack.")
	g.Func().Id("WithAPIOptions").Params(jen.Id("optFns").Op("...").Func().Params(jen.Op("*").Qual(middlewarePath, "Stack")).Error()).Add(optFn()).Block(
		jen.Return(client("WithAPIOptions").Call(jen.Id("optFns").Op("..."))))
	g.Line()
	g.Comment("// WithEndpointResolverV2 makes an option that sets the endpoint resolver.")
	g.Func().Id("WithEndpointResolverV2").Params(jen.Id("v").Id("EndpointResolverV2")).Add(optFn()).Block(
		jen.Return(client("WithEndpointResolverV2").Call(jen.Id("v"))))
	g.Line()
	g.Comment("// WithSigV4SigningName makes an option that signs for another service name.")
	g.Func().Id("WithSigV4SigningName").Params(jen.Id("name").String()).Add(optFn()).Block(
		jen.Return(client("WithSigV4SigningName").Call(jen.Id("name"))))
	g.Line()
	g.Comment("// WithSigV4SigningRegion makes an option that signs for another region.")
	g.Func().Id("WithSigV4SigningRegion").Params(jen.Id("region").String()).Add(optFn()).Block(
		jen.Return(client("WithSigV4SigningRegion").Call(jen.Id("region"))))
	g.Line()
}

// optFn is the type func(*Options).
func optFn() *jen.Statement { return jen.Func().Params(jen.Op("*").Id("Options")) }
