package smithy

// This file reads the service, its operations and those of its resources.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/internal/jsonwalk"
	"github.com/ec2gen/ec2gen/spec/internal/upstream"
)

// service reads the service and all of its operations.
func (m *importer) service(d *decl) {
	s := &m.b.Model.Service
	s.Pos, s.Protocol = d.pos, spec.Protocol
	m.space = d.id[:len(d.id)-len(local(d.id))]
	m.serviceTraits(d, s)
	for _, line := range m.lineage(d) {
		if r := again(line.part["version"]); r != nil {
			s.APIVersion = r.String()
		}
		if r := again(line.part["rename"]); r != nil {
			m.rename = map[string]string{}
			for id := range r.Object() {
				m.rename[id] = r.Name()
			}
		}
	}
	var common []target
	for _, line := range m.lineage(d) {
		common = append(common, m.targets(line.part["errors"])...)
	}
	m.unknownParts(d, upstream.Report{Pos: d.pos}, serviceParts)
	for _, id := range m.operations(d) {
		m.operation(m.decls[id.id], id, common)
	}
}

// The known parts of services and of operations.
var (
	serviceParts = []string{"version", "operations", "resources", "errors", "rename", "traits", "mixins", "shapes"}
	bodyParts    = []string{"input", "output", "errors", "traits", "mixins"}
)

// unknownParts reports the unknown parts of a declaration.
func (m *importer) unknownParts(d *decl, of upstream.Report, known []string) {
	for _, key := range d.order {
		if !slices.Contains(known, key) {
			m.unknown(of, key)
		}
	}
}

// serviceTraits reads the service's names and its endpoint.
func (m *importer) serviceTraits(d *decl, s *spec.Service) {
	s.ID = local(d.id)
	f := &facts{of: upstream.Report{Pos: d.pos}}
	for _, line := range m.lineage(d) {
		for _, list := range append([]*jsonwalk.Reader{line.part["traits"]}, m.applied[line.id]...) {
			r := again(list)
			if r == nil {
				continue
			}
			for name := range r.Object() {
				m.serviceTrait(r, s, f, name)
			}
		}
	}
	s.Doc, s.XMLNamespace = f.doc, f.namespace
	if f.page != nil {
		m.common = *f.page
	}
	s.EndpointPrefix = cmp.Or(s.EndpointPrefix, s.SigningName)
	s.SigningName = cmp.Or(s.SigningName, s.EndpointPrefix)
}

func (m *importer) serviceTrait(r *jsonwalk.Reader, s *spec.Service, f *facts, name string) {
	switch name {
	case "aws.api#service":
		m.identity(r, s)
	case "aws.auth#sigv4":
		for key := range r.Object() {
			if key == "name" {
				s.SigningName = r.String()
			}
		}
	case "smithy.api#title":
		s.Title = r.String()
	case "smithy.api#documentation", "smithy.api#xmlNamespace", "smithy.api#paginated":
		traits[name](m, r, f)
	case "aws.protocols#ec2Query":
	default:
		if space, _, _ := strings.Cut(name, "#"); traits[name] == nil && !slices.Contains(spaces, space) {
			m.report(r, f, "trait %q of the service: left out; the model does not support it", name)
		}
	}
}

// identity reads the aws.api#service trait. The host's first label is the endpoint
// prefix or, without one, the name in ARNs.
func (m *importer) identity(r *jsonwalk.Reader, s *spec.Service) {
	var arn string
	for key := range r.Object() {
		switch key {
		case "sdkId":
			s.ID = r.String()
		case "arnNamespace":
			arn = r.String()
		case "endpointPrefix":
			s.EndpointPrefix = r.String()
		}
	}
	s.EndpointPrefix = cmp.Or(s.EndpointPrefix, arn)
}

// operationParts has the keys of operations in a service or a resource.
var operationParts = []string{"operations", "collectionOperations", "create", "put", "read", "update", "delete", "list"}

// operations returns the operations of the service and of its resources, without
// duplicates.
func (m *importer) operations(service *decl) []target {
	var all []target
	seen := map[string]bool{}
	owners := []*decl{service}
	for i := 0; i < len(owners) && m.r.Err() == nil; i++ { // grows during the loop
		for _, d := range m.lineage(owners[i]) {
			for _, part := range operationParts {
				for _, t := range m.oneOrMore(d.part[part]) {
					if !seen[t.id] {
						all = append(all, t)
					}
					seen[t.id] = true
				}
			}
			for _, t := range m.targets(d.part["resources"]) {
				if res := m.decls[t.id]; res == nil || res.kind != "resource" {
					m.r.FailAt(t.pos, "resource %q is not defined; the file is incomplete: fetch it again", t.id)
				} else if !seen[t.id] {
					owners = append(owners, res)
				}
				seen[t.id] = true
			}
		}
	}
	return all
}

func (m *importer) oneOrMore(list *jsonwalk.Reader) []target {
	if list != nil && list.Kind() == jsonwalk.Object {
		return []target{m.target(again(list))}
	}
	return m.targets(list)
}

func (m *importer) operation(d *decl, at target, common []target) {
	if d == nil || d.kind != "operation" {
		m.r.FailAt(at.pos, "operation %q is not defined; the file is incomplete: fetch it again", at.id)
		return
	}
	op := &spec.Operation{Name: local(d.id), Pos: d.pos}
	f := &facts{of: upstream.Report{Pos: d.pos, Operation: op.Name}}
	m.unknownParts(d, f.of, bodyParts)
	errs := common
	for _, line := range m.lineage(d) {
		for _, part := range []struct {
			name string
			to   **spec.Shape
		}{{"input", &op.Input}, {"output", &op.Output}} {
			if r := again(line.part[part.name]); r != nil {
				*part.to = m.body(m.target(r))
			}
		}
		errs = append(errs[:len(errs):len(errs)], m.targets(line.part["errors"])...)
		m.facts(line, f, line != d)
	}
	for _, t := range errs {
		if s := m.mention(t.id, t.pos); !slices.Contains(op.Errors, s) {
			op.Errors = append(op.Errors, s)
		}
	}
	op.Doc, op.Deprecated, op.Since = f.doc, f.deprecated, f.since
	op.HostPrefix, op.Compression, op.Waiters = f.hostPrefix, f.compression, f.waiters
	if f.page != nil {
		f.page.op = op
		m.pages = append(m.pages, f.page)
	}
	m.b.Model.Operations = append(m.b.Model.Operations, op)
}

// body returns the shape of an input or an output, or nil for Unit.
func (m *importer) body(t target) *spec.Shape {
	if t.id == unit || t.id == "" {
		return nil
	}
	return m.mention(t.id, t.pos)
}

func (m *importer) endpoint(r *jsonwalk.Reader, f *facts) {
	for key := range r.Object() {
		if key == "hostPrefix" {
			f.hostPrefix = r.String()
		}
	}
}

// requestCompression supports gzip, the only encoding that AWS's clients support.
func (m *importer) requestCompression(r *jsonwalk.Reader, f *facts) {
	for key := range r.Object() {
		if key != "encodings" {
			continue
		}
		for range r.Array() {
			if enc := r.String(); enc == "gzip" {
				f.compression = true
			} else {
				m.report(r, f, "compression %.100q: left out; only gzip is supported", enc)
			}
		}
	}
}
