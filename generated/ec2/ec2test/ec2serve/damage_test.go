package main

// This file damages files in many ways: opening them either returns the written
// records or fails with an error that names the file.

import (
	"bytes"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// number returns the value of an environment variable, or a small default.
func number(t *testing.T, name string, few int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return few
	}
	n, err := strconv.Atoi(text)
	require.NoError(t, err)
	return n
}

// sampleStore writes a file in some hundred transactions that add, replace and delete
// records, and returns the records.
func sampleStore(t *testing.T, file string) map[string]string {
	t.Helper()
	store, err := openStore(file)
	require.NoError(t, err)
	defer store.close()
	store.db.NoSync = true
	random := rand.New(rand.NewSource(1))
	records := map[string]string{}
	for n := 0; n < 150; n++ {
		changes := map[string][]byte{}
		for i := 0; i < 1+random.Intn(4); i++ {
			key := fmt.Sprintf("image/ami-%d", random.Intn(200))
			if random.Intn(4) == 0 {
				changes[key] = nil
				delete(records, key)
				continue
			}
			value := fmt.Sprintf(`{"Name":"%d-%d-%s"}`, n, i, bytes.Repeat([]byte("x"), random.Intn(1500)))
			changes[key], records[key] = []byte(value), value
		}
		require.NoError(t, store.Apply(changes))
	}
	return records
}

// recordsOf opens a file and returns its records.
func recordsOf(file string) (*boltStore, map[string]string, error) {
	store, err := openStore(file)
	if err != nil {
		return nil, nil, err
	}
	records := map[string]string{}
	err = store.Load(func(key string, value []byte) error {
		records[key] = string(value)
		return nil
	})
	return store, records, err
}

// damage changes a copy of data like broken disks and people.
func damage(random *rand.Rand, data []byte) ([]byte, string) {
	data = bytes.Clone(data)
	block := func() []byte {
		at := 512 * random.Intn(len(data)/512)
		return data[at : at+512]
	}
	switch kind := random.Intn(10); kind {
	case 0:
		n := random.Intn(len(data))
		return data[:n], fmt.Sprintf("the first %d bytes", n)
	case 1:
		clear(block())
		return data, "a block of zeros"
	case 2:
		copy(block(), block())
		return data, "a block from elsewhere"
	case 3:
		at := 4096 * random.Intn(len(data)/4096)
		copy(data[at:at+4096], data[4096*random.Intn(len(data)/4096):])
		return data, "a page from elsewhere"
	default:
		n := 1 + random.Intn(64)
		for range n {
			data[random.Intn(len(data))] ^= 1 << random.Intn(8)
		}
		return data, fmt.Sprintf("%d flipped bits", n)
	}
}

func TestDamagedFiles(t *testing.T) {
	dir := t.TempDir()
	original := filepath.Join(dir, "original")
	want := sampleStore(t, original)
	whole, err := os.ReadFile(original)
	require.NoError(t, err)
	random := rand.New(rand.NewSource(2))
	rejected, damages := 0, number(t, "EC2GEN_DAMAGES", 200)
	for n := 0; n < damages; n++ {
		data, how := damage(random, whole)
		file := filepath.Join(dir, fmt.Sprint("damaged-", n))
		require.NoError(t, os.WriteFile(file, data, 0o600))
		store, got, err := recordsOf(file)
		if err != nil {
			rejected++
			require.ErrorContains(t, err, file, how)
			kept, readErr := os.ReadFile(file)
			require.NoError(t, readErr)
			require.True(t, bytes.Equal(data, kept), "%s: a rejected file was changed", how)
		} else if len(data) == 0 {
			require.Empty(t, got, "an empty file is a new one")
		} else {
			require.Equal(t, want, got, how)
			require.NoError(t, store.Apply(map[string][]byte{"image/new": []byte("{}")}), how)
			store.close()
			_, got, err = recordsOf(file)
			require.NoError(t, err, how)
			require.Len(t, got, len(want)+1, how)
		}
		require.NoError(t, os.Remove(file))
	}
	assert.Greater(t, rejected, damages/2)
	assert.Less(t, rejected, damages, "no damage was harmless")
	t.Logf("%d of %d damaged files are rejected, the others are as written", rejected, damages)
}

// TestDamageWhileOpen damages the file of a running process. Requests then fail
// with an error that names the file, from then on, and not with a panic.
func TestDamageWhileOpen(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state")
	sampleStore(t, file)
	store, _, err := recordsOf(file)
	require.NoError(t, err)
	require.NoError(t, os.Truncate(file, 8192))
	err = store.Apply(map[string][]byte{"image/ami-1": []byte("{}")})
	require.ErrorContains(t, err, file)
	require.ErrorContains(t, err, "corrupt file")
	assert.Equal(t, err, store.Apply(map[string][]byte{"image/ami-2": []byte("{}")}))
	assert.ErrorContains(t, store.Load(func(string, []byte) error { return nil }), file)
}

// TestInterruptedStart starts with a file that a killed start has left.
func TestInterruptedStart(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state")
	want := sampleStore(t, file)
	require.NoError(t, os.WriteFile(file+".new", []byte("half"), 0o600))
	store, got, err := recordsOf(file)
	require.NoError(t, err)
	assert.Equal(t, want, got)
	assert.NoFileExists(t, file+".new")
	_, err = openStore(file)
	assert.ErrorContains(t, err, "another process has it open")
	store.close()
}
