// Command ec2gen turns a YAML model of Amazon EC2's API into a Go package: types,
// enums, validators, the request encoder, the response decoder and a client,
// with the names and the wire of aws-sdk-go-v2/service/ec2.
//
// Usage:
//
//	ec2gen gen    [flags]         write the package
//	ec2gen diff   [flags]         print what gen would change; write nothing
//	ec2gen check  [PATH ...]      is the model valid; every error at once
//	ec2gen why    [flags] SHAPE   what keeps a shape in the package
//	ec2gen import [flags]         AWS's own model file to model YAML
//	ec2gen slice  [flags] [PACKAGES]  which of EC2's operations a Go program uses
//	ec2gen changes [flags] OLD NEW   what a new model means to those who use the old one
//
// Each command explains itself with -h.
//
// # Downstream
//
// In a repository that wants three of EC2's operations:
//
//	go get -tool github.com/ec2gen/ec2gen/gen/ec2gen
//
//	// ec2gen.yaml
//	operations: [RegisterImage, DescribeImages]
//	out: internal/ec2
//
//	//go:generate go tool ec2gen gen
//
// # In the SDK's place
//
// A program that uses github.com/aws/aws-sdk-go-v2/service/ec2 can have a slice of
// it under the same path, without a change of its sources:
//
//	ec2gen gen -used-by ./... -model service-2.json.gz -out third_party/ec2 -write-replace
//
// finds what the packages use, tests and dependencies included (ec2gen slice lists
// it), writes a module with that and with the parts of the runtime that it needs,
// and points go.mod at it. The module's go.mod asks for no newer go line and for no
// other versions of the SDK's core and of smithy-go than the program has.
// -write-modfile FILE writes a go.mod for go build -modfile instead of changing
// the program's. diff with the same flags is the check that the slice still fits.
// The versions that the program requires are read from the SDK's sources, which
// go mod download fetches where a slice has taken their place.
//
// Such a package stops the calls that the SDK stops: those without a required
// member. The environment variable EC2GEN_VALIDATION says more for a run: rules (the
// model's rules: errors stop a call), strict (warnings too), lenient, silent, and
// RULE=error, RULE=warning or RULE=off, separated by commas. Options.Validation says
// it in the program; ec2.ParseValidationPolicy reads the same words.
//
// # Configuration
//
// gen and diff read ec2gen.yaml (or .ec2gen.yaml) in the working directory; paths
// in it are relative to it. Flags win over the file. Its keys are:
//
//	model       a model folder, a model YAML file, or an AWS model file
//	            (service-2.json, Smithy JSON; plain or .gz);
//	            default: the AMI model that is built into ec2gen
//	operations  the operations to generate; default: all that the model has
//	out         the output directory; default: ec2
//	package     the package name; default: the last element of out
//	importpath  the package's import path; default: by the go.mod around out
//	module      also write a go.mod, which makes out a module of this path
//	usedby      packages of a program: generate what they use of the SDK's package,
//	            as a module in its place; then writereplace: true changes its
//	            go.mod, writemodfile: FILE writes another
//	server      true: also write the server's half, package NAMEserver, for tests
//	            and stand-ins; see runtime/ec2http
//	packages    a list of mappings with the keys above: several packages at once
//
// # Changes
//
// changes compares two models: folders, model files, AWS's own files in any form
// that import takes, or git:REV:PATH, a path at a revision of the repository. The
// report lists each operation that changed with the members of its request and
// response, what kind of change each is, and its level:
//
//	breaking-wire  a request that worked may fail, or a response is no longer understood
//	breaking-go    generated Go that compiled may not compile any more
//	notable        a tightened limit, a new rule, a deprecation
//	compatible     something new, or something easier
//	docs           words only: counted, and listed with -docs
//
// -fail-on LEVEL exits 1 when something is of that level or worse. -ignore FILE
// leaves out what a team has decided to live with:
//
//   - id: member-removed          # a kind, * for any
//     path: DescribeImages.Images[].Old*   # operation and path, * for any text
//     because: we never read it
//
// -format json writes one document. It has "level" (the most serious), "changes"
// (each once: kind, level, shape, member, name, from, to, members, fromPos and
// toPos with file, line and col), "operations" (name, status, level, limitsOnly,
// and what its callers meet: index into changes, side, path, level), "shapes"
// (name, changes, the operations that they reach), "model" (changes about the
// model itself) and "kinds" (what they mean). Fields may be added; none is
// renamed or removed.
//
// -log DIR writes a page for each step of a series of models, and an index: the
// history of an API.
//
// # Exit status
//
// 0 done; 1 the answer is "no" or "differs"; 2 trouble: bad usage, a bad model,
// a file that cannot be read or written. Answers go to standard output,
// everything else to standard error.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// A command is one subcommand: its flags and arguments come in args, and what
// it returns decides the exit status.
type command struct {
	name, args, short string
	example           string
	run               func(c *call) error
}

// commands is the table behind run and the usage text, in the order shown.
var commands = []command{
	{"gen", "[flags]", "write the Go package",
		"ec2gen gen -used-by ./... -model service-2.json.gz -out third_party/ec2 -write-replace", runGen},
	{"diff", "[flags]", "print what gen would change as a unified diff; write nothing",
		"ec2gen diff || echo 'run: go generate ./...'", runDiff},
	{"check", "[PATH ...]", "is the model valid; every error at once",
		"ec2gen check spec/ec2/2016-11-15", runCheck},
	{"why", "[flags] SHAPE", "print the members that keep a shape in the package",
		"ec2gen why -operations RegisterImage EbsBlockDevice", runWhy},
	{"import", "[flags]", "turn AWS's own model file into model YAML",
		"ec2gen import -model service-2.json.gz -operations RegisterImage -out spec/ec2", runImport},
	{"changes", "[flags] OLD NEW", "say what changed between two models, and what it breaks",
		"ec2gen changes -fail-on breaking-go git:main:spec/ec2 spec/ec2", runChanges},
	{"slice", "[flags] [PACKAGES]", "list what a Go program uses of aws-sdk-go-v2/service/ec2",
		"ec2gen slice ./...", runSlice},
}

// A call is one run of a command: what it reads and where it writes.
type call struct {
	command
	flags          *flag.FlagSet
	argv           []string
	stdin          io.Reader
	stdout, stderr io.Writer
}

// errNo is the answer "no" or "differs": exit status 1, nothing more to say.
var errNo = errors.New("no")

// run is the whole program but for the process around it.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		usage(stderr)
		return 2
	}
	switch args[0] {
	case "-h", "-help", "--help", "help":
		usage(stdout)
		return 0
	}
	for _, cmd := range commands {
		if cmd.name == args[0] {
			c := &call{command: cmd, argv: args[1:], stdin: stdin, stdout: stdout, stderr: stderr}
			return c.exit(cmd.run(c))
		}
	}
	fmt.Fprintf(stderr, "ec2gen: unknown command %q; the commands are %s\n", args[0], strings.Join(commandNames(), ", "))
	return 2
}

// exit prints err the way its kind wants and returns the exit status.
func (c *call) exit(err error) int {
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, errNo):
		return 1
	case errors.Is(err, errUsage):
		return 2 // the flag package has said what is wrong
	}
	for _, line := range strings.Split(strings.TrimRight(err.Error(), "\n"), "\n") {
		if !startsWithPosition(line) {
			line = "ec2gen " + c.name + ": " + line
		}
		fmt.Fprintln(c.stderr, line)
	}
	return 2
}

// startsWithPosition says whether line begins with file:line:col, which stays
// at the start of the line so that terminals and editors can open it.
func startsWithPosition(line string) bool {
	place, _, ok := strings.Cut(line, ": ")
	return ok && !strings.ContainsAny(place, " \t") && strings.Count(place, ":") >= 2
}

// errUsage is a command line that cannot be understood, already reported.
var errUsage = errors.New("usage")

// parse reads the flags that define declared, and answers -h.
func (c *call) parse(define func(fs *flag.FlagSet)) error {
	fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	define(fs)
	c.flags = fs
	err := fs.Parse(c.argv)
	if errors.Is(err, flag.ErrHelp) {
		c.help(c.stdout)
		return flag.ErrHelp
	} else if err != nil {
		return c.usagef("%v", err)
	}
	return nil
}

// usagef reports a command line that cannot be understood.
func (c *call) usagef(format string, args ...any) error {
	fmt.Fprintf(c.stderr, "ec2gen %s: %s; see ec2gen %s -h\n", c.name, fmt.Sprintf(format, args...), c.name)
	return errUsage
}

func (c *call) help(w io.Writer) {
	fmt.Fprintf(w, "usage: ec2gen %s %s\n\n%s.\n\n", c.name, c.args, strings.ToUpper(c.short[:1])+c.short[1:])
	c.flags.SetOutput(w)
	c.flags.PrintDefaults()
	fmt.Fprintf(w, "\nexample:\n  %s\n", c.example)
}

func usage(w io.Writer) {
	fmt.Fprint(w, "ec2gen generates Go packages from a model of Amazon EC2's API.\n\n")
	for _, cmd := range commands {
		fmt.Fprintf(w, "  ec2gen %-8s%-19s %s\n", cmd.name, cmd.args, cmd.short)
	}
	fmt.Fprint(w, "\nEach command explains itself: ec2gen gen -h. The manual: go doc github.com/ec2gen/ec2gen/gen/ec2gen\n\nexample:\n  ")
	fmt.Fprintln(w, commands[0].example)
}

func commandNames() []string {
	var names []string
	for _, cmd := range commands {
		names = append(names, cmd.name)
	}
	return names
}
