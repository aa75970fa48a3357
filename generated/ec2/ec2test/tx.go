package ec2test

// This file implements transactions. An operation works on copies. At its end they
// are saved and replace the records, all at once. If an operation fails, it has no
// effect. Operations that only read do not hold the lock while they match filters,
// because records are immutable.

import (
	"reflect"
	"sort"
	"sync"
	"time"
)

// state has all records. mu guards it.
type state struct {
	mu     sync.RWMutex
	tables map[string]*table // by kind
	serial int               // the latest serial
	sweep  time.Time         // when the next record expires
}

func newState() *state {
	s := &state{tables: map[string]*table{}, serial: builtInSerials}
	for name := range kinds {
		s.tables[name] = newTable()
	}
	return s
}

// builtInSerials has the serials of records that every account has.
const builtInSerials = 100

// A caller is the account and the Region of a request.
type caller struct{ account, region string }

// A key identifies a record.
type key struct{ kind, id string }

// A tx is a transaction.
type tx struct {
	caller
	e         *EC2
	now       time.Time
	operation string
	dry       bool // DryRun
	permitted bool // permission and dry run are checked
	*work          // nil: the transaction only reads
}

// work has the changes of a transaction.
type work struct {
	changed map[key]record // nil: removed
	serial  int
}

// in returns the transaction for the same account in another Region.
func (t *tx) in(region string) *tx {
	other := *t
	other.region = region
	return &other
}

// find returns a record by id, of any account and Region, or nil if there is none.
func (t *tx) find(k *kind, id string) record {
	var r record
	if t.work == nil {
		t.e.state.mu.RLock()
		r = t.e.state.tables[k.name].byID[id]
		t.e.state.mu.RUnlock()
	} else if changed, ok := t.changed[key{k.name, id}]; ok {
		r = changed
	} else {
		r = t.e.state.tables[k.name].byID[id]
	}
	if r == nil && k.builtIn != nil {
		for _, b := range k.builtIn(t) {
			if b.base().ID == id {
				return b
			}
		}
	}
	if r == nil || r.base().ended(t.now) {
		return nil
	}
	return r
}

func (m *meta) ended(now time.Time) bool { return !m.Gone.IsZero() && !now.Before(m.Gone) }

// here reports whether a record is in the caller's Region.
func (t *tx) here(r record) bool { return r.base().Region == t.region }

// sees reports whether the caller can see a record.
func (t *tx) sees(k *kind, r record) bool {
	return t.here(r) && (r.base().Account == t.account || k.shared != nil && k.shared(r, t.caller))
}

// visible returns a record by id that the caller can see, or nil if there is none.
func (t *tx) visible(k *kind, id string) record {
	r := t.find(k, id)
	if r == nil && k.makeUp != nil {
		if r = k.makeUp(t, id); r != nil && t.work != nil {
			t.add(k, r) // a record that an operation uses is kept
		}
	}
	if r == nil || !t.sees(k, r) {
		return nil
	}
	return r
}

// all returns the records of a kind, of all accounts and Regions, the oldest first.
func (t *tx) all(k *kind) []record {
	if t.work == nil {
		t.e.state.mu.RLock()
		defer t.e.state.mu.RUnlock()
	}
	stored := t.e.state.tables[k.name]
	list := t.builtIn(k, stored)
	for _, r := range stored.order {
		if t.work != nil {
			if changed, ok := t.changed[key{k.name, r.base().ID}]; ok {
				r = changed
			}
		}
		if r != nil && !r.base().ended(t.now) {
			list = append(list, r)
		}
	}
	return append(list, t.added(k, stored)...)
}

// builtIn returns the unchanged records that every account has.
func (t *tx) builtIn(k *kind, stored *table) (list []record) {
	if k.builtIn == nil {
		return make([]record, 0, len(stored.order))
	}
	for _, r := range k.builtIn(t) {
		if changed := t.work != nil && t.changed[key{k.name, r.base().ID}] != nil; !changed &&
			stored.byID[r.base().ID] == nil {
			list = append(list, r)
		}
	}
	return list
}

// added returns the records that this transaction adds, the oldest first.
func (t *tx) added(k *kind, stored *table) (list []record) {
	if t.work == nil {
		return nil
	}
	for at, r := range t.changed {
		if at.kind == k.name && r != nil && stored.byID[at.id] == nil && !r.base().ended(t.now) {
			list = append(list, r)
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].base().Serial < list[j].base().Serial })
	return list
}

// change returns a copy of a record, which is committed with the transaction.
func (t *tx) change(k *kind, r record) record {
	at := key{k.name, r.base().ID}
	if t.changed[at] == nil {
		t.changed[at] = clone(r)
	}
	return t.changed[at]
}

// add adds a record. It sets its id, owner, Region, serial and time if they are
// missing.
func (t *tx) add(k *kind, r record) {
	m := r.base()
	if m.ID == "" {
		m.ID = t.newID(k)
	}
	if m.Account == "" {
		m.Account = t.account
	}
	if m.Region == "" {
		m.Region = t.region
	}
	if m.Created.IsZero() {
		m.Created = t.now
	}
	t.work.serial++
	m.Serial = t.work.serial
	t.changed[key{k.name, m.ID}] = r
}

// dropUnchanged removes copies that equal their records: an operation may get a
// copy and not change it.
func (t *tx) dropUnchanged() {
	for at, r := range t.changed {
		if old := t.e.state.tables[at.kind].byID[at.id]; r != nil && old != nil && reflect.DeepEqual(old, r) {
			delete(t.changed, at)
		}
	}
}

func (t *tx) remove(k *kind, id string) { t.changed[key{k.name, id}] = nil }

// update runs a transaction of a test, not of an operation. If it fails, it has no
// effect.
func (e *EC2) update(do func(t *tx) error) error {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	t := &tx{caller: caller{e.options.Account, e.options.Region}, e: e, now: e.options.Now().UTC()}
	t.begin()
	if err := do(t); err != nil {
		return err
	}
	return t.commit()
}

// view returns a read-only transaction.
func (e *EC2) view() *tx {
	return &tx{caller: caller{e.options.Account, e.options.Region}, e: e, now: e.options.Now().UTC()}
}

// begin lets a transaction write. The caller holds the lock.
func (t *tx) begin() {
	t.work = &work{changed: map[key]record{}, serial: t.e.state.serial}
}

// commit saves the changes of the transaction, and then applies them. It also
// removes expired records.
func (t *tx) commit() error {
	s := t.e.state
	next := t.expire()
	if err := t.e.save(t.changed); err != nil {
		return err
	}
	s.serial, s.sweep = t.work.serial, next
	for at, r := range t.changed {
		if r == nil {
			s.tables[at.kind].remove(at.id)
		} else {
			s.tables[at.kind].put(r)
		}
	}
	return nil
}

// expire removes expired records, and returns when the next one expires.
func (t *tx) expire() (next time.Time) {
	soonest := func(m *meta) {
		if !m.Gone.IsZero() && (next.IsZero() || m.Gone.Before(next)) {
			next = m.Gone
		}
	}
	if next = t.e.state.sweep; !next.IsZero() && !t.now.Before(next) {
		next = time.Time{}
		for name, table := range t.e.state.tables {
			for _, r := range table.order {
				if at := (key{name, r.base().ID}); !r.base().ended(t.now) {
					soonest(r.base())
				} else if _, changed := t.changed[at]; !changed {
					t.changed[at] = nil
				}
			}
		}
	}
	for _, r := range t.changed {
		if r != nil {
			soonest(r.base())
		}
	}
	return next
}
