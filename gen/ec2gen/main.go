package main

// This file has the main program: it selects a command, runs it and converts its
// error to an exit status.

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

func main() {
	// A run takes a tenth of a second to a second, so collecting garbage less often
	// saves a third of its CPU time and costs 60 MB for all of EC2.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run runs the program, independent of the process.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		usage(stderr)
		return 2
	}
	name := args[0]
	switch name {
	case "-h", "-help", "--help":
		name = "help"
	case "-version", "--version":
		name = "version"
	}
	cmd := findCommand(name)
	if cmd == nil {
		fmt.Fprintf(stderr, "ec2gen: unknown command %q; %s\n", name, suggestCommand(name))
		return 2
	}
	c := &call{command: *cmd, argv: args[1:], stdin: stdin, stdout: stdout, stderr: stderr}
	return c.exit(cmd.run(c))
}

// suggestCommand returns the remedy for an unknown command.
func suggestCommand(name string) string {
	if near := spec.Nearest(name, commandNames()); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "the commands are " + strings.Join(commandNames(), ", ")
}

var (
	// errNo means "no" or "differs": exit status 1 without a message.
	errNo = errors.New("no")
	// errUsage is a wrong command line that has been reported.
	errUsage = errors.New("usage")
)

// exit prints err and returns the exit status.
func (c *call) exit(err error) int {
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, errNo):
		return 1
	case errors.Is(err, errUsage):
		return 2
	}
	for i, line := range strings.Split(strings.TrimRight(err.Error(), "\n"), "\n") {
		// Lines that continue a message are empty or indented, and positions stay at
		// the start of a line so that terminals and editors can open them.
		if continued := i > 0 && (line == "" || line[0] == ' '); !continued && !startsWithPosition(line) {
			line = "ec2gen " + c.name + ": " + strings.TrimPrefix(line, spec.Pos{}.String()+": ")
		}
		fmt.Fprintln(c.stderr, line)
	}
	return 2
}

// note prints a note. A position stays at the start of the line.
func (c *call) note(text string) {
	if !startsWithPosition(text) {
		text = "ec2gen: " + text
	}
	fmt.Fprintln(c.stderr, text)
}

// startsWithPosition reports whether a line begins with file:line:col.
func startsWithPosition(line string) bool {
	position, _, ok := strings.Cut(line, ": ")
	return ok && !strings.ContainsAny(position, " \t") && strings.Count(position, ":") >= 2
}
