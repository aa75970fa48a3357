package spec

// This file has the keys whose values contain other values: parts, lists, and
// things by name. It also defines the effect of overlays: a part changes the
// existing one, named things change those with the same name, a list of scalars
// replaces the existing one, examples are appended.

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/ec2gen/ec2gen/spec/yamlread"
	"gopkg.in/yaml.v3"
)

// inner returns a key with a mapping that is read into a part of T.
func inner[T, S any](name string, at func(*T) *S, tab *table[S]) key[T] {
	return key[T]{
		name: name,
		read: func(d *decoder, t *T, k, n *yaml.Node) {
			d.positions[at(t)] = yamlread.PosOf(d.file, k)
			tab.readOnto(d, at(t), n)
		},
		show:   func(t *T) *node { return tab.show(at(t)) },
		verify: func(c *checker, t *T) { c.within(name, "", func() { tab.verify(c, at(t)) }) },
	}
}

// part returns a key with a mapping that is read into an optional part of T.
func part[T, S any](name string, at func(*T) **S, tab *table[S]) key[T] {
	return key[T]{
		name: name,
		read: func(d *decoder, t *T, k, n *yaml.Node) {
			defer func(fresh bool) { d.fresh = fresh }(d.fresh)
			if *at(t) == nil {
				*at(t), d.fresh = new(S), true
				d.positions[at(t)] = yamlread.PosOf(d.file, k)
			}
			tab.readOnto(d, *at(t), n)
		},
		show: func(t *T) *node {
			if *at(t) == nil {
				return nil
			}
			return tab.show(*at(t))
		},
		take: func(t, from *T) { *at(t) = *at(from) },
		verify: func(c *checker, t *T) {
			if *at(t) != nil {
				c.within(name, "", func() { tab.verify(c, *at(t)) })
			}
		},
	}
}

// byName returns a key with a mapping from names to things of one kind.
func byName[T, S any, P named[S]](name string, at func(*T) *[]P, rule *textRule, tab *table[S]) key[T] {
	return key[T]{
		name: name,
		read: func(d *decoder, t *T, k, n *yaml.Node) {
			if _, ok := d.positions[at(t)]; !ok {
				d.positions[at(t)] = yamlread.PosOf(d.file, k)
			}
			d.inside(n, yaml.MappingNode, func() { *at(t) = readNamed(d, *at(t), n, rule, tab) })
		},
		show:   func(t *T) *node { return showNamed(*at(t), tab) },
		verify: func(c *checker, t *T) { verifyNamed(c, *at(t), rule, tab) },
	}
}

func verifyNamed[S any, P named[S]](c *checker, list []P, rule *textRule, tab *table[S]) {
	for _, p := range list {
		undo := c.at(*p.position())
		c.within(tab.what, *p.label(), func() {
			c.text("name", *p.label(), rule)
			tab.verify(c, (*S)(p))
		})
		undo()
	}
}

func showNamed[S any, P named[S]](list []P, tab *table[S]) *node {
	if len(list) == 0 {
		return nil
	}
	n := &node{kind: mappingNode, tall: true}
	for _, p := range list {
		n.fields = append(n.fields, entry{*p.label(), tab.show((*S)(p))})
	}
	return n
}

// readNamed reads a mapping from names to things into the existing things, and
// returns all things sorted by name.
func readNamed[S any, P named[S]](d *decoder, list []P, n *yaml.Node, rule *textRule, tab *table[S]) []P {
	old := make(map[string]P, len(list))
	for _, p := range list {
		old[*p.label()] = p
	}
	list = slices.Grow(list, len(n.Content)/2)
	d.pairs(n, func(k, v *yaml.Node) {
		defer func(fresh bool) { d.fresh = fresh }(d.fresh)
		d.enter(tab.what, k.Value)
		defer d.leave()
		p := old[k.Value]
		if p == nil {
			if d.overlay && !tab.adds(v) {
				advice := "correct or remove it"
				if d.faults.advises() {
					advice = didYouMean(k.Value, keysOf(old), advice)
				}
				e := d.fault(k, advice+"; a new one requires "+strings.Join(tab.makes, " or "), "unknown %s", tab.what)
				e.Kind, e.Name = yamlread.Unknown, k.Value
				return
			}
			d.checked(k, k.Value, rule)
			p, d.fresh = new(S), true
			*p.label(), *p.position() = k.Value, yamlread.PosOf(d.file, k)
			list = append(list, p)
		}
		tab.readOnto(d, (*S)(p), v)
	})
	sort.SliceStable(list, func(i, j int) bool { return *list[i].label() < *list[j].label() })
	return list
}

// adds reports whether an overlay entry adds something new.
func (tab *table[T]) adds(n *yaml.Node) bool {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if slices.Contains(tab.makes, n.Content[i].Value) {
			return true
		}
	}
	return len(tab.makes) == 0
}

func keysOf[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// list returns a key with a list of scalars, which overlays replace as a whole.
func list[T any, V comparable](name string, c codec[V], at func(*T) *[]V) key[T] {
	return key[T]{
		name: name,
		read: func(d *decoder, t *T, k, n *yaml.Node) {
			items := d.items(n)
			vs := make([]V, 0, len(items))
			for _, item := range items {
				if v, ok := c.checked(d, item); ok {
					vs = append(vs, v)
					d.positions[&vs[len(vs)-1]] = yamlread.PosOf(d.file, item)
				}
			}
			d.stated(at(t), k, n, slices.EqualFunc(*at(t), vs, c.equal))
			*at(t) = vs
		},
		show: func(t *T) *node { return showList(*at(t), c.show) },
		take: func(t, from *T) { *at(t) = *at(from) },
		verify: func(ck *checker, t *T) {
			for _, v := range *at(t) {
				if c.rule != nil {
					ck.text(name, c.text(v), c.rule)
				}
			}
		},
	}
}

// union returns a key with a sorted list of names, to which overlays add.
func union[T any](name string, c codec[string], at func(*T) *[]string) key[T] {
	k := list(name, c, at)
	read := k.read
	k.read = func(d *decoder, t *T, key, n *yaml.Node) {
		before := *at(t)
		*at(t) = nil
		read(d, t, key, n)
		for _, v := range *at(t) {
			if slices.Contains(before, v) {
				d.fault(key, "remove it", "redundant: the model has %s", quote(v)).Kind = yamlread.Redundant
			}
		}
		if len(before) > 0 {
			*at(t) = slices.Compact(slices.Sorted(slices.Values(slices.Concat(before, *at(t)))))
		}
	}
	return k
}

// tall is a key whose value never stands on one line.
func tall[T any](k key[T]) key[T] {
	show := k.show
	k.show = func(t *T) *node {
		n := show(t)
		if n != nil {
			n.tall = true
		}
		return n
	}
	return k
}

func showList[V any](vs []V, show func(V) *node) *node {
	if len(vs) == 0 {
		return nil
	}
	n := &node{kind: listNode}
	for _, v := range vs {
		n.list = append(n.list, show(v))
	}
	return n
}

// objects returns a key with a list of mappings, which overlays replace as a whole.
func objects[T, S any](name string, at func(*T) *[]S, tab *table[S]) key[T] {
	return key[T]{
		name: name,
		read: func(d *decoder, t *T, k, n *yaml.Node) {
			defer func(fresh bool) { d.fresh = fresh }(d.fresh)
			d.stated(at(t), k, n, false)
			d.fresh = true
			d.inside(n, yaml.SequenceNode, func() {
				*at(t) = make([]S, len(n.Content))
				for i, item := range n.Content {
					d.enter(tab.what, strconv.Itoa(i+1))
					tab.readOnto(d, &(*at(t))[i], item)
					d.leave()
				}
			})
		},
		show: func(t *T) *node {
			return showList(*at(t), func(s S) *node { return tab.show(&s) })
		},
		take: func(t, from *T) { *at(t) = *at(from) },
		verify: func(c *checker, t *T) {
			for i := range *at(t) {
				c.within(tab.what, strconv.Itoa(i+1), func() { tab.verify(c, &(*at(t))[i]) })
			}
		},
	}
}

// appended returns a key with a list of mappings, to which overlays append.
func appended[T, S any](name string, at func(*T) *[]*S, tab *table[S]) key[T] {
	return key[T]{
		name: name,
		read: func(d *decoder, t *T, k, n *yaml.Node) {
			defer func(fresh bool) { d.fresh = fresh }(d.fresh)
			d.fresh = true
			d.inside(n, yaml.SequenceNode, func() {
				for i, item := range n.Content {
					s := new(S)
					d.enter(tab.what, strconv.Itoa(i+1))
					tab.readOnto(d, s, item)
					d.leave()
					*at(t) = append(*at(t), s)
				}
			})
		},
		show: func(t *T) *node {
			n := showList(*at(t), tab.show)
			if n != nil {
				n.tall = true
			}
			return n
		},
		take: func(t, from *T) { *at(t) = *at(from) },
		verify: func(c *checker, t *T) {
			for i, s := range *at(t) {
				c.within(tab.what, strconv.Itoa(i+1), func() { tab.verify(c, s) })
			}
		},
	}
}
