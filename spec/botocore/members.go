package botocore

// This file reads members of structures, and elements, keys and values of
// lists and maps, which are members without a name.

import (
	"fmt"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/internal/upstream"
)

func (m *importer) members(s *spec.Shape) {
	for name := range m.Object() {
		pos := m.KeyPos()
		if err := m.b.Count(name, pos); err != nil {
			m.Stop(err)
			return
		}
		f := &spec.Member{Name: name, Pos: pos}
		m.member(s, f)
		s.Members = append(s.Members, f)
	}
}

func (m *importer) element(s *spec.Shape) *spec.Member {
	f := &spec.Member{Pos: m.KeyPos()}
	m.more(f.Pos)
	m.member(s, f)
	return f
}

func (m *importer) member(s *spec.Shape, f *spec.Member) {
	of := upstream.Report{Shape: s.Name, Member: f.Name}
	var dep deprecation
	for key := range m.Object() {
		switch key {
		case "shape":
			f.Shape = m.b.Ref(m.Name(), f.Pos)
		case "documentation":
			m.memberDoc(f)
		case "locationName":
			f.XML = m.xmlName()
		case "queryName":
			f.Query = m.queryName()
		case "flattened":
			f.Flattened = m.Bool()
		case "idempotencyToken":
			f.IdempotencyToken = m.Bool()
		case "hostLabel":
			f.HostLabel = m.Bool()
		case "sensitive":
			f.Sensitive = m.Bool()
		case "xmlAttribute":
			f.XMLAttribute = m.Bool()
		case "timestampFormat":
			f.Format = m.format()
		case "pattern":
			f.Pattern = m.pattern(of)
		case "xmlNamespace":
			f.XMLNamespace = m.memberNamespace(of)
		case "deprecated", "deprecatedMessage", "deprecatedSince":
			m.deprecation(&dep, key)
		case "box":
		default:
			m.unknown(of, key)
		}
	}
	f.Deprecated = dep.trait()
	if f.Shape == nil {
		m.FailAt(f.Pos, `no "shape" in this member; the file is not AWS's: fetch it again`)
		f.Shape = &spec.Shape{}
	}
}

func (m *importer) memberNamespace(of upstream.Report) string {
	of.Pos = m.Pos()
	uri, prefix := m.namespace()
	if prefix != "" {
		of.What = fmt.Sprintf("prefix %q of its XML namespace: left out; readers use the namespace", prefix)
		m.b.Report(of)
	}
	return uri
}

// xmlName reads the name of an element.
func (m *importer) xmlName() string { return m.wireName(upstream.XMLName) }

// queryName reads a part of a request's key.
func (m *importer) queryName() string { return m.wireName(upstream.QueryName) }

func (m *importer) wireName(ok func(string) bool) string {
	pos := m.Pos()
	name := m.Name()
	if m.Err() == nil && !ok(name) {
		m.FailAt(pos, "%.100q cannot be a name on the wire; the file is not AWS's: fetch it again", name)
	}
	return name
}
