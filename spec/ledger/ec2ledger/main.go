// Ec2ledger maintains the ledger of requirements in AWS's documentation: see
// package ledger. It prints AWS's sentences to the terminal; they are not in the
// repository.
//
// Usage:
//
//	ec2ledger list MODEL [LEDGER]      print the picked sentences with their outcomes
//	ec2ledger unpicked MODEL N SEED    print N random sentences that are not picked
//	ec2ledger check MODEL LEDGER       compare the ledger with AWS's file
//	ec2ledger write MODEL LEDGER       add lines for new sentences, remove lines of removed ones
//	ec2ledger count LEDGER             count the sentences by outcome
//	ec2ledger sample MODEL LEDGER WHAT N SEED
//	                                   print N random sentences with an outcome: rule, no:place
//	ec2ledger rules                    count the built-in rules by level and by operation
//	ec2ledger changes OLD NEW LEDGER   print new, removed and reworded sentences with their rules
//	ec2ledger history BOTOCORE N LEDGER
//	                                   the same for the last N updates in a clone of botocore
//
// MODEL is AWS's file: service-2.json, api-2.json or a Smithy file, plain or
// gzip. The exit status is 0 for success, 1 if check or changes found something,
// and 2 for an error.
package main

import (
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
	"github.com/ec2gen/ec2gen/spec/ledger"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// commands has the subcommands with their arguments.
var commands = []struct {
	name string
	args [2]int // least and most
	run  func(args []string, out io.Writer) (found bool, err error)
}{
	{"list", [2]int{1, 2}, list},
	{"unpicked", [2]int{3, 3}, unpicked},
	{"check", [2]int{2, 2}, check},
	{"write", [2]int{2, 2}, write},
	{"count", [2]int{1, 1}, count},
	{"sample", [2]int{5, 5}, sample},
	{"rules", [2]int{0, 0}, rules},
	{"changes", [2]int{3, 3}, changes},
	{"history", [2]int{3, 3}, replay},
}

func run(args []string, out, errs io.Writer) int {
	for _, c := range commands {
		if len(args) == 0 || args[0] != c.name {
			continue
		}
		if n := len(args) - 1; n < c.args[0] || n > c.args[1] {
			break
		}
		switch found, err := c.run(args[1:], out); {
		case err != nil:
			fmt.Fprintln(errs, "ec2ledger:", err)
			return 2
		case found:
			return 1
		}
		return 0
	}
	fmt.Fprintln(errs, "usage: ec2ledger list|unpicked|check|write|count|sample|rules|changes|history ...; see go doc")
	return 2
}

func sentences(model string) ([]*ledger.Sentence, error) {
	m, _, err := awsmodel.Read(model, awsmodel.Options{Docs: true})
	if err != nil {
		return nil, err
	}
	return ledger.Sentences(m), nil
}

func read(file string) ([]*ledger.Entry, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return ledger.Parse(file, data)
}

func list(args []string, out io.Writer) (bool, error) {
	all, err := sentences(args[0])
	if err != nil {
		return false, err
	}
	outcomes := map[string]string{}
	if len(args) > 1 {
		entries, err := read(args[1])
		if err != nil {
			return false, err
		}
		for _, e := range entries {
			outcomes[e.Fingerprint] = outcomeText(e)
		}
	}
	for _, s := range all {
		if s.Picked {
			fmt.Fprintln(out, s.Fingerprint, outcomes[s.Fingerprint], strings.Join(ledger.PlacePatterns(s.Places), " "), "|",
				s.Text)
		}
	}
	return false, nil
}

func outcomeText(e *ledger.Entry) string {
	var texts []string
	for _, o := range e.Outcomes {
		texts = append(texts, o.String())
	}
	return strings.Join(texts, "+")
}

func unpicked(args []string, out io.Writer) (bool, error) {
	all, err := sentences(args[0])
	if err != nil {
		return false, err
	}
	all = slices.DeleteFunc(all, func(s *ledger.Sentence) bool { return s.Picked })
	return false, printRandom(out, all, args[1], args[2])
}

// sample prints random sentences with one outcome, for review.
func sample(args []string, out io.Writer) (bool, error) {
	all, err := sentences(args[0])
	if err != nil {
		return false, err
	}
	entries, err := read(args[1])
	if err != nil {
		return false, err
	}
	meant := map[string]bool{}
	for _, e := range entries {
		meant[e.Fingerprint] = ledger.What(e) == args[2]
	}
	all = slices.DeleteFunc(all, func(s *ledger.Sentence) bool { return !s.Picked || !meant[s.Fingerprint] })
	return false, printRandom(out, all, args[3], args[4])
}

// printRandom prints n sentences selected by a seed.
func printRandom(out io.Writer, all []*ledger.Sentence, count, seed string) error {
	n, err := strconv.Atoi(count)
	start, err2 := strconv.ParseInt(seed, 10, 64)
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	r := rand.New(rand.NewSource(start))
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for _, s := range all[:min(n, len(all))] {
		fmt.Fprintln(out, s.Fingerprint, s.Places[0], "|", s.Text)
	}
	return nil
}

func check(args []string, out io.Writer) (bool, error) {
	all, err := sentences(args[0])
	if err != nil {
		return false, err
	}
	entries, err := read(args[1])
	if err != nil {
		return false, err
	}
	facts, err := spec.Embedded()
	if err != nil {
		return false, err
	}
	problems := ledger.Check(args[1], entries, all, facts)
	for _, p := range problems {
		fmt.Fprintln(out, p)
	}
	return len(problems) > 0, nil
}

// write updates the lines. Decided outcomes stay.
func write(args []string, out io.Writer) (bool, error) {
	all, err := sentences(args[0])
	if err != nil {
		return false, err
	}
	data, err := os.ReadFile(args[1])
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return false, err
	}
	entries, err := ledger.Parse(args[1], data)
	if err != nil {
		return false, err
	}
	facts, err := spec.Embedded()
	if err != nil {
		return false, err
	}
	updated := ledger.Update(entries, all, facts)
	fmt.Fprintf(out, "%d lines, %d before\n", len(updated), len(entries))
	return false, os.WriteFile(args[1], ledger.Format(ledger.Head(data), updated), 0o666)
}

func count(args []string, out io.Writer) (bool, error) {
	entries, err := read(args[0])
	if err != nil {
		return false, err
	}
	for _, c := range ledger.Counts(entries) {
		fmt.Fprintf(out, "%5d %s\n", c.N, c.What)
	}
	return false, nil
}

func changes(args []string, out io.Writer) (bool, error) {
	old, err := sentences(args[0])
	if err != nil {
		return false, err
	}
	now, err := sentences(args[1])
	if err != nil {
		return false, err
	}
	entries, err := read(args[2])
	if err != nil {
		return false, err
	}
	list := ledger.Compare(entries, old, now)
	for _, c := range list {
		fmt.Fprintln(out, c)
	}
	return len(list) > 0, nil
}
