package main

// This file is one program, before and after.

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/ec2gen/ec2gen/gen/peers/internal/measure"
)

// A fixture is one program of testdata.
type fixture struct {
	name, source, dir string
	tool              string
}

// A result is what comparing it gave.
type result struct {
	name                 string
	differences          []string
	reflected            []string // differences that the table may explain
	operations, requests int
	size                 int64 // of the drop-in, bytes
	before, after        cost
}

// A cost is what building the program took.
type cost struct {
	cold, warm measure.Step
	binary     int64
}

// compare builds, tests and runs the program on the SDK and on a drop-in. With
// caches it also measures what building costs.
func (f *fixture) compare(cold *measure.Caches) (*result, error) {
	r := &result{name: f.name}
	answers, err := readAnswers(filepath.Join(f.source, "answers.txtar"))
	if err != nil {
		return nil, err
	}
	sdk, replaced := filepath.Join(f.dir, "sdk"), filepath.Join(f.dir, "dropin")
	for _, dir := range []string{sdk, replaced} {
		if err := os.CopyFS(dir, os.DirFS(f.source)); err != nil {
			return nil, err
		}
	}
	if err := f.generate(replaced, r); err != nil {
		return nil, err
	}
	var runs [2]*run
	for i, side := range []struct {
		dir  string
		cost *cost
	}{{sdk, &r.before}, {replaced, &r.after}} {
		if err := f.build(side.dir, cold, side.cost); err != nil {
			return nil, err
		}
		if err := command(side.dir, "go", "test", "./..."); err != nil {
			return nil, err
		}
		if runs[i], err = record(filepath.Join(side.dir, "program"), answers); err != nil {
			return nil, err
		}
	}
	if r.reflected, err = reflected(sdk, replaced); err != nil {
		return nil, err
	}
	changed, err := inside(filepath.Join(replaced, "third_party", "ec2"))
	if err != nil {
		return nil, err
	}
	r.differences = append(r.differences, changed...)
	r.requests = len(runs[0].requests)
	r.differences = append(r.differences, diffRuns(runs[0], runs[1])...)
	return r, nil
}

var operationCount = regexp.MustCompile(`\((\d+) operations?\)`)

// generate replaces the SDK by a drop-in, and checks that ec2gen diff finds nothing to
// change and that of the program only go.mod has changed.
func (f *fixture) generate(dir string, r *result) error {
	gen := exec.Command(f.tool, "dropin")
	gen.Dir = dir
	said, err := gen.CombinedOutput()
	if err != nil {
		return fmt.Errorf("ec2gen dropin: %w\n%s", err, said)
	}
	found := operationCount.FindSubmatch(said)
	if found == nil {
		return fmt.Errorf("ec2gen dropin: no number of operations in %q", said)
	}
	r.operations, _ = strconv.Atoi(string(found[1]))
	if err := command(dir, f.tool, "diff"); err != nil {
		return err
	}
	bare, err := undocumented(filepath.Join(dir, "third_party", "ec2"))
	if err != nil {
		return err
	}
	for _, name := range bare {
		if strings.HasPrefix(name, "types.") {
			continue // shapes that the program's SDK is too old to have, and those that AWS itself says nothing of
		}
		r.differences = append(r.differences, "no documentation: "+name)
	}
	if err := command(dir, "go", "vet", "github.com/aws/aws-sdk-go-v2/service/ec2/..."); err != nil {
		return err
	}
	if err := f.unchanged(dir); err != nil {
		return err
	}
	r.size, err = sizeOf(filepath.Join(dir, "third_party"))
	return err
}

// unchanged looks that the program is as it was, go.mod apart.
func (f *fixture) unchanged(dir string) error {
	return fs.WalkDir(os.DirFS(f.source), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "go.mod" {
			return err
		}
		before, err := os.ReadFile(filepath.Join(f.source, name))
		if err != nil {
			return err
		}
		after, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil && !bytes.Equal(before, after) {
			err = fmt.Errorf("%s is not what it was", name)
		}
		return err
	})
}

// build builds the program: once where only the result counts, or as someone
// without a build cache would, and again after a change.
func (f *fixture) build(dir string, cold *measure.Caches, c *cost) error {
	if cold == nil {
		return command(dir, "go", "build", "-o", "program", ".")
	}
	cache, err := cold.Fresh()
	if err != nil {
		return err
	}
	defer os.RemoveAll(cache)
	env := []string{"GOCACHE=" + cache}
	if c.cold, err = measure.Run(io.Discard, "", dir, env, "go", "build", "-o", "program", "."); err != nil {
		return err
	}
	main, err := os.OpenFile(filepath.Join(dir, "main.go"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if _, err := main.WriteString("\nvar changed = 1\n"); err != nil {
		return err
	}
	if err := main.Close(); err != nil {
		return err
	}
	if c.warm, err = measure.Run(io.Discard, "", dir, env, "go", "build", "-o", "program", "."); err != nil {
		return err
	}
	info, err := os.Stat(filepath.Join(dir, "program"))
	if err == nil {
		c.binary = info.Size()
	}
	return err
}

// command runs one in dir. What it says is part of the error.
func command(dir, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), strings.Join(args, " "), err, out)
	}
	return nil
}

// sizeOf is how much the files below a directory hold.
func sizeOf(dir string) (total int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			total += info.Size()
		}
		return err
	})
	return total, err
}
