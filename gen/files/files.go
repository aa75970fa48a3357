// Package files is the only package that accesses the disk: it compares a set of
// files with a directory, and shows or writes the difference. Both use one value,
// Changes, so that `diff` and `gen` always agree.
//
// The contract, for every command that writes:
//
//   - A file that ec2gen did not write is never overwritten, and nothing is written
//     through a symbolic link below the output directory. Our files have the
//     marker in its first lines, or is listed in the record (record.go).
//   - All changes are made or none (apply.go). A process that is killed leaves a
//     directory that the next run completes, without remaining temporary files.
//   - A hand-written file that we change on request, such as go.mod, keeps its mode,
//     line ends and symbolic link (edit.go).
package files

// This file compares files with a directory.

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

// A File is one of our files: a slash-separated name below the output directory,
// and its content.
type File struct {
	Name string
	Data []byte

	// Two other ways to recognize a file that cannot have the marker, instead of
	// the record: Sign is a unique beginning; VouchedBy is another file of the set,
	// and if that is ours, so is this one.
	Sign, VouchedBy string
}

// Changes has the changes of writing a set of files to a directory.
type Changes struct {
	Dir       string
	Written   []Change // files that are new or differ, by name
	Removed   []Change // files of ours that the set no longer has, by name
	Unchanged int      // number of equal files
	Notes     []string // for people: files that are not changed, with the reason

	record recordTexts
}

// A Change is one file, before and after.
type Change struct {
	Name     string // slash-separated, below Dir
	Old, New []byte // nil: absent
}

// Compare finds the changes of writing files to dir, without making them. Other
// files in the record are removed. A file that is not ours is an error; all such
// files are reported.
//
// Our files have the marker. A file in a format without comments, such as JSON, is
// ours if the record lists it with the checksum of its content.
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

// ComparePart is like Compare, for files in a directory with files of others: there
// is no record, and nothing is removed.
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

// all returns the changes in the order in which they are shown.
func (c *Changes) all() []Change {
	list := append(append([]Change{}, c.Written...), c.Removed...)
	if r := c.record; !bytes.Equal(r.before, r.after) {
		list = append(list, Change{Name: recordName, Old: r.before, New: r.after})
	}
	return list
}

func (c *Changes) path(name string) string { return filepath.Join(c.Dir, filepath.FromSlash(name)) }

// findStale finds our files that the set no longer has. Without a record, because
// it was lost or an earlier version wrote the files, these are the files with the
// marker in the directories of the set.
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

// marked returns the files with the marker in the directories of a set.
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
