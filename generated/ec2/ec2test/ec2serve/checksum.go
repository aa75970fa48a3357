package main

// This file detects corrupt files, by checksums of records, totals of all records,
// and both of bbolt's meta pages.

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash/fnv"
	"io"
	"os"

	"go.etcd.io/bbolt"
)

// sumSize is the length of a checksum, which precedes a record's value.
const sumSize = 8

// checksum returns a checksum of a record's key and value. It has 64 bits, so that
// a corrupt record does not match by chance.
func checksum(key, value []byte) uint64 {
	h := sha256.New()
	_ = binary.Write(h, binary.BigEndian, uint64(len(key)))
	h.Write(key)
	h.Write(value)
	return binary.BigEndian.Uint64(h.Sum(nil))
}

// totals has the number of records and the exclusive or of their checksums. They
// detect a missing record, and an older version of a record.
type totals struct{ records, sum uint64 }

func (t *totals) add(sum uint64)    { t.records, t.sum = t.records+1, t.sum^sum }
func (t *totals) remove(sum uint64) { t.records, t.sum = t.records-1, t.sum^sum }

func (t totals) encode() []byte {
	data := binary.BigEndian.AppendUint64(nil, t.records)
	data = binary.BigEndian.AppendUint64(data, t.sum)
	return binary.BigEndian.AppendUint64(data, checksum(totalsKey, data))
}

func readTotals(tx *bbolt.Tx) (t totals, err error) {
	data := tx.Bucket(totalsBucket).Get(totalsKey)
	if len(data) != 24 || checksum(totalsKey, data[:16]) != binary.BigEndian.Uint64(data[16:]) {
		return t, errors.New("corrupt totals")
	}
	return totals{binary.BigEndian.Uint64(data), binary.BigEndian.Uint64(data[8:])}, nil
}

// The layout of a bbolt file's first two pages, whose form 2 has not changed since 2014:
// a page header, and then a meta record: magic, version, page size, flags, root bucket
// (page and sequence), page of the free list, number of pages, transaction, checksum.
const (
	metaAt       = 16
	metaPageSize = metaAt + 8
	metaPages    = metaAt + 40
	metaSum      = metaAt + 56
	metaEnd      = metaSum + 8
)

// checkMetaPages rejects a file with a corrupt meta page, and a file that is too
// short. If the newer meta page is corrupt, bbolt continues with the older one and
// so loses the last transaction. A crash does not cause that, because bbolt writes
// a meta page in one sector.
func checkMetaPages(file string) error {
	f, err := os.Open(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return err
	}
	first := make([]byte, metaEnd)
	if _, err := io.ReadFull(f, first); err != nil || !metaIsValid(first) {
		return notOurs(file)
	}
	size := int64(binary.NativeEndian.Uint32(first[metaPageSize:]))
	second := make([]byte, metaEnd)
	if _, err := f.ReadAt(second, size); err != nil || !metaIsValid(second) {
		return notOurs(file)
	}
	pages := max(binary.NativeEndian.Uint64(first[metaPages:]), binary.NativeEndian.Uint64(second[metaPages:]))
	if info.Size() < int64(pages)*size {
		return corrupt(file, "its end is missing")
	}
	return nil
}

func metaIsValid(page []byte) bool {
	h := fnv.New64a()
	h.Write(page[metaAt:metaSum])
	return h.Sum64() == binary.NativeEndian.Uint64(page[metaSum:])
}
