// Command sincegen writes the dates of an API's model: when each operation, member
// and enum value was added. It replays the updates that AWS has published in a git
// repository of botocore, with package changes.
//
//	git clone --filter=blob:none https://github.com/boto/botocore
//	go run ./spec/changes/sincegen -repo botocore
//
// The result is overlay-since.yaml next to the model, a separate file; do not edit
// it. Parts of the first published model have no date: they may be older.
//
// The date of a thing is that of the first update since which every published
// model has it. So a thing that AWS published early, withdrew and published
// again has the later date, and a member of a shape that AWS renamed or split
// keeps its date. Differences from other sources are in exceptions.go, with
// reasons.
//
// With -continue, only updates after the newest one in the existing file are
// replayed; a clone with --shallow-since is then enough.
package main

// This file is the command line.

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/ec2gen/ec2gen/spec/awsmodel/history"
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

func run(args []string, stderr io.Writer) int {
	var o options
	fs := flag.NewFlagSet("sincegen", flag.ContinueOnError)
	fs.SetOutput(stderr)
	fs.StringVar(&o.repo, "repo", "", "`DIR` of the git repository of botocore")
	fs.StringVar(&o.model, "model", "botocore/data/ec2/2016-11-15", "`DIR` of the model in the repository")
	fs.StringVar(&o.out, "out", "spec/ec2/2016-11-15/overlay-since.yaml", "`FILE` to write")
	fs.BoolVar(&o.proceed, "continue", false, "replay only updates after the newest one in -out")
	if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	if o.repo == "" {
		fmt.Fprintln(stderr, "sincegen: -repo is required; name a clone of github.com/boto/botocore")
		return 2
	}
	if err := o.write(stderr); err != nil {
		fmt.Fprintln(stderr, "sincegen:", err)
		return 2
	}
	return 0
}

type options struct {
	repo, model, out string
	proceed          bool
}

// write replays the history and writes the file, if it differs.
func (o *options) write(stderr io.Writer) error {
	repo, err := history.Open(o.repo, o.model)
	if err != nil {
		return err
	}
	defer repo.Close()
	old, err := os.ReadFile(o.out)
	if err != nil && (o.proceed || !errors.Is(err, os.ErrNotExist)) {
		return err
	}
	replay := start
	if o.proceed {
		replay = func(repo *history.Repository) (*replayed, error) { return proceed(repo, filepath.ToSlash(o.out), old) }
	}
	r, err := replay(repo)
	if err != nil {
		return err
	}
	data, err := r.overlay()
	if err != nil {
		return err
	}
	fmt.Fprintf(stderr, "sincegen: %d updates replayed, up to %s; %d things dated\n", r.updates, r.last.Date,
		len(r.dated()))
	if bytes.Equal(old, data) {
		return nil
	}
	return os.WriteFile(o.out, data, 0o644)
}
