package main

// This file writes dates as the table since of an overlay (see spec/since.go): a
// line per date and shape, or only the name of a shape that was added as a whole.

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// A table has the dates of a model, in the form of the overlay.
type table map[string]*day

// A day has the additions of an update.
type day struct {
	operations, shapes []string
	members, values    map[string][]string // by shape
}

func (t table) on(date string) *day {
	if t[date] == nil {
		t[date] = &day{members: map[string][]string{}, values: map[string][]string{}}
	}
	return t[date]
}

// dated returns the things with a date.
func (r *replayed) dated() dates {
	d := maps.Clone(r.dates)
	maps.DeleteFunc(d, func(_ thing, date string) bool { return date == "" })
	return d
}

// table groups the dates.
func (r *replayed) table() table {
	t := table{}
	for _, o := range r.model.Operations {
		if date := r.dates[thing{"", o.Name}]; date != "" {
			t.on(date).operations = append(t.on(date).operations, o.Name)
		}
	}
	for _, s := range r.model.Shapes {
		var members, values []string
		for _, m := range s.Members {
			members = append(members, m.Name)
		}
		for _, v := range s.Values {
			values = append(values, v.Value)
		}
		whole := r.came(s.Name, append(slices.Clone(members), values...))
		if whole != "" {
			t.on(whole).shapes = append(t.on(whole).shapes, s.Name)
		}
		for _, name := range members {
			if date := r.dates[thing{s.Name, name}]; date != whole && date != "" {
				t.on(date).members[s.Name] = append(t.on(date).members[s.Name], name)
			}
		}
		for _, name := range values {
			if date := r.dates[thing{s.Name, name}]; date != whole && date != "" {
				t.on(date).values[s.Name] = append(t.on(date).values[s.Name], name)
			}
		}
	}
	return t
}

// came returns the date on which a shape was added, with the first of its parts, or
// "" if it has no parts or parts without a date.
func (r *replayed) came(shape string, parts []string) (first string) {
	for _, name := range parts {
		date := r.dates[thing{shape, name}]
		if date == "" {
			return ""
		}
		if first == "" || date < first {
			first = date
		}
	}
	return first
}

const head = `# Written by spec/changes/sincegen from the history of boto/botocore; do not edit.
# The dates of all parts of AWS's published models that the first one lacked.
# Newest update: %s of %s.
since:
`

// overlay returns the file. Reading it again must give the same dates.
func (r *replayed) overlay() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, head, r.last.Commit, r.last.Date)
	t := r.table()
	for _, date := range slices.Sorted(maps.Keys(t)) {
		d := t[date]
		fmt.Fprintf(&b, "  %s:\n", date)
		for _, l := range []struct {
			key   string
			names []string
		}{{"operations", d.operations}, {"shapes", d.shapes}} {
			if len(l.names) > 0 {
				fmt.Fprintf(&b, "    %s: %s\n", l.key, flow(l.names))
			}
		}
		writeParts(&b, "members", d.members)
		writeParts(&b, "values", d.values)
	}
	return b.Bytes(), r.verify(b.Bytes())
}

func writeParts(b *bytes.Buffer, key string, parts map[string][]string) {
	if len(parts) > 0 {
		fmt.Fprintf(b, "    %s:\n", key)
	}
	for _, shape := range slices.Sorted(maps.Keys(parts)) {
		fmt.Fprintf(b, "      %s: %s\n", shape, flow(parts[shape]))
	}
}

// flow formats a list of names on one line.
func flow(names []string) string {
	var texts []string
	for _, name := range names {
		texts = append(texts, quoted(name))
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

// plain matches texts that need no quotes; words has words that YAML reads as other
// types.
var (
	plain = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*$`)
	words = regexp.MustCompile(`(?i)^(y|n|yes|no|on|off|true|false|null)$`)
)

func quoted(name string) string {
	if plain.MatchString(name) && !words.MatchString(name) {
		return name
	}
	return strconv.Quote(name)
}

// verify reads the file into a copy of the model.
func (r *replayed) verify(data []byte) error {
	for _, o := range r.model.Operations {
		o.Since = ""
	}
	for _, s := range r.model.Shapes {
		for _, m := range s.Members {
			m.Since = ""
		}
		for _, v := range s.Values {
			v.Since = ""
		}
	}
	m, err := spec.Link(r.model, spec.Source{Name: "overlay-since.yaml", Data: data})
	if err != nil {
		return err
	}
	if !maps.Equal(things(m, func(since string) string { return since }), r.dates) {
		return fmt.Errorf("the file does not give the dates that were written; this is a bug of sincegen")
	}
	return nil
}
