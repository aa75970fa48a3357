package main

// This file replays updates that AWS has published, and prints the changed
// sentences and the rules based on them.

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/ec2gen/ec2gen/spec/awsmodel"
	"github.com/ec2gen/ec2gen/spec/awsmodel/history"
	"github.com/ec2gen/ec2gen/spec/ledger"
)

func replay(args []string, out io.Writer) (bool, error) {
	n, err := strconv.Atoi(args[1])
	if err != nil {
		return false, err
	}
	entries, err := read(args[2])
	if err != nil {
		return false, err
	}
	repo, err := history.Open(args[0], "botocore/data/ec2/2016-11-15")
	if err != nil {
		return false, err
	}
	defer repo.Close()
	revisions, err := repo.Revisions()
	if err != nil {
		return false, err
	}
	revisions = revisions[max(0, len(revisions)-n-1):]
	var old []*ledger.Sentence
	for i, rev := range revisions {
		source, err := repo.Read(rev, awsmodel.Options{Docs: true})
		if err != nil {
			return false, err
		}
		now := ledger.Sentences(source.Model)
		if i > 0 {
			printUpdate(out, rev, ledger.Compare(entries, old, now))
		}
		old = now
	}
	return false, nil
}

// printUpdate prints an update on one line, and one line per changed sentence with
// a rule.
func printUpdate(out io.Writer, rev history.Revision, list []ledger.Change) {
	standing := ledger.Standing(list)
	fmt.Fprintf(out, "%s %.10s %s; %d of them with rules\n", rev.Date, rev.Commit, ledger.Summary(list), len(standing))
	for _, c := range standing {
		fmt.Fprintf(out, "  %s %s: %s\n", c.Kind, c.Place, strings.Join(c.Rules, ", "))
	}
}
