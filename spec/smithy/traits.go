package smithy

// This file reads traits with a table of the known ones; others are reported.

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/internal/jsonwalk"
	"github.com/ec2gen/ec2gen/spec/internal/upstream"
)

// facts has the values of the traits of one thing.
type facts struct {
	of upstream.Report // whose they are

	doc        string
	filters    []string // names in the documentation
	deprecated *spec.Deprecation
	since      string
	sensitive  bool
	required   bool
	token      bool
	hostLabel  bool
	length     *spec.Bounds
	rng        *spec.Bounds
	pattern    string
	def        string
	enum       []*spec.EnumValue // of the enum trait
	value      string            // of the enumValue trait
	err        *spec.ErrorTrait

	xml       string
	query     string
	namespace string
	attribute bool
	flattened bool
	format    spec.TimestampFormat

	hostPrefix  string
	compression bool
	page        *page
	waiters     []*spec.Waiter
}

// A trait reads its value.
type trait func(m *importer, r *jsonwalk.Reader, f *facts)

// ignored reads traits that have no effect on a client of this protocol, or that
// the model does not need.
func ignored(*importer, *jsonwalk.Reader, *facts) {}

// traits has the known traits. init fills it, because waiters and paginators refer
// to it.
var traits = map[string]trait{
	"smithy.api#documentation":         (*importer).documentation,
	"smithy.api#deprecated":            (*importer).deprecated,
	"smithy.api#since":                 (*importer).since,
	"smithy.api#sensitive":             func(_ *importer, _ *jsonwalk.Reader, f *facts) { f.sensitive = true },
	"smithy.api#required":              func(_ *importer, _ *jsonwalk.Reader, f *facts) { f.required = true },
	"smithy.api#idempotencyToken":      func(_ *importer, _ *jsonwalk.Reader, f *facts) { f.token = true },
	"smithy.api#hostLabel":             func(_ *importer, _ *jsonwalk.Reader, f *facts) { f.hostLabel = true },
	"smithy.api#length":                func(m *importer, r *jsonwalk.Reader, f *facts) { f.length = m.bounds(r) },
	"smithy.api#range":                 func(m *importer, r *jsonwalk.Reader, f *facts) { f.rng = m.bounds(r) },
	"smithy.api#pattern":               (*importer).pattern,
	"smithy.api#default":               (*importer).defaultValue,
	"smithy.api#enum":                  (*importer).enum,
	"smithy.api#enumValue":             func(_ *importer, r *jsonwalk.Reader, f *facts) { f.value = r.Scalar() },
	"smithy.api#error":                 (*importer).errorTrait,
	"smithy.api#httpError":             (*importer).httpError,
	"smithy.api#xmlName":               (*importer).xmlName,
	"aws.protocols#ec2QueryName":       (*importer).queryName,
	"smithy.api#xmlNamespace":          (*importer).xmlNamespace,
	"smithy.api#xmlAttribute":          func(_ *importer, _ *jsonwalk.Reader, f *facts) { f.attribute = true },
	"smithy.api#xmlFlattened":          func(_ *importer, _ *jsonwalk.Reader, f *facts) { f.flattened = true },
	"smithy.api#timestampFormat":       (*importer).timestampFormat,
	"smithy.api#endpoint":              (*importer).endpoint,
	"smithy.api#requestCompression":    (*importer).requestCompression,
	"smithy.api#paginated":             (*importer).paginated,
	"smithy.waiters#waitable":          (*importer).waitable,
	"smithy.api#http":                  ignored, // the protocol posts to /
	"smithy.api#httpLabel":             ignored,
	"smithy.api#httpQuery":             ignored,
	"smithy.api#httpHeader":            ignored,
	"smithy.api#httpPayload":           ignored,
	"smithy.api#httpPrefixHeaders":     ignored,
	"smithy.api#jsonName":              ignored,
	"smithy.api#box":                   ignored, // every scalar of ours can be absent
	"smithy.api#clientOptional":        ignored,
	"smithy.api#addedDefault":          ignored,
	"smithy.api#input":                 ignored,
	"smithy.api#output":                ignored,
	"smithy.api#mixin":                 ignored, // content, not traits
	"smithy.api#readonly":              ignored,
	"smithy.api#idempotent":            ignored,
	"smithy.api#private":               ignored,
	"smithy.api#internal":              ignored,
	"smithy.api#unstable":              ignored,
	"smithy.api#recommended":           ignored,
	"smithy.api#suppress":              ignored,
	"smithy.api#tags":                  ignored,
	"smithy.api#references":            ignored,
	"smithy.api#resourceIdentifier":    ignored,
	"smithy.api#property":              ignored,
	"smithy.api#notProperty":           ignored,
	"smithy.api#nestedProperties":      ignored,
	"smithy.api#externalDocumentation": ignored,
	"smithy.api#examples":              ignored, // documentation
}

// spaces has namespaces of traits for other tools than clients.
var spaces = []string{"aws.iam", "aws.cloudformation", "aws.api", "smithy.test", "aws.tagging", "smithy.openapi",
	"aws.cloudtrail"}

// facts reads the traits of a declaration, and those that are applied to it
// elsewhere.
func (m *importer) facts(d *decl, f *facts, mixin bool) {
	m.read(d.part["traits"], f, mixin)
	for _, a := range m.applied[d.id] {
		m.read(a, f, mixin)
	}
}

// idle reports traits that are applied to a shape that is not in the file, or to a
// member that its shape does not have. It cannot tell for shapes that were not
// read.
func (m *importer) idle() {
	for _, id := range m.applies {
		shape, _, member := strings.Cut(id, "$")
		if m.decls[shape] != nil && (!member || !m.had[shape] || m.had[id]) {
			continue
		}
		pos := m.applied[id][0].Pos()
		m.b.Report(upstream.Report{Pos: pos, What: fmt.Sprintf("traits of %.100q, which is not defined: left out", id)})
	}
}

// read reads an object of traits, which may be nil. It skips a mixin's local
// traits.
func (m *importer) read(list *jsonwalk.Reader, f *facts, mixin bool) {
	r := again(list)
	if r == nil {
		return
	}
	kept := map[string]bool{}
	if mixin {
		kept = m.localTraits(again(list))
	}
	for name := range r.Object() {
		if known := traits[name]; kept[name] {
			continue
		} else if known != nil {
			known(m, r, f)
			continue
		}
		if space, _, _ := strings.Cut(name, "#"); slices.Contains(spaces, space) {
			continue
		}
		of := f.of
		of.Pos, of.Key, of.Value = r.KeyPos(), name, r.Raw()
		of.What = fmt.Sprintf("trait %q: left out; the model does not support it", name)
		m.b.Report(of)
	}
}

// localTraits returns the traits that a mixin does not pass on.
func (m *importer) localTraits(r *jsonwalk.Reader) map[string]bool {
	kept := map[string]bool{}
	for name := range r.Object() {
		if name != preludeSpace+"mixin" {
			continue
		}
		for key := range r.Object() {
			if key != "localTraits" {
				continue
			}
			for range r.Array() {
				kept[r.Name()] = true
			}
		}
	}
	return kept
}

// report records a value of the last trait that the model does not support.
func (m *importer) report(r *jsonwalk.Reader, f *facts, format string, args ...any) {
	of := f.of
	of.Pos, of.What = r.KeyPos(), fmt.Sprintf(format, args...)
	m.b.Report(of)
}

func (m *importer) documentation(r *jsonwalk.Reader, f *facts) {
	filters := upstream.MayFilter(f.of.Member)
	if !m.docs && !filters {
		return
	}
	text := r.String()
	if m.docs {
		f.doc = upstream.PlainText(text)
	}
	if filters {
		f.filters = upstream.FilterNames(text)
	}
}

func (m *importer) deprecated(r *jsonwalk.Reader, f *facts) {
	f.deprecated = &spec.Deprecation{}
	for key := range r.Object() {
		switch key {
		case "message":
			if m.docs {
				f.deprecated.Message = upstream.PlainText(r.String())
			}
		case "since":
			f.deprecated.Since = r.String()
		}
	}
}

var date = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)

func (m *importer) since(r *jsonwalk.Reader, f *facts) {
	if v := r.String(); date.MatchString(v) {
		f.since = v
	} else {
		m.report(r, f, "since %.100q: left out; the model only supports dates", v)
	}
}

func (m *importer) bounds(r *jsonwalk.Reader) *spec.Bounds {
	var b spec.Bounds
	for key := range r.Object() {
		switch key {
		case "min":
			b.Min = number(r)
		case "max":
			b.Max = number(r)
		}
	}
	return &b
}

func number(r *jsonwalk.Reader) *float64 {
	f := r.Float()
	return &f
}

func (m *importer) pattern(r *jsonwalk.Reader, f *facts) {
	expr := r.String()
	if err := upstream.Pattern(expr); err != nil {
		m.report(r, f, "pattern %q: left out: %v", expr, err)
		return
	}
	f.pattern = expr
}

// defaultValue reads the default trait. null removes a mixin's or a root shape's
// default.
func (m *importer) defaultValue(r *jsonwalk.Reader, f *facts) {
	switch r.Kind() {
	case jsonwalk.Null:
		f.def = ""
	case jsonwalk.Object, jsonwalk.Array:
		m.report(r, f, "a default that is a list or a map: left out")
	default:
		f.def = r.Scalar()
	}
}

// enum reads the enum trait of Smithy 1.0.
func (m *importer) enum(r *jsonwalk.Reader, f *facts) {
	for range r.Array() {
		v := &spec.EnumValue{Pos: r.Pos()}
		for key := range r.Object() {
			switch key {
			case "value":
				v.Value = r.String()
			case "name":
				v.Name = r.String()
			case "documentation":
				if m.docs {
					v.Doc = upstream.PlainText(r.String())
				}
			case "deprecated":
				if r.Bool() {
					v.Deprecated = &spec.Deprecation{}
				}
			}
		}
		if err := m.b.Count("_", v.Pos); err != nil {
			r.Stop(err)
			return
		}
		f.enum = append(f.enum, v)
	}
}

func (m *importer) errorTrait(r *jsonwalk.Reader, f *facts) {
	f.error().Fault = r.Name()
}

func (m *importer) httpError(r *jsonwalk.Reader, f *facts) {
	f.error().Status = r.Int()
}

func (f *facts) error() *spec.ErrorTrait {
	if f.err == nil {
		f.err = &spec.ErrorTrait{}
	}
	return f.err
}

func (m *importer) xmlName(r *jsonwalk.Reader, f *facts)   { f.xml = wireName(r, upstream.XMLName) }
func (m *importer) queryName(r *jsonwalk.Reader, f *facts) { f.query = wireName(r, upstream.QueryName) }

func wireName(r *jsonwalk.Reader, ok func(string) bool) string {
	pos := r.Pos()
	name := r.Name()
	if r.Err() == nil && !ok(name) {
		r.FailAt(pos, "%.100q cannot be a name on the wire; the file is not AWS's: fetch it again", name)
	}
	return name
}

func (m *importer) xmlNamespace(r *jsonwalk.Reader, f *facts) {
	for key := range r.Object() {
		switch key {
		case "uri":
			f.namespace = r.String()
		case "prefix":
			m.report(r, f, "prefix %.100q of its XML namespace: left out; readers use the namespace", r.String())
		}
	}
}

// formats maps the names of timestamp formats.
var formats = map[string]spec.TimestampFormat{
	"date-time":     spec.DateTime,
	"http-date":     spec.HTTPDate,
	"epoch-seconds": spec.EpochSeconds,
}

func (m *importer) timestampFormat(r *jsonwalk.Reader, f *facts) {
	name := r.Name()
	f.format = formats[name]
	if f.format == spec.DefaultFormat {
		m.report(r, f, "timestamp format %.100q: left out; it is not one of Smithy's", name)
	}
}
