package reference

// This file adds examples: the model's, or otherwise a skeleton of the required
// members, in the syntax of each client; and the XML of responses.

import (
	"fmt"
	"strings"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/emit/docs/snippet"
	"github.com/ec2gen/ec2gen/gen/plan"
)

func (b *builder) addExamples(o *Operation, op *plan.Operation) {
	for i, e := range op.Operation.Examples {
		x := &Example{ID: fmt.Sprintf("example-%d", i+1), Title: emit.OneLine(e.Title), Source: emit.OneLine(e.Source),
			Response: e.Response}
		for _, id := range e.Breaks {
			for _, r := range o.Rules {
				if r.ID == id {
					x.Breaks = append(x.Breaks, r.Rule)
				}
			}
		}
		if e.Output != nil {
			x.Output = snippet.Output(op, e.Output)
		}
		x.Snippets = b.snippets(op, snippet.Example(op, e.Input))
		o.Calls = append(o.Calls, x)
	}
	if len(o.Calls) == 0 {
		o.Calls = []*Example{{ID: "example-1", Title: "The required members", Skeleton: true,
			Snippets: b.snippets(op, b.makes.Skeleton(op))}}
	}
}

// snippets returns a call in each syntax.
func (b *builder) snippets(op *plan.Operation, v *snippet.Value) (list []Snippet) {
	c := snippet.Call{Op: op, Version: b.plan.Model.Service.APIVersion, Service: b.Service, Package: b.Package, Value: v}
	for _, s := range snippet.Syntaxes {
		if text := s.Text(c); text != "" {
			list = append(list, Snippet{s.ID, s.Name, s.Language, text})
		}
	}
	return list
}

// responseOutline returns the XML of a response with the type of each element.
func responseOutline(o *Operation, namespace string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<%sResponse xmlns=%q>\n  <requestId>string</requestId>\n", o.Name, namespace)
	elements(&b, o.Response, "  ", "")
	fmt.Fprintf(&b, "</%sResponse>", o.Name)
	return b.String()
}

// elements writes the elements of members, whose wire names are paths below from.
func elements(b *strings.Builder, list []*Member, by, from string) {
	for _, m := range list {
		path := strings.Split(strings.TrimPrefix(m.Wire, from), "/")
		inner := by
		for i, name := range path {
			last := i == len(path)-1
			fmt.Fprintf(b, "%s<%s>", inner, name)
			if last && len(m.Members) == 0 {
				break
			}
			b.WriteByte('\n')
			inner += "  "
		}
		closing := inner
		if len(m.Members) > 0 {
			elements(b, m.Members, inner, m.Wire+"/")
			closing = strings.TrimSuffix(inner, "  ")
			fmt.Fprintf(b, "%s</%s>\n", closing, path[len(path)-1])
		} else {
			fmt.Fprintf(b, "%s</%s>\n", elementText(m), path[len(path)-1])
		}
		for i := len(path) - 2; i >= 0; i-- {
			closing = strings.TrimSuffix(closing, "  ")
			fmt.Fprintf(b, "%s</%s>\n", closing, path[i])
		}
	}
}

// elementText returns the type of an element.
func elementText(m *Member) string {
	switch {
	case m.Recursive != "":
		return "..."
	case len(m.Values) > 0 && len(m.Values) < 8:
		var words []string
		for _, v := range m.Values {
			words = append(words, v.Text)
		}
		return strings.Join(words, "|")
	}
	return strings.TrimPrefix(m.Type, "list of ")
}
