package ec2test

// This file saves the state: the changes of a request are passed to a store before
// the response.

import (
	"encoding/json"
	"fmt"
	"strings"
)

// A Store keeps records by key. Only this package interprets keys and values. Its
// methods are called by one goroutine at a time.
type Store interface {
	// Load calls f for every record.
	Load(f func(key string, value []byte) error) error
	// Apply writes records, and removes those whose value is nil: all of them, or
	// none. When it returns nil, the records must survive a crash.
	Apply(changes map[string][]byte) error
}

// save passes the changes of a transaction to the store. If it fails, the
// transaction has no effect.
func (e *EC2) save(changed map[key]record) error {
	if e.options.Store == nil || len(changed) == 0 {
		return nil
	}
	changes := make(map[string][]byte, len(changed))
	for at, r := range changed {
		var data []byte
		if r != nil {
			var err error
			if data, err = json.Marshal(r); err != nil {
				return unsaved(err)
			}
		}
		changes[at.kind+"/"+at.id] = data
	}
	if err := e.options.Store.Apply(changes); err != nil {
		return unsaved(err)
	}
	return nil
}

func unsaved(err error) error {
	return &rejection{Code: "InternalError", Message: "the state cannot be saved: " + err.Error(), Status: 500}
}

// Load reads the state from the store. It is called once, before the first request.
func (e *EC2) Load() error {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	loaded := newState()
	err := e.options.Store.Load(func(key string, value []byte) error {
		name, id, _ := strings.Cut(key, "/")
		r, err := e.restore(name, id, value)
		if err != nil {
			return fmt.Errorf("the record %q is not one of this program's: %w", key, err)
		}
		m := r.base()
		loaded.tables[name].put(r)
		loaded.serial = max(loaded.serial, m.Serial)
		if !m.Gone.IsZero() && (loaded.sweep.IsZero() || m.Gone.Before(loaded.sweep)) {
			loaded.sweep = m.Gone
		}
		return nil
	})
	if err == nil {
		e.state.tables, e.state.serial, e.state.sweep = loaded.tables, loaded.serial, loaded.sweep
	}
	return err
}

// restore reads one record. Records of older versions have no id, owner and Region:
// there was one account in one Region.
func (e *EC2) restore(name, id string, value []byte) (record, error) {
	k := kinds[name]
	if k == nil {
		return nil, fmt.Errorf("unknown kind %q", name)
	}
	r := k.fresh()
	if err := json.Unmarshal(value, r); err != nil {
		return nil, err
	}
	m := r.base()
	if m.Account == "" {
		m.ID, m.Account, m.Region = id, e.options.Account, e.options.Region
		if old, ok := r.(*token); ok {
			old.Gone = e.options.Now() // it had no response to repeat
		}
	}
	if m.ID != id {
		return nil, fmt.Errorf("its id is %q", m.ID)
	}
	return r, nil
}
