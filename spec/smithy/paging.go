package smithy

// This file reads the traits for paging and waiting.

import (
	"cmp"
	"fmt"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/internal/jsonwalk"
	"github.com/ec2gen/ec2gen/spec/internal/upstream"
)

// A page is a paginated trait. The service's trait has the defaults.
type page struct {
	pos                      spec.Pos
	op                       *spec.Operation
	in, out, items, pageSize string
}

func (m *importer) paginated(r *jsonwalk.Reader, f *facts) {
	p := &page{pos: r.KeyPos()}
	for key := range r.Object() {
		switch key {
		case "inputToken":
			p.in = r.String()
		case "outputToken":
			p.out = r.String()
		case "items":
			p.items = r.String()
		case "pageSize":
			p.pageSize = r.String()
		}
	}
	f.page = p
}

// paginate sets the paginators of operations when their members are known.
func (m *importer) paginate() {
	for _, p := range m.pages {
		made := &spec.Paginator{
			InputToken:  cmp.Or(p.in, m.common.in),
			OutputToken: cmp.Or(p.out, m.common.out),
			LimitKey:    cmp.Or(p.pageSize, m.common.pageSize),
			Pos:         p.pos,
		}
		if items := cmp.Or(p.items, m.common.items); items != "" {
			made.ResultKeys = []string{items}
		}
		if why := upstream.BadPaginator(p.op, made); why != "" {
			m.b.Report(upstream.Report{Pos: p.pos, Operation: p.op.Name, What: "its paginator is left out: " + why})
			continue
		}
		p.op.Paginator = made
	}
}

// waitable reads the waiters of an operation.
func (m *importer) waitable(r *jsonwalk.Reader, f *facts) {
	for name := range r.Object() {
		pos := r.KeyPos()
		if err := m.b.Count(name, pos); err != nil {
			r.Stop(err)
			return
		}
		w := &spec.Waiter{Name: name, Delay: minDelay, MaxAttempts: attempts, Pos: pos}
		if why := m.waiter(r, f, w); why != "" {
			of := f.of
			of.Pos, of.What = pos, fmt.Sprintf("its waiter %s is left out: %s", name, why)
			m.b.Report(of)
			continue
		}
		f.waiters = append(f.waiters, w)
	}
}

// The default delays of waiters, in seconds: initial and maximum.
const (
	minDelay = 2
	maxDelay = 120
)

// attempts is the number of calls of every waiter. Smithy's waiters wait for a time
// that the caller chooses; in botocore's form of EC2's model, nearly all waiters
// have 40 attempts.
const attempts = 40

// waiter reads one waiter. It returns the reason why the waiter is not supported,
// or "".
func (m *importer) waiter(r *jsonwalk.Reader, f *facts, w *spec.Waiter) (why string) {
	for key := range r.Object() {
		switch key {
		case "documentation":
			if m.docs {
				w.Doc = upstream.PlainText(r.String())
			}
		case "acceptors":
			for range r.Array() {
				a, no := m.acceptor(r)
				why = cmp.Or(why, no)
				w.Acceptors = append(w.Acceptors, a)
			}
		case "minDelay":
			w.Delay = r.Int()
		case "maxDelay":
			if n := r.Int(); n != maxDelay {
				m.report(r, f, "waiter %s: maxDelay %d: left out; the model assumes %d", w.Name, n, maxDelay)
			}
		case "deprecated":
			if r.Bool() {
				w.Deprecated = &spec.Deprecation{}
			}
		case "tags":
		default:
			m.report(r, f, "waiter %s: %q: left out; the model does not support it", w.Name, key)
		}
	}
	return why
}

func (m *importer) acceptor(r *jsonwalk.Reader) (a spec.Acceptor, why string) {
	a.Pos = r.Pos()
	for key := range r.Object() {
		switch key {
		case "state":
			a.State = r.Name()
		case "matcher":
			for kind := range r.Object() {
				why = m.matcher(r, &a, kind)
			}
		}
	}
	return a, why
}

// comparators maps Smithy's comparators to matchers.
var comparators = map[string]string{
	"stringEquals":    "path",
	"booleanEquals":   "path",
	"allStringEquals": "pathAll",
	"anyStringEquals": "pathAny",
}

func (m *importer) matcher(r *jsonwalk.Reader, a *spec.Acceptor, kind string) (why string) {
	switch kind {
	case "output":
		for key := range r.Object() {
			switch key {
			case "path":
				a.Argument = r.String()
			case "expected":
				a.Expected = r.Scalar()
			case "comparator":
				name := r.Name()
				if a.Matcher = comparators[name]; a.Matcher == "" {
					why = fmt.Sprintf("comparator %.100q is not supported", name)
				}
			}
		}
	case "errorType":
		a.Matcher, a.Expected = "error", local(r.String())
	case "success":
		if !r.Bool() {
			return "it matches any error, which is not supported"
		}
		a.Matcher, a.Expected = "status", "200"
	default:
		return fmt.Sprintf("matcher %.100q is not supported", kind)
	}
	return why
}
