package upstream

// This file tests the Builder.

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
)

func at(line int) spec.Pos { return spec.Pos{File: "m.json", Line: line, Col: 1} }

// A Builder returns the same shape for a name before and after its definition.
func TestRefAndDefine(t *testing.T) {
	b := New("m.json", Options{})
	assert.Nil(t, b.Known("A"))
	before := b.Ref("A", at(1))
	s, err := b.Define("A", at(2))
	require.NoError(t, err)
	assert.Same(t, before, s)
	assert.Same(t, s, b.Ref("A", at(3)))
	assert.Same(t, s, b.Known("A"))
	assert.Equal(t, at(2), s.Pos)
	_, err = b.Define("A", at(4))
	assert.EqualError(t, err, `m.json:4:1: shape "A" is defined twice, first at m.json:2:1; the file is not AWS's: fetch it again`)
	_, err = b.Define("A B", at(5))
	assert.EqualError(t, err, `m.json:5:1: "A B" is not a name; names are letters, digits and _: the file is not AWS's: fetch it again`)
}

// The memory for a file is limited.
func TestTooMany(t *testing.T) {
	b := New("m.json", Options{})
	for range MaxNames - 1 {
		require.NoError(t, b.Count("A", at(1)))
	}
	b.Report(Report{What: "the last"})
	b.Report(Report{What: "one too many"})
	assert.Len(t, b.reports, 1)
	assert.ErrorContains(t, b.Count("A", at(7)), "m.json:7:1: more than 300000 names")
	assert.ErrorContains(t, New("m.json", Options{}).Count(strings.Repeat("a", 256), at(1)), "is not a name")
}

// collect returns a Builder with operations that each have an input of that kind.
func collect(o Options, kind spec.Kind, names ...string) *Builder {
	b := New("m.json", o)
	for i, name := range names {
		s, _ := b.Define(name+"In", at(10*i))
		s.Kind = kind
		b.Model.Operations = append(b.Model.Operations, &spec.Operation{Name: name, Pos: at(i + 1), Input: s})
		b.Report(Report{Pos: at(100 - i), Operation: name, What: "x"})
		b.Report(Report{Pos: at(200 - i), Shape: name + "In", What: "y"})
	}
	b.Report(Report{Pos: at(50), What: "z"})
	return b
}

func TestFinish(t *testing.T) {
	b := collect(Options{Operations: []string{"B", "A", "B"}}, spec.Structure, "C", "B", "A")
	m, reports, err := b.Finish()
	require.NoError(t, err)
	var got []string
	for _, op := range m.Operations {
		got = append(got, op.Name)
	}
	for _, s := range m.Shapes {
		got = append(got, s.Name)
	}
	for _, r := range reports {
		got = append(got, r.String())
	}
	assert.Equal(t, []string{"A", "B", "AIn", "BIn",
		"m.json:50:1: z", `m.json:98:1: operation "A": x`, `m.json:99:1: operation "B": x`,
		`m.json:198:1: shape "AIn": y`, `m.json:199:1: shape "BIn": y`}, got)
}

func TestFinishErrors(t *testing.T) {
	for name, c := range map[string]struct {
		b    *Builder
		want string
	}{
		"twice": {collectTwice(), `m.json:2:1: operation "A" is defined twice; the file is not AWS's: fetch it again`},
		"body": {collect(Options{}, spec.List, "A"),
			`m.json:1:1: operation "A": its shape "AIn" is not a structure; the file is not AWS's: fetch it again`},
		"undefined": {collectUndefined(), `m.json:9:1: shape "Gone" is not defined; the file is incomplete: fetch it again`},
		"unknown": {
			collect(Options{Operations: []string{"Ping", "RegisterImages", "Nothing"}}, spec.Structure, "Ping", "RegisterImage",
				"DeregisterImage"),
			`m.json: unknown operation: RegisterImages (did you mean RegisterImage?), Nothing; use the model's names`,
		},
	} {
		for _, s := range c.b.shapes {
			if s.Kind == spec.List {
				s.Elem = &spec.Member{Shape: &spec.Shape{Kind: spec.String}}
			}
		}
		_, _, err := c.b.Finish()
		assert.EqualError(t, err, c.want, name)
	}
}

func collectTwice() *Builder {
	b := collect(Options{}, spec.Structure, "A")
	b.Model.Operations = append(b.Model.Operations, &spec.Operation{Name: "A", Pos: at(2)})
	return b
}

func collectUndefined() *Builder {
	b := collect(Options{}, spec.Structure, "A")
	in := b.Known("AIn")
	in.Members = []*spec.Member{{Name: "M", Shape: b.Ref("Gone", at(9))}}
	return b
}

// Lists and maps name their elements, and shapes name members without their own
// name; names that equal the wire's default are removed.
func TestSettle(t *testing.T) {
	b := New("m.json", Options{})
	text := &spec.Shape{Name: "S", Kind: spec.String}
	b.Outer(text, "outer")
	list := &spec.Shape{Name: "L", Kind: spec.List, Elem: &spec.Member{Shape: &spec.Shape{Name: "N", Kind: spec.Integer}}}
	b.Flat(list)
	table := &spec.Shape{Name: "M", Kind: spec.Map, Key: &spec.Member{Shape: text},
		Elem: &spec.Member{Shape: text, XML: "v"}}
	in := &spec.Shape{Name: "In", Kind: spec.Structure, Members: []*spec.Member{
		{Name: "Z", Shape: list}, {Name: "A", Shape: text}, {Name: "B", Shape: text, XML: "B"}, {Name: "C", Shape: table,
			XML: "c", Query: "C"},
		{Name: "D", Shape: table, Query: "Other"},
	}}
	b.Model.Operations = []*spec.Operation{{Name: "Op", Input: in}}
	_, _, err := b.Finish()
	require.NoError(t, err)
	var got []string
	for _, m := range append(in.Members, list.Elem, table.Key, table.Elem) {
		got = append(got, fmt.Sprintf("%s xml=%s query=%s flat=%v", m.Name, m.XML, m.Query, m.Flattened))
	}
	assert.Equal(t, []string{
		"A xml=outer query= flat=false", "B xml= query= flat=false", "C xml=c query= flat=false",
		"D xml= query=Other flat=false", "Z xml= query= flat=true",
		" xml=member query= flat=false", " xml=key query= flat=false", " xml=v query= flat=false",
	}, got)
}

func TestWaiters(t *testing.T) {
	b := collect(Options{}, spec.Structure, "A")
	accept := []spec.Acceptor{{State: "success", Matcher: "status", Expected: "200"}}
	b.Model.Operations[0].Waiters = []*spec.Waiter{
		{Name: "Z", Delay: 1, MaxAttempts: 1, Acceptors: accept}, {Name: "M", Pos: at(300)},
		{Name: "A", Delay: 1, MaxAttempts: 1, Acceptors: accept},
	}
	m, reports, err := b.Finish()
	require.NoError(t, err)
	require.Len(t, m.Operations[0].Waiters, 2)
	assert.Equal(t, "A", m.Operations[0].Waiters[0].Name)
	assert.Equal(t, `m.json:300:1: operation "A": its waiter M is left out: its delay is 0 seconds, not 1 to 86400`,
		reports[len(reports)-1].String())
}

func TestReport(t *testing.T) {
	for want, r := range map[string]Report{
		`m.json:1:1: x`:                        {},
		`m.json:1:1: operation "O": x`:         {Operation: "O", Shape: "S"},
		`m.json:1:1: shape "S": x`:             {Shape: "S"},
		`m.json:1:1: shape "S", member "M": x`: {Shape: "S", Member: "M"},
	} {
		r.Pos, r.What = at(1), "x"
		assert.Equal(t, want, r.String())
	}
}

func TestNear(t *testing.T) {
	ops := []*spec.Operation{{Name: "CopyImage"}, {Name: "CreateImage"}, {Name: "DescribeImages"}, {Name: "RunInstances"}}
	for name, want := range map[string]string{
		"copyimage":     " (did you mean CopyImage?)",
		"CopyImages":    " (did you mean CopyImage?)",
		"CopyIamge":     " (did you mean CopyImage?)",
		"Image":         " (did you mean CopyImage or CreateImage or DescribeImages?)",
		"RunInstance":   " (did you mean RunInstances?)",
		"TerminateThem": "",
		"Rnuinstancse":  "", // two mistakes
	} {
		assert.Equal(t, want, suggestion(name, ops), name)
	}
}
