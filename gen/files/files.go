// Package files knows the disk, and is the only one that does: a set of files is
// compared with a directory, and the difference is shown or written. What is shown and
// what is written come from one value, Changes, so that `diff` cannot say one thing and
// `gen` do another.
//
// The contract, for every command that writes:
//
//   - A file that ec2gen did not write is never overwritten, and nothing is written
//     through a symbolic link below the output directory. What is ours carries the
//     marker in its first lines, or is listed in the record (record.go).
//   - All changes are made or none (apply.go). A process that is killed leaves a
//     directory that the next run completes, and nothing of it stays behind.
//   - A file that people wrote and asked us to change, such as go.mod, keeps its mode,
//     line ends and symbolic link (edit.go).
package files

// This file is the comparison.

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
)

// A File is one file of ours: a slash-separated name below the output directory, and
// every byte of it.
type File struct {
	Name string
	Data []byte

	// Two ways to know a file that cannot carry the marker, instead of by the record: a
	// beginning that no other file has, and the name of another file of the set, whose
	// being ours says that this one is too.
	Sign, VouchedBy string
}

// Changes is what writing a set of files to a directory would do.
type Changes struct {
	Dir       string
	Written   []Change // files that are new or differ, by name
	Removed   []Change // files of ours that the set no longer has, by name
	Unchanged int      // files that are equal already
	Notes     []string // for people: what was left alone, and why

	record recordTexts
}

// A Change is one file, before and after.
type Change struct {
	Name     string // slash-separated, below Dir
	Old, New []byte // nil: absent
}

// Compare finds what writing files to dir would change, and changes nothing. The set is
// all that is ours below dir: what the record lists besides is removed. A name that a
// file of somebody else's has is an error, all of them at once.
//
// What is ours carries the marker. A file whose form has no comments, such as JSON, is
// ours if the record lists it with the sum of what it holds.
func Compare(dir string, files []File) (*Changes, error) {
	rec, err := readRecord(dir)
	if err != nil {
		return nil, err
	}
	c, err := compare(dir, files, rec)
	if err != nil {
		return nil, err
	}
	if err := c.findStale(files, rec); err != nil {
		return nil, err
	}
	c.compareRecord(files, rec)
	return c, nil
}

// ComparePart is Compare for files that stand among those of others: there is no
// record, and nothing is removed.
func ComparePart(dir string, files []File) (*Changes, error) {
	return compare(dir, files, newRecord())
}

// compare finds the files that are written.
func compare(dir string, files []File, rec *record) (*Changes, error) {
	c := &Changes{Dir: dir}
	var errs []error
	seen := map[string]bool{}
	for _, f := range files {
		old, err := readOwn(dir, f, files, rec)
		switch {
		case err != nil:
			errs = append(errs, err)
		case seen[f.Name]:
			errs = append(errs, fmt.Errorf("%s: duplicate file name; this is a bug in ec2gen; please report it", c.path(f.Name)))
		case old != nil && bytes.Equal(old, f.Data):
			c.Unchanged++
		default:
			c.Written = append(c.Written, Change{Name: f.Name, Old: old, New: f.Data})
		}
		seen[f.Name] = true
	}
	sort.Slice(c.Written, func(i, j int) bool { return c.Written[i].Name < c.Written[j].Name })
	return c, errors.Join(errs...)
}

// Empty reports whether the directory is up to date.
func (c *Changes) Empty() bool { return len(c.all()) == 0 }

// all are the changes in the order in which they are shown.
func (c *Changes) all() []Change {
	list := append(append([]Change{}, c.Written...), c.Removed...)
	if r := c.record; !bytes.Equal(r.before, r.after) {
		list = append(list, Change{Name: recordName, Old: r.before, New: r.after})
	}
	return list
}

func (c *Changes) path(name string) string { return filepath.Join(c.Dir, filepath.FromSlash(name)) }

// findStale finds files of ours that the set no longer has. Where there is no record,
// because it was lost or an earlier version wrote the files, those are the ones that
// carry the marker in the directories that the set writes to.
func (c *Changes) findStale(files []File, rec *record) error {
	wanted := map[string]bool{recordName: true}
	for _, f := range files {
		wanted[f.Name] = true
	}
	names := rec.names()
	if !rec.found {
		var err error
		if names, err = marked(c.Dir, files); err != nil {
			return err
		}
	}
	for _, name := range names {
		if wanted[name] {
			continue
		}
		old, err := readOwn(c.Dir, File{Name: name}, nil, rec)
		var foreign *foreignError
		switch {
		case errors.As(err, &foreign):
			c.Notes = append(c.Notes, fmt.Sprintf("%s: not removed: %s", foreign.path, foreign.why))
		case err != nil:
			return err
		case old != nil:
			c.Removed = append(c.Removed, Change{Name: name, Old: old})
		}
	}
	sort.Slice(c.Removed, func(i, j int) bool { return c.Removed[i].Name < c.Removed[j].Name })
	return nil
}

// marked are the files with the marker in the directories of a set.
func marked(dir string, files []File) ([]string, error) {
	var names []string
	seen := map[string]bool{}
	for _, f := range files {
		sub := path.Dir(f.Name)
		if seen[sub] {
			continue
		}
		seen[sub] = true
		entries, err := os.ReadDir(filepath.Join(dir, filepath.FromSlash(sub)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for _, e := range entries {
			if !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") {
				continue
			}
			name := path.Join(sub, e.Name())
			data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
			if err != nil {
				return nil, err
			}
			if IsOwn(data) {
				names = append(names, name)
			}
		}
	}
	return names, nil
}
