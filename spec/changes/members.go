package changes

// This file compares the members of two structures, and the elements, keys and
// values of lists and maps.

import (
	"slices"
	"sort"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

var memberKeys = map[string]verdict{
	"shape":            nil, // see retyped
	"query":            nil, // see names
	"xml":              nil, // see names
	"flattened":        always("list-form-changed"),
	"required":         comesOrGoes("required-added", "required-removed", ""),
	"idempotencyToken": comesOrGoes("idempotency-token-added", "idempotency-token-removed", ""),
	"hostLabel":        always("host-label-changed"),
	"sensitive":        always("sensitive-changed"),
	"deprecated":       comesOrGoes("deprecated", "undeprecated", "deprecation-reworded"),
	"format":           always("format-changed"),
	"xmlNamespace":     always("xml-form-changed"),
	"xmlAttribute":     always("xml-form-changed"),
	"length":           nil, // see eachLimit
	"range":            nil, // see eachLimit
	"pattern":          comesOrGoes("pattern-tightened", "pattern-loosened", "pattern-changed"),
	"filters":          nil, // see eachFilter
	"since":            always("since-changed"),
	"default":          comesOrGoes("default-added", "default-removed", "default-changed"),
	"goName":           always("go-name-changed"),
	"doc":              always("doc-changed"),
}

// members compares the members of a pair of shapes.
func (c *comparison) members(at pair, add func(string, Change)) {
	kept := map[*spec.Member]bool{}
	for _, m := range memberPairs(at) {
		kept[m.old], kept[m.new] = true, true
		c.member(m, add)
	}
	for _, m := range at.old.Members {
		if !kept[m] {
			add(requiredKind(m, "member-removed", "required-member-removed"),
				Change{Member: m.Name, Old: describe(m.Shape), Members: leaves(m.Shape), OldPos: m.Pos,
					apply: func(p *patch) {
						s := p.shape(at.old)
						gone := p.member(m)
						s.Members = slices.DeleteFunc(s.Members, func(o *spec.Member) bool { return o == gone })
					}})
		}
	}
	for _, m := range at.new.Members {
		if !kept[m] {
			add(requiredKind(m, "member-added", "required-member-added"),
				Change{Member: m.Name, New: describe(m.Shape), Members: leaves(m.Shape), NewPos: m.Pos,
					apply: func(p *patch) {
						s := p.shape(at.old)
						s.Members = append(s.Members, p.adoptMember(m))
					}})
		}
	}
}

func requiredKind(m *spec.Member, optional, required string) string {
	if m.Required {
		return required
	}
	return optional
}

// member compares a member of both models.
func (c *comparison) member(m memberPair, add func(string, Change)) {
	note := func(kind, old, now string, apply func(p *patch, o *spec.Member)) {
		add(kind, Change{Member: m.name, Old: old, New: now, OldPos: m.old.Pos, NewPos: m.new.Pos,
			apply: func(p *patch) { apply(p, p.member(m.old)) }})
	}
	c.names(m, note)
	if !c.pairs.same(m.old.Shape, m.new.Shape) {
		note(kindOfRetype(relate(c.pairs, m.old.Shape, m.new.Shape)), describe(m.old.Shape), describe(m.new.Shape),
			func(p *patch, o *spec.Member) { o.Shape = p.adopt(m.new.Shape) })
	}
	take := func(key, kind, a, b string) {
		note(kind, a, b, func(p *patch, o *spec.Member) { spec.Take(o, m.new, key) })
	}
	eachLimit(&m.old.Constraints, &m.new.Constraints, take)
	if !c.skip.filters {
		eachFilter(m, note)
	}
	spec.DiffKeys(m.old, m.new, func(key, a, b string) {
		if judge := memberKeys[key]; judge != nil {
			take(key, judge(a, b), a, b)
		}
	})
}

// eachFilter notes the names of filters that only one of two members documents.
func eachFilter(m memberPair, note func(kind, old, now string, apply func(*patch, *spec.Member))) {
	for _, name := range m.old.Filters {
		if !slices.Contains(m.new.Filters, name) {
			note("filter-removed", name, "", func(_ *patch, o *spec.Member) {
				o.Filters = slices.DeleteFunc(slices.Clone(o.Filters), func(s string) bool { return s == name })
			})
		}
	}
	for _, name := range m.new.Filters {
		if !slices.Contains(m.old.Filters, name) {
			note("filter-added", "", name, func(_ *patch, o *spec.Member) {
				o.Filters = slices.Sorted(slices.Values(append(slices.Clone(o.Filters), name)))
			})
		}
	}
}

// names compares a member's names in Go and on the wire. A name on the wire is
// derived if the model gives none, so one key may change both names; each is a
// separate change, since they concern requests and responses.
func (c *comparison) names(m memberPair, note func(kind, old, now string, apply func(*patch, *spec.Member))) {
	if m.old.Name != m.new.Name {
		note("member-renamed", m.old.Name, m.new.Name, func(_ *patch, o *spec.Member) {
			o.Name, o.Query, o.XML = m.new.Name, m.new.Query, m.new.XML
		})
		return
	}
	old, now := m.wireNames()
	if old.query != now.query {
		note("wire-name-changed", old.query, now.query, func(_ *patch, o *spec.Member) {
			m.spell(o, wireNames{now.query, o.XMLName()})
		})
	}
	if old.xml != now.xml {
		note("xml-name-changed", old.xml, now.xml, func(_ *patch, o *spec.Member) {
			m.spell(o, wireNames{o.QueryName(), now.xml})
		})
	}
	if old == now && (m.old.Query != m.new.Query || m.old.XML != m.new.XML) {
		note("name-respelled", nameKeys(m.old), nameKeys(m.new), func(_ *patch, o *spec.Member) {
			o.Query, o.XML = m.new.Query, m.new.XML
		})
	}
}

// wireNames returns the names of a member in requests and responses of both models.
// Requests number the elements of a list and use the XML names of the parts of a
// map.
func (m memberPair) wireNames() (old, now wireNames) {
	names := func(o *spec.Member) wireNames {
		switch m.name {
		case "[]":
			return wireNames{xml: o.XML}
		case "{key}", "{value}":
			return wireNames{o.XML, o.XML}
		}
		return wireNames{o.QueryName(), o.XMLName()}
	}
	return names(m.old), names(m.new)
}

// spell sets the names on the wire in a copy of the old member: in the new model's
// form if they are its names, otherwise in full.
func (m memberPair) spell(o *spec.Member, names wireNames) {
	if _, now := m.wireNames(); names == now || o.Name == "" {
		o.Query, o.XML = m.new.Query, m.new.XML
		return
	}
	o.Query, o.XML = names.query, names.xml
}

// nameKeys returns the model's keys that name a member on the wire.
func nameKeys(m *spec.Member) string {
	var keys []string
	if m.Query != "" {
		keys = append(keys, "query: "+m.Query)
	}
	if m.XML != "" {
		keys = append(keys, "xml: "+m.XML)
	}
	return strings.Join(keys, ", ")
}

// maxLeaves is the maximum number of paths that a change lists below a new or
// removed member.
const maxLeaves = 40

// leaves returns the paths below a structure to the values that are not structures,
// up to a maximum number.
func leaves(s *spec.Shape) []string {
	var list []string
	var visit func(s *spec.Shape, prefix string, above map[*spec.Shape]bool)
	visit = func(s *spec.Shape, prefix string, above map[*spec.Shape]bool) {
		for s.Kind == spec.List {
			prefix, s = prefix+"[]", s.Elem.Shape
		}
		if s.Kind != spec.Structure || above[s] {
			if prefix != "" && len(list) < maxLeaves {
				list = append(list, prefix)
			}
			return
		}
		above[s] = true
		defer delete(above, s)
		for _, m := range s.Members {
			next := m.Name
			if prefix != "" {
				next = prefix + "." + m.Name
			}
			visit(m.Shape, next, above)
		}
	}
	visit(s, "", map[*spec.Shape]bool{})
	if len(list) == 1 && list[0] == "[]" {
		return nil // a list of scalars: the description mentions it
	}
	sort.Strings(list)
	return list
}
