package main

// This file records the public programs of a table, each at a fixed version and on a
// drop-in.

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/gen/peers/internal/command"
)

// A program is a line of the table: its name, its repository, a commit or tag, and the
// packages whose tests call EC2.
type program struct {
	name, repository, commit string
	packages                 []string
}

func readPrograms(name string) (list []program, err error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		fields := strings.Fields(lines.Text())
		switch {
		case len(fields) == 0 || strings.HasPrefix(fields[0], "#"):
		case len(fields) < 4:
			return nil, fmt.Errorf("%s:%d:1: expected NAME REPOSITORY COMMIT PACKAGE ...", name, n)
		default:
			list = append(list, program{fields[0], fields[1], fields[2], fields[3:]})
		}
	}
	return list, lines.Err()
}

// pick returns the programs of some names, or all of them if there are no names.
func pick(list []program, names []string) (picked []program, err error) {
	if len(names) == 0 {
		return list, nil
	}
	for _, name := range names {
		i := slices.IndexFunc(list, func(p program) bool { return p.name == name })
		if i < 0 {
			return nil, fmt.Errorf("unknown program %q; the table has the known ones", name)
		}
		picked = append(picked, list[i])
	}
	return picked, nil
}

// recordPrograms records the programs of a table, or those named. One that fails does
// not stop the others.
func recordPrograms(table, out, timeout string, names []string) error {
	list, err := readPrograms(table)
	if err == nil {
		list, err = pick(list, names)
	}
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "ec2gen-programs-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	ec2gen, err := command.BuildEC2gen(work)
	if err != nil {
		return err
	}
	// Programs are built as users have them who do not vendor; a workspace is their authors'.
	if err := errors.Join(os.Setenv("GOFLAGS", os.Getenv("GOFLAGS")+" -mod=mod"), os.Setenv("GOWORK", "off")); err != nil {
		return err
	}
	var failed []error
	for _, p := range list {
		r := &recording{program: filepath.Join(work, p.name), packages: p.packages, name: p.name, out: out,
			timeout: timeout}
		if err := p.record(ec2gen, r); err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", p.name, err))
		}
	}
	return errors.Join(failed...)
}

// record fetches the program, generates its drop-in, and records its tests.
func (p program) record(ec2gen string, r *recording) error {
	if err := os.MkdirAll(r.program, 0o777); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"git", "init", "-q"},
		{"git", "fetch", "-q", "--depth", "1", p.repository, p.commit},
		{"git", "checkout", "-q", "FETCH_HEAD", "--", ".", ":!vendor"},
		append([]string{ec2gen, "dropin"}, p.packages...),
	} {
		if err := command.Run(r.program, args[0], args[1:]...); err != nil {
			return err
		}
	}
	return errors.Join(r.run(), os.RemoveAll(r.program))
}
