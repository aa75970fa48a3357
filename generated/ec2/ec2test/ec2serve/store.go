package main

// This file keeps the state of ec2serve in a file, in bbolt's format: one
// transaction a request, on disk before the request is answered.

import (
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// A boltStore is an ec2test.Store.
type boltStore struct{ db *bbolt.DB }

// recordsBucket holds all records. Its name says whose file it is.
var recordsBucket = []byte("ec2gen serve 1")

// openStore opens or makes the file.
func openStore(file string) (store *boltStore, err error) {
	damage := unlessDamaged(file, func() error {
		store, err = openBolt(file)
		return nil
	})
	return store, errors.Join(damage, err)
}

// unlessDamaged reads a file of bbolt's, which panics at pages that are not what
// they should be, and faults at those that a shorter file no longer has.
func unlessDamaged(file string, read func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: damaged: %v; restore it, or name another file", file, r)
		}
	}()
	return read()
}

func openBolt(file string) (*boltStore, error) {
	db, err := bbolt.Open(file, 0o600, &bbolt.Options{Timeout: time.Second})
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, fmt.Errorf("%s: another process has it open; stop that one, or name another file", file)
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
		return nil, fmt.Errorf("%s: not a file of ec2serve, or a damaged one: %w; name another file", file, err)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		if tx.Bucket(recordsBucket) == nil {
			if name, _ := tx.Cursor().First(); name != nil {
				return fmt.Errorf("%s: a database of another program (it has %q); name another file", file, name)
			}
		}
		_, err := tx.CreateBucketIfNotExists(recordsBucket)
		return err
	})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &boltStore{db}, nil
}

func (s *boltStore) Load(f func(key string, value []byte) error) error {
	return s.db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket(recordsBucket).ForEach(func(k, v []byte) error { return f(string(k), v) })
	})
}

func (s *boltStore) Apply(changes map[string][]byte) error {
	return s.db.Update(func(tx *bbolt.Tx) error {
		b := tx.Bucket(recordsBucket)
		for key, value := range changes {
			var err error
			if value == nil {
				err = b.Delete([]byte(key))
			} else {
				err = b.Put([]byte(key), value)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}
