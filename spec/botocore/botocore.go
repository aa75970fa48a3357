// Package botocore reads AWS's API models in the form that botocore, the AWS
// CLI and the older SDKs use: service-2.json, which the Go SDK v1 calls
// api-2.json, with its paginators, waiters and documentation in files next to
// it.
//
// The form has no specification; botocore's code defines the meaning of the keys
// (botocore/model.py, serialize.py, parsers.py). Every key that this package does
// not know, and every one that the model cannot express, is reported.
package botocore

import (
	"fmt"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/internal/jsonwalk"
	"github.com/ec2gen/ec2gen/spec/internal/upstream"
)

// A File is one file with its name for messages. A nil *File is a missing file.
type File struct {
	Name string
	Data []byte
}

// CompanionFiles are the files that complete a model. Each may be nil.
type CompanionFiles struct {
	Paginators *File // paginators-1.json
	Waiters    *File // waiters-2.json
	Docs       *File // docs-2.json, of the Go SDK v1
}

// Read reads a linked model from AWS's file, with the operations selected in o and
// the shapes that they reach, and reports the parts that the model cannot express.
func Read(model File, companions CompanionFiles, o upstream.Options) (*spec.Model, []upstream.Report, error) {
	r, err := jsonwalk.New(model.Name, model.Data)
	if err != nil {
		return nil, nil, err
	}
	m := &importer{Reader: r, b: upstream.New(model.Name, o), docs: o.Docs}
	m.service()
	if m.Err() != nil {
		return nil, nil, m.Err()
	}
	if err := m.b.Sort(); err != nil {
		return nil, nil, err
	}
	if err := m.readCompanions(companions); err != nil {
		return nil, nil, err
	}
	return m.b.Finish()
}

// An importer reads one file into a Builder. Its methods read the Reader's next
// value, and leave errors in the Reader.
type importer struct {
	*jsonwalk.Reader
	b    *upstream.Builder
	docs bool
}

// service reads the whole model file.
func (m *importer) service() {
	found := map[string]bool{}
	for key := range m.Object() {
		found[key] = true
		switch key {
		case "metadata":
			m.metadata()
		case "operations":
			m.operations()
		case "shapes":
			m.shapes()
		case "documentation":
			m.doc(&m.b.Model.Service.Doc)
		case "version", "examples":
		default:
			m.unknown(upstream.Report{}, key)
		}
	}
	for _, key := range []string{"metadata", "operations", "shapes"} {
		if !found[key] {
			m.Fail("no %q in this file; give botocore's service-2.json or the Go SDK v1's api-2.json", key)
		}
	}
}

// metadata reads the names and the protocol of the service.
func (m *importer) metadata() {
	s := &m.b.Model.Service
	s.Pos = m.KeyPos()
	var protocols []string
	var short string
	for key := range m.Object() {
		switch key {
		case "apiVersion":
			s.APIVersion = m.String()
		case "endpointPrefix":
			s.EndpointPrefix = m.String()
		case "protocol":
			protocols = append(protocols, m.String())
		case "protocols":
			for range m.Array() {
				protocols = append(protocols, m.String())
			}
		case "serviceAbbreviation":
			short = m.String()
		case "serviceFullName":
			s.Title = m.String()
		case "serviceId":
			s.ID = m.String()
		case "signingName":
			s.SigningName = m.String()
		case "xmlNamespace":
			s.XMLNamespace, _ = m.namespace()
		case "signatureVersion":
			m.expect(upstream.Report{}, key, "v4")
		case "auth":
			for range m.Array() {
				m.expect(upstream.Report{}, key, "aws.auth#sigv4")
			}
		case "uid", "ripServiceName":
		default:
			m.unknown(upstream.Report{}, "metadata."+key)
		}
	}
	m.protocol(protocols, s, short)
}

// protocol rejects services with other protocols than EC2 Query, and sets default
// names.
func (m *importer) protocol(protocols []string, s *spec.Service, short string) {
	if s.ID == "" {
		s.ID = strings.TrimPrefix(strings.TrimPrefix(short, "Amazon "), "AWS ")
	}
	if s.SigningName == "" {
		s.SigningName = s.EndpointPrefix
	}
	for _, p := range protocols {
		if p == spec.Protocol {
			s.Protocol = p
			return
		}
	}
	m.FailAt(s.Pos, "%s", upstream.WrongService(s.ID, protocols))
}

// namespace reads an XML namespace: a URI, or an object with one and a prefix.
func (m *importer) namespace() (uri, prefix string) {
	if m.Kind() != jsonwalk.Object {
		return m.String(), ""
	}
	for key := range m.Object() {
		switch key {
		case "uri":
			uri = m.String()
		case "prefix":
			prefix = m.String()
		}
	}
	return uri, prefix
}

// doc reads documentation as plain text, if it is requested.
func (m *importer) doc(to *string) {
	if m.docs && m.Kind() == jsonwalk.Text {
		*to = upstream.PlainText(m.String())
	}
}

// memberDoc reads the documentation of a member, and out of it the names of filters.
func (m *importer) memberDoc(f *spec.Member) {
	if m.Kind() != jsonwalk.Text || !m.docs && !upstream.MayFilter(f.Name) {
		return
	}
	text := m.String()
	if m.docs {
		f.Doc = upstream.PlainText(text)
	}
	if upstream.MayFilter(f.Name) {
		f.Filters = upstream.FilterNames(text)
	}
}

// expect reports a value that differs from the one that the model assumes.
func (m *importer) expect(of upstream.Report, key, want string) {
	of.Pos = m.Pos()
	if got := m.Scalar(); got != want {
		of.Key, of.Value, of.Want = key, got, want
		of.What = fmt.Sprintf("%s is %q: left out; the model assumes %q", key, got, want)
		m.b.Report(of)
	}
}

// unknown reports a key that the model does not support. A value without meaning
// (false, null) is not reported.
func (m *importer) unknown(of upstream.Report, key string) {
	of.Pos = m.KeyPos()
	of.Key, of.Value = key, m.Raw()
	if of.Value == "null" || of.Value == "false" {
		return
	}
	of.What = fmt.Sprintf("%q: left out; the model does not support it", key)
	m.b.Report(of)
}
