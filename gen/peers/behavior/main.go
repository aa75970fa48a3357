//go:build whole

// Command behavior compares the behavior of our client with the AWS SDK's: the
// endpoint for every region of every partition, the middleware of a call, the
// reaction to servers that are slow, broken or wrong, the pages of every paged
// operation, and every waiter.
//
//	behavior [endpoints|middleware|calls|failures]   without an argument: all of them
//
// Accepted differences are in differences-behavior.yaml with reasons.
package main

import (
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/ec2gen/ec2gen/gen/peers/internal/apimodel"
	"github.com/ec2gen/ec2gen/gen/peers/internal/findings"
)

// parts has the comparisons by name. Each returns a description of what it has
// compared.
var parts = []struct {
	name string
	run  func(o *observer) (string, error)
}{
	{"endpoints", (*observer).endpoints},
	{"middleware", (*observer).middleware},
	{"calls", (*observer).calls},
	{"failures", (*observer).failures},
}

// An observer collects differences.
type observer struct {
	dir   string // of AWS's model
	model *apimodel.Model
	found []findings.Finding
	table *findings.Table // accepted differences
}

// differ records a difference unless a and b are equal.
func (o *observer) differ(about, kind string, n int, what string, sdk, ours any) {
	if a, b := fmt.Sprint(sdk), fmt.Sprint(ours); a != b {
		o.add(about, kind, n, fmt.Sprintf("%s: %s; %s", what, a, b))
	}
}

func (o *observer) add(about, kind string, n int, text string) {
	o.found = append(o.found, findings.Finding{Operation: about, Kind: kind, Case: n, Text: text})
}

func main() {
	clean, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "behavior:", err)
		os.Exit(2)
	}
	if !clean {
		os.Exit(1)
	}
}

func run(only []string) (clean bool, err error) {
	o := &observer{}
	if o.dir, err = apimodel.Dir(); err != nil {
		return false, err
	}
	if o.model, err = apimodel.Load(o.dir); err != nil {
		return false, err
	}
	if o.table, err = findings.Read("differences-behavior.yaml"); err != nil {
		return false, err
	}
	for _, part := range parts {
		if len(only) > 0 && !slices.Contains(only, part.name) {
			continue
		}
		start := time.Now()
		said, err := part.run(o)
		if err != nil {
			return false, fmt.Errorf("%s: %w", part.name, err)
		}
		fmt.Printf("%s: %s; %.0f s\n", part.name, said, time.Since(start).Seconds())
	}
	listed, unexplained := o.table.Print(os.Stdout, o.found, len(only) == 0, 200)
	fmt.Printf("behavior: %d differences are listed with a reason, %d unexplained\n", listed, unexplained)
	return unexplained == 0, nil
}
