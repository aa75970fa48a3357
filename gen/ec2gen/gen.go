package main

// This file is gen and diff: the same computation, written or shown.

import (
	"errors"
	"flag"
	"fmt"
	"time"

	"github.com/ec2gen/ec2gen/gen/files"
)

func runGen(c *call) error {
	changes, tally, err := compute(c)
	if err != nil {
		return err
	}
	for _, ch := range changes {
		if err := ch.Apply(); err != nil {
			return err
		}
	}
	fmt.Fprintf(c.stderr, "ec2gen: %s\n", tally.done("written"))
	return nil
}

func runDiff(c *call) error {
	changes, tally, err := compute(c)
	if err != nil {
		return err
	}
	same := true
	for _, ch := range changes {
		same = same && ch.Empty()
		if err := ch.Diff(c.stdout); err != nil {
			return err
		}
	}
	fmt.Fprintf(c.stderr, "ec2gen: %s\n", tally.done("to write"))
	if !same {
		return errNo
	}
	return nil
}

// compute works out every target's files and compares them with the disk. All
// targets are computed before anything is written, so that a mistake in one
// leaves the others alone too.
func compute(c *call) ([]*files.Changes, *tally, error) {
	var flags targetFlags
	if err := c.parse(flags.define); err != nil {
		return nil, nil, err
	}
	if c.flags.NArg() > 0 {
		return nil, nil, c.usagef("unexpected argument %q", c.flags.Arg(0))
	}
	targets, err := flags.targets(c)
	if err != nil {
		return nil, nil, err
	}
	tally := &tally{start: time.Now()}
	defer showProgress(c.stderr, "generating")()
	var all []*files.Changes
	var errs []error
	for _, t := range targets {
		made, err := t.make()
		if err != nil {
			errs = append(errs, err)
			continue
		}
		changes, err := files.Compare(t.Out, made.files)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		for _, note := range made.notes {
			fmt.Fprintln(c.stderr, note)
		}
		tally.add(changes, len(made.model.Operations), len(made.model.Shapes))
		for _, m := range made.modules {
			tally.written += len(m.Written)
		}
		all = append(append(all, changes), made.modules...)
	}
	return all, tally, errors.Join(errs...)
}

// A tally is what the line at the end says.
type tally struct {
	start                       time.Time
	written, unchanged, removed int
	operations, shapes          int
}

func (t *tally) add(c *files.Changes, operations, shapes int) {
	t.written += len(c.Written)
	t.unchanged += c.Unchanged
	t.removed += len(c.Removed)
	t.operations += operations
	t.shapes += shapes
}

func (t *tally) done(verb string) string {
	return fmt.Sprintf("%d files %s, %d unchanged, %d removed; %d operations, %d shapes; %d ms",
		t.written, verb, t.unchanged, t.removed, t.operations, t.shapes, time.Since(t.start).Milliseconds())
}

// noFlags is the flag set of a command that has none but -h.
func noFlags(*flag.FlagSet) {}
