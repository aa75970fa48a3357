package cli

// This file runs the program once, from the arguments to the exit code.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/aws/smithy-go"
)

// The exit codes of the AWS CLI.
const (
	exitOK            = 0
	exitUsage         = 252 // a command line or a parameter that cannot be used
	exitConfiguration = 253 // no region, no credentials
	exitService       = 254 // the service returned an error
	exitGeneral       = 255 // anything else
)

// A Program is the environment of a run. Its zero value is usable in tests; Main
// fills it from the process.
type Program struct {
	Name           string // the name it was called by: "ec2" or "aws"
	Version        string
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Environ        []string // NAME=value; if nil, the process's environment
	Terminal       bool     // Stdout is a terminal
	Columns        int      // of the terminal; 0: 80

	now func() time.Time // if nil, time.Now
}

// Run runs a command line without the program's name and returns the exit code.
func (p Program) Run(api *API, args []string) int {
	ctx, stop := withSignals(context.Background())
	defer stop()
	r := &run{Program: p, api: api, ctx: ctx}
	if r.Columns == 0 {
		r.Columns = 80
	}
	return r.exit(r.main(args))
}

// run is the state that the steps of a run share.
type run struct {
	Program
	api     *API
	ctx     context.Context
	globals globals
}

// env returns the value of an environment variable, or "" if it is not set.
func (r *run) env(name string) string {
	value, _ := r.lookupEnv(name)
	return value
}

func (r *run) lookupEnv(name string) (string, bool) {
	if r.Environ == nil {
		return os.LookupEnv(name)
	}
	for i := len(r.Environ) - 1; i >= 0; i-- {
		if value, ok := strings.CutPrefix(r.Environ[i], name+"="); ok {
			return value, true
		}
	}
	return "", false
}

// main finds the command and runs it.
func (r *run) main(args []string) error {
	globals, rest, err := r.parseGlobals(args)
	if err != nil {
		return err
	}
	if globals.command == r.api.Command {
		globals.command, rest = r.afterService(rest)
	}
	r.globals = globals
	switch {
	case globals.version:
		fmt.Fprintf(r.Stdout, "%s/%s\n", r.Name, r.Version)
		return nil
	case globals.command == "" && wantsHelp(rest):
		return r.helpCommands()
	case globals.command == "":
		return usagef("the following arguments are required: command")
	case globals.command == "help":
		return r.help(rest)
	case globals.command == "completion":
		return r.completion(rest)
	case globals.command == completeCommand:
		return r.complete(rest)
	case globals.command == "wait" && len(r.waiters()) > 0:
		return r.waitCommand(rest)
	}
	op := r.api.operation(globals.command)
	if op == nil || removedCommands[globals.command] {
		names := r.commands()
		return usagef("argument operation: Invalid choice: '%s'%s", globals.command, didYouMean(globals.command, names))
	}
	return r.operation(op, rest)
}

// afterService skips the service's name: aws ec2 register-image and ec2
// register-image are the same command.
func (r *run) afterService(words []string) (command string, rest []string) {
	for i, word := range words {
		if !isOption(word) {
			return word, slices.Delete(slices.Clone(words), i, i+1)
		}
	}
	return "", words
}

// operation runs one command.
func (r *run) operation(op *Operation, words []string) error {
	c := r.newCommand(op)
	if len(words) == 1 && words[0] == "help" || wantsHelp(words) {
		return r.helpOperation(c)
	}
	params, err := c.parameters(words)
	if err != nil {
		return err
	}
	if done, err := c.skeleton(); done || err != nil {
		return err
	}
	if params, err = r.decodeBlobs(op, params); err != nil {
		return err
	}
	if err := r.api.check(op, params); err != nil {
		return err
	}
	if err := c.rules(params); err != nil {
		return err
	}
	return c.call(params)
}

func wantsHelp(words []string) bool {
	for _, word := range words {
		switch word {
		case "--help", "-h":
			return true
		case "--":
			return false
		}
	}
	return false
}

// A configurationError is a setting that is missing or wrong. The exit code is 253.
type configurationError struct{ text string }

func (e *configurationError) Error() string { return e.text }

// errDone ends a run that has already printed its error.
type errDone struct{ code int }

func (e *errDone) Error() string { return fmt.Sprintf("exit code %d", e.code) }

// exit prints an error and returns the exit code.
func (r *run) exit(err error) int {
	var (
		done     *errDone
		usage    *usageError
		option   *optionError
		params   *parameterError
		config   *configurationError
		api      smithy.APIError
		canceled = errors.Is(err, context.Canceled)
	)
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &done):
		return done.code
	case canceled:
		fmt.Fprintln(r.Stdout)
		return 128 + 2
	case errors.As(err, &usage):
		fmt.Fprintf(r.Stderr, "\n%s: error: %s\nusage: %s COMMAND [options]\nTo list the commands, run %[3]s help; for the "+
			"options of one command, run %[3]s help %s\n\n",
			r.Name, usage.text, r.called(), r.commandOr("COMMAND"))
		return exitUsage
	case errors.As(err, &option), errors.As(err, &params):
		fmt.Fprintf(r.Stderr, "\n%v\n", err)
		return exitUsage
	case errors.As(err, &config):
		fmt.Fprintf(r.Stderr, "\n%v\n", err)
		return exitConfiguration
	case errors.As(err, &api):
		return r.exitService(api, err)
	}
	fmt.Fprintf(r.Stderr, "\n%v\n", err)
	return exitGeneral
}

// commandOr returns the run's command, or word if there is none.
func (r *run) commandOr(word string) string {
	if r.api.operation(r.globals.command) != nil || r.globals.command == "wait" {
		return r.globals.command
	}
	return word
}

// exitService prints an error of the service. A passed dry run is one, too.
func (r *run) exitService(api smithy.APIError, err error) int {
	if r.globals.dryRunOK && api.ErrorCode() == "DryRunOperation" {
		fmt.Fprintln(r.Stderr, "The request would have succeeded: it is well-formed and the caller is authorized. Nothing "+
			"was done.")
		return exitOK
	}
	var call *smithy.OperationError
	name := "unknown"
	if errors.As(err, &call) {
		name = call.OperationName
	}
	fmt.Fprintf(r.Stderr, "\nAn error occurred (%s) when calling the %s operation: %s\n", api.ErrorCode(), name,
		api.ErrorMessage())
	return exitService
}

// ProgramName returns the name by which the process was called: "aws" if a script
// calls it through a link of that name.
func ProgramName(arg0 string) string {
	return strings.TrimSuffix(filepath.Base(arg0), ".exe")
}
