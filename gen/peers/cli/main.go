//go:build whole

// Command cli runs command lines through the AWS CLI and through the generated
// one, against a server that records requests, and compares what they send, what
// they print and their exit codes.
//
//	go run ./cli -lines 100          # lines of testdata/lines.txt and the model, 100 of each
//	go run ./cli -random 20          # random lines for each of the 800 operations
//
// Both read the same model: the AWS CLI finds the files of ../shared through
// AWS_DATA_PATH. Accepted differences are in differences-cli.yaml with reasons.
// customizations-cli.yaml lists the AWS CLI's changes of the plain API, with
// the place in our code or the reason why we omit them.
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

// options are the flags.
type options struct {
	lines, random, show int
	only, python        string
	seed                uint64
	within              time.Duration
	verbose             bool
}

func main() {
	var o options
	flag.IntVar(&o.lines, "lines", 0, "number of listed and systematic lines to run (0: all)")
	flag.IntVar(&o.random, "random", 0, "random lines per operation")
	flag.StringVar(&o.only, "operation", "*", "pattern of the operations, such as Describe*")
	flag.Uint64Var(&o.seed, "seed", 1, "seed of the random lines and of the selection")
	flag.StringVar(&o.python, "python", "/usr/bin/python3",
		"Python with version 2 of the AWS CLI, as in Debian's package awscli")
	flag.BoolVar(&o.verbose, "v", false, "print each command line before it runs")
	flag.IntVar(&o.show, "show", 20, "number of differences to print")
	flag.DurationVar(&o.within, "within", 0, "stop after this time (0: run all lines)")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "cli:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	table, err := findings.Read("differences-cli.yaml")
	if err != nil {
		return err
	}
	found, err := checkCustomizations(o.python, "customizations-cli.yaml")
	if err != nil {
		return err
	}
	c := &comparison{options: o}
	defer c.close()
	if err := c.open(); err != nil {
		return err
	}
	all, err := c.commands()
	if err != nil {
		return err
	}
	ran := c.compareAll(all)
	complete := o.lines == 0 && o.only == "*" && o.random == 0 && ran == len(all)
	listed, unexplained := table.Print(os.Stdout, append(found, c.found...), complete, o.show)
	fmt.Printf("%d command lines, %d differences listed with a reason, %d unexplained; the AWS CLI took %.1f s in one "+
		"process, ours %.2f s\n", ran, listed, unexplained, c.theirs.Seconds(), c.ours.Seconds())
	if unexplained > 0 {
		return fmt.Errorf("%d unexplained differences", unexplained)
	}
	return nil
}

// A comparison has both programs, and the server that they call.
type comparison struct {
	options
	model        *apimodel.Model
	server       *recorder
	dir          string // files that command lines refer to
	peer         *awsProcess
	found        []findings.Finding
	theirs, ours time.Duration // spent in each
}

// open starts the AWS CLI and the server.
func (c *comparison) open() error {
	modelDir, err := apimodel.Dir()
	if err != nil {
		return err
	}
	if c.model, err = apimodel.Load(modelDir); err != nil {
		return err
	}
	if c.dir, err = os.MkdirTemp("", "cli-"); err != nil {
		return err
	}
	if err := prepare(c.dir, modelDir); err != nil {
		return err
	}
	c.server = newRecorder(c.model)
	c.peer, err = startAWS(c.python, c.dir)
	return err
}

func (c *comparison) close() {
	if c.peer != nil {
		c.peer.stop()
	}
	if c.server != nil {
		c.server.Close()
	}
	if c.dir != "" {
		os.RemoveAll(c.dir)
	}
}

// commands returns the command lines to run. If not all of them may run, their order is
// random.
func (c *comparison) commands() ([]command, error) {
	all, err := collect(c.model, c.dir, c.only, c.seed, c.random)
	if err != nil {
		return nil, err
	}
	sample := c.lines > 0 && c.lines < len(all)
	if c.within > 0 || sample {
		r := rand.New(rand.NewPCG(c.seed, 1))
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	if sample {
		all = all[:c.lines]
	}
	return all, nil
}

// compareAll runs command lines until the time is up, and returns how many ran.
func (c *comparison) compareAll(all []command) int {
	began := time.Now()
	for i, line := range all {
		if c.within > 0 && time.Since(began) > c.within {
			fmt.Printf("stopped after %d of %d command lines\n", i, len(all))
			return i
		}
		if c.verbose {
			fmt.Fprintln(os.Stderr, quoted(line.args))
		}
		c.compare(i, line)
	}
	return len(all)
}

// compare runs a command line in both programs.
func (c *comparison) compare(i int, line command) {
	args := append(slices.Clone(line.args), "--endpoint-url", c.server.URL, "--region", "us-east-1")
	start := time.Now()
	theirs := c.peer.run(args, c.server)
	c.theirs += time.Since(start)
	if slices.Contains(args, "wait") {
		args = append(args, "--wait-delay", "0") // the AWS CLI's process does not sleep either
	}
	start = time.Now()
	ours := runOurs(args, c.server)
	c.ours += time.Since(start)
	for _, d := range compare(line, theirs, ours) {
		c.found = append(c.found, findings.Finding{Operation: line.operation, Kind: d.kind, Case: i,
			Text: d.text + "\n    " + quoted(line.args)})
	}
}

// prepare writes a directory with the files that both programs read: the model for
// the AWS CLI, and files for file://.
func prepare(dir, modelDir string) error {
	target := path.Join(dir, "data", "ec2", "2016-11-15")
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	for _, name := range []string{"service-2.json", "paginators-1.json", "waiters-2.json", "endpoint-rule-set-1.json"} {
		data, err := readModelFile(path.Join(modelDir, name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(path.Join(target, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// readModelFile reads a file, or the compressed one with that name.
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

// An outcome is the result of one run of a command line.
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
		// The SDK's core closes a request's body early, which sometimes breaks a
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
