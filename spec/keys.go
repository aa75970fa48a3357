package spec

// This file defines the model language: each kind of mapping with its keys, in the
// order in which they are written. To add a key, add a field to the model and a
// line here. doc.go explains the keys, and a test compares the two.

var modelTable = table[Model]{what: "model", keys: []key[Model]{
	inner("service", func(m *Model) *Service { return &m.Service }, &serviceTable),
	byName("operations", func(m *Model) *[]*Operation { return &m.Operations }, &nameText, &operationTable),
	byName("shapes", func(m *Model) *[]*Shape { return &m.Shapes }, &nameText, &shapeTable),
	byName("errors", func(m *Model) *[]*ErrorCode { return &m.Errors }, &codeText, &errorCodeTable),
	{name: "rules", read: readRules, show: func(m *Model) *node { return showRules(m.Rules) }},
	// written as the keys since of other mappings
	{name: "since", read: readSince, show: func(*Model) *node { return nil }},
}}

var serviceTable = table[Service]{what: "service", tall: true, keys: []key[Service]{
	leaf("id", text(&lineText), func(s *Service) *string { return &s.ID }),
	leaf("title", text(&lineText), func(s *Service) *string { return &s.Title }),
	leaf("protocol", text(&lineText), func(s *Service) *string { return &s.Protocol }),
	leaf("apiVersion", text(&versionText), func(s *Service) *string { return &s.APIVersion }),
	leaf("xmlNamespace", text(&uriText), func(s *Service) *string { return &s.XMLNamespace }),
	leaf("endpointPrefix", text(&hostText), func(s *Service) *string { return &s.EndpointPrefix }),
	leaf("signingName", text(&hostText), func(s *Service) *string { return &s.SigningName }),
	leaf("doc", text(&docText), func(s *Service) *string { return &s.Doc }),
}}

var operationTable = table[Operation]{what: "operation", tall: true, makes: []string{"input", "output"},
	keys: []key[Operation]{
		leaf("input", ref, func(o *Operation) **Shape { return &o.Input }),
		leaf("output", ref, func(o *Operation) **Shape { return &o.Output }),
		list("errors", ref, func(o *Operation) *[]*Shape { return &o.Errors }),
		leaf("since", text(&dateText), func(o *Operation) *string { return &o.Since }),
		deprecated(func(o *Operation) **Deprecation { return &o.Deprecated }),
		leaf("hostPrefix", text(&hostText), func(o *Operation) *string { return &o.HostPrefix }),
		leaf("compression", flag, func(o *Operation) *bool { return &o.Compression }),
		part("paginator", func(o *Operation) **Paginator { return &o.Paginator }, &paginatorTable),
		byName("waiters", func(o *Operation) *[]*Waiter { return &o.Waiters }, &nameText, &waiterTable),
		leaf("doc", text(&docText), func(o *Operation) *string { return &o.Doc }),
		appended("examples", func(o *Operation) *[]*Example { return &o.Examples }, &exampleTable),
	}}

var paginatorTable = table[Paginator]{what: "paginator", keys: []key[Paginator]{
	leaf("inputToken", text(&nameText), func(p *Paginator) *string { return &p.InputToken }),
	leaf("outputToken", text(&pathText), func(p *Paginator) *string { return &p.OutputToken }),
	leaf("limitKey", text(&nameText), func(p *Paginator) *string { return &p.LimitKey }),
	list("resultKeys", text(&pathText), func(p *Paginator) *[]string { return &p.ResultKeys }),
	leaf("moreResults", text(&pathText), func(p *Paginator) *string { return &p.MoreResults }),
}}

var waiterTable = table[Waiter]{what: "waiter", tall: true, makes: []string{"acceptors"}, keys: []key[Waiter]{
	leaf("delay", count, func(w *Waiter) *int { return &w.Delay }),
	leaf("maxAttempts", count, func(w *Waiter) *int { return &w.MaxAttempts }),
	objects("acceptors", func(w *Waiter) *[]Acceptor { return &w.Acceptors }, &acceptorTable),
	deprecated(func(w *Waiter) **Deprecation { return &w.Deprecated }),
	leaf("doc", text(&docText), func(w *Waiter) *string { return &w.Doc }),
}}

var acceptorTable = table[Acceptor]{what: "acceptor", keys: []key[Acceptor]{
	leaf("state", text(&nameText), func(a *Acceptor) *string { return &a.State }),
	leaf("matcher", text(&nameText), func(a *Acceptor) *string { return &a.Matcher }),
	leaf("argument", text(&lineText), func(a *Acceptor) *string { return &a.Argument }),
	leaf("expected", literalText, func(a *Acceptor) *string { return &a.Expected }),
}}

var exampleTable = table[Example]{what: "example", keys: []key[Example]{
	leaf("title", text(&lineText), func(e *Example) *string { return &e.Title }),
	leaf("source", text(&lineText), func(e *Example) *string { return &e.Source }),
	literal("input", func(e *Example) **Value { return &e.Input }),
	leaf("wire", text(&longText), func(e *Example) *string { return &e.Wire }),
	leaf("response", text(&longText), func(e *Example) *string { return &e.Response }),
	literal("output", func(e *Example) **Value { return &e.Output }),
	list("breaks", text(&lineText), func(e *Example) *[]string { return &e.Breaks }),
}}

// kindWords and formatWords are in the order of the constants.
var (
	kindWords = []string{"", "structure", "list", "map", "string", "enum", "boolean", "integer", "long", "float", "double",
		"blob", "timestamp"}
	kind   = word[Kind](kindWords)
	format = word[TimestampFormat]([]string{"", "dateTime", "httpDate", "epochSeconds"})
)

// String returns the kind as it is written in YAML.
func (k Kind) String() string {
	if k <= Invalid || int(k) >= len(kindWords) {
		return "invalid"
	}
	return kindWords[k]
}

var shapeTable = table[Shape]{what: "shape", makes: []string{"type"}, keys: []key[Shape]{
	leaf("type", kind, func(s *Shape) *Kind { return &s.Kind }),
	part("error", func(s *Shape) **ErrorTrait { return &s.Error }, &errorTraitTable),
	mapKey(),
	elem("element", List, elementTable(elementXML)),
	elem("value", Map, elementTable(mapValueXML)),
	{name: "values", read: readValues, show: showValues, verify: verifyValues},
	part("length", func(s *Shape) **Bounds { return &s.Length }, &boundsTable),
	part("range", func(s *Shape) **Bounds { return &s.Range }, &boundsTable),
	leaf("pattern", text(&patternText), func(s *Shape) *string { return &s.Pattern }),
	leaf("format", format, func(s *Shape) *TimestampFormat { return &s.Format }),
	leaf("sensitive", flag, func(s *Shape) *bool { return &s.Sensitive }),
	deprecated(func(s *Shape) **Deprecation { return &s.Deprecated }),
	leaf("goName", text(&goText), func(s *Shape) *string { return &s.GoName }),
	leaf("doc", text(&docText), func(s *Shape) *string { return &s.Doc }),
	byName("members", func(s *Shape) *[]*Member { return &s.Members }, &nameText, &memberTable),
}}

var memberTable = table[Member]{what: "member", makes: []string{"shape"}, keys: []key[Member]{
	leaf("shape", ref, func(m *Member) **Shape { return &m.Shape }),
	leaf("query", text(&wireText), func(m *Member) *string { return &m.Query }),
	leaf("xml", text(&wireText), func(m *Member) *string { return &m.XML }),
	leaf("flattened", flag, func(m *Member) *bool { return &m.Flattened }),
	leaf("required", flag, func(m *Member) *bool { return &m.Required }),
	leaf("idempotencyToken", flag, func(m *Member) *bool { return &m.IdempotencyToken }),
	leaf("hostLabel", flag, func(m *Member) *bool { return &m.HostLabel }),
	leaf("sensitive", flag, func(m *Member) *bool { return &m.Sensitive }),
	deprecated(func(m *Member) **Deprecation { return &m.Deprecated }),
	leaf("format", format, func(m *Member) *TimestampFormat { return &m.Format }),
	leaf("xmlNamespace", text(&uriText), func(m *Member) *string { return &m.XMLNamespace }),
	leaf("xmlAttribute", flag, func(m *Member) *bool { return &m.XMLAttribute }),
	part("length", func(m *Member) **Bounds { return &m.Length }, &boundsTable),
	part("range", func(m *Member) **Bounds { return &m.Range }, &boundsTable),
	leaf("pattern", text(&patternText), func(m *Member) *string { return &m.Pattern }),
	tall(union("filters", text(&filterText), func(m *Member) *[]string { return &m.Filters })),
	leaf("since", text(&dateText), func(m *Member) *string { return &m.Since }),
	leaf("default", literalText, func(m *Member) *string { return &m.Default }),
	leaf("goName", text(&goText), func(m *Member) *string { return &m.GoName }),
	leaf("doc", text(&docText), func(m *Member) *string { return &m.Doc }),
}}

var boundsTable = table[Bounds]{what: "bounds", keys: []key[Bounds]{
	number("min", func(b *Bounds) **float64 { return &b.Min }),
	number("max", func(b *Bounds) **float64 { return &b.Max }),
}}

var errorTraitTable = table[ErrorTrait]{what: "error", keys: []key[ErrorTrait]{
	leaf("code", text(&codeText), func(e *ErrorTrait) *string { return &e.Code }),
	leaf("status", count, func(e *ErrorTrait) *int { return &e.Status }),
	leaf("fault", text(&nameText), func(e *ErrorTrait) *string { return &e.Fault }),
}}

var valueTable = table[EnumValue]{what: "value", keys: []key[EnumValue]{
	leaf("value", text(&valueText), func(v *EnumValue) *string { return &v.Value }),
	leaf("name", text(&lineText), func(v *EnumValue) *string { return &v.Name }),
	leaf("since", text(&dateText), func(v *EnumValue) *string { return &v.Since }),
	deprecated(func(v *EnumValue) **Deprecation { return &v.Deprecated }),
	leaf("goName", text(&goText), func(v *EnumValue) *string { return &v.GoName }),
	leaf("doc", text(&docText), func(v *EnumValue) *string { return &v.Doc }),
}}

var deprecationTable = table[Deprecation]{what: "deprecated", keys: []key[Deprecation]{
	leaf("message", text(&lineText), func(d *Deprecation) *string { return &d.Message }),
	leaf("since", text(&lineText), func(d *Deprecation) *string { return &d.Since }),
}}

var errorCodeTable = table[ErrorCode]{what: "error code", keys: []key[ErrorCode]{
	leaf("goName", text(&goText), func(e *ErrorCode) *string { return &e.GoName }),
	leaf("status", count, func(e *ErrorCode) *int { return &e.Status }),
	list("operations", text(&nameText), func(e *ErrorCode) *[]string { return &e.Operations }),
	list("members", text(&nameText), func(e *ErrorCode) *[]string { return &e.Members }),
	{name: "fields", read: readFields, show: showFields, verify: verifyFields,
		take: func(e, from *ErrorCode) { e.Fields = from.Fields }},
	leaf("doc", text(&docText), func(e *ErrorCode) *string { return &e.Doc }),
	leaf("source", text(&lineText), func(e *ErrorCode) *string { return &e.Source }),
}}

var errorFieldTable = table[ErrorField]{what: "field", makes: []string{"pattern"}, keys: []key[ErrorField]{
	leaf("pattern", text(&patternText), func(f *ErrorField) *string { return &f.Pattern }),
	leaf("doc", text(&docText), func(f *ErrorField) *string { return &f.Doc }),
}}

// The positions and names of things.

func (s *Service) position() *Pos    { return &s.Pos }
func (o *Operation) position() *Pos  { return &o.Pos }
func (o *Operation) label() *string  { return &o.Name }
func (s *Shape) position() *Pos      { return &s.Pos }
func (s *Shape) label() *string      { return &s.Name }
func (m *Member) position() *Pos     { return &m.Pos }
func (m *Member) label() *string     { return &m.Name }
func (v *EnumValue) position() *Pos  { return &v.Pos }
func (e *ErrorCode) position() *Pos  { return &e.Pos }
func (e *ErrorCode) label() *string  { return &e.Code }
func (f *ErrorField) position() *Pos { return &f.Pos }
func (f *ErrorField) label() *string { return &f.Name }
func (p *Paginator) position() *Pos  { return &p.Pos }
func (w *Waiter) position() *Pos     { return &w.Pos }
func (w *Waiter) label() *string     { return &w.Name }
func (a *Acceptor) position() *Pos   { return &a.Pos }
func (e *Example) position() *Pos    { return &e.Pos }
