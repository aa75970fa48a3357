// Command dropin replaces the AWS SDK's package service/ec2 with a drop-in in small
// programs, and compares the two: both build without changes, both pass the
// program's tests, both print the same, and both send the same requests to a
// recording server. Every exported name of the drop-in is documented; reflection
// shows the types of the SDK; and the go command works inside it and changes
// nothing.
//
//	dropin [-cold] [NAME ...]   the programs of testdata, or those named
//
// With -cold it also measures the cost of building before and after, each with an
// empty build cache.
//
//	dropin -versions v1.170.0,v1.344.0
//
// checks that a drop-in compiles with the core of these versions of the SDK.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/ec2gen/ec2gen/gen/peers/internal/command"
	"github.com/ec2gen/ec2gen/gen/peers/internal/findings"
	"github.com/ec2gen/ec2gen/gen/peers/internal/measure"
)

func main() {
	cold := flag.Bool("cold", false, "measure builds with an empty cache")
	versions := flag.String("versions", "",
		"comma-separated `VERSIONS` of service/ec2 to compile drop-ins for; nothing else is compared")
	flag.Parse()
	err := compare(*cold, *versions, flag.Args())
	if errors.Is(err, errDiffers) {
		os.Exit(1)
	} else if err != nil {
		fmt.Fprintln(os.Stderr, "dropin:", err)
		os.Exit(2)
	}
}

// errDiffers means that there are differences, which have been printed.
var errDiffers = errors.New("differs")

func compare(cold bool, versions string, names []string) error {
	dir, err := os.MkdirTemp("", "ec2gen-dropin-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	tool, err := command.BuildEC2gen(dir)
	if err != nil {
		return err
	}
	if versions != "" {
		return tryVersions(tool, dir, strings.Split(versions, ","))
	}
	table, err := findings.Read("differences-dropin.yaml")
	if err != nil {
		return err
	}
	everything := len(names) == 0
	if everything {
		if names, err = allPrograms(); err != nil {
			return err
		}
	}
	results, err := comparePrograms(tool, dir, cold, names)
	if err != nil {
		return err
	}
	if cold {
		printCosts(results)
	}
	var reflected []findings.Finding
	differs := false
	for _, r := range results {
		for _, d := range r.reflected {
			reflected = append(reflected, findings.Finding{Operation: r.name, Kind: "reflection", Text: d})
		}
		differs = differs || len(r.differences) > 0
	}
	if _, unexplained := table.Print(os.Stdout, reflected, everything, 20); unexplained > 0 || differs {
		return errDiffers
	}
	return nil
}

// allPrograms returns the names of the programs in testdata.
func allPrograms() (names []string, err error) {
	found, err := filepath.Glob("dropin/testdata/*/go.mod")
	if err != nil || len(found) == 0 {
		return nil, fmt.Errorf("no programs in dropin/testdata; run this in gen/peers (%v)", err)
	}
	for _, f := range found {
		names = append(names, filepath.Base(filepath.Dir(f)))
	}
	return names, nil
}

// comparePrograms compares each program on the SDK and on a drop-in, and prints the
// differences.
func comparePrograms(tool, dir string, cold bool, names []string) (results []*result, err error) {
	var caches *measure.Caches
	if cold {
		if caches, err = measure.NewCaches(); err != nil {
			return nil, err
		}
		defer caches.Close()
	}
	for _, name := range names {
		f := &fixture{name: name, tool: tool, source: filepath.Join("dropin", "testdata", name),
			dir: filepath.Join(dir, name)}
		r, err := f.compare(caches)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, d := range r.differences {
			fmt.Printf("%s: %s\n", name, strings.ReplaceAll(d, "\n", "\n  "))
		}
		fmt.Printf("%-12s %2d operations, %3.0f KB, %2d requests; %d differences\n", name, r.operations,
			float64(r.size)/1e3, r.requests, len(r.differences))
		results = append(results, r)
	}
	return results, nil
}
