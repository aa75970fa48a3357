package cli

// This file is the entry point for a generated program.

import (
	"encoding/json"
	"io"
	"os"
	"runtime/debug"

	"golang.org/x/term"

	"github.com/ec2gen/ec2gen/runtime/valid"
)

// Main runs the process's command line, without the program's name, and returns the
// exit code.
func Main(api *API, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := Program{Name: api.Command, Version: version(), Stdin: stdin, Stdout: stdout, Stderr: stderr}
	if len(os.Args) > 0 && ProgramName(os.Args[0]) == "aws" {
		p.Name = "aws"
	}
	if f, ok := stdout.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.Terminal = true
		p.Columns, _, _ = term.GetSize(int(f.Fd())) // 0 if unknown
	}
	return p.Run(api, args)
}

func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// Violations checks parameters, written as JSON, against the rules of a typed
// input.
func Violations(parameters []byte, in interface{ Violations() valid.Violations }) (valid.Violations, error) {
	if err := json.Unmarshal(parameters, in); err != nil {
		return nil, err
	}
	return in.Violations(), nil
}
