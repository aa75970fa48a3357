package ec2test

// This file defines kinds of resources: data about all resources of a kind, and the
// functions that find, add and change their records.

import (
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// A kind has what all resources of one kind have in common.
type kind struct {
	name      string             // in the keys of the store: "image"
	noun      string             // in messages: "image"; "": the name
	prefix    string             // of ids: "ami"
	resource  types.ResourceType // of tags; "": cannot be tagged
	malformed string             // the code for an id of the wrong form
	notFound  string             // the code for an unknown id
	removed   string             // the code for the id of a recently removed resource; "": notFound
	members   []string           // the members of requests that have such ids
	anyForm   bool               // ids are names, which can have any form

	fresh   func() record                 // an empty record
	shared  func(r record, c caller) bool // whether another account sees it; nil: never
	makeUp  func(t *tx, id string) record // makes a record that replaces a missing one; nil: none
	builtIn func(t *tx) []record          // what each account has in each Region; nil: nothing
}

// A guarded record may be in use. The error is the reason why it cannot be removed.
type guarded interface{ inUse(t *tx) error }

// kinds has all kinds, by name.
var kinds = map[string]*kind{}

// A resource is a kind with the type of its records.
type resource[R any] struct{ *kind }

// newResource registers a kind of resource.
func newResource[R any](k kind) resource[R] {
	k.fresh = func() record { return any(new(R)).(record) }
	if k.noun == "" {
		k.noun = k.name
	}
	kinds[k.name] = &k
	return resource[R]{&k}
}

// missing returns the error for unknown ids.
func (k *kind) missing(ids ...string) error {
	return reject(k.notFound, fmt.Sprintf("The %s %s does not exist", k.noun, strings.Join(ids, ", ")))
}

// get returns the record with an id that the caller can see.
func (k resource[R]) get(t *tx, id *string) (*R, error) {
	r := t.visible(k.kind, aws.ToString(id))
	if r == nil && k.kind.removed != "" && t.buried(aws.ToString(id)) {
		return nil, rejectf(k.kind.removed, "The %s ID '[%s]' is no longer available", k.noun, *id)
	}
	if r == nil {
		return nil, k.missing(aws.ToString(id))
	}
	return any(r).(*R), nil
}

// owned returns the record with an id that the caller owns.
func (k resource[R]) owned(t *tx, id *string) (*R, error) {
	r, err := k.get(t, id)
	if err == nil && any(r).(record).base().Account != t.account {
		return nil, &rejection{Code: "AuthFailure", Message: fmt.Sprintf("Not authorized for %s:%s", k.noun, *id),
			Status: 401}
	}
	return r, err
}

// change returns a copy of the record with an id that the caller owns. Changes of
// the copy are committed with the operation.
func (k resource[R]) change(t *tx, id *string) (*R, error) {
	r, err := k.owned(t, id)
	if err != nil {
		return nil, err
	}
	return any(t.change(k.kind, any(r).(record))).(*R), nil
}

// add adds a record to the caller's account and Region. A missing id gets a new one.
func (k resource[R]) add(t *tx, r *R) *R {
	t.add(k.kind, any(r).(record))
	return r
}

// remove removes the record with an id that the caller owns, unless it is in use.
func (k resource[R]) remove(t *tx, id *string) error {
	r, err := k.change(t, id)
	if err != nil {
		return err
	}
	if g, ok := any(r).(guarded); ok {
		if err := g.inUse(t); err != nil {
			return err
		}
	}
	t.remove(k.kind, *id)
	if k.kind.removed != "" {
		t.bury(*id, t.now.Add(remembered))
	}
	return nil
}

// all returns the records that the caller can see, the oldest first.
func (k resource[R]) all(t *tx) (list []*R) {
	for _, r := range t.all(k.kind) {
		if t.sees(k.kind, r) {
			list = append(list, any(r).(*R))
		}
	}
	return list
}

// own returns the records of the caller's account, the oldest first.
func (k resource[R]) own(t *tx) (list []*R) {
	for _, r := range t.all(k.kind) {
		if r.base().Account == t.account && t.here(r) {
			list = append(list, any(r).(*R))
		}
	}
	return list
}
