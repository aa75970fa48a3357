package spec

// This file creates random models, in which every key of the language is sometimes
// set, for property tests and benchmarks.

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A dice creates random models.
type dice struct {
	*rand.Rand
	shapes []*Shape
}

// randomModel returns a linked model with that number of shapes and operations.
func randomModel(t testing.TB, seed int64, shapes, operations int) *Model {
	d := &dice{Rand: rand.New(rand.NewSource(seed))}
	m := &Model{
		Service: Service{ID: "EC2", Title: d.line(), Protocol: "ec2", APIVersion: "2016-11-15",
			XMLNamespace:   "http://ec2.amazonaws.com/doc/2016-11-15",
			EndpointPrefix: "ec2", SigningName: "ec2", Doc: d.doc()},
	}
	for i := 0; i < shapes; i++ {
		d.shapes = append(d.shapes, &Shape{Name: fmt.Sprintf("S%d", i), Kind: Kind(1 + (i+d.Intn(2))%int(Timestamp))})
	}
	d.shapes = append(d.shapes, &Shape{Name: "Base", Kind: Structure}, &Shape{Name: "Text", Kind: String})
	for _, s := range d.shapes {
		d.fill(s)
	}
	for i := 0; i < operations; i++ {
		m.Operations = append(m.Operations, d.operation(i))
	}
	m.Shapes = d.shapes
	for i := 0; i < operations/4; i++ {
		m.Errors = append(m.Errors, &ErrorCode{Code: fmt.Sprintf("Code%d.Of", i), GoName: d.goName(), Status: d.Intn(2) * 404,
			Doc: d.doc(), Source: d.line(),
			Fields: []ErrorField{{Name: "B", Pattern: `"(\d+)'`}, {Name: "A", Pattern: `^(.)`, Doc: d.doc()}}})
	}
	m, err := Link(m)
	require.NoError(t, err)
	return m
}

func (d *dice) maybe() bool { return d.Intn(3) == 0 }

var vocabulary = strings.Fields(`an image of: the "root" device, it's - no # comment: 8.5 true ~ yes [list] {map} \back */ // & * ! % @ x=y ünï 日本 <tag> | >`)

func (d *dice) line() string {
	if !d.maybe() {
		return ""
	}
	text := make([]string, 1+d.Intn(8))
	for i := range text {
		text[i] = vocabulary[d.Intn(len(vocabulary))]
	}
	return strings.Join(text, " ")
}

func (d *dice) doc() string {
	lines := make([]string, d.Intn(4))
	for i := range lines {
		lines[i] = d.line() + strings.Repeat(" "+d.line(), d.Intn(8))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

func (d *dice) date() string {
	return []string{"", "2009-10-31", "2020-02-29"}[d.Intn(3)]
}

func (d *dice) goName() string { return []string{"", "Renamed"}[d.Intn(2)] }

func (d *dice) deprecation() *Deprecation {
	if !d.maybe() {
		return nil
	}
	return &Deprecation{Message: d.line(), Since: d.date()}
}

func (d *dice) bounds() *Bounds {
	low, high := float64(d.Intn(9)), 9+float64(d.Intn(1000))
	return []*Bounds{nil, {Min: &low}, {Max: &high}, {Min: &low, Max: &high}}[d.Intn(4)]
}

func (d *dice) constraints(k Kind) Constraints {
	var c Constraints
	switch k {
	case String:
		c.Length, c.Pattern = d.bounds(), []string{"", `^[a-z'"]+$`, ` \d: #`}[d.Intn(3)]
	case Blob, List, Map:
		c.Length = d.bounds()
	case Integer, Long, Float, Double:
		c.Range = d.bounds()
	}
	return c
}

func (d *dice) fill(s *Shape) {
	s.Doc, s.GoName, s.Sensitive, s.Deprecated, s.Constraints = d.doc(), d.goName(), d.maybe(), d.deprecation(),
		d.constraints(s.Kind)
	switch s.Kind {
	case Structure:
		for i := d.Intn(12); i > 0; i-- {
			s.Members = append(s.Members, d.member(fmt.Sprintf("M%d", i)))
		}
		if d.Intn(8) == 0 {
			s.Error = &ErrorTrait{Code: []string{"", "A.B"}[d.Intn(2)], Status: d.Intn(2) * 400,
				Fault: []string{"", "client", "server"}[d.Intn(3)]}
		}
	case List, Map:
		s.Elem = &Member{Shape: d.flat(), XML: []string{"", "item", "value", "member"}[d.Intn(4)]}
		if s.Kind == Map {
			s.Key = &Member{Shape: d.shapes[len(d.shapes)-1], XML: []string{"", "key", "name"}[d.Intn(3)]}
		}
	case Enum:
		for i, w := range vocabulary[:1+d.Intn(len(vocabulary)-1)] {
			s.Values = append(s.Values, &EnumValue{Value: w, Name: d.line(), Doc: d.doc(), Since: d.date(),
				Deprecated: d.deprecation(), GoName: strings.Repeat(d.goName(), i%2)})
		}
	case Timestamp:
		s.Format = TimestampFormat(d.Intn(4))
	}
}

// flat returns a shape that is neither a list nor a map.
func (d *dice) flat() *Shape {
	for {
		if s := d.shapes[d.Intn(len(d.shapes))]; s.Kind != List && s.Kind != Map {
			return s
		}
	}
}

func (d *dice) member(name string) *Member {
	s := d.shapes[d.Intn(len(d.shapes))]
	m := &Member{Name: name, Shape: s, Doc: d.doc(), Since: d.date(), GoName: d.goName(), Sensitive: d.maybe(),
		Deprecated: d.deprecation(), Required: d.maybe() && s.Kind != Structure}
	if d.maybe() {
		m.Query = "q-" + name
	}
	if d.maybe() {
		m.XML, m.XMLNamespace = "x:"+name, "http://example.com/"
	}
	switch s.Kind {
	case String:
		m.IdempotencyToken, m.XMLAttribute, m.Default = d.maybe(), d.maybe(), d.line()
	case Enum:
		m.Default = vocabulary[0]
	case Boolean:
		m.Default = "true"
	case Integer, Double:
		m.Default = []string{"", "5", "-0", "007"}[d.Intn(4)]
	case List, Map:
		m.Flattened = d.maybe()
	case Timestamp:
		m.Format = TimestampFormat(d.Intn(4))
	}
	return m
}

func (d *dice) structure() *Shape {
	for {
		if s := d.shapes[d.Intn(len(d.shapes))]; s.Kind == Structure {
			return s
		}
	}
}

func (d *dice) operation(i int) *Operation {
	o := &Operation{Name: fmt.Sprintf("Op%d", i), Doc: d.doc(), Since: d.date(), Deprecated: d.deprecation(),
		Compression: d.maybe()}
	in := &Shape{Name: o.Name + "Request", Kind: Structure, Members: []*Member{
		{Name: "Token", Shape: d.shapes[len(d.shapes)-1]},
		{Name: "Zone", Shape: d.shapes[len(d.shapes)-1], HostLabel: true, Required: true}, d.member("Other"),
	}}
	out := &Shape{Name: o.Name + "Result", Kind: Structure,
		Members: []*Member{{Name: "Token", Shape: d.shapes[len(d.shapes)-1]}, {Name: "In", Shape: in}}}
	o.Input, o.Output, o.HostPrefix = in, out, "{Zone}.ec2."
	o.Paginator = []*Paginator{nil, {InputToken: "Token", OutputToken: "In.Token",
		ResultKeys: []string{"In", "In.Zone"}}}[d.Intn(2)]
	for j := d.Intn(3); j > 0; j-- {
		o.Waiters = append(o.Waiters, &Waiter{Name: fmt.Sprintf("W%d", j), Delay: 15, MaxAttempts: 40, Doc: d.doc(),
			Deprecated: d.deprecation(),
			Acceptors: []Acceptor{{State: "success", Matcher: "path", Argument: "In.Token", Expected: "true"},
				{State: "retry", Matcher: "status", Expected: "0404"}}})
	}
	for j := d.Intn(3); j > 0; j-- {
		o.Examples = append(o.Examples, &Example{Title: d.line(), Source: d.line(), Wire: "a=b\n\nc=d", Response: d.doc(),
			Breaks: []string{"enum"}[:d.Intn(2)],
			Input:  &Value{IsMap: true, Fields: []Field{{"Zone", &Value{Scalar: d.doc()}}, {"Token", &Value{Scalar: "-0.50"}}}}})
	}
	if e := d.structure(); e.Error != nil {
		o.Errors = append(o.Errors, e)
	}
	d.shapes = append([]*Shape{in, out}, d.shapes...)
	return o
}

// TestRandomRoundTrip writes random models and reads them again.
func TestRandomRoundTrip(t *testing.T) {
	for seed := int64(0); seed < 25; seed++ {
		requireRoundTrip(t, randomModel(t, seed, 13+int(seed), int(seed)%20))
	}
}
