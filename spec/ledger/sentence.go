package ledger

// This file splits documentation into sentences.

import (
	"regexp"
	"sort"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// A Sentence is one sentence of AWS's documentation with its places.
type Sentence struct {
	Text        string
	Fingerprint string
	Places      []string // "RunInstances", "EbsBlockDevice.Iops"; sorted
	Picked      bool     // it states a constraint or a default
}

// Sentences returns the distinct sentences about a model's operations and the
// members of their requests, sorted by fingerprint. The model must have AWS's
// documentation: use awsmodel.Read with Docs.
func Sentences(m *spec.Model) []*Sentence {
	c := collector{found: map[string]*Sentence{}}
	for _, op := range m.Operations {
		c.add(op.Name, op.Doc)
	}
	for _, s := range requestShapes(m) {
		for _, member := range s.Members {
			c.add(s.Name+"."+member.Name, member.Doc)
		}
	}
	return c.sorted()
}

// requestShapes returns the structures that a request can contain.
func requestShapes(m *spec.Model) []*spec.Shape {
	seen := map[*spec.Shape]bool{}
	var list []*spec.Shape
	var visit func(s *spec.Shape)
	visit = func(s *spec.Shape) {
		if s == nil || seen[s] {
			return
		}
		seen[s] = true
		if s.Kind == spec.Structure {
			list = append(list, s)
		}
		for _, part := range append([]*spec.Member{s.Elem, s.Key}, s.Members...) {
			if part != nil {
				visit(part.Shape)
			}
		}
	}
	for _, op := range m.Operations {
		visit(op.Input)
	}
	return list
}

// A collector merges equal sentences of several places.
type collector struct{ found map[string]*Sentence }

// add adds the sentences of one documentation. Items of a list belong to the
// sentence before them: they are picked if that sentence is picked and ends with a
// colon.
func (c *collector) add(place, doc string) {
	leading := false
	for _, line := range strings.Split(doc, "\n") {
		item := strings.HasPrefix(line, "- ")
		for _, text := range split(strings.TrimPrefix(line, "- ")) {
			picked := Pick(text) || item && leading
			c.put(place, text, picked)
			if !item {
				leading = picked && strings.HasSuffix(text, ":")
			}
		}
	}
}

func (c *collector) put(place, text string, picked bool) {
	id := Fingerprint(text)
	s := c.found[id]
	if s == nil {
		s = &Sentence{Text: text, Fingerprint: id}
		c.found[id] = s
	}
	s.Picked = s.Picked || picked
	if n := len(s.Places); n == 0 || s.Places[n-1] != place {
		s.Places = append(s.Places, place)
	}
}

func (c *collector) sorted() []*Sentence {
	list := make([]*Sentence, 0, len(c.found))
	for _, s := range c.found {
		sort.Strings(s.Places)
		list = append(list, s)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Fingerprint < list[j].Fingerprint })
	return list
}

// sentenceEnd matches the end of a sentence before another.
var sentenceEnd = regexp.MustCompile(`[.!?]["”)]?\s+`)

// abbreviations matches abbreviations, whose period does not end a sentence.
var abbreviations = regexp.MustCompile(`(?i)(\be\.g|\bi\.e|\betc|\bvs|\bno)\.$`)

// split splits a paragraph into sentences. A sentence begins with a capital, a
// digit, a bracket or a quote; a colon does not end a sentence, so that "Default:
// 300" is one.
func split(paragraph string) []string {
	var list []string
	start := 0
	for _, at := range sentenceEnd.FindAllStringIndex(paragraph, -1) {
		head := strings.TrimSpace(paragraph[start:at[1]])
		rest := paragraph[at[1]:]
		if rest == "" || !strings.ContainsAny(rest[:1], "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789([\"") ||
			abbreviations.MatchString(head) {
			continue
		}
		list = append(list, head)
		start = at[1]
	}
	if rest := strings.TrimSpace(paragraph[start:]); rest != "" {
		list = append(list, rest)
	}
	return list
}
