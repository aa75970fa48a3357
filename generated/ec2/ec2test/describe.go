package ec2test

// This file implements the operations that list resources. Ids, filters, pages,
// permission and dry run work the same way for all of them.

import (
	"context"
	"math"
	"reflect"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// A listing describes how the records of a kind are listed.
type listing[R, S any] struct {
	resource[R]
	ids     string                 // the request's member that selects records by id; "": none
	show    func(r *R, t *tx) *S   // returns a record as the response shows it
	filters filters                // of S
	chooses func(t *tx, r *R) bool // whether the request's other members select a record; nil: they do

	names string            // the request's member that selects records by name; "": none
	name  func(r *R) string // of a record
}

// describe executes an operation whose response is a list of records, as show
// returns them.
func describe[Out, In, R, S any](ctx context.Context, e *EC2, in *In, l listing[R, S]) (*Out, error) {
	return describeAs[Out](ctx, e, in, l, func(_ *tx, page []S) []S { return page })
}

// describeAs is describe for a response whose list has a different type from what
// show returns.
func describeAs[Out, In, R, S, F any](ctx context.Context, e *EC2, in *In, l listing[R, S],
	form func(t *tx, page []S) []F) (*Out, error) {
	t, err := e.transaction(ctx, in)
	if err != nil {
		return nil, err
	}
	page, next, err := list(t, in, l)
	if err != nil {
		return nil, err
	}
	out := new(Out)
	setList(out, form(t, page))
	setMember(out, "NextToken", next)
	return out, nil
}

// setList sets the field of a structure that is a list of that type.
func setList[S any](out any, page []S) {
	v := reflect.ValueOf(out).Elem()
	for i := 0; i < v.NumField(); i++ {
		if v.Field(i).Type() == reflect.TypeOf(page) {
			v.Field(i).Set(reflect.ValueOf(page))
			return
		}
	}
	panic("no list of " + reflect.TypeOf(page).String() + " in " + v.Type().String())
}

// list returns a page of the records that a request selects, and the token of the
// next page.
func list[In, R, S any](t *tx, in *In, l listing[R, S]) ([]S, *string, error) {
	if err := t.checkIDs(in); err != nil {
		return nil, nil, err
	}
	records, err := l.named(t, in)
	if err != nil {
		return nil, nil, err
	}
	return pageOf(t, in, l.filters, func(yield func(serial int, shown *S) bool) {
		for _, r := range records {
			if l.chooses != nil && !l.chooses(t, r) {
				continue
			}
			if !yield(any(r).(record).base().Serial, l.shown(r, t)) {
				return
			}
		}
	})
}

// shown returns a record as the response shows it, with the caller's own tags.
func (l listing[R, S]) shown(r *R, t *tx) *S {
	shown := l.show(r, t)
	if m := any(r).(record).base(); m.Account != t.account {
		shown = clone(shown)
		setMember(shown, "Tags", m.OthersTags[t.account])
	}
	return shown
}

// named returns the records that a request names, or all if it names none. If one
// does not exist, the request fails.
func (l listing[R, S]) named(t *tx, in any) (records []*R, err error) {
	ids := texts(in, l.ids)
	if len(ids) == 0 {
		return l.withNames(l.all(t), texts(in, l.names))
	}
	var missing []string
	found := newTable()
	for n, id := range ids {
		r := t.visible(l.kind, id)
		switch {
		case r == nil && l.kind.removed != "" && t.buried(id):
			continue // EC2 lists nothing for it
		case r == nil:
			missing = append(missing, id)
			continue
		}
		if r.base().Serial == 0 { // made up for this request
			r.base().Serial = math.MaxInt32 + n
		}
		found.put(r)
	}
	if len(missing) > 0 {
		return nil, l.missing(missing...)
	}
	for _, r := range found.order {
		records = append(records, any(r).(*R))
	}
	return l.withNames(records, texts(in, l.names))
}

// withNames returns the records that have one of the names, or all records if there
// are no names.
func (l listing[R, S]) withNames(records []*R, names []string) (chosen []*R, err error) {
	if len(names) == 0 {
		return records, nil
	}
	found := map[string]bool{}
	for _, r := range records {
		if name := l.name(r); contains(names, name) {
			chosen, found[name] = append(chosen, r), true
		}
	}
	for _, name := range names {
		if !found[name] {
			return nil, l.missing(name)
		}
	}
	return chosen, nil
}

// A catalog is a list of items that AWS provides and no request changes.
type catalog[S any] struct {
	items   []S
	filters filters
	names   string // the request's member that selects items by name; "": none
	name    func(s *S) string
	unknown string // the code for a name that no item has
}

// look executes an operation that lists the items of a catalog.
func look[Out, In, S any](ctx context.Context, e *EC2, in *In, of func(t *tx) (catalog[S], error)) (*Out, error) {
	t, err := e.transaction(ctx, in)
	if err != nil {
		return nil, err
	}
	c, err := of(t)
	if err != nil {
		return nil, err
	}
	wanted := texts(in, c.names)
	known := map[string]bool{}
	for i := range c.items {
		if c.name != nil {
			known[c.name(&c.items[i])] = true
		}
	}
	for _, name := range wanted {
		if !known[name] {
			return nil, rejectf(c.unknown, "Invalid value %s: it does not exist", quote(name))
		}
	}
	page, next, err := pageOf(t, in, c.filters, func(yield func(serial int, shown *S) bool) {
		for i := range c.items {
			if len(wanted) > 0 && !contains(wanted, c.name(&c.items[i])) {
				continue
			}
			if !yield(i+1, &c.items[i]) {
				return
			}
		}
	})
	if err != nil {
		return nil, err
	}
	out := new(Out)
	setList(out, page)
	setMember(out, "NextToken", next)
	return out, nil
}

// pageOf returns the requested page of a sequence, which is ordered by serial.
func pageOf[In, S any](t *tx, in *In, table filters, all func(yield func(serial int, shown *S) bool)) ([]S, *string,
	error) {
	matches, err := compile(member[[]types.Filter](in, "Filters"), table)
	if err != nil {
		return nil, nil, err
	}
	p, err := newPager(t, in)
	if err == nil {
		err = firstError(t.permit, t.dryRun)
	}
	if err != nil {
		return nil, nil, err
	}
	page, last := []S{}, 0
	var next *string
	all(func(serial int, shown *S) bool {
		if serial <= p.after || !matches(shown) {
			return true
		}
		if p.size > 0 && len(page) == p.size {
			next = aws.String(p.token(last))
			return false
		}
		page, last = append(page, clone(*shown)), serial
		return true
	})
	return page, next, nil
}
