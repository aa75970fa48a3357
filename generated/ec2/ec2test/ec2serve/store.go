package main

// This file keeps the state in a file, in bbolt's format: one transaction per request,
// on disk before the request gets its response.
//
// Each record has a checksum, and the file has the number and the sum of all records:
// bbolt itself checks nothing but its two meta pages. A file whose records do not match
// is rejected. A file that matches is copied to a new one, which replaces it: bbolt's
// other data (branches, free pages) has no checksum, and with a corrupt list of free
// pages bbolt would overwrite records later.

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// A boltStore is an ec2test.Store.
type boltStore struct {
	file   string
	db     *bbolt.DB
	old    *bbolt.DB             // the file that db was copied from; its lock stays, so that no other process opens it
	broken atomic.Pointer[error] // the first error of the store; nothing is written after it
}

// The buckets of the file. Their names identify the program and the format.
var (
	recordsBucket = []byte("ec2serve 2")
	totalsBucket  = []byte("ec2serve 2 totals")
	oldBucket     = []byte("ec2gen serve 1") // without checksums
	totalsKey     = []byte("totals")
)

// openStore opens or creates the file.
func openStore(file string) (store *boltStore, err error) {
	err = guarded(file, func() (err error) {
		store, err = openFile(file)
		return err
	})
	if err != nil {
		return nil, err
	}
	return store, nil
}

// guarded calls bbolt, which panics at invalid pages and faults at pages that a
// truncated file no longer has, and returns those failures as errors.
func guarded(file string, do func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = corrupt(file, r)
		}
	}()
	return do()
}

func corrupt(file string, what any) error {
	return fmt.Errorf("%s: corrupt file: %v; restore it, or name another file", file, what)
}

func notOurs(file string) error {
	return fmt.Errorf("%s: not a file of ec2serve, or a corrupt one; restore it, or name another file", file)
}

func openFile(file string) (*boltStore, error) {
	if err := checkMetaPages(file); err != nil {
		return nil, err
	}
	db, err := openBolt(file)
	if err != nil {
		return nil, err
	}
	empty, err := isEmpty(file, db)
	switch {
	case err != nil:
		return nil, errors.Join(err, db.Close())
	case empty:
		return &boltStore{file: file, db: db}, create(db)
	}
	fresh, err := replace(file, db)
	if err != nil {
		return nil, err // db stays open: closing may wait for what is corrupt
	}
	return &boltStore{file: file, db: fresh, old: db}, nil
}

// openBolt opens a database and locks it. The path must still name the locked file:
// another process may have replaced it meanwhile.
func openBolt(file string) (*bbolt.DB, error) {
	var opened *os.File
	open := func(name string, flag int, perm os.FileMode) (_ *os.File, err error) {
		opened, err = os.OpenFile(name, flag, perm)
		return opened, err
	}
	db, err := bbolt.Open(file, 0o600, &bbolt.Options{Timeout: time.Second, OpenFile: open})
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, fmt.Errorf("%s: another process has it open; stop that one, or name another file", file)
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum),
		errors.Is(err, bolterrors.ErrVersionMismatch):
		return nil, notOurs(file)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	locked, err := opened.Stat()
	if err == nil {
		var now os.FileInfo
		if now, err = os.Stat(file); err == nil && !os.SameFile(locked, now) {
			err = errors.New("another process has just replaced it; try again")
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, errors.Join(err, db.Close()))
	}
	return db, nil
}

// isEmpty reports whether a database is new. If another program wrote it, that is
// an error.
func isEmpty(file string, db *bbolt.DB) (empty bool, err error) {
	err = db.View(func(tx *bbolt.Tx) error {
		switch name, _ := tx.Cursor().First(); {
		case name == nil:
			empty = true
		case tx.Bucket(oldBucket) != nil:
			return fmt.Errorf("%s: a file of ec2gen serve, which had no checksums; name another file", file)
		case tx.Bucket(recordsBucket) == nil || tx.Bucket(totalsBucket) == nil:
			return fmt.Errorf("%s: a database of another program (it has %q), or a corrupt file; name another file", file, name)
		}
		return nil
	})
	return empty, err
}

// create makes the buckets of a new file.
func create(db *bbolt.DB) error {
	return db.Update(func(tx *bbolt.Tx) error {
		if _, err := tx.CreateBucket(recordsBucket); err != nil {
			return err
		}
		b, err := tx.CreateBucket(totalsBucket)
		if err != nil {
			return err
		}
		return b.Put(totalsKey, totals{}.encode())
	})
}

// replace verifies the records of a locked file, and copies them to a new file that
// replaces it.
func replace(file string, db *bbolt.DB) (*bbolt.DB, error) {
	next := file + ".new"
	if err := os.Remove(next); err != nil && !errors.Is(err, os.ErrNotExist) { // of a process that was killed here
		return nil, err
	}
	fresh, err := bbolt.Open(next, 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", next, err)
	}
	err = create(fresh)
	if err == nil {
		err = copyRecords(file, db, fresh)
	}
	if err == nil {
		err = os.Rename(next, file)
	}
	if err == nil {
		err = syncDirectory(filepath.Dir(file))
	}
	if err != nil {
		return nil, errors.Join(err, fresh.Close(), os.Remove(next))
	}
	return fresh, nil
}

func copyRecords(file string, from, to *bbolt.DB) error {
	return to.Update(func(tx *bbolt.Tx) error {
		changes := map[string][]byte{}
		err := readRecords(file, from, func(key string, value []byte) error {
			changes[key] = append([]byte{}, value...)
			return nil
		})
		if err != nil {
			return err
		}
		return apply(tx, changes)
	})
}

func syncDirectory(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// close closes the file. All requests have been written before. A store that has
// failed stays open until the process exits, because closing may block.
func (s *boltStore) close() {
	if s.broken.Load() != nil {
		return
	}
	_ = s.db.Close()
	if s.old != nil {
		_ = s.old.Close()
	}
}

// Load calls f for every record, and fails if one is corrupt or missing.
func (s *boltStore) Load(f func(key string, value []byte) error) error {
	return guarded(s.file, func() error { return readRecords(s.file, s.db, f) })
}

func readRecords(file string, db *bbolt.DB, f func(key string, value []byte) error) error {
	return db.View(func(tx *bbolt.Tx) error {
		var found totals
		err := tx.Bucket(recordsBucket).ForEach(func(k, v []byte) error {
			if len(v) < sumSize || checksum(k, v[sumSize:]) != binary.BigEndian.Uint64(v) {
				return corrupt(file, fmt.Sprintf("the record %.80q does not match its checksum", k))
			}
			found.add(binary.BigEndian.Uint64(v))
			if err := f(string(k), v[sumSize:]); err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
			return nil
		})
		if err != nil {
			return err
		}
		if want, err := readTotals(tx); err != nil || want != found {
			return corrupt(file, fmt.Sprintf("it has %d records, and they are not the %d that were written",
				found.records, want.records))
		}
		return nil
	})
}

// Apply writes records, and deletes those whose value is nil. After the first
// failure it rejects everything, because the state of the file is unknown.
func (s *boltStore) Apply(changes map[string][]byte) error {
	if err := s.broken.Load(); err != nil {
		return *err
	}
	failed := true
	err := guarded(s.file, func() error {
		err := s.db.Update(func(tx *bbolt.Tx) error { return apply(tx, changes) })
		failed = false // Update returned, and has undone the transaction if there is an error
		return err
	})
	if failed {
		s.broken.Store(&err)
	}
	return err
}

func apply(tx *bbolt.Tx, changes map[string][]byte) error {
	all, err := readTotals(tx)
	if err != nil {
		return err
	}
	b := tx.Bucket(recordsBucket)
	for key, value := range changes {
		k := []byte(key)
		if old := b.Get(k); len(old) >= sumSize {
			all.remove(binary.BigEndian.Uint64(old))
		}
		if value == nil {
			err = b.Delete(k)
		} else {
			sum := checksum(k, value)
			all.add(sum)
			err = b.Put(k, append(binary.BigEndian.AppendUint64(nil, sum), value...))
		}
		if err != nil {
			return err
		}
	}
	return tx.Bucket(totalsBucket).Put(totalsKey, all.encode())
}
