package botocore

// This file reads the "operations" of a model file.

import (
	"fmt"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/internal/jsonwalk"
	"github.com/ec2gen/ec2gen/spec/internal/upstream"
)

func (m *importer) operations() {
	for name := range m.Object() {
		pos := m.KeyPos()
		if err := m.b.Count(name, pos); err != nil {
			m.Stop(err)
			return
		}
		op := &spec.Operation{Name: name, Pos: pos}
		m.operation(op)
		m.b.Model.Operations = append(m.b.Model.Operations, op)
	}
}

func (m *importer) operation(op *spec.Operation) {
	of := upstream.Report{Operation: op.Name}
	var dep deprecation
	for key := range m.Object() {
		switch key {
		case "input":
			op.Input = m.body(of)
		case "output":
			op.Output = m.body(of)
		case "errors":
			for range m.Array() {
				op.Errors = append(op.Errors, m.body(of))
			}
		case "name":
			m.expect(of, key, op.Name)
		case "http":
			m.http(of)
		case "documentation":
			m.doc(&op.Doc)
		case "deprecated", "deprecatedMessage", "deprecatedSince":
			m.deprecation(&dep, key)
		case "endpoint":
			op.HostPrefix = m.endpoint(of)
		case "requestcompression":
			op.Compression = m.compression(of)
		case "idempotent", "readonly", "documentationUrl", "alias":
			// Clients ignore these keys.
		default:
			m.unknown(of, key)
		}
	}
	op.Deprecated = dep.trait()
}

// body reads a reference to an input, an output or an error. Its other keys name
// the root element, which the protocol ignores.
func (m *importer) body(of upstream.Report) (s *spec.Shape) {
	pos := m.Pos()
	for key := range m.Object() {
		switch key {
		case "shape":
			s = m.b.Ref(m.Name(), pos)
		case "locationName", "documentation", "xmlNamespace", "exception", "fault", "error":
		default:
			m.unknown(of, key)
		}
	}
	if s == nil {
		m.FailAt(pos, `no "shape" in this reference; the file is not AWS's: fetch it again`)
		return &spec.Shape{}
	}
	return s
}

func (m *importer) http(of upstream.Report) {
	for key := range m.Object() {
		switch key {
		case "method":
			m.expect(of, "http.method", "POST")
		case "requestUri":
			m.expect(of, "http.requestUri", "/")
		case "responseCode":
			m.expect(of, "http.responseCode", "200")
		default:
			m.unknown(of, "http."+key)
		}
	}
}

func (m *importer) endpoint(of upstream.Report) (prefix string) {
	for key := range m.Object() {
		switch key {
		case "hostPrefix":
			prefix = m.String()
		default:
			m.unknown(of, "endpoint."+key)
		}
	}
	return prefix
}

// compression reports whether the encodings include gzip, the only one that AWS's
// clients support.
func (m *importer) compression(of upstream.Report) (gzip bool) {
	for key := range m.Object() {
		if key != "encodings" {
			m.unknown(of, "requestcompression."+key)
			continue
		}
		for range m.Array() {
			pos := m.Pos()
			if enc := m.String(); enc == "gzip" {
				gzip = true
			} else {
				of.Pos, of.What = pos, fmt.Sprintf("compression %q: left out; only gzip is supported", enc)
				m.b.Report(of)
			}
		}
	}
	return gzip
}

// A deprecation has the three keys about deprecation.
type deprecation struct {
	yes bool
	spec.Deprecation
}

func (m *importer) deprecation(d *deprecation, key string) {
	switch key {
	case "deprecated":
		d.yes = m.Bool()
	case "deprecatedMessage":
		if m.docs || m.Kind() != jsonwalk.Text {
			d.Message = upstream.PlainText(m.String())
		}
	case "deprecatedSince":
		d.Since = m.String()
	}
}

func (d *deprecation) trait() *spec.Deprecation {
	if !d.yes {
		return nil
	}
	return &d.Deprecation
}
