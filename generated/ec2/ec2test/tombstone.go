package ec2test

// This file is ids of resources that were removed: what a request gets that still names one.

import "time"

// A tombstone has the id of a resource that was removed.
type tombstone struct{ meta }

var tombstones = newResource[tombstone](kind{name: "deleted", anyForm: true})

// remembered is how long EC2 tells a removed resource from one that never existed. AWS
// promises "a short interval".
const remembered = time.Hour

// bury remembers an id until a time; the zero time is for good.
func (t *tx) bury(id string, until time.Time) {
	tombstones.add(t, &tombstone{meta{ID: id, Gone: until}})
}

// buried reports whether an id was a resource of the caller's.
func (t *tx) buried(id string) bool {
	r := t.find(tombstones.kind, id)
	return r != nil && r.base().Account == t.account && t.here(r)
}
