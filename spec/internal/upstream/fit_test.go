package upstream

// This file tests the checks that both importers share.

import (
	"math/rand"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
)

func TestWrongService(t *testing.T) {
	for _, c := range []struct {
		protocols []string
		want      string
	}{
		{nil, "this model names no protocol; ec2gen supports only EC2 Query: use EC2's model"},
		{[]string{"json", "query", "json"},
			`this is the model of "SQS", with the protocol json, query; ec2gen supports only EC2 Query: use EC2's model`},
	} {
		assert.Equal(t, c.want, WrongService("SQS", c.protocols))
	}
}

// Names of elements are XML names in ASCII; parts of keys must need no escape in a
// form.
func TestWireNames(t *testing.T) {
	for name, want := range map[string]struct{ xml, query bool }{
		"imageId": {true, true}, "xsi:type": {true, true}, "a-b.c_d": {true, true}, "_a": {true, true},
		"1st": {false, true}, "": {}, "a b": {}, "a&b": {}, "a=b": {}, "<a>": {}, "é": {}, "a\n": {},
		strings.Repeat("a", 255): {true, true}, strings.Repeat("a", 256): {},
	} {
		assert.Equal(t, want.xml, XMLName(name), "%q as an element", name)
		assert.Equal(t, want.query, QueryName(name), "%q in a key", name)
	}
}

func TestIncomplete(t *testing.T) {
	of := &spec.Member{}
	for _, c := range []struct {
		shape spec.Shape
		want  string
	}{
		{spec.Shape{Name: "A"}, `shape "A" has no type`},
		{spec.Shape{Name: "A", Kind: spec.List}, `list "A" has no element`},
		{spec.Shape{Name: "A", Kind: spec.Map, Key: of}, `map "A" lacks its key or value`},
		{spec.Shape{Name: "A", Kind: spec.Map, Elem: of}, `map "A" lacks its key or value`},
		{spec.Shape{Name: "A", Kind: spec.Map, Key: of, Elem: of}, ""},
		{spec.Shape{Name: "A", Kind: spec.List, Elem: of}, ""},
		{spec.Shape{Name: "A", Kind: spec.Structure}, ""},
	} {
		assert.Equal(t, c.want, Incomplete(&c.shape))
	}
}

// patterns has AWS's and other patterns, and whether any text can match them.
var patterns = []struct {
	expr   string
	usable bool
}{
	{`^[a-z]+$`, true}, {`[\w]*`, true}, {``, true}, {`^$`, true}, {`(^a|b$)+`, true}, {`^|a`, true},
	{`a*^b`, true}, {`a?$b?`, true}, {`(a|)^b`, true}, {`b$(c*)`, true}, {`(x^y)*z`, true}, {`(x^y){0,2}`, true}, {`x^y|z`,
		true},
	{`x^y`, false}, {`x$y`, false}, {`[a-z]^`, false}, {`.+^a`, false}, {`(?s).^a`, false}, {`a{2}^b`, false}, {`(ab)^c`,
		false},
	{`((x^y))`, false}, {`(x^y)+`, false}, {`(x^y){1,2}`, false}, {`x^y|$z`, false}, {`a$(b+)`, false}, {`^(a+)(^b)`,
		true},
	{`a(?=b)`, false}, {`a(?!b)`, false}, {`(a`, false}, {`\1`, false}, {`a{2000}`, false},
}

func TestPattern(t *testing.T) {
	for _, p := range patterns {
		assert.Equal(t, p.usable, Pattern(p.expr) == nil, "%s: %v", p.expr, Pattern(p.expr))
	}
}

// Go's own engine matches no text with a pattern that nothing can match.
func TestPatternsThatNothingMatches(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for _, p := range patterns {
		re, err := regexp.Compile(p.expr)
		if err != nil || p.usable {
			continue
		}
		for range 2000 {
			var text strings.Builder
			for range random.Intn(7) {
				text.WriteByte("abcxyz$^\n"[random.Intn(9)])
			}
			require.False(t, re.MatchString(text.String()), "%s matches %q", p.expr, text.String())
		}
	}
}

// paged returns an operation whose output has a page of items.
func paged() *spec.Operation {
	text := &spec.Shape{Name: "S", Kind: spec.String}
	number := &spec.Shape{Name: "N", Kind: spec.Integer}
	part := &spec.Shape{Name: "Part", Kind: spec.Structure, Members: []*spec.Member{{Name: "Next", Shape: text}}}
	list := &spec.Shape{Name: "L", Kind: spec.List, Elem: &spec.Member{Shape: part}}
	return &spec.Operation{
		Name: "List",
		Input: &spec.Shape{Name: "In", Kind: spec.Structure,
			Members: []*spec.Member{{Name: "Next", Shape: text}, {Name: "Max", Shape: number}}},
		Output: &spec.Shape{Name: "Out", Kind: spec.Structure, Members: []*spec.Member{
			{Name: "Next", Shape: text}, {Name: "Part", Shape: part}, {Name: "Items", Shape: list},
		}},
	}
}

func TestBadPaginator(t *testing.T) {
	for _, c := range []struct {
		p    spec.Paginator
		want string
	}{
		{spec.Paginator{InputToken: "Next", OutputToken: "Next"}, ""},
		{spec.Paginator{InputToken: "Next", OutputToken: "Part.Next", LimitKey: "Max", ResultKeys: []string{"Items"}}, ""},
		{spec.Paginator{InputToken: "Token", OutputToken: "Next"}, `the input has no member "Token"`},
		{spec.Paginator{InputToken: "Next", OutputToken: "Next", LimitKey: "L"}, `the input has no member "L"`},
		{spec.Paginator{InputToken: "Next", OutputToken: "Part.Token"}, `the output has no member "Part.Token"`},
		{spec.Paginator{InputToken: "Next", OutputToken: "Next.Next"}, `the output has no member "Next.Next"`},
		{spec.Paginator{InputToken: "Next", OutputToken: "Next", MoreResults: "More"}, `the output has no member "More"`},
		{spec.Paginator{InputToken: "Next", OutputToken: "Next", ResultKeys: []string{"Items", "I"}},
			`the output has no member "I"`},
		{spec.Paginator{InputToken: "Next"}, "it does not name both tokens"},
		{spec.Paginator{OutputToken: "Next"}, "it does not name both tokens"},
		{spec.Paginator{InputToken: "Max", OutputToken: "Next"}, `inputToken "Max" is not a string member of the input`},
	} {
		assert.Equal(t, c.want, BadPaginator(paged(), &c.p))
	}
	none := &spec.Operation{Name: "None"}
	assert.Equal(t, `the input has no member "Next"`,
		BadPaginator(none, &spec.Paginator{InputToken: "Next", OutputToken: "Next"}))
}

func TestBadWaiter(t *testing.T) {
	good := spec.Acceptor{State: "success", Matcher: "status", Expected: "200"}
	with := func(a spec.Acceptor) spec.Waiter {
		return spec.Waiter{Delay: 1, MaxAttempts: 1, Acceptors: []spec.Acceptor{good, a}}
	}
	for _, c := range []struct {
		w    spec.Waiter
		want string
	}{
		{with(good), ""},
		{with(spec.Acceptor{State: "retry", Matcher: "error", Expected: "Busy"}), ""},
		{with(spec.Acceptor{State: "failure", Matcher: "pathAny", Argument: "Items[].Next", Expected: "x"}), ""},
		{spec.Waiter{MaxAttempts: 1, Acceptors: []spec.Acceptor{good}}, "its delay is 0 seconds, not 1 to 86400"},
		{spec.Waiter{Delay: 86401, MaxAttempts: 1}, "its delay is 86401 seconds, not 1 to 86400"},
		{spec.Waiter{Delay: 1}, "its number of attempts is 0, not 1 or more"},
		{spec.Waiter{Delay: 1, MaxAttempts: 1}, "it has no acceptors"},
		{with(spec.Acceptor{State: "done", Matcher: "status"}), `unknown state "done"`},
		{with(spec.Acceptor{State: "retry", Matcher: "pathNone"}), `unknown matcher "pathNone"`},
		{with(spec.Acceptor{State: "retry", Matcher: "pathAll"}), `matcher "pathAll" without an argument`},
		{with(spec.Acceptor{State: "retry", Matcher: "path", Argument: "Gone"}),
			`"Gone": unknown member "Gone"; it has Next, Part, Items`},
	} {
		assert.Equal(t, c.want, badWaiter(paged(), &c.w))
	}
}

// Importers remove from a shape exactly the keys that the checks of every model
// reject: the test tries each key on each type.
func TestMisplacedIsWhatChecksReject(t *testing.T) {
	one := 1.0
	keys := map[string]func(s *spec.Shape){
		"length":           func(s *spec.Shape) { s.Length = &spec.Bounds{Min: &one} },
		"range":            func(s *spec.Shape) { s.Range = &spec.Bounds{Min: &one} },
		"pattern":          func(s *spec.Shape) { s.Pattern = "a" },
		"timestamp format": func(s *spec.Shape) { s.Format = spec.HTTPDate },
	}
	for _, kind := range []spec.Kind{
		spec.Structure, spec.List, spec.Map, spec.String, spec.Enum, spec.Integer, spec.Long, spec.Float, spec.Double,
		spec.Boolean, spec.Blob, spec.Timestamp,
	} {
		for name, set := range keys {
			text := &spec.Shape{Name: "Text", Kind: spec.String}
			s := &spec.Shape{Name: "X", Kind: kind}
			switch kind {
			case spec.List:
				s.Elem = &spec.Member{Shape: text}
			case spec.Map:
				s.Key, s.Elem = &spec.Member{Shape: text}, &spec.Member{Shape: text}
			case spec.Enum:
				s.Values = []*spec.EnumValue{{Value: "a"}}
			}
			set(s)
			b := New("m.json", Options{})
			in := &spec.Shape{Name: "In", Kind: spec.Structure, Members: []*spec.Member{{Name: "X", Shape: s}}}
			b.Model.Service = spec.Service{ID: "EC2", Protocol: spec.Protocol, APIVersion: "2016-11-15", EndpointPrefix: "ec2",
				SigningName: "ec2"}
			b.Model.Operations = []*spec.Operation{{Name: "Op", Input: in}}
			m, reports, err := b.Finish()
			require.NoError(t, err)
			_, err = spec.Link(m)
			assert.NoError(t, err, "%s of %s", name, kind)

			set(s) // again, after it was removed
			_, err = spec.Link(m)
			assert.Equal(t, len(reports) > 0, err != nil && strings.Contains(err.Error(), "does not take"), "%s of %s: %v, %v",
				name, kind, reports, err)
		}
	}
}
