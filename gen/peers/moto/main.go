//go:build whole

// Command moto compares what our rules reject with what moto rejects, over the
// requests that the rules are tried with, over changes of those, and over random
// requests.
//
//	go run -tags whole ./moto [-changes N] [-random N] [-seed S] [-only Operation,...] [-print N] [-v]
//
// Where moto rejects a request and our rules pass it, either a rule is missing, or
// moto is wrong: differences-moto.yaml says which, with a source; an entry that no
// longer fires is a failure. Where a rule rejects a request and moto passes it, the
// source is the rule's own, which every rule has: -v lists them.
//
// What moto says about resources that do not exist, about what it does not
// implement, and its exceptions say nothing about a request, and are only counted.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/gen/peers/internal/findings"
	"github.com/ec2gen/ec2gen/gen/peers/internal/whole/ec2"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

func main() {
	var o options
	flag.IntVar(&o.changes, "changes", 3, "changes of each request that passes")
	flag.IntVar(&o.random, "random", 5, "random requests per operation")
	flag.Uint64Var(&o.seed, "seed", 20221003, "seed of the changes and the random requests")
	flag.StringVar(&o.only, "only", "", "comma-separated operations; default: all")
	flag.IntVar(&o.show, "print", 40, "unexplained differences to print")
	flag.StringVar(&o.python, "python", "python3", "Python that has moto")
	flag.BoolVar(&o.verbose, "v", false, "also list what only our rules reject, by rule")
	flag.Parse()
	clean, err := o.run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "moto:", err)
		os.Exit(2)
	}
	if !clean {
		os.Exit(1)
	}
}

type options struct {
	changes, random int
	seed            uint64
	only, python    string
	show            int
	verbose         bool
}

// wide reports whether there are enough requests for every entry to fire.
func (o options) wide() bool { return o.only == "" && o.changes >= 3 && o.random >= 5 }

func (o options) run() (clean bool, err error) {
	table, err := findings.Read("differences-moto.yaml")
	if err != nil {
		return false, err
	}
	if err := table.NeedSources(); err != nil {
		return false, err
	}
	peer, err := startMoto(o.python)
	if err != nil {
		return false, err
	}
	start := time.Now()
	list, err := o.requests(peer)
	if err != nil {
		return false, err
	}
	c := newComparison()
	for _, r := range list {
		if err := c.compare(peer, r); err != nil {
			return false, fmt.Errorf("%s: %s: %w", r.operation, r.from, err)
		}
	}
	if err := peer.stop(); err != nil {
		return false, err
	}
	listed, unexplained := table.Print(os.Stdout, c.findings, o.wide(), o.show)
	c.print(o.verbose)
	fmt.Printf("moto %s: %d operations, %d requests; of what moto alone rejects, %d are listed with a reason, %d "+
		"unexplained; %.0f s\n", peer.version, len(c.operations), len(list), listed, unexplained, time.Since(start).Seconds())
	return unexplained == 0, nil
}

// requests are all requests for the operations that moto implements.
func (o options) requests(peer *motoProcess) ([]request, error) {
	m := maker{reflect.ValueOf(ec2.New(ec2.Options{})), o.seed}
	operations, err := o.implemented(peer, m)
	if err != nil {
		return nil, err
	}
	list, err := m.cases("../../generated/ec2/testdata/rules")
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(r request) bool { return !slices.Contains(operations, r.operation) })
	changed, err := m.changed(list, o.changes)
	if err != nil {
		return nil, err
	}
	list = append(append(list, changed...), m.random(operations, o.random)...)
	slices.SortStableFunc(list, func(a, b request) int { return cmp.Compare(a.operation, b.operation) })
	return list, nil
}

// implemented are the operations that moto knows, by name.
func (o options) implemented(peer *motoProcess, m maker) ([]string, error) {
	var list []string
	for i := range m.client.NumMethod() {
		name := m.client.Type().Method(i).Name
		if m.client.Method(i).Type().NumIn() != 3 || o.only != "" && !strings.Contains(","+o.only+",", ","+name+",") {
			continue
		}
		in, _ := m.input(name)
		r, err := peer.send(encode(request{operation: name, input: in}))
		if err != nil {
			return nil, err
		}
		if v, _, _ := judge(r); v != missing {
			list = append(list, name)
		}
	}
	return list, nil
}

// clientOptions are those of a client that sends anything.
func clientOptions(transport ec2.HTTPClient) ec2.Options {
	return ec2.Options{Region: "us-east-1", HTTPClient: transport, Retryer: aws.NopRetryer{},
		Credentials: aws.AnonymousCredentials{},
		Validation:  valid.Policy{Mode: valid.Silent}}
}
