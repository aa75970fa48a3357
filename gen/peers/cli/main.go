//go:build whole

// Command cli runs command lines through the AWS CLI and through the generated
// one, against a server that records requests, and compares what they send, what
// they print and their exit codes.
//
//	go run ./cli -lines 100          # lines of testdata/lines.txt and the model, 100 of each
//	go run ./cli -random 20          # random lines for each of the 800 operations
//
// Both read the same model: the AWS CLI finds the files of ../shared through
// AWS_DATA_PATH. What may differ is in differences-cli.yaml, with its reason; what
// the AWS CLI changes about the plain API is in customizations-cli.yaml, with where
// ours has it or why not.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/ec2gen/ec2gen/gen/peers/internal/apimodel"
	"github.com/ec2gen/ec2gen/gen/peers/internal/findings"
	"github.com/ec2gen/ec2gen/gen/peers/internal/whole/ec2/ec2cli"
)

func main() {
	lines := flag.Int("lines", 0, "how many of the listed and systematic lines to run (0: all)")
	random := flag.Int("random", 0, "random lines per operation")
	only := flag.String("operation", "*", "pattern of the operations, such as Describe*")
	seed := flag.Uint64("seed", 1, "of the random lines and of the choice")
	python := flag.String("python", "/usr/bin/python3",
		"Python that has version 2 of the AWS CLI, as Debian's package awscli")
	verbose := flag.Bool("v", false, "print each command line before it runs")
	show := flag.Int("show", 20, "differences to print")
	within := flag.Duration("within", 0, "stop after this time, wherever it is then (0: run to the end)")
	flag.Parse()
	if err := run(*lines, *random, *only, *seed, *python, *show, *within, *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "cli:", err)
		os.Exit(1)
	}
}

func run(limit, random int, only string, seed uint64, python string, show int, within time.Duration,
	verbose bool) error {
	folder, err := apimodel.Folder()
	if err != nil {
		return err
	}
	model, err := apimodel.Load(folder)
	if err != nil {
		return err
	}
	table, err := findings.Read("differences-cli.yaml")
	if err != nil {
		return err
	}
	server := newRecorder(model)
	defer server.Close()
	dir, err := os.MkdirTemp("", "cli-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := prepare(dir, folder); err != nil {
		return err
	}
	peer, err := startAWS(python, dir)
	if err != nil {
		return err
	}
	defer peer.stop()

	all, err := collect(model, dir, only, seed, random)
	if err != nil {
		return err
	}
	if within > 0 || limit > 0 && limit < len(all) {
		r := rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	if limit > 0 && limit < len(all) {
		all = all[:limit]
	}
	found, err := checkCustomizations(python, "customizations-cli.yaml")
	if err != nil {
		return err
	}
	var times [2]time.Duration
	began, stopped := time.Now(), false
	for i, c := range all {
		if stopped = within > 0 && time.Since(began) > within; stopped {
			fmt.Printf("stopped after %d of %d command lines\n", i, len(all))
			all = all[:i]
			break
		}
		args := append(slices.Clone(c.args), "--endpoint-url", server.URL, "--region", "us-east-1")
		if verbose {
			fmt.Fprintln(os.Stderr, quoted(c.args))
		}
		start := time.Now()
		theirs := peer.run(args, server)
		middle := time.Now()
		if slices.Contains(args, "wait") {
			args = append(args, "--wait-delay", "0") // the AWS CLI's process does not sleep, either
		}
		ours := runOurs(args, server)
		times[0] += middle.Sub(start)
		times[1] += time.Since(middle)
		for _, d := range compare(c, theirs, ours) {
			found = append(found, findings.Finding{Operation: c.operation, Kind: d.kind, Case: i,
				Text: d.text + "\n    " + quoted(c.args)})
		}
	}
	listed, unexplained := table.Print(os.Stdout, found, limit == 0 && only == "*" && random == 0 && !stopped, show)
	fmt.Printf("%d command lines, %d differences listed with a reason, %d unexplained; the AWS CLI took %.1f s in one "+
		"process, ours %.2f s\n",
		len(all), listed, unexplained, times[0].Seconds(), times[1].Seconds())
	if unexplained > 0 {
		return fmt.Errorf("%d unexplained differences", unexplained)
	}
	return nil
}

// prepare makes a directory with what command lines refer to and both programs
// read: the model for the AWS CLI, and files for file://.
func prepare(dir, folder string) error {
	target := path.Join(dir, "data", "ec2", "2016-11-15")
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	for _, name := range []string{"service-2.json", "paginators-1.json", "waiters-2.json", "endpoint-rule-set-1.json"} {
		data, err := readModelFile(path.Join(folder, name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(path.Join(target, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// readModelFile reads a file, or the packed one of that name.
func readModelFile(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if !errors.Is(err, fs.ErrNotExist) {
		return data, err
	}
	f, err := os.Open(name + ".gz")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// An outcome is what one run of a command line did.
type outcome struct {
	Code     int
	Stdout   string
	Stderr   string
	requests []string // normalized
}

// runOurs runs the generated program in this process.
func runOurs(args []string, server *recorder) outcome {
	for attempt := 0; ; attempt++ {
		server.reset()
		var stdout, stderr bytes.Buffer
		code := ec2cli.Main(args, strings.NewReader(""), &stdout, &stderr)
		// The SDK's core closes a request's body early, which now and then costs a
		// connection to a server in the same process; clients retry, here once.
		if attempt == 0 && strings.Contains(stderr.String(), "use of closed network connection") {
			continue
		}
		return outcome{code, stdout.String(), stderr.String(), server.reset()}
	}
}

func quoted(args []string) string {
	data, _ := json.Marshal(args) // strings always encode
	return string(data)
}
