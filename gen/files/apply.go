package files

// This file makes changes, all or none. The steps of Apply:
//
//  1. Every new content is written to a second directory, .ec2gen.tmp below the output
//     directory. A full disk, a missing permission or an interrupt changes
//     nothing.
//  2. The record lists the files before and after.
//  3. Files are renamed into place, and those that the set no longer has are removed.
//     If a step fails, the previous ones are undone.
//  4. The record lists the files after, and the second directory is removed.
//
// A process that is killed in step 1 or 2 has changed nothing; one that is killed
// in step 3 or 4 has changed some files. In either case the next run recognizes all
// of them as ours, completes the changes, and removes the second directory.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// stagingName is the second directory; the go command ignores it.
const stagingName = ".ec2gen.tmp"

// Apply makes the changes of one directory.
func (c *Changes) Apply() error { return Apply(context.Background(), c) }

// Apply makes all changes or none. Once the first file is in place, canceling ctx
// no longer stops it: the rest takes milliseconds.
func Apply(ctx context.Context, all ...*Changes) (err error) {
	var list []*transaction
	defer func() {
		for _, t := range list {
			t.close(err != nil)
		}
	}()
	for _, c := range all {
		t, err := begin(c, list)
		if t != nil {
			list = append(list, t)
		}
		if err == nil && t != nil {
			err = t.stage(ctx)
		}
		if err != nil {
			return fmt.Errorf("nothing was changed: %w", err)
		}
	}
	for i, t := range list {
		if err := t.commit(); err != nil {
			return rollback(list[:i+1], err)
		}
	}
	for _, t := range list {
		t.removeEmptyDirs()
	}
	return nil
}

// A transaction is the state of changing one directory.
type transaction struct {
	*Changes
	root     *os.Root
	lock     *lockedfile.File // nil: another transaction for the same directory has it
	id       int
	created  []string // directories, outermost first
	applied  []Change // changes in place, to undo them
	recorded []byte   // the current text of the record
}

// Tests make renames fail, and end the process between steps.
var (
	rename = (*os.Root).Rename
	step   = func(what string) {}
)

// begin opens the directory, and waits for another process that writes to it. It
// returns nil if there is nothing to do.
func begin(c *Changes, before []*transaction) (*transaction, error) {
	if c.Empty() && !leftovers(c.Dir) {
		return nil, nil
	}
	t := &transaction{Changes: c, id: len(before), recorded: c.record.before}
	if err := t.mkdirAll(); err != nil {
		return t, err
	}
	root, err := os.OpenRoot(c.Dir)
	if err != nil {
		return t, err
	}
	t.root = root
	if slices.ContainsFunc(before, t.sameDir) {
		return t, nil
	}
	if t.lock, err = acquire(root, c.Dir); err != nil {
		return t, err
	}
	return t, t.clean()
}

// sameDir reports whether another transaction has the same directory.
func (t *transaction) sameDir(other *transaction) bool {
	one, err := t.root.Stat(".")
	two, otherErr := other.root.Stat(".")
	return err == nil && otherErr == nil && os.SameFile(one, two)
}

// leftovers reports whether a killed process left its second directory, or an
// earlier version its temporary files.
func leftovers(dir string) bool {
	entries, _ := os.ReadDir(dir)
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == stagingName || isOldTemporary(e) })
}

// isOldTemporary reports whether a file is a temporary file of an earlier version.
func isOldTemporary(e fs.DirEntry) bool {
	return e.Type().IsRegular() && strings.HasPrefix(e.Name(), ".ec2gen-") && strings.HasSuffix(e.Name(), ".tmp")
}

// mkdirAll creates the output directory, and records the new directories.
func (t *transaction) mkdirAll() error {
	for dir := filepath.Clean(t.Dir); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			break
		}
		t.created = append([]string{dir}, t.created...)
	}
	return os.MkdirAll(t.Dir, 0o777)
}

// acquire creates the second directory and locks it. The previous process may have
// removed it while this one waited: the lock is then on a removed file.
func acquire(root *os.Root, dir string) (*lockedfile.File, error) {
	name := path.Join(stagingName, "lock")
	for {
		if info, err := root.Lstat(stagingName); err == nil && !info.IsDir() {
			return nil, &foreignError{filepath.Join(dir, stagingName), "is not a directory" + remedy}
		}
		if err := root.Mkdir(stagingName, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		f, err := lockedfile.OpenFile(filepath.Join(dir, stagingName, "lock"), os.O_CREATE|os.O_RDWR, 0o666)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, err
		}
		mine, err := f.Stat()
		now, errNow := root.Stat(name)
		if err == nil && errNow == nil && os.SameFile(mine, now) {
			return f, nil
		}
		f.Close()
	}
}

// clean removes files of a killed process, and temporary files of earlier versions.
func (t *transaction) clean() error {
	err := t.removeStaged()
	dirs := map[string]bool{".": true}
	for _, ch := range t.all() {
		dirs[path.Dir(ch.Name)] = true
	}
	for dir := range dirs {
		entries, _ := fs.ReadDir(t.root.FS(), dir)
		for _, e := range entries {
			if isOldTemporary(e) {
				err = errors.Join(err, t.root.Remove(path.Join(dir, e.Name())))
			}
		}
	}
	return err
}

// stage writes each new content to the second directory, and checks that the old
// files have not changed since the comparison.
func (t *transaction) stage(ctx context.Context) error {
	for i, ch := range t.Written {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("interrupted: %w", err)
		}
		if err := t.stageFile(t.stagedName("new", i), ch); err != nil {
			return err
		}
		step("stage")
	}
	for _, ch := range append(append([]Change{}, t.Written...), t.Removed...) {
		if err := t.checkOld(ch); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// stagedName returns the name of a file in the second directory.
func (t *transaction) stagedName(kind string, i int) string {
	return path.Join(stagingName, fmt.Sprint(kind, t.id, "-", i))
}

// stageFile writes a new content under a temporary name, with the mode of the file that
// it replaces.
func (t *transaction) stageFile(name string, ch Change) error {
	f, err := t.root.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(ch.New)
	if info, statErr := t.root.Lstat(ch.Name); statErr == nil {
		err = errors.Join(err, f.Chmod(info.Mode().Perm()))
	}
	return errors.Join(err, f.Close())
}

// checkOld rejects a file that has changed since the comparison.
func (t *transaction) checkOld(ch Change) error {
	now, err := t.root.ReadFile(ch.Name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && ch.Old == nil:
		return nil
	case err == nil && ch.Old != nil && bytes.Equal(now, ch.Old):
		return nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	return fmt.Errorf("%s: changed while ec2gen was running; run it again", t.path(ch.Name))
}

// commit moves the new files into place and removes the stale ones.
func (t *transaction) commit() error {
	if err := t.writeRecord(t.record.between); err != nil {
		return err
	}
	for i, ch := range t.Written {
		if err := t.mkdir(path.Dir(ch.Name)); err != nil {
			return err
		}
		if err := rename(t.root, t.stagedName("new", i), ch.Name); err != nil {
			return err
		}
		t.applied = append(t.applied, ch)
		step("rename")
	}
	for i, ch := range t.Removed {
		if err := rename(t.root, ch.Name, t.stagedName("old", i)); err != nil {
			return err
		}
		t.applied = append(t.applied, ch)
		step("remove")
	}
	return t.writeRecord(t.record.after)
}

// writeRecord replaces the text of the record.
func (t *transaction) writeRecord(text []byte) error {
	switch {
	case bytes.Equal(t.recorded, text):
		return nil
	case text == nil:
		return t.root.Remove(recordName)
	}
	staged := path.Join(stagingName, "record")
	if err := t.stageFile(staged, Change{Name: recordName, New: text}); err != nil {
		return err
	}
	step("record")
	if err := rename(t.root, staged, recordName); err != nil {
		return err
	}
	t.recorded = text
	return nil
}

// mkdir creates a directory of the output, and records the new directories.
func (t *transaction) mkdir(dir string) error {
	if dir == "." {
		return nil
	}
	if _, err := t.root.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := t.mkdir(path.Dir(dir)); err != nil {
		return err
	}
	t.created = append(t.created, t.path(dir))
	return t.root.Mkdir(dir, 0o777)
}

// removeEmptyDirs removes directories that lost their last file. Removing a
// directory that is not empty fails, as intended.
func (t *transaction) removeEmptyDirs() {
	for _, ch := range t.Removed {
		for dir := path.Dir(ch.Name); dir != "."; dir = path.Dir(dir) {
			if t.root.Remove(dir) != nil {
				break
			}
		}
	}
}

// rollback undoes the changes in place after a failed step. Its error says exactly
// which files were changed, if any.
func rollback(list []*transaction, cause error) error {
	var changed []string
	errs := []error{cause}
	for _, t := range list {
		for i := len(t.applied) - 1; i >= 0; i-- {
			if err := t.restore(t.applied[i]); err != nil {
				errs = append(errs, err)
				changed = append(changed, t.path(t.applied[i].Name))
			}
		}
		if len(changed) == 0 {
			errs = append(errs, t.writeRecord(t.record.before))
		}
	}
	if len(changed) == 0 {
		return fmt.Errorf("nothing was changed: %w", errors.Join(errs...))
	}
	return fmt.Errorf("%d files were changed and could not be restored; run it again: %s: %w",
		len(changed), strings.Join(changed, ", "), errors.Join(errs...))
}

// restore restores a file.
func (t *transaction) restore(ch Change) error {
	switch {
	case ch.Old == nil:
		return t.root.Remove(ch.Name)
	case ch.New == nil:
		i := slices.IndexFunc(t.Removed, func(r Change) bool { return r.Name == ch.Name })
		return rename(t.root, t.stagedName("old", i), ch.Name)
	}
	staged := path.Join(stagingName, "restored")
	if err := t.stageFile(staged, Change{Name: ch.Name, New: ch.Old}); err != nil {
		return err
	}
	return rename(t.root, staged, ch.Name)
}

// close removes the second directory, and after a failure the directories that were
// created.
func (t *transaction) close(failed bool) {
	if t.lock != nil {
		t.unlock()
	}
	if t.root != nil {
		t.root.Close()
	}
	for i := len(t.created) - 1; failed && i >= 0; i-- {
		os.Remove(t.created[i]) // fails if it is not empty
	}
}

// unlock removes the second directory. Once the lock's file is removed, another
// process may create its own lock there and use the directory, so the directory is
// only removed if it is empty.
func (t *transaction) unlock() {
	t.removeStaged()
	lock := path.Join(stagingName, "lock")
	err := t.root.Remove(lock)
	t.lock.Close()
	if err != nil && runtime.GOOS == "windows" { // on which open files cannot be removed
		t.root.Remove(lock)
	}
	t.root.Remove(stagingName)
}

// removeStaged removes everything in the second directory except the lock.
func (t *transaction) removeStaged() error {
	entries, err := fs.ReadDir(t.root.FS(), stagingName)
	for _, e := range entries {
		if e.Name() != "lock" {
			err = errors.Join(err, t.root.RemoveAll(path.Join(stagingName, e.Name())))
		}
	}
	return err
}
