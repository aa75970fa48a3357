package reference

// This file adds the history: the dates of additions, by operation and by date.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/gen/plan"
)

// history returns the dates of an operation, the newest first. It does not list
// members of new members.
func history(o *Operation) (list []*Event) {
	if o.Since != "" {
		list = append(list, &Event{Date: o.Since, What: "operation", Text: o.Name, of: o, key: o})
	}
	list = members(list, o, "request", o.Request, o.Since)
	list = members(list, o, "response", o.Response, o.Since)
	slices.SortStableFunc(list, func(a, b *Event) int { return cmp.Compare(b.Date, a.Date) })
	return list
}

// members appends the members and values that are newer than their structures and
// enums.
func members(list []*Event, o *Operation, side string, outline []*Member, since string) []*Event {
	for _, m := range outline {
		date := since
		if m.Since > since {
			date = m.Since
			list = append(list, &Event{Date: m.Since, What: side, Text: strings.TrimPrefix(m.ID, "response."), Link: m.ID,
				of: o, key: m.member, shared: m.parent + "." + m.Name})
		}
		list = values(list, o, side, m, date)
		list = members(list, o, side, m.Members, date)
	}
	return list
}

// values appends the values of an enum that were added later, grouped by date. For
// an enum with its own page, they are only counted.
func values(list []*Event, o *Operation, side string, m *Member, since string) []*Event {
	if m.enum == nil || m.More > 0 {
		return list
	}
	dates := newValues(m.enum, since)
	name := strings.TrimPrefix(m.ID, "response.")
	for _, date := range sortedKeys(dates) {
		words := strings.Join(dates[date], ", ")
		list = append(list, &Event{Date: date, What: side, Text: name + ": " + words, Link: m.ID,
			of: o, key: m.enum.Shape, shared: m.enum.Name + ": " + words})
	}
	return list
}

// newValues returns the values of an enum that are newer than a date, by their
// dates.
func newValues(enum *plan.Shape, since string) map[string][]string {
	dates := map[string][]string{}
	for _, v := range enum.Constants {
		if v.Since > since {
			dates[v.Since] = append(dates[v.Since], v.Value)
		}
	}
	return dates
}

// manyUsers is the number of operations from which a change of a shared shape is
// listed once, instead of per operation.
const manyUsers = 4

// addHistory sorts the events of all operations by date.
func (b *builder) addHistory() {
	days := map[string]*dayBuilder{}
	for _, o := range b.Operations {
		for _, e := range o.History {
			day := on(days, e.Date)
			day.events = append(day.events, e)
			day.uses[e.key] = append(day.uses[e.key], &Use{o, e.Link})
		}
	}
	for _, s := range b.Shapes {
		if len(s.Values) <= manyValues {
			continue
		}
		for date, words := range newValues(s.plan, "") {
			day := on(days, date)
			day.Shared = append(day.Shared, &Shared{Text: s.Name + ": " + someWords(words), Shape: s,
				Uses: append(slices.Clone(s.Requests), s.Responses...)})
		}
	}
	for _, date := range sortedKeys(days) {
		b.History = append(b.History, days[date].finish())
	}
	slices.Reverse(b.History)
}

// on returns the day of a date.
func on(days map[string]*dayBuilder, date string) *dayBuilder {
	if days[date] == nil {
		days[date] = &dayBuilder{Day: &Day{Date: date}, uses: map[any][]*Use{}}
	}
	return days[date]
}

// someWords returns the first of many words.
func someWords(list []string) string {
	if len(list) < 8 {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:6], ", "), len(list)-6)
}

// A dayBuilder is the state of creating a Day.
type dayBuilder struct {
	*Day
	events []*Event
	uses   map[any][]*Use // by what was added
}

// finish sorts a date's events by operation, and those of many operations by shape.
func (d *dayBuilder) finish() *Day {
	byOperation := map[*Operation]*Change{}
	for _, e := range d.events {
		uses := d.uses[e.key]
		switch {
		case e.What == "operation":
			d.Operations = append(d.Operations, uses[0].Operation)
		case len(uses) > manyUsers:
			d.Shared = append(d.Shared, &Shared{Text: e.shared, Uses: uses})
			d.uses[e.key] = nil
		case len(uses) > 0:
			c := byOperation[e.of]
			if c == nil {
				c = &Change{Operation: e.of}
				byOperation[e.of] = c
				d.Changes = append(d.Changes, c)
			}
			c.Events = append(c.Events, e)
		}
	}
	slices.SortFunc(d.Changes, func(x, y *Change) int { return cmp.Compare(x.Operation.Name, y.Operation.Name) })
	slices.SortFunc(d.Shared, func(x, y *Shared) int { return cmp.Compare(x.Text, y.Text) })
	return d.Day
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
