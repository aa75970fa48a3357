//go:build whole

// Command behavior asks the AWS SDK how a client behaves, and whether ours does the same:
// which endpoint it finds for every region of every partition, which middleware a call
// has, what it makes of servers that are slow, broken or lying, how it reads the pages of
// every operation that has pages, and how every waiter decides.
//
//	behavior [endpoints|middleware|calls|failures]   without an argument: all of them
//
// What stays different is in differences-behavior.yaml, each with its reason.
package main

import (
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/ec2gen/ec2gen/gen/peers/internal/apimodel"
	"github.com/ec2gen/ec2gen/gen/peers/internal/findings"
)

// parts are the comparisons, by name. Each returns how much it has compared.
var parts = []struct {
	name string
	run  func(o *observer) (string, error)
}{
	{"endpoints", (*observer).endpoints},
	{"middleware", (*observer).middleware},
	{"calls", (*observer).calls},
	{"failures", (*observer).failures},
}

// An observer collects what differs.
type observer struct {
	dir   string // of AWS's model
	model *apimodel.Model
	found []findings.Finding
	table *findings.Table // what is known to differ
}

// differ notes a difference unless a and b are the same.
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
	if o.dir, err = apimodel.Folder(); err != nil {
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
