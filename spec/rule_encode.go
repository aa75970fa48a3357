package spec

// This file writes rules as YAML, in the order of the keys of rule_keys.go and
// in the shortest form that rule_decode.go reads. Each kind of assertion writes itself.

// showRules returns the value of `rules:`, or nil if there are none.
func showRules(rules []*Rule) *node {
	n := showList(rules, showRule)
	if n != nil {
		n.tall = true
	}
	return n
}

// showRule returns one rule. It has every key of allRuleKeys: a test compares.
func showRule(r *Rule) *node {
	n := &node{kind: mappingNode, tall: true}
	n.addText("id", r.ID)
	if r.At != nil {
		n.addText("at", r.At.Name)
	}
	if r.Every != nil {
		n.add("every", showTexts(r.Every.Names))
		n.add("except", showTexts(r.Every.Except))
	}
	n.add("operations", showNames(r.Operations))
	n.add("when", showCond(r.When))
	n.add("each", showPath(r.Each))
	n.add("where", showCond(r.Where))
	for _, a := range r.Asserts {
		n.add(ruleKinds[kindIndex(a)].name, a.show())
	}
	n.addText("wire", string(r.Wire))
	n.add("unless", showList(r.Unless, func(u *Rule) *node { return &node{text: u.ID} }))
	n.addText("level", r.Level.String())
	n.addText("code", r.Code)
	n.addText("message", r.Message)
	n.addText("because", r.Because)
	n.addText("source", r.Source)
	n.add("history", showTexts(r.History))
	return n
}

// add appends an entry to a mapping, unless there is no value.
func (n *node) add(name string, value *node) {
	if value != nil {
		n.fields = append(n.fields, entry{name, value})
	}
}

func (n *node) addText(name, text string) {
	if text != "" {
		n.add(name, &node{text: text})
	}
}

func (n *node) addNumber(name string, f *float64) {
	if f != nil {
		n.add(name, showNumber(*f))
	}
}

func showNames[S any, P named[S]](list []P) *node { return showTexts(labels(list)) }

func showTexts(list []string) *node {
	return showList(list, func(s string) *node { return &node{text: s} })
}

func showPath(p *Path) *node {
	if p == nil {
		return nil
	}
	return &node{text: p.Text}
}

func showCond(c *Cond) *node {
	if c == nil {
		return nil
	}
	n := &node{kind: mappingNode}
	for _, t := range c.Tests {
		n.add(t.Path.Text, showTest(t))
	}
	n.add("any", showList(c.Any, showCond))
	n.add("all", showList(c.All, showCond))
	n.add("not", showCond(c.Not))
	return n
}

// showTest returns a test in its short form, or with all its keys.
func showTest(t *Test) *node {
	n := showTestKeys(t)
	if len(n.fields) != 1 {
		return n
	}
	switch only := n.fields[0]; {
	case only.name == "is":
		return only.value
	case only.name == "oneOf" && len(t.OneOf) == 1:
		literal := *only.value.list[0]
		_, isWord := presenceWords[literal.text]
		literal.quoted = isWord || literal.text == known
		return &literal
	case only.name == "oneOf":
		return only.value
	}
	return n
}

func showTestKeys(t *Test) *node {
	n := &node{kind: mappingNode}
	for word, p := range presenceWords {
		if t.Presence == p {
			n.addText("is", word)
		}
	}
	if t.Known {
		n.addText("is", known)
	}
	n.add("oneOf", showList(t.OneOf, showOperand))
	n.add("not", showList(t.NoneOf, showOperand))
	n.addNumber("min", t.Min)
	n.addNumber("max", t.Max)
	if t.Length != nil {
		length := &node{kind: mappingNode}
		length.addNumber("min", t.Length.Min)
		length.addNumber("max", t.Length.Max)
		for word, unit := range units {
			if t.LengthIn == unit && unit != Chars {
				length.addText("unit", word)
			}
		}
		n.add("length", length)
	}
	n.addText("pattern", t.Pattern)
	n.addText("noPattern", t.NoPattern)
	n.addText("chars", t.Chars)
	n.addText("noChars", t.NoChars)
	n.add("prefix", showTexts(t.Prefix))
	n.add("noPrefix", showTexts(t.NoPrefix))
	n.addText("format", t.Format)
	n.add("fold", showList(t.Fold, showFold))
	if t.Default != nil {
		n.add("default", showLiteral(*t.Default))
	}
	return n
}

// showOperand returns a literal or a path; a $ at the beginning of a literal is
// doubled.
func showOperand(o Operand) *node {
	switch {
	case o.Ref != nil:
		return &node{text: o.Ref.Text}
	case o.Value != "" && o.Value[0] == '$':
		return &node{text: "$" + o.Value}
	}
	return showLiteral(o.Value)
}

func showFold(f Fold) *node {
	if len(f.Args) == 0 {
		return &node{text: string(f.Op)}
	}
	return &node{kind: mappingNode, fields: []entry{{string(f.Op), showTexts(f.Args)}}}
}
