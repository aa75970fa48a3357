package ledger

// This file proposes the outcome of sentences with certain forms. For all others
// Propose returns open, and a person decides.

import (
	"regexp"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// templates lists forms of sentences that need no judgment: the text, the place,
// and the outcome. The first match decides, unless the model does not state the
// fact at each place.
var templates = []struct {
	place, text string // regular expressions; "": any
	outcome     string
}{
	{`\.DryRun$`, ``, "no:behavior"},
	{`\.NextToken$`, ``, "no:behavior"},
	{`\.Filters?$`, ``, "no:filter"},
	{`\.ClientToken$`, `(?i)idempoten|unique`, "model:token"},
	{`\.MaxResults$`, `(?i)^the maximum number of`, "no:behavior"},
	{`\.`, `(?i)^valid values?:? `, "model:enum"},
	{`\.`, `(?i)^(possible|allowed) values?:? `, "model:enum"},
	{`\.`, `(?i)^defaults?( value)?( is|:| to) `, "model:default"},
	{`\.`, `(?i)^this (parameter|value|field)? ?is required`, "model:required"},
	{`\.`, `(?i)\b(yyyy|iso ?8601)`, "no:form"},
	{``, `:$`, "no:heading"},
	{`^[A-Za-z0-9]+$`, `(?i)^(describes|gets|by default|the default is to)`, "no:behavior"},
}

// Propose returns the outcome that the form of a sentence determines.
func Propose(s *Sentence, m *spec.Model) []Outcome {
	for _, t := range templates {
		if !regexp.MustCompile(t.text).MatchString(s.Text) || !allMatch(t.place, s.Places) {
			continue
		}
		outcomes, err := parseOutcomes(t.outcome)
		if err == nil && holds(outcomes, s, m) {
			return outcomes
		}
	}
	return []Outcome{{Kind: Open}}
}

func allMatch(expr string, places []string) bool {
	re := regexp.MustCompile(expr)
	for _, p := range places {
		if !re.MatchString(p) {
			return false
		}
	}
	return true
}

// holds reports whether the model states the facts of the outcomes at each place.
func holds(outcomes []Outcome, s *Sentence, m *spec.Model) bool {
	for _, o := range outcomes {
		for _, place := range s.Places {
			shape, name, _ := strings.Cut(place, ".")
			structure := m.Shape(shape)
			if o.Kind != Model || structure == nil {
				continue
			}
			member := structure.Member(name)
			for _, fact := range o.Args {
				if member == nil || !states(member, fact) {
					return false
				}
			}
		}
	}
	return true
}
