package htmlpages

// This file writes the search index: all names in the order of the outlines, so
// that a path only takes the letters of its last name. script.js reads it; the
// lines are
//
//	O page name summary     an operation; the members of its request follow
//	R                       the members of its response follow
//	T page name             a type; its members or values follow
//	a name wire id          a member: a is the first level, b the second
//	V text id               a value of the member, or of the type
//	E code anchor           an error code
//	U id anchor level       a rule
//
// with tabs between the fields, without fields that equal a member's name.

import (
	"encoding/json"
	"strings"

	"github.com/ec2gen/ec2gen/gen/emit/docs/reference"
)

// index returns search.js.
func index(r *reference.Reference) string {
	var b indexer
	for _, o := range r.Operations {
		b.line("O", o.Page, o.Name, o.Summary)
		b.members(o.Request, 0, "", ".")
		b.line("R")
		b.members(o.Response, 0, "response", "/")
	}
	for _, s := range r.Shapes {
		b.line("T", s.Page, s.Name)
		b.members(s.Members, 0, "", ".")
		b.values(s.Values, "")
	}
	for _, e := range r.Errors {
		b.line("E", e.Code, e.Anchor)
	}
	for _, rule := range r.Rules {
		b.line("U", rule.ID, rule.Anchor, rule.Level)
	}
	text, err := json.Marshal(b.String())
	if err != nil {
		return ""
	}
	return "window.ec2genIndex = " + string(text) + ";\n"
}

type indexer struct{ strings.Builder }

// line writes fields without empty ones at the end.
func (b *indexer) line(fields ...string) {
	for len(fields) > 1 && fields[len(fields)-1] == "" {
		fields = fields[:len(fields)-1]
	}
	for i, f := range fields {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, f))
	}
	b.WriteByte('\n')
}

func (b *indexer) members(list []*reference.Member, depth int, above, sep string) {
	for _, m := range list {
		id := strings.TrimPrefix(m.ID, above)
		id = strings.TrimPrefix(id, ".")
		if id == m.Name {
			id = ""
		}
		wire := m.Leaf
		if strings.EqualFold(wire, m.Name) {
			wire = ""
		}
		b.line(string(rune('a'+min(depth, 25))), m.Name, wire, id)
		if m.Shape == nil {
			b.values(m.Values, m.ID)
		}
		b.members(m.Members, depth+1, m.ID, sep)
	}
}

// values writes the values of an enum, whose IDs begin with their member's ID.
func (b *indexer) values(list []*reference.Value, above string) {
	for _, v := range list {
		id := strings.TrimPrefix(strings.TrimPrefix(v.ID, above), ".")
		if id == "value-"+v.Text {
			id = ""
		}
		b.line("V", v.Text, id)
	}
}
