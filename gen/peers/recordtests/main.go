// Command recordtests records the requests that the tests of a Go program make. The
// tests of most programs replace the client by mocks, so nothing reaches the wire; this
// command has each mock send what it receives to a recorder as well.
//
//	recordtests -out DIR PROGRAM [PACKAGE ...]
//	recordtests -out DIR -programs FILE [NAME ...]
//
// PROGRAM is the root of a Go module that uses the AWS SDK's package service/ec2, or a
// drop-in for it (ec2gen dropin); the packages are those to test, ./... by default. No
// file of the program is changed: go test compiles instrumented copies (-overlay).
// Each different request becomes a file DIR/NAME/ACTION-HASH.body, which make recorded
// validates; NAME is the last element of PROGRAM's path, or -name. Requests of an
// earlier run are removed.
//
// A mock is a function that receives an operation's input and returns its output, and
// is a literal or begins with the operation's name. Calls that the client itself rejects
// are listed in DIR/NAME/rejected.txt: a required member is missing or, in a drop-in with
// EC2GEN_VALIDATION=rules and GOFLAGS=-tags=ec2gen_rules, a rule is broken. They are not
// saved: for make recorded, leave the variables out.
//
// With -programs, the programs are those of a table, programs.txt here, or those named:
// each is fetched at a fixed commit and gets a drop-in.
//
// Exit status: 0 something was recorded, even if tests fail; 1 nothing; 2 error.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

var errNothing = errors.New("no request was made")

func main() {
	out := flag.String("out", "", "directory of the requests (required)")
	name := flag.String("name", "", "name of the program (default: the last element of PROGRAM's path)")
	timeout := flag.String("timeout", "10m", "limit for the tests of a package")
	programs := flag.String("programs", "", "table of programs; the arguments name some of them (default: all)")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "recordtests -out DIR [flags] PROGRAM [PACKAGE ...]\n"+
			"recordtests -out DIR -programs FILE [NAME ...]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if *out == "" || flag.NArg() == 0 && *programs == "" {
		flag.Usage()
		os.Exit(2)
	}
	run := func() error { return recordPrograms(*programs, *out, *timeout, flag.Args()) }
	if *programs == "" {
		r := &recording{program: flag.Arg(0), packages: flag.Args()[1:], name: *name, out: *out, timeout: *timeout}
		run = r.run
	}
	if err := run(); errors.Is(err, errNothing) {
		fmt.Fprintln(os.Stderr, "recordtests:", err)
		os.Exit(1)
	} else if err != nil {
		fmt.Fprintln(os.Stderr, "recordtests:", err)
		os.Exit(2)
	}
}

// A recording is one run of a program's tests.
type recording struct {
	program, name, out, timeout string
	packages                    []string
}

// run instruments the program, tests it, and prints what was recorded.
func (r *recording) run() error {
	if err := r.complete(); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "ec2gen-recordtests-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	overlay, mocks, err := r.instrument(work)
	if err != nil {
		return err
	}
	fmt.Printf("%s: %d mocks\n", r.name, mocks)
	if mocks == 0 {
		return errNothing
	}
	if err := r.test(overlay); err != nil {
		fmt.Println("some tests fail; what they requested is recorded:", err)
	}
	return r.report()
}

// complete fills in what the command line leaves out, and empties the directory.
func (r *recording) complete() (err error) {
	if r.program, err = filepath.Abs(r.program); err != nil {
		return err
	}
	if len(r.packages) == 0 {
		r.packages = []string{"./..."}
	}
	if r.name == "" {
		r.name = filepath.Base(r.program)
	}
	if r.out, err = filepath.Abs(filepath.Join(r.out, r.name)); err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(r.out, "*.body"))
	for _, file := range append(old, r.rejected()) {
		if err := os.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return errors.Join(err, os.MkdirAll(r.out, 0o777))
}

// rejected is the file of the calls that the client rejected.
func (r *recording) rejected() string { return filepath.Join(r.out, "rejected.txt") }
