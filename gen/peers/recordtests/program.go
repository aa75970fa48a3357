package main

// This file runs the go command: which files are compiled, and the tests.

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// recorderPackage is added to the program, at the root of its module.
const recorderPackage = "ec2record"

//go:embed ec2record/record.go
var recorderSource []byte

// A listed is a package as go list prints it.
type listed struct {
	Dir                                string
	GoFiles, TestGoFiles, XTestGoFiles []string
	Module                             *struct {
		Path, Dir string
		Main      bool
	}
}

// instrument writes instrumented copies of the program's files and the overlay that
// has the go command compile them, and returns the number of mocks.
func (r *recording) instrument(work string) (overlay string, mocks int, err error) {
	packages, err := r.list()
	if err != nil {
		return "", 0, err
	}
	replace := map[string]string{}
	put := func(file string, data []byte) error {
		replacement := filepath.Join(work, fmt.Sprintf("%d.go", len(replace)))
		replace[file] = replacement
		return os.WriteFile(replacement, data, 0o666)
	}
	for _, p := range packages {
		for _, name := range append(append(p.GoFiles, p.TestGoFiles...), p.XTestGoFiles...) {
			file := filepath.Join(p.Dir, name)
			if replace[file] != "" || filepath.IsAbs(name) { // of another variant, or in the build cache
				continue
			}
			text, n, err := instrumentFile(file, path.Join(p.Module.Path, recorderPackage))
			if err != nil {
				return "", 0, err
			}
			if n == 0 {
				continue
			}
			mocks += n
			if err := put(file, text); err != nil {
				return "", 0, err
			}
		}
		file := filepath.Join(p.Module.Dir, recorderPackage, "record.go")
		if replace[file] == "" {
			if err := put(file, recorderSource); err != nil {
				return "", 0, err
			}
		}
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	overlay = filepath.Join(work, "overlay.json")
	return overlay, mocks, errors.Join(err, os.WriteFile(overlay, data, 0o666))
}

// list returns the packages of the program that its tests compile.
func (r *recording) list() (packages []listed, err error) {
	cmd := exec.Command("go", append([]string{"list", "-e", "-deps", "-test",
		"-json=Dir,GoFiles,TestGoFiles,XTestGoFiles,Module"}, r.packages...)...)
	cmd.Dir = r.program
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w\n%s", err, complaint.String())
	}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			return packages, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		if p.Module != nil && p.Module.Main {
			packages = append(packages, p)
		}
	}
}

// test runs the tests, with fake credentials.
func (r *recording) test(overlay string) error {
	cmd := exec.Command("go", append([]string{"test", "-count=1", "-vet=off", "-timeout", r.timeout,
		"-overlay", overlay}, r.packages...)...)
	cmd.Dir = r.program
	cmd.Env = append(os.Environ(), "EC2GEN_RECORD_TESTS="+r.out, "AWS_ACCESS_KEY_ID=AKIDEXAMPLE",
		"AWS_SECRET_ACCESS_KEY=example")
	out, err := cmd.CombinedOutput()
	for line := range strings.Lines(string(out)) {
		if strings.HasPrefix(line, "ok ") || err != nil && !strings.HasPrefix(line, "? ") {
			fmt.Print("  ", line)
		}
	}
	return err
}

// report prints the number of requests by operation.
func (r *recording) report() error {
	files, err := filepath.Glob(filepath.Join(r.out, "*.body"))
	if err != nil || len(files) == 0 {
		return errors.Join(err, errNothing)
	}
	count := map[string]int{}
	for _, file := range files {
		action, _, _ := strings.Cut(filepath.Base(file), "-")
		count[action]++
	}
	for _, action := range slices.Sorted(maps.Keys(count)) {
		fmt.Printf("%5d %s\n", count[action], action)
	}
	fmt.Printf("%d requests in %s\n", len(files), r.out)
	if rejected, err := os.ReadFile(r.rejected()); err == nil {
		n := bytes.Count(rejected, []byte("\n"))
		fmt.Printf("%d calls that the client itself rejects are in %s\n", n, r.rejected())
	}
	return nil
}
