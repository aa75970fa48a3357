package botocore

// This file reads the files next to a model: paginators, waiters, and the Go SDK
// v1's documentation. Parts that do not fit the model are reported.

import (
	"fmt"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/internal/jsonwalk"
	"github.com/ec2gen/ec2gen/spec/internal/upstream"
)

// readCompanions adds the existing companion files to the model.
func (m *importer) readCompanions(files CompanionFiles) error {
	for _, f := range []struct {
		file *File
		read func(*importer)
	}{
		{files.Paginators, (*importer).paginators},
		{files.Waiters, (*importer).waiters},
		{files.Docs, (*importer).documentation},
	} {
		if f.file == nil {
			continue
		}
		r, err := jsonwalk.New(f.file.Name, f.file.Data)
		if err != nil {
			return err
		}
		part := &importer{Reader: r, b: m.b, docs: m.docs}
		if f.read(part); part.Err() != nil {
			return part.Err()
		}
	}
	return nil
}

// section reads the object under one key of a file's top.
func (m *importer) section(name string, each func(key string)) {
	found := false
	for key := range m.Object() {
		if key != name {
			continue
		}
		found = true
		for key := range m.Object() {
			each(key)
		}
	}
	if !found {
		m.Fail("no %q in this file; use the file that AWS publishes with the model", name)
	}
}

func (m *importer) paginators() {
	m.section("pagination", func(name string) {
		if op := m.b.Operation(name); op != nil {
			m.paginator(op)
		} else {
			m.b.Report(upstream.Report{Pos: m.KeyPos(),
				What: fmt.Sprintf("paginator of the unknown operation %q: left out", name)})
		}
	})
}

func (m *importer) paginator(op *spec.Operation) {
	p := &spec.Paginator{Pos: m.KeyPos()}
	of := upstream.Report{Operation: op.Name}
	var in, out []string
	for key := range m.Object() {
		switch key {
		case "input_token":
			in = m.strings()
		case "output_token":
			out = m.strings()
		case "limit_key":
			p.LimitKey = m.String()
		case "result_key":
			p.ResultKeys = m.strings()
		case "more_results":
			p.MoreResults = m.String()
		case "non_aggregate_keys": // only for clients that merge pages
		default:
			m.unknown(of, "pagination."+key)
		}
	}
	if len(in) == 0 && len(out) == 0 || m.Err() != nil {
		return // there is only one page
	}
	if why := pageBy(op, p, in, out); why != "" {
		of.Pos, of.What = p.Pos, "its paginator is left out: "+why
		m.b.Report(of)
		return
	}
	op.Paginator = p
}

// pageBy sets the tokens of a paginator. It returns the reason why that is not
// possible, or "".
func pageBy(op *spec.Operation, p *spec.Paginator, in, out []string) string {
	if len(in) > 1 || len(out) > 1 {
		return "it has several tokens, which the model does not support"
	}
	p.InputToken, p.OutputToken = strings.Join(in, ""), strings.Join(out, "")
	return upstream.BadPaginator(op, p)
}

// strings reads a string or a list of them.
func (m *importer) strings() []string {
	if m.Kind() != jsonwalk.Array {
		return []string{m.String()}
	}
	var list []string
	for range m.Array() {
		list = append(list, m.String())
	}
	return list
}

func (m *importer) waiters() {
	m.section("waiters", func(name string) {
		pos := m.KeyPos()
		if err := m.b.Count(name, pos); err != nil {
			m.Stop(err)
			return
		}
		m.waiter(&spec.Waiter{Name: name, Pos: pos})
	})
}

func (m *importer) waiter(w *spec.Waiter) {
	var dep deprecation
	var op *spec.Operation
	var of string
	for key := range m.Object() {
		switch key {
		case "operation":
			of = m.Name()
			op = m.b.Operation(of)
		case "delay":
			w.Delay = m.Int()
		case "maxAttempts":
			w.MaxAttempts = m.Int()
		case "description", "documentation":
			m.doc(&w.Doc)
		case "acceptors":
			for range m.Array() {
				w.Acceptors = append(w.Acceptors, m.acceptor())
			}
		case "deprecated", "deprecatedMessage", "deprecatedSince":
			m.deprecation(&dep, key)
		default:
			m.unknown(upstream.Report{}, "waiters."+w.Name+"."+key)
		}
	}
	w.Deprecated = dep.trait()
	if op == nil {
		m.b.Report(upstream.Report{Pos: w.Pos,
			What: fmt.Sprintf("waiter %q of the unknown operation %q: left out", w.Name, of)})
		return
	}
	op.Waiters = append(op.Waiters, w)
}

func (m *importer) acceptor() spec.Acceptor {
	a := spec.Acceptor{Pos: m.Pos()}
	for key := range m.Object() {
		switch key {
		case "state":
			a.State = m.Name()
		case "matcher":
			a.Matcher = m.Name()
		case "argument":
			a.Argument = m.String()
		case "expected":
			a.Expected = m.Scalar()
		default:
			m.unknown(upstream.Report{}, "acceptors."+key)
		}
	}
	return a
}

// documentation reads docs-2.json. Its keys name members as "Shape$member".
func (m *importer) documentation() {
	if !m.docs {
		return
	}
	for key := range m.Object() {
		switch key {
		case "service":
			m.doc(&m.b.Model.Service.Doc)
		case "operations":
			for name := range m.Object() {
				if op := m.b.Operation(name); op != nil {
					m.doc(&op.Doc)
				}
			}
		case "shapes":
			for name := range m.Object() {
				m.shapeDoc(name)
			}
		}
	}
}

func (m *importer) shapeDoc(name string) {
	for key := range m.Object() {
		switch key {
		case "base":
			if s := m.b.Known(name); s != nil {
				m.doc(&s.Doc)
			}
		case "refs":
			for ref := range m.Object() {
				owner, member, _ := strings.Cut(ref, "$")
				if f := upstream.Field(m.b.Known(owner), member); f != nil {
					m.memberDoc(f)
				}
			}
		}
	}
}
