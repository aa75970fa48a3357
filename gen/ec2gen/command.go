package main

// This file has the table of commands, and parses a command's arguments.

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// A command is one subcommand. The error of run determines the exit status.
type command struct {
	name, args, short string
	example           string
	words             []string // arguments to complete; nil: files and packages
	run               func(c *call) error
}

// commands returns the table for run, help and completion, in the order of help. It
// is a function because help and completion are in it and read it.
func commands() []command {
	return []command{
		{"gen", "[flags]", "generate a package of your own, or all packages of the configuration",
			"ec2gen gen -operations RegisterImage,RunInstances -out internal/ec2", nil, runGen},
		{"dropin", "[flags] [PACKAGES]", "generate a drop-in: a module that replaces aws-sdk-go-v2/service/ec2 in a program",
			"ec2gen dropin ./...", nil, runDropIn},
		{"diff", "[gen|dropin] [flags] [PACKAGES]", "print what gen or dropin would change as a unified diff; write nothing",
			"ec2gen diff || echo 'run: go generate ./...'", []string{"gen", "dropin"}, runDiff},
		{"uses", "[flags] [PACKAGES]", "list what a Go program uses of aws-sdk-go-v2/service/ec2, with positions",
			"ec2gen uses ./...", nil, runUses},
		{"init", "[gen|dropin] [flags] [PACKAGES]", "write a commented ec2gen.yaml",
			"ec2gen init -operations RegisterImage,RunInstances -out internal/ec2", []string{"gen", "dropin"}, runInit},
		{"check", "[PATH ...]", "validate configuration, models and overlays; list all errors",
			"ec2gen check", nil, runCheck},
		{"why", "[flags] SHAPE", "print the members that lead to a shape",
			"ec2gen why -operations RegisterImage EbsBlockDevice", nil, runWhy},
		{"import", "[flags]", "convert an AWS model file to model YAML",
			"ec2gen import -model service-2.json.gz -operations RegisterImage -out spec/ec2", nil, runImport},
		{"changes", "[flags] [OLD] NEW", "compare two models, with the effects of the changes",
			"ec2gen changes -fail-on breaking-go git:main:spec/ec2 spec/ec2", nil, runChanges},
		{"docs", "[flags]", "write reference pages: operations, members, rules, error codes, history",
			"ec2gen docs -operations RegisterImage,DescribeImages -out docs", []string{}, runDocs},
		{"completion", "bash|zsh|fish", "print a script that completes commands and flags",
			`eval "$(ec2gen completion bash)"`, []string{"bash", "zsh", "fish"}, runCompletion},
		{"version", "", "print the version, the commit and the date of the built-in model",
			"ec2gen version", []string{}, runVersion},
		{"help", "[COMMAND|config]", "describe a command, or the keys of ec2gen.yaml",
			"ec2gen help config", []string{"config"}, runHelp},
	}
}

func findCommand(name string) *command {
	for _, cmd := range commands() {
		if cmd.name == name {
			return &cmd
		}
	}
	return nil
}

func commandNames() (names []string) {
	for _, cmd := range commands() {
		names = append(names, cmd.name)
	}
	return names
}

// A call is one run of a command: its arguments, input and output.
type call struct {
	command
	flags          *flag.FlagSet
	argv           []string
	stdin          io.Reader
	stdout, stderr io.Writer
}

// noFlags defines no flags, for a command that only has -h.
func noFlags(*flag.FlagSet) {}

// parse parses the flags that define declares, and prints help for -h. Flags and
// arguments may be mixed; everything after -- is an argument.
func (c *call) parse(define func(fs *flag.FlagSet)) error {
	fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	define(fs)
	c.flags = fs
	arguments := []string{"--"}
	for rest := c.argv; len(rest) > 0; {
		err := fs.Parse(rest)
		read := rest[:len(rest)-fs.NArg()]
		switch rest = fs.Args(); {
		case errors.Is(err, flag.ErrHelp):
			c.help(c.stdout)
			return flag.ErrHelp
		case err != nil:
			return c.flagError(err, read)
		case len(read) > 0 && read[len(read)-1] == "--":
			arguments, rest = append(arguments, rest...), nil
		case len(rest) > 0:
			arguments, rest = append(arguments, rest[0]), rest[1:]
		}
	}
	return fs.Parse(arguments)
}

// flagError reports an invalid flag. The last word read is the flag if it is
// unknown; it may also be the value of a known one.
func (c *call) flagError(err error, read []string) error {
	last := read[len(read)-1]
	name, _, _ := strings.Cut(strings.TrimLeft(last, "-"), "=")
	if last[0] != '-' || name == "" || c.flags.Lookup(name) != nil {
		return c.usagef("%v", err)
	}
	var names []string
	c.flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	if near := spec.Nearest(name, names); near != "" {
		return c.usagef("unknown flag -%s; did you mean -%s", name, near)
	}
	return c.usagef("unknown flag -%s", name)
}

// usagef reports a wrong command line.
func (c *call) usagef(format string, args ...any) error {
	fmt.Fprintf(c.stderr, "ec2gen %s: %s; see ec2gen %s -h\n", c.name, fmt.Sprintf(format, args...), c.name)
	return errUsage
}

// cutFirst removes one of words from the front of the arguments and returns it, or
// returns "".
func (c *call) cutFirst(words ...string) string {
	if len(c.argv) == 0 || !slices.Contains(words, c.argv[0]) {
		return ""
	}
	first := c.argv[0]
	c.argv = c.argv[1:]
	return first
}
