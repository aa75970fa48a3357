package ec2test

// This file is how the state outlives the process: what a request changed is
// given to a store before the request is answered.

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/ec2gen/ec2gen/generated/ec2/types"
	"github.com/ec2gen/ec2gen/runtime/ec2http"
)

// A Store keeps records by key. Keys and values mean something to this package
// only. Its methods are called by one goroutine at a time.
type Store interface {
	// Load calls f for every record.
	Load(f func(key string, value []byte) error) error
	// Apply writes records, and removes those whose value is nil: all of them, or
	// none. When it returns nil they outlive the process, however it ends.
	Apply(changes map[string][]byte) error
}

// The kinds of records, which are what keys begin with.
const (
	imageKey    = "image/"
	snapshotKey = "snapshot/"
	taskKey     = "task/"
	tokenKey    = "token/"
)

// The records. Fields may be added; a file of an older version is read by a newer one.
type (
	imageRecord struct {
		Image           types.Image
		UefiData        *string                  `json:",omitempty"`
		Permissions     []types.LaunchPermission `json:",omitempty"`
		BillingProducts []string                 `json:",omitempty"`
		Created         time.Time
		Serial          int
	}
	snapshotRecord struct {
		Snapshot types.Snapshot
		Created  time.Time
		Serial   int
	}
	taskRecord struct {
		Task     types.ImportSnapshotTask
		Snapshot string
		Serial   int
	}
	tokenRecord struct{ Request, ID string }
)

// touch notes that a record changed, or is gone.
func (s *state) touch(kind, id string) {
	if s.dirty == nil {
		s.dirty = map[string]bool{}
	}
	s.dirty[kind+id] = true
}

// save gives the store what has changed. A request that is not saved is not
// acknowledged, and has not happened: the state is again what the store has.
func (e *EC2) save() error {
	if e.options.Store == nil {
		e.state.dirty = nil
		return nil
	}
	changes := map[string][]byte{}
	for key := range e.state.dirty {
		data, err := e.record(key)
		if err != nil {
			return e.unsaved(err)
		}
		changes[key] = data
	}
	if len(changes) == 0 {
		return nil
	}
	if err := e.options.Store.Apply(changes); err != nil {
		return e.unsaved(err)
	}
	e.state.dirty = nil
	return nil
}

// unsaved goes back to what the store has, and is the answer.
func (e *EC2) unsaved(err error) error {
	old := &e.state
	old.images, old.snapshots, old.tasks = map[string]*image{}, map[string]*snapshot{}, map[string]*task{}
	old.tokens, old.dirty = map[string]token{}, nil
	err = errors.Join(err, e.load())
	return &ec2http.Error{Code: "InternalError", Message: "the state cannot be saved: " + err.Error(), Status: 500}
}

// record is the record of a key, nil when the thing is gone.
func (e *EC2) record(key string) ([]byte, error) {
	kind, id, _ := strings.Cut(key, "/")
	switch kind + "/" {
	case imageKey:
		if i := e.state.images[id]; i != nil {
			return json.Marshal(imageRecord{i.Image, i.uefiData, i.permissions, i.billingProducts, i.created, i.serial})
		}
	case snapshotKey:
		if s := e.state.snapshots[id]; s != nil {
			return json.Marshal(snapshotRecord{s.Snapshot, s.created, s.serial})
		}
	case taskKey:
		if t := e.state.tasks[id]; t != nil {
			return json.Marshal(taskRecord{t.ImportSnapshotTask, t.snapshot, t.serial})
		}
	case tokenKey:
		if t, ok := e.state.tokens[id]; ok {
			return json.Marshal(tokenRecord{t.request, t.id})
		}
	}
	return nil, nil
}

// Load takes over what the store has. It is called once, before the first request.
func (e *EC2) Load() error {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	return e.load()
}

func (e *EC2) load() error {
	return e.options.Store.Load(func(key string, value []byte) error {
		kind, id, _ := strings.Cut(key, "/")
		serial, err := e.restore(kind+"/", id, value)
		if err != nil {
			return fmt.Errorf("the record %q is not one of this program's: %w", key, err)
		}
		e.state.serial = max(e.state.serial, serial)
		return nil
	})
}

// restore takes one record over.
func (e *EC2) restore(kind, id string, value []byte) (serial int, err error) {
	switch kind {
	case imageKey:
		var r imageRecord
		err = json.Unmarshal(value, &r)
		e.state.images[id] = &image{Image: r.Image, uefiData: r.UefiData, permissions: r.Permissions, billingProducts: r.BillingProducts, created: r.Created, serial: r.Serial}
		serial = r.Serial
	case snapshotKey:
		var r snapshotRecord
		err = json.Unmarshal(value, &r)
		e.state.snapshots[id] = &snapshot{r.Snapshot, r.Created, r.Serial}
		serial = r.Serial
	case taskKey:
		var r taskRecord
		err = json.Unmarshal(value, &r)
		e.state.tasks[id] = &task{r.Task, r.Snapshot, r.Serial}
		serial = r.Serial
	case tokenKey:
		var r tokenRecord
		err = json.Unmarshal(value, &r)
		e.state.tokens[id] = token{r.Request, r.ID}
	default:
		err = fmt.Errorf("unknown kind %q", kind)
	}
	return serial, err
}
