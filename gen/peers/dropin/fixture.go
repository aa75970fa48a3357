package main

// This file compares one program before and after.

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

	"github.com/ec2gen/ec2gen/gen/peers/internal/command"
	"github.com/ec2gen/ec2gen/gen/peers/internal/measure"
)

// A fixture is one program of testdata.
type fixture struct {
	name, source, dir string
	tool              string
}

// A result is the result of comparing it.
type result struct {
	name                 string
	differences          []string
	reflected            []string // differences that the table may explain
	operations, requests int
	size                 int64 // of the drop-in, bytes
	before, after        cost
}

// A cost is the cost of building the program.
type cost struct {
	cold, warm measure.Step
	binary     int64
}

// compare builds, tests and runs the program on the SDK and on a drop-in. With
// caches it also measures the cost of building.
func (f *fixture) compare(cold *measure.Caches) (*result, error) {
	r := &result{name: f.name}
	responses, err := readResponses(filepath.Join(f.source, "responses.txtar"))
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
		if err := command.Run(side.dir, "go", "test", "./..."); err != nil {
			return nil, err
		}
		if runs[i], err = record(filepath.Join(side.dir, "program"), responses); err != nil {
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

// generate replaces the SDK with a drop-in, and checks that ec2gen diff finds no
// changes and that only the program's go.mod has changed.
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
	if err := command.Run(dir, f.tool, "diff"); err != nil {
		return err
	}
	bare, err := undocumented(filepath.Join(dir, "third_party", "ec2"))
	if err != nil {
		return err
	}
	for _, name := range bare {
		if strings.HasPrefix(name, "types.") {
			continue // shapes that are newer than the program's SDK, or that AWS does not document
		}
		r.differences = append(r.differences, "no documentation: "+name)
	}
	if err := command.Run(dir, "go", "vet", "github.com/aws/aws-sdk-go-v2/service/ec2/..."); err != nil {
		return err
	}
	if err := f.unchanged(dir); err != nil {
		return err
	}
	r.size, err = sizeOf(filepath.Join(dir, "third_party"))
	return err
}

// unchanged checks that the program has not changed, except go.mod.
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
			err = fmt.Errorf("%s has changed", name)
		}
		return err
	})
}

// build builds the program: once if only the result counts, otherwise without a
// build cache, and again after a change.
func (f *fixture) build(dir string, cold *measure.Caches, c *cost) error {
	if cold == nil {
		return command.Run(dir, "go", "build", "-o", "program", ".")
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

// sizeOf returns the total size of the files below a directory.
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
