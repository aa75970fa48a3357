package changes

// This file compares the parts of AWS's files that the model language cannot
// express, such as another HTTP method. They may affect a program, although models
// do not have them.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// An Unmodeled is one key of AWS's file that the model language cannot express.
type Unmodeled struct {
	Operation string // the operation's name; "" if it is about a shape or the service
	Shape     string // the shape's name
	Member    string // of Shape; "" if it is about the shape itself
	Key       string // "http.method"
	Value     string // "GET"
	Want      string // the value that the model assumes: "POST"
	Pos       spec.Pos
}

// unmodeledKinds has the keys whose changes are above level notable.
var unmodeledKinds = map[string]string{
	"http.method":       "http-changed",
	"http.requestUri":   "http-changed",
	"http.responseCode": "http-changed",

	"auth":                      "signing-changed",
	"authtype":                  "signing-changed",
	"unsignedPayload":           "signing-changed",
	"signatureVersion":          "signing-changed",
	"metadata.auth":             "signing-changed",
	"smithy.api#auth":           "signing-changed",
	"smithy.api#optionalAuth":   "signing-changed",
	"aws.auth#unsignedPayload":  "signing-changed",
	"aws.auth#sigv4":            "signing-changed",
	"aws.auth#sigv4a":           "signing-changed",
	"smithy.api#httpBasicAuth":  "signing-changed",
	"smithy.api#httpBearerAuth": "signing-changed",
	"smithy.api#httpDigestAuth": "signing-changed",
	"smithy.api#httpApiKeyAuth": "signing-changed",
}

// unmodeled compares the parts of the two sources that are not in their models.
func (c *comparison) unmodeled(old, now []Unmodeled) {
	olds, news := sortedUnmodeled(old), sortedUnmodeled(now)
	for len(olds) > 0 || len(news) > 0 {
		switch {
		case len(news) == 0 || len(olds) > 0 && olds[0].compare(news[0]) < 0:
			c.unmodeledChange(olds[0], nil)
			olds = olds[1:]
		case len(olds) == 0 || olds[0].compare(news[0]) > 0:
			c.unmodeledChange(nil, news[0])
			news = news[1:]
		default:
			if olds[0].Value != news[0].Value {
				c.unmodeledChange(olds[0], news[0])
			}
			olds, news = olds[1:], news[1:]
		}
	}
}

func sortedUnmodeled(list []Unmodeled) []*Unmodeled {
	sorted := pointers(slices.Clone(list))
	slices.SortStableFunc(sorted, (*Unmodeled).compare)
	return sorted
}

// compare orders by operation, shape, member and key.
func (u *Unmodeled) compare(o *Unmodeled) int {
	return cmp.Or(strings.Compare(u.Operation, o.Operation), strings.Compare(u.Shape, o.Shape),
		strings.Compare(u.Member, o.Member), strings.Compare(u.Key, o.Key))
}

// unmodeledChange adds a change of a key; old or new may be nil.
func (c *comparison) unmodeledChange(old, now *Unmodeled) {
	kind, at := "unmodeled-changed", now
	switch {
	case old == nil:
		kind = "unmodeled-added"
	case now == nil:
		kind, at = "unmodeled-removed", old
	}
	if k := unmodeledKinds[at.Key]; k != "" {
		kind = k
	}
	ch := Change{Shape: at.Shape, Member: at.Member, Name: at.Key, Old: at.Want, New: at.Want}
	if old != nil {
		ch.Old, ch.OldPos = old.Value, old.Pos
	}
	if now != nil {
		ch.New, ch.NewPos = now.Value, now.Pos
	}
	c.place(at, kind, ch)
}

// place adds a change to its operation, shape or model. Changes of operations
// and shapes that only one model has are part of their addition or removal.
func (c *comparison) place(at *Unmodeled, kind string, ch Change) {
	switch {
	case at.Operation != "":
		if c.old.Operation(at.Operation) != nil && c.new.Operation(at.Operation) != nil {
			c.byOp[at.Operation] = append(c.byOp[at.Operation], c.add(kind, ch))
		}
	case at.Shape != "":
		for _, p := range c.pairs.list {
			if p.old.Name == at.Shape || p.new.Name == at.Shape {
				added := c.add(kind, ch)
				c.byPair[p] = append(c.byPair[p], added)
				c.reportShape(p.new.Name, added)
				return
			}
		}
	default:
		c.report.Model = append(c.report.Model, c.add(kind, ch))
	}
}

// reportShape adds a change to a shape's report, which may not exist yet.
func (c *comparison) reportShape(name string, ch *Change) {
	for _, s := range c.report.Shapes {
		if s.Name == name {
			s.Changes = append(s.Changes, ch)
			return
		}
	}
	c.report.Shapes = append(c.report.Shapes, &Shape{Name: name, Changes: []*Change{ch}})
}
