package main

// This file reads the models that changes compares: a path, or a path at a
// revision of a git repository.

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
)

// A sourced model knows what its user called it.
type sourced struct {
	label string
	model *spec.Model
	kept  *spec.Model // the operations asked for; nil: all of model
	// Files that came out of a repository lie in dir while they are read, and
	// are called by shown in positions.
	dir, shown string
}

// compared is what is compared: the model, or what was asked for of it.
func (s *sourced) compared() *spec.Model {
	if s.kept != nil {
		return s.kept
	}
	return s.model
}

// place is a position as the user can find it.
func (s *sourced) place(p spec.Pos) spec.Pos {
	if s.dir != "" {
		if rest, ok := strings.CutPrefix(p.File, filepath.ToSlash(s.dir)); ok {
			p.File = s.shown + rest
		}
	}
	return p
}

const gitPrefix = "git:"

// readSource reads PATH, git:REV:PATH, or either with a label: LABEL=PATH.
func readSource(arg string) (*sourced, error) {
	label, where := arg, arg
	if before, after, ok := strings.Cut(arg, "="); ok && before != "" && after != "" && !exists(arg) {
		label, where = before, after
	}
	if strings.HasPrefix(where, gitPrefix) {
		return readGit(label, where)
	}
	m, err := readDocumented(where)
	return &sourced{label: label, model: m}, err
}

// readDocumented is readModel with AWS's documentation, whose changes count.
func readDocumented(path string) (*spec.Model, error) {
	if info, err := os.Stat(path); err == nil && !info.IsDir() && !isYAML(path) {
		m, _, err := awsmodel.Read(path, awsmodel.Options{Docs: true})
		return m, err
	}
	return readModel(path)
}

// readGit reads a model as it is at a revision. Its files are laid out in a
// temporary folder: the work tree stays as it is.
func readGit(label, where string) (*sourced, error) {
	rev, name, ok := strings.Cut(strings.TrimPrefix(where, gitPrefix), ":")
	if !ok || rev == "" || name == "" {
		return nil, fmt.Errorf("%s: write git:REV:PATH, for example git:HEAD~1:spec/model; PATH is from the top of the repository, or from here as ./PATH", where)
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
	s := &sourced{label: label, dir: dir, shown: gitPrefix + rev + ":" + strings.TrimSuffix(name, "/")}
	target := dir
	if strings.TrimSpace(string(kind)) == "tree" {
		err = s.checkout(rev, strings.TrimSuffix(name, "/"))
	} else {
		// The files beside AWS's model, such as its waiters, are part of it.
		s.shown = gitPrefix + rev + ":" + path.Dir(name)
		target = filepath.Join(dir, path.Base(name))
		err = s.checkout(rev, path.Dir(name))
	}
	if err == nil {
		s.model, err = readDocumented(target)
	}
	if err != nil {
		return nil, errors.New(strings.ReplaceAll(err.Error(), filepath.ToSlash(dir), s.shown))
	}
	return s, nil
}

// maxGitFile bounds what is taken out of a repository; models are far smaller.
const maxGitFile = 1 << 28

// checkout writes the model files of a folder at a revision.
func (s *sourced) checkout(rev, folder string) error {
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
			return fmt.Errorf("%s/%s: too large for a model", s.shown, name)
		} else if err := os.WriteFile(filepath.Join(s.dir, name), data, 0o600); err != nil {
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
		return nil, errors.New("the git program is needed to read it; install git")
	case err != nil:
		text := strings.TrimSpace(complaint.String())
		return nil, fmt.Errorf("git says: %s", strings.ReplaceAll(text, "\n", " "))
	}
	return out.Bytes(), nil
}
