package ec2test

// This file remembers the ids of removed resources, for requests that still name
// them.

import "time"

// A tombstone has the id of a resource that was removed.
type tombstone struct{ meta }

var tombstones = newResource[tombstone](kind{name: "deleted", anyForm: true})

// remembered is how long EC2 distinguishes a removed resource from one that never
// existed. AWS documents "a short interval".
const remembered = time.Hour

// bury remembers an id until a time; the zero time means forever.
func (t *tx) bury(id string, until time.Time) {
	tombstones.add(t, &tombstone{meta{ID: id, Gone: until}})
}

// buried reports whether an id belonged to a removed resource of the caller.
func (t *tx) buried(id string) bool {
	r := t.find(tombstones.kind, id)
	return r != nil && r.base().Account == t.account && t.here(r)
}
