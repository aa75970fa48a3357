package spec

// This file reads `rules:` by the tables of rule_keys.go. Names of shapes and
// members are only recorded; rule_check.go resolves them when all shapes are known.

import (
	"math"
	"sort"
	"strconv"
	"strings"

	"github.com/ec2gen/ec2gen/spec/yamlread"
	"gopkg.in/yaml.v3"
)

// A ruleDecoder reads rules with the mechanics of the model's decoder.
type ruleDecoder struct{ *decoder }

// decodeRules reads the value of `rules:`, a list.
func decodeRules(file string, n *yaml.Node, errs *faults) []*Rule {
	d := ruleDecoder{&decoder{file: file, faults: errs}}
	var rules []*Rule
	for _, item := range d.some(n) {
		r := &Rule{Pos: d.pos(item)}
		id, level := valueOf(item, "id"), valueOf(item, "level")
		if id != nil {
			d.enter("rule", id.Value)
		} else {
			d.enter("rule", "")
		}
		readMapping(d, item, allRuleKeys(), r)
		r.sortAsserts()
		if item.Kind == yaml.MappingNode && id == nil {
			d.fault(item, "write id: and words joined by -", "missing id")
		}
		if item.Kind == yaml.MappingNode && level == nil {
			d.fault(item, "write level: error, warning or off", "missing level")
		}
		d.leave()
		rules = append(rules, r)
	}
	return rules
}

// readMapping reads a mapping into v, key by key.
func readMapping[T any](d ruleDecoder, n *yaml.Node, known []ruleKey[T], v *T) *T {
	d.entries(n, func(key, value *yaml.Node) {
		for _, k := range known {
			if k.name == key.Value {
				d.enter(k.name, "")
				k.read(d, v, value)
				d.leave()
				return
			}
		}
		d.fault(key, oneOfWords(key.Value, names(known)), "unknown key %s", quote(key.Value))
	})
	return v
}

// maxConds is the maximum nesting of any, all and not.
const maxConds = 8

// cond reads a condition: paths with their tests, and any, all, not.
func (d ruleDecoder) cond(n *yaml.Node) *Cond {
	c := &Cond{Pos: d.pos(n)}
	if len(d.within) > 2*(maxConds+2) {
		d.fault(n, "split it into two rules", "conditions are nested more than %d deep", maxConds)
		return c
	}
	d.entries(n, func(key, value *yaml.Node) {
		d.enter(key.Value, "")
		defer d.leave()
		switch key.Value {
		case "any":
			c.Any = d.conds(value)
		case "all":
			c.All = d.conds(value)
		case "not":
			c.Not = d.cond(value)
		default:
			c.Tests = append(c.Tests, d.test(key, value))
		}
	})
	if len(n.Content) == 0 && n.Kind == yaml.MappingNode {
		d.fault(n, "write Member: test, or leave the condition out", "the condition is empty")
	}
	return c
}

func (d ruleDecoder) conds(n *yaml.Node) []*Cond {
	var list []*Cond
	for _, item := range d.some(n) {
		list = append(list, d.cond(item))
	}
	return list
}

// test reads the test of one path, in its long form or in a short one.
func (d ruleDecoder) test(key, n *yaml.Node) *Test {
	t := &Test{Path: d.path(key), Pos: d.pos(n)}
	switch n.Kind {
	case yaml.MappingNode:
		if readMapping(d, n, testKeys, t); len(n.Content) == 0 {
			d.fault(n, oneOfWords("", names(testKeys)), "the test is empty")
		}
	case yaml.SequenceNode:
		t.OneOf = d.operands(n)
	default:
		if _, isWord := presenceWords[n.Value]; (isWord || n.Value == known) &&
			n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) == 0 {
			d.presence(t, n)
			break
		}
		t.OneOf = []Operand{d.operand(n)}
	}
	return t
}

func (d ruleDecoder) presence(t *Test, n *yaml.Node) {
	switch word := d.word(n, append(keysOf(presenceWords), known)); word {
	case known:
		t.Known = true
	default:
		t.Presence = presenceWords[word]
	}
}

// operands reads one operand or a list of them.
func (d ruleDecoder) operands(n *yaml.Node) []Operand {
	if n.Kind != yaml.SequenceNode {
		return []Operand{d.operand(n)}
	}
	var list []Operand
	for _, item := range d.some(n) {
		list = append(list, d.operand(item))
	}
	return list
}

// operand reads a literal or, after $, a path. $$ begins a literal that starts with
// $.
func (d ruleDecoder) operand(n *yaml.Node) Operand {
	o := Operand{Value: d.text(n), Pos: d.pos(n)}
	switch {
	case strings.HasPrefix(o.Value, "$$"):
		o.Value = o.Value[1:]
	case strings.HasPrefix(o.Value, "$"):
		o.Ref = d.path(n)
	}
	return o
}

// path reads a path: Name.Name[].Name, after $ or $. for another base.
func (d ruleDecoder) path(n *yaml.Node) *Path {
	p := &Path{Text: d.text(n), Pos: d.pos(n)}
	rest := p.Text
	switch {
	case strings.HasPrefix(rest, "$."):
		p.Base, rest = Element, rest[2:]
	case strings.HasPrefix(rest, "$"):
		p.Base, rest = Root, rest[1:]
	}
	if rest == "." || rest == "" && p.Base == Element {
		return p
	}
	for _, part := range strings.Split(rest, ".") {
		s := PathStep{Name: strings.TrimSuffix(part, "[]"), Each: strings.HasSuffix(part, "[]")}
		if s.Name == "" || strings.ContainsAny(s.Name, "[]$ \t\n") {
			d.fault(n, "write Member, Member.Member or List[].Member", "%q is not a path", p.Text)
			return p
		}
		p.Steps = append(p.Steps, s)
	}
	return p
}

func (d ruleDecoder) paths(n *yaml.Node) []*Path {
	var list []*Path
	for _, item := range d.some(n) {
		list = append(list, d.path(item))
	}
	return list
}

// folds reads steps: a word, or {trimPrefix: [..]}.
func (d ruleDecoder) folds(n *yaml.Node) []Fold {
	var list []Fold
	for _, item := range d.some(n) {
		f := Fold{Pos: d.pos(item)}
		if item.Kind == yaml.MappingNode {
			d.entries(item, func(key, value *yaml.Node) {
				f.Op, f.Args = FoldOp(d.word(key, foldWords(true))), d.texts(value)
			})
		} else {
			f.Op = FoldOp(d.word(item, foldWords(false)))
		}
		list = append(list, f)
	}
	return list
}

func foldWords(args bool) []string {
	var words []string
	for op, takes := range foldSteps {
		if takes == args {
			words = append(words, string(op))
		}
	}
	return words
}

// number reads a finite number.
func (d ruleDecoder) number(n *yaml.Node) *float64 {
	f, err := strconv.ParseFloat(d.text(n), 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		d.fault(n, "write a decimal number", "%s is not a number", quote(n.Value))
		return nil
	}
	return &f
}

// word reads one of a fixed list of words, or returns "" for other words.
func (d ruleDecoder) word(n *yaml.Node, words []string) string {
	s := d.text(n)
	for _, w := range words {
		if w == s {
			return s
		}
	}
	if n.Kind == yaml.ScalarNode {
		d.fault(n, oneOfWords(s, words), "unknown value %s", quote(n.Value))
	}
	return ""
}

func (d ruleDecoder) name(n *yaml.Node) name { return name{d.text(n), d.pos(n)} }

func (d ruleDecoder) names(n *yaml.Node) []name {
	var list []name
	for _, item := range d.some(n) {
		list = append(list, d.name(item))
	}
	return list
}

// texts reads one scalar or a list of them.
func (d ruleDecoder) texts(n *yaml.Node) []string {
	if n.Kind == yaml.ScalarNode {
		return []string{d.text(n)}
	}
	var list []string
	for _, item := range d.some(n) {
		list = append(list, d.text(item))
	}
	return list
}

// prose reads text in which line breaks have no meaning.
func (d ruleDecoder) prose(n *yaml.Node) string {
	return strings.Join(strings.Fields(d.of(n, &docText)), " ")
}

func (d ruleDecoder) proseList(n *yaml.Node) []string {
	var list []string
	for _, item := range d.some(n) {
		list = append(list, d.prose(item))
	}
	return list
}

// text reads a scalar of one line, as written.
func (d ruleDecoder) text(n *yaml.Node) string { return d.of(n, &lineText) }

// of reads a scalar that satisfies the rule.
func (d ruleDecoder) of(n *yaml.Node, rule *textRule) string {
	s, ok := d.scalar(n)
	if !ok {
		return ""
	}
	return d.checked(n, s, rule)
}

// some returns the elements of a list that must not be empty.
func (d ruleDecoder) some(n *yaml.Node) []*yaml.Node {
	list := d.items(n)
	if n.Kind == yaml.SequenceNode && len(list) == 0 {
		d.fault(n, "write at least one entry, or remove the key", "the list is empty")
	}
	return list
}

func (d ruleDecoder) pos(n *yaml.Node) Pos { return yamlread.PosOf(d.file, n) }

// valueOf returns the value of a mapping's key, or nil if it is missing.
func valueOf(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// oneOfWords returns the remedy for an unknown word.
func oneOfWords(word string, words []string) string {
	words = append([]string{}, words...)
	sort.Strings(words)
	return didYouMean(word, words, "use one of "+join(words))
}

func names[T any](known []ruleKey[T]) []string {
	var list []string
	for _, k := range known {
		list = append(list, k.name)
	}
	return list
}
