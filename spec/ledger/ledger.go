package ledger

// This file reads and writes the ledger's lines.

import (
	"bufio"
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// An Entry is one line of the ledger.
type Entry struct {
	Fingerprint string
	Outcomes    []Outcome
	Places      []string // patterns: "RunInstances", "EbsBlockDevice.Iops", "*.DryRun"
	Line        int      // in the file, from 1
}

// An Outcome is the result for a sentence: a rule, facts of the model, a reason
// against a rule, or open.
type Outcome struct {
	Kind string   // "rule", "model", "no" or "open"
	Args []string // rule ids, model facts, or one reason; none for open
}

// The kinds of outcomes.
const (
	Rule  = "rule"
	Model = "model"
	No    = "no"
	Open  = "open"
)

// Reasons has the reasons why a sentence is not a rule, with their meanings.
var Reasons = map[string]string{
	"account":      "it depends on the caller's account: quotas, ownership, permissions, subscriptions",
	"resource":     "it depends on a resource that the request names or on its state",
	"place":        "it depends on the capabilities of a Region, a zone, an Outpost or an instance type",
	"behavior":     "it describes or recommends behavior; no request violates it",
	"heading":      "it is the heading or an item of a list, whose other lines state the requirement",
	"filter":       "it explains a filter; names are checked against the documented ones, values are open",
	"external":     "it is about something else: a tool, a file, a certificate, an operating system",
	"form":         "the form is that of the member's Go type: a time, a boolean, a number",
	"vague":        "it gives no limit that could be checked",
	"unenforced":   "the service accepts requests that violate it",
	"contradicted": "another source, named in brackets, contradicts it",
}

// facts lists the facts that a model can state about a member.
var facts = []string{"required", "range", "length", "enum", "pattern", "default", "type", "token"}

// String returns the outcome as written in a line.
func (o Outcome) String() string {
	if len(o.Args) == 0 {
		return o.Kind
	}
	return o.Kind + ":" + strings.Join(o.Args, ",")
}

// A FormatError is an invalid line of the ledger.
type FormatError struct {
	File string
	Line int
	Msg  string
}

func (e *FormatError) Error() string { return fmt.Sprintf("%s:%d:1: %s", e.File, e.Line, e.Msg) }

var fingerprintForm = regexp.MustCompile(`^[0-9a-f]{12}$`)

// Parse reads a ledger. Empty lines and lines that begin with # are ignored.
func Parse(file string, data []byte) ([]*Entry, error) {
	var entries []*Entry
	seen := map[string]int{}
	scanner := bufio.NewScanner(bytes.NewReader(data))
	scanner.Buffer(nil, 1<<20)
	for n := 1; scanner.Scan(); n++ {
		fields := strings.Fields(scanner.Text())
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		fail := func(format string, args ...any) error { return &FormatError{file, n, fmt.Sprintf(format, args...)} }
		if len(fields) < 3 {
			return nil, fail("too few columns; write: fingerprint, outcome, places")
		}
		e := &Entry{Fingerprint: fields[0], Places: fields[2:], Line: n}
		if !fingerprintForm.MatchString(e.Fingerprint) {
			return nil, fail("%q is not a fingerprint; write 12 hexadecimal digits", e.Fingerprint)
		}
		if first := seen[e.Fingerprint]; first > 0 {
			return nil, fail("duplicate of line %d; remove one", first)
		}
		seen[e.Fingerprint] = n
		var err error
		if e.Outcomes, err = parseOutcomes(fields[1]); err != nil {
			return nil, fail("%s", err)
		}
		entries = append(entries, e)
	}
	return entries, scanner.Err()
}

func parseOutcomes(text string) ([]Outcome, error) {
	var list []Outcome
	for _, part := range strings.Split(text, "+") {
		kind, args, _ := strings.Cut(part, ":")
		o := Outcome{Kind: kind}
		if args != "" {
			o.Args = strings.Split(args, ",")
		}
		if err := o.verify(); err != nil {
			return nil, err
		}
		list = append(list, o)
	}
	return list, nil
}

// verify checks the form of an outcome. Check compares it with the model.
func (o Outcome) verify() error {
	switch o.Kind {
	case Open:
		if len(o.Args) > 0 {
			return fmt.Errorf("open takes no arguments; remove %q", strings.Join(o.Args, ","))
		}
		return nil
	case Rule:
		if len(o.Args) == 0 {
			return fmt.Errorf("rule without an id; write rule:ID")
		}
		return nil
	case Model:
		for _, fact := range o.Args {
			if !slices.Contains(facts, fact) {
				return fmt.Errorf("unknown fact %q; use one of %s", fact, strings.Join(facts, ", "))
			}
		}
		if len(o.Args) > 0 {
			return nil
		}
	case No:
		if len(o.Args) != 1 {
			break
		}
		word, source, named := strings.Cut(strings.TrimSuffix(o.Args[0], ")"), "(")
		if Reasons[word] == "" {
			return fmt.Errorf("unknown reason %q; use one of %s", word, strings.Join(reasonNames(), ", "))
		}
		if (word == "contradicted") != (named && source != "") {
			return fmt.Errorf("write contradicted(SOURCE), and a source with no other reason")
		}
		return nil
	}
	return fmt.Errorf("unknown outcome %q; write rule:ID, model:FACT, no:REASON or open", o)
}

func reasonNames() []string {
	var list []string
	for name := range Reasons {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// manyPlaces is the number of shapes from which a member is written as *.Member.
const manyPlaces = 6

// PlacePatterns returns the places of a sentence as written in a line, with one
// pattern for a member in many shapes.
func PlacePatterns(places []string) []string {
	count := map[string]int{}
	for _, p := range places {
		if _, member, ok := strings.Cut(p, "."); ok {
			count[member]++
		}
	}
	var list []string
	for _, p := range places {
		if _, member, _ := strings.Cut(p, "."); count[member] > manyPlaces {
			p = "*." + member
		}
		if !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	slices.Sort(list)
	return list
}

// Covers reports whether one of the entry's patterns matches the place.
func (e *Entry) Covers(place string) bool {
	for _, p := range e.Places {
		if p == place || strings.HasPrefix(p, "*.") && strings.HasSuffix(place, p[1:]) {
			return true
		}
	}
	return false
}

// Format writes a ledger with its lines sorted by place.
func Format(head string, entries []*Entry) []byte {
	sorted := slices.Clone(entries)
	slices.SortFunc(sorted, func(a, b *Entry) int {
		if c := strings.Compare(a.Places[0], b.Places[0]); c != 0 {
			return c
		}
		return strings.Compare(a.Fingerprint, b.Fingerprint)
	})
	var b bytes.Buffer
	b.WriteString(head)
	for _, e := range sorted {
		var outcomes []string
		for _, o := range e.Outcomes {
			outcomes = append(outcomes, o.String())
		}
		fmt.Fprintf(&b, "%s %s %s\n", e.Fingerprint, strings.Join(outcomes, "+"), strings.Join(e.Places, " "))
	}
	return b.Bytes()
}
