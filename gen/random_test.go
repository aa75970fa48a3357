package gen

// This file generates random models of names and texts that are meant to break
// generated code. Each model that spec accepts must give formatted Go that compiles
// as Go 1.20, or an error.

import (
	"errors"
	"fmt"
	"go/format"
	"math/rand"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// hostileNames has words of Go, of generated code, and names that become similar Go
// names.
var hostileNames = strings.Fields(`type func range nil error string len append new any init main x_ X X_ x__ x1 aB ABc Ab_c
	Validate Violations ResultMetadata Err Error ErrorCode Unwrap Message Options Client New NewFromConfig ServiceID service typedError
	w v d in out at n m i1 v1 key value entry list params optFns ctx c p options filled token next found body code message
	types valid context time middleware awsclient ec2query ec2xml ec2time strconv Item Tag TagList Tag_List Values Item_ TagInput
	Action2 ActionInput ActionOutput ActionPaginator NewActionPaginator Action Waiter opAction encodeTag decodeTag`)

var hostileTexts = []string{"", "", "Plain words.", "ends */ here", "//go:build ignore", "`back` \"quote\" \\n",
	"Deprecated: no",
	"[x]: http://y", strings.Repeat("long", 60), "+build x", "%s %d", "* * *", "# Heading", "- one", "1. three", "日本 éa"}

var hostileDocs = append([]string{"a\n\nb\n\n# Heading\n\n- one\n- two\n1. three", "  indented\n\tcode\n\n\ttab",
	"[x]: y\n\n#\n\n-\n", "x\n\n\n\n  - a\n    b\n"}, hostileTexts...)

type dice struct {
	*rand.Rand
	model *spec.Model
}

func (d *dice) of(list []string) string { return list[d.Intn(len(list))] }

func (d *dice) one(in int) bool { return d.Intn(in) == 0 }

// names returns n different names.
func (d *dice) names(n int) []string {
	var list []string
	for _, i := range d.Perm(len(hostileNames))[:n] {
		list = append(list, hostileNames[i])
	}
	return list
}

func (d *dice) deprecation() *spec.Deprecation {
	if d.one(4) {
		return &spec.Deprecation{Message: d.of(hostileTexts)}
	}
	return nil
}

// randomModel returns a random model.
func randomModel(seed int64) *spec.Model {
	d := &dice{Rand: rand.New(rand.NewSource(seed)), model: &spec.Model{}}
	m := d.model
	m.Service = spec.Service{ID: "S", Title: d.of(hostileTexts), Protocol: "ec2", APIVersion: "2016-11-15",
		XMLNamespace: "http://x/", EndpointPrefix: "e", SigningName: "s"}
	for i, name := range d.names(8 + d.Intn(12)) {
		s := &spec.Shape{Name: name, Kind: spec.Kind(1 + i%int(spec.Timestamp)), Doc: d.of(hostileDocs),
			Deprecated: d.deprecation()}
		m.Shapes = append(m.Shapes, s)
	}
	for _, s := range m.Shapes {
		d.fill(s)
	}
	for _, name := range d.names(1 + d.Intn(4)) {
		m.Operations = append(m.Operations, d.operation(name))
	}
	if d.one(2) {
		m.Errors = append(m.Errors, &spec.ErrorCode{Code: d.of(hostileNames) + "." + d.of(hostileNames),
			Doc:    d.of(hostileDocs),
			Fields: []spec.ErrorField{{Name: d.of(hostileNames), Pattern: "`(x)\"\\b", Doc: d.of(hostileDocs)}}})
	}
	return m
}

func (d *dice) shape(kinds ...spec.Kind) *spec.Shape {
	for range 50 {
		s := d.model.Shapes[d.Intn(len(d.model.Shapes))]
		for _, k := range kinds {
			if s.Kind == k {
				return s
			}
		}
		if len(kinds) == 0 {
			return s
		}
	}
	return nil
}

func (d *dice) fill(s *spec.Shape) {
	switch s.Kind {
	case spec.Structure:
		for _, name := range d.names(d.Intn(7)) {
			m := d.member(name)
			m.Required = d.one(6) && m.Shape.Kind != spec.Structure
			m.IdempotencyToken = m.Shape.Kind == spec.String && d.one(4)
			m.HostLabel = m.Shape.Kind == spec.String && !m.IdempotencyToken && d.one(4)
			m.Flattened = (m.Shape.Kind == spec.List || m.Shape.Kind == spec.Map) && d.one(3)
			s.Members = append(s.Members, m)
		}
		if d.one(8) {
			s.Error = &spec.ErrorTrait{Code: d.of([]string{"", "A.B", "x.Y", "type"})}
		}
	case spec.List:
		s.Elem = d.member("")
	case spec.Map:
		s.Elem = d.member("")
		s.Key = &spec.Member{Shape: d.shape(spec.String, spec.Enum), XML: d.of([]string{"", "", "k", "value"})}
	case spec.Enum:
		for _, name := range append(d.names(1+d.Intn(5)), "*/ x", "", "\"\n")[:2+d.Intn(2)] {
			s.Values = append(s.Values, &spec.EnumValue{Value: name, Doc: d.of(hostileDocs), Deprecated: d.deprecation()})
		}
	}
}

func (d *dice) member(name string) *spec.Member {
	m := &spec.Member{Name: name, Shape: d.shape(), Doc: d.of(hostileDocs), Deprecated: d.deprecation()}
	if d.one(4) {
		m.XML = d.of(hostileNames)
	}
	if name != "" && d.one(20) {
		m.GoName = d.of([]string{"Renamed", "Validate", "X", "Ab"})
	}
	d.constrain(m)
	return m
}

// constrain adds constraints that the kind of a member can have.
func (d *dice) constrain(m *spec.Member) {
	low, high := float64(d.Intn(3)), float64(3+d.Intn(1<<20))
	switch bounds := (&spec.Bounds{Min: &low, Max: &high}); m.Shape.Kind {
	case spec.Timestamp:
		m.Format = spec.TimestampFormat(d.Intn(4))
	case spec.String, spec.List, spec.Map, spec.Blob:
		if d.one(3) {
			m.Length = bounds
		}
		if m.Shape.Kind == spec.String && d.one(3) {
			m.Pattern = "^[`\"]*/\\n%s"
		}
	case spec.Integer, spec.Long, spec.Float, spec.Double:
		if d.one(3) {
			m.Range = bounds
		}
	}
}

func (d *dice) operation(name string) *spec.Operation {
	o := &spec.Operation{Name: name, Doc: d.of(hostileDocs), Deprecated: d.deprecation(), Compression: d.one(4)}
	if d.one(5) {
		return o
	}
	o.Input, o.Output = d.shape(spec.Structure), d.shape(spec.Structure)
	if e := d.shape(spec.Structure); e != nil && e.Error != nil {
		o.Errors = append(o.Errors, e)
	}
	if o.Output == nil || o.Input == nil {
		return o
	}
	for _, m := range o.Input.Members {
		if m.HostLabel {
			m.Required = true
			o.HostPrefix += "a{" + m.Name + "}."
		}
	}
	for i, name := range d.names(d.Intn(3)) {
		w := &spec.Waiter{Name: name, Delay: 1 + 100*i, MaxAttempts: 3, Doc: d.of(hostileDocs)}
		w.Acceptors = append(w.Acceptors, d.acceptor(o.Output),
			spec.Acceptor{State: "retry", Matcher: "error", Expected: "a\"b"})
		o.Waiters = append(o.Waiters, w)
	}
	var text []string
	for _, m := range o.Output.Members {
		if m.Shape.Kind == spec.String {
			text = append(text, m.Name)
		}
	}
	for _, m := range o.Input.Members {
		if m.Shape.Kind == spec.String && len(text) > 0 {
			o.Paginator = &spec.Paginator{InputToken: m.Name, OutputToken: d.of(text)}
		}
	}
	return o
}

// acceptor returns an acceptor about a path in the structure, if there is one.
func (d *dice) acceptor(s *spec.Shape) spec.Acceptor {
	path, many := []string{}, false
	for range 3 {
		if s.Kind != spec.Structure || len(s.Members) == 0 {
			break
		}
		m := s.Members[d.Intn(len(s.Members))]
		step := m.Name
		if s = m.Shape; s.Kind == spec.List {
			step, many, s = step+"[]", true, s.Elem.Shape
		}
		path = append(path, step)
	}
	a := spec.Acceptor{State: "success", Matcher: "path", Argument: strings.Join(path, "."), Expected: "x\"`"}
	switch {
	case len(path) == 0, s.Kind != spec.List && s.Kind != spec.Map && s.Kind != spec.String && s.Kind != spec.Enum &&
		s.Kind != spec.Boolean:
		return spec.Acceptor{State: "failure", Matcher: "status", Expected: "404"}
	case many && d.one(2), s.Kind == spec.List || s.Kind == spec.Map:
		a.Argument, a.Expected = "length("+a.Argument+") > `0`", "true"
	case many:
		a.Matcher = d.of([]string{"pathAll", "pathAny"})
	}
	if s.Kind == spec.Boolean {
		a.Expected = "true"
	}
	return a
}

// checkRandom generates one model and returns the result.
func checkRandom(t *testing.T, seed int64) string {
	t.Helper()
	model, err := spec.Link(randomModel(seed))
	var rejected spec.Errors
	if errors.As(err, &rejected) {
		if testing.Verbose() {
			t.Log(rejected[0])
		}
		return "rejected by spec"
	}
	require.NoError(t, err)
	generated, err := Generate(model, plan.Config{Package: "ec2", ImportPath: "example.com/ec2", Server: true})
	if errors.As(err, &rejected) {
		if testing.Verbose() {
			t.Log(rejected[0])
		}
		return "rejected by gen"
	}
	require.NoError(t, err, "seed %d", seed)
	typeCheck(t, generated)
	for _, f := range generated {
		again, err := format.Source(f.Data)
		require.NoError(t, err)
		assert.Equal(t, string(again), string(f.Data), "%s is not gofmt'd", f.Name)
		assert.True(t, files.IsOwn(f.Data), f.Name)
	}
	if t.Failed() {
		t.Logf("seed %d", seed)
	}
	return "generated"
}

func TestRandomModels(t *testing.T) {
	count := map[string]int{}
	for seed := int64(0); seed < 200 && !t.Failed(); seed++ {
		count[checkRandom(t, seed)]++
	}
	t.Log(count)
	assert.Greater(t, count["generated"], 50, fmt.Sprint("too few valid models for a meaningful test: ", count))
}

func FuzzGenerate(f *testing.F) {
	f.Add(int64(1))
	f.Fuzz(func(t *testing.T, seed int64) { checkRandom(t, seed) })
}
