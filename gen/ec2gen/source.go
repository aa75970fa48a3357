package main

// This file reads the models that changes compares: a path, or a path at a
// revision of a git repository.

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
	"github.com/ec2gen/ec2gen/spec/changes"
	"github.com/ec2gen/ec2gen/spec/source"
)

// A namedModel is a model with the names that reports use for it and its files.
type namedModel struct {
	label string
	model *spec.Model
	kept  *spec.Model      // the operations asked for; nil: all of model
	aws   *awsmodel.Source // of AWS's own files; nil for YAML
	// Positions in path and next to it are shown as in shown: reports do not
	// carry the paths of the machine they were made on.
	path, shown string
}

// input is what is compared: the model, or what was asked for of it, with what
// AWS's file says beyond it.
func (s *namedModel) input() changes.Input {
	in := changes.Input{Model: s.model}
	if s.kept != nil {
		in.Model = s.kept
	}
	if s.aws != nil {
		in.NoPaginators, in.NoWaiters = !s.aws.Paginators, !s.aws.Waiters
	}
	return in
}

// unmodeled is what AWS's file says and the model cannot express.
func (s *namedModel) unmodeled() (list []changes.Unmodeled) {
	for _, r := range s.aws.Reports {
		if r.Key != "" {
			list = append(list, changes.Unmodeled{Operation: r.Operation, Shape: r.Shape, Member: r.Member,
				Key: r.Key, Value: r.Value, Want: r.Want, Pos: r.Pos})
		}
	}
	return list
}

// compare reports what changed between two sources. What the model cannot
// express is compared if both are AWS's files of one form.
func compare(old, now *namedModel) *changes.Report {
	a, b := old.input(), now.input()
	if old.aws != nil && now.aws != nil && old.aws.Form == now.aws.Form {
		a.Unmodeled, b.Unmodeled = old.unmodeled(), now.unmodeled()
	}
	return changes.CompareInputs(a, b)
}

// place is a position as reports show it.
func (s *namedModel) place(p spec.Pos) spec.Pos {
	file, root := filepath.ToSlash(p.File), filepath.ToSlash(s.path)
	if s.path == "" {
		return p
	}
	if rest, ok := strings.CutPrefix(file, root); ok && (rest == "" || rest[0] == '/') {
		p.File = s.shown + rest
	} else if path.Dir(file) == path.Dir(root) {
		p.File = path.Join(path.Dir(s.shown), path.Base(file))
	}
	return p
}

const gitPrefix = "git:"

// An argument names a model: PATH, git:REV:PATH, or either with a label,
// LABEL=PATH. An empty path is the built-in model.
type argument struct {
	label, where string
	shown        string // what reports call where
}

const builtIn = "the built-in model"

// parseArguments are the models that arguments name. A single argument is compared with
// the old model; if that is empty, with the built-in one.
func parseArguments(old string, args []string) (list []argument) {
	var paths []string
	if len(args) == 1 && (old == "" || old == args[0]) {
		list = append(list, argument{label: builtIn})
	} else if len(args) == 1 {
		args = []string{old, args[0]}
	}
	for _, arg := range args {
		a := argument{where: arg}
		if before, after, ok := strings.Cut(arg, "="); ok && before != "" && after != "" && !exists(arg) {
			a = argument{label: before, where: after}
		}
		list, paths = append(list, a), append(paths, a.where)
	}
	for i := range list {
		list[i].shown = shownPath(list[i].where, paths)
		list[i].label = cmp.Or(list[i].label, list[i].shown)
	}
	return list
}

func (a argument) read() (*namedModel, error) {
	if strings.HasPrefix(a.where, gitPrefix) {
		return readGit(a.label, a.where)
	}
	s := &namedModel{label: a.label, shown: a.shown}
	if a.where != "" {
		s.path = filepath.Clean(a.where)
	}
	return s, s.load(a.where)
}

// load reads the model at a path, with AWS's documentation, whose changes count.
func (s *namedModel) load(where string) (err error) {
	file, aws, err := source.Find(where)
	switch {
	case err != nil:
		return err
	case aws:
		if s.aws, err = awsmodel.ReadSource(file, awsmodel.Options{Docs: true}); err == nil {
			s.model = s.aws.Model
		}
		return err
	}
	r, err := source.Load(source.Options{Model: where, Bare: true})
	if err == nil {
		s.model = r.Model
	}
	return err
}

// shownPath is what reports call a path. A path below the working directory is
// called as it is from there. Of any other, as many last elements are shown as
// tell it from the rest: what is above them is the machine's.
func shownPath(p string, all []string) string {
	if p == "" || strings.HasPrefix(p, gitPrefix) {
		return p
	}
	whole, err := filepath.Abs(p)
	if err != nil {
		return filepath.Base(p)
	}
	if here, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(here, whole); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
	}
	parts := strings.Split(strings.Trim(filepath.ToSlash(whole), "/"), "/")
	for n := 1; n < len(parts); n++ {
		tail := strings.Join(parts[len(parts)-n:], "/")
		if !slices.ContainsFunc(all, func(o string) bool {
			other, err := filepath.Abs(o)
			return err == nil && other != whole && strings.HasSuffix(filepath.ToSlash(other), "/"+tail)
		}) {
			return tail
		}
	}
	return path.Join(parts...)
}

// readGit reads a model as it is at a revision. Its files are laid out in a
// temporary directory: the work tree stays as it is.
func readGit(label, where string) (*namedModel, error) {
	rev, name, ok := strings.Cut(strings.TrimPrefix(where, gitPrefix), ":")
	if !ok || rev == "" || name == "" {
		return nil, fmt.Errorf("%s: write git:REV:PATH, for example git:HEAD~1:spec/model; PATH is from the top of the "+
			"repository, or from here as ./PATH", where)
	}
	kind, err := git("cat-file", "-t", rev+":"+name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", where, err)
	}
	dir, err := os.MkdirTemp("", "ec2gen-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	s := &namedModel{label: label, path: dir, shown: strings.TrimSuffix(where, "/")}
	folder := strings.TrimSuffix(name, "/")
	if strings.TrimSpace(string(kind)) != "tree" {
		// The files next to AWS's model, such as its waiters, are part of it.
		folder, s.path = path.Dir(name), filepath.Join(dir, path.Base(name))
	}
	if err = checkout(dir, gitPrefix+rev+":"+folder, rev, folder); err == nil {
		err = s.load(s.path)
	}
	if err != nil {
		return nil, errors.New(strings.ReplaceAll(err.Error(), filepath.ToSlash(dir), gitPrefix+rev+":"+folder))
	}
	return s, nil
}

// maxGitFile bounds what is taken out of a repository; models are far smaller.
const maxGitFile = 1 << 28

// checkout writes the model files of a directory at a revision.
func checkout(dir, shown, rev, folder string) error {
	tree := rev + ":"
	if folder != "." {
		tree += folder
	}
	list, err := git("ls-tree", "-z", tree)
	if err != nil {
		return err
	}
	for _, line := range bytes.Split(list, []byte{0}) {
		meta, name, ok := strings.Cut(string(line), "\t")
		if fields := strings.Fields(meta); !ok || len(fields) != 3 || fields[1] != "blob" || !isModelFile(name) {
			continue
		} else if data, err := git("cat-file", "blob", fields[2]); err != nil {
			return err
		} else if len(data) > maxGitFile {
			return fmt.Errorf("%s/%s: too large for a model", shown, name)
		} else if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func isModelFile(name string) bool {
	base := strings.TrimSuffix(name, ".gz")
	return isYAML(base) || strings.HasSuffix(base, ".json")
}

// git runs the git program and returns what it prints.
func git(args ...string) ([]byte, error) {
	cmd := exec.Command("git", args...)
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	err := cmd.Run()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("git is required to read it; install git")
	case err != nil:
		text := strings.TrimSpace(complaint.String())
		return nil, fmt.Errorf("git: %s", strings.ReplaceAll(text, "\n", " "))
	}
	return out.Bytes(), nil
}
