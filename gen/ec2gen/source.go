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
	kept  *spec.Model      // the selected operations; nil: all of model
	aws   *awsmodel.Source // of AWS's own files; nil for YAML
	// Positions in path and its directory are shown relative to shown, so that
	// reports do not contain paths of the machine.
	path, shown string
}

// input returns the model or its selected operations, with the parts of AWS's file
// that it cannot express.
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

// unmodeled returns the parts of AWS's file that the model cannot express.
func (s *namedModel) unmodeled() (list []changes.Unmodeled) {
	for _, r := range s.aws.Reports {
		if r.Key != "" {
			list = append(list, changes.Unmodeled{Operation: r.Operation, Shape: r.Shape, Member: r.Member,
				Key: r.Key, Value: r.Value, Want: r.Want, Pos: r.Pos})
		}
	}
	return list
}

// compare reports the changes between two sources. If both are AWS's files of the
// same form, it also compares the parts that the model cannot express.
func compare(old, now *namedModel) *changes.Report {
	a, b := old.input(), now.input()
	if old.aws != nil && now.aws != nil && old.aws.Form == now.aws.Form {
		a.Unmodeled, b.Unmodeled = old.unmodeled(), now.unmodeled()
	}
	return changes.CompareInputs(a, b)
}

// position returns a position for reports.
func (s *namedModel) position(p spec.Pos) spec.Pos {
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
	shown        string // the name of where in reports
}

const builtIn = "the built-in model"

// parseArguments returns the models of arguments. A single argument is compared
// with the old model or, if that is empty, with the built-in one.
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

// load reads the model at a path with AWS's documentation, to compare it, too.
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

// shownPath returns a path for reports. A path below the working directory is
// relative to it. Of any other path, it shows as many last elements as distinguish
// it from the other paths.
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

// readGit reads a model at a revision. It writes its files to a temporary
// directory, and does not change the work tree.
func readGit(label, where string) (*namedModel, error) {
	rev, name, ok := strings.Cut(strings.TrimPrefix(where, gitPrefix), ":")
	if !ok || rev == "" || name == "" {
		return nil, fmt.Errorf("%s: write git:REV:PATH, for example git:HEAD~1:spec/model; PATH is relative to "+
			"the root of the repository, or to the working directory if it begins with ./", where)
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
	modelDir := strings.TrimSuffix(name, "/")
	if strings.TrimSpace(string(kind)) != "tree" {
		// The files next to AWS's model, such as waiters, are part of it.
		modelDir, s.path = path.Dir(name), filepath.Join(dir, path.Base(name))
	}
	if err = checkout(dir, gitPrefix+rev+":"+modelDir, rev, modelDir); err == nil {
		err = s.load(s.path)
	}
	if err != nil {
		return nil, errors.New(strings.ReplaceAll(err.Error(), filepath.ToSlash(dir), gitPrefix+rev+":"+modelDir))
	}
	return s, nil
}

// maxGitFile is the maximum size of a file from a repository; models are far
// smaller.
const maxGitFile = 1 << 28

// checkout writes the model files of a directory at a revision.
func checkout(dir, shown, rev, modelDir string) error {
	tree := rev + ":"
	if modelDir != "." {
		tree += modelDir
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

// git runs the git program and returns its output.
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
