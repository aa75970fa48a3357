package plan

// This file is what the caller decides about a package.

import (
	"errors"
	"go/token"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/mod/module"

	"github.com/ec2gen/ec2gen/spec"
)

// DefaultRuntime is the import path of this module's runtime packages.
const DefaultRuntime = "github.com/ec2gen/ec2gen/runtime"

// Config says what the package is called and where it is.
type Config struct {
	Package     string   // name of the client's package: "ec2"
	ImportPath  string   // its import path; package types is below it
	RuntimePath string   // where ec2query, ec2xml, awsclient, ... are; "": DefaultRuntime
	Server      bool     // also write the server's half, in a package beside types
	CLI         bool     // also write the command line, in packages beside types
	Pages       []string // also write reference pages in these formats: html, markdown, man
	Examples    bool     // also write the model's examples as Go examples, in a test file
	NoSince     bool     // leave out of doc comments since when the API has what they are about
	// Reports are pages of ec2gen changes -log, by date: links from the reference pages.
	Reports   map[string]string
	Keep      []string  // model names of shapes to have in package types though no operation has them
	Service   []Setting // what the package says of itself beyond the model: fields of awsclient.Service
	ClientDoc string    // paragraph that the comment on Client ends with; "": none
	Source    string    // what the header names as origin; "": the API and its version
	// RulesTag is the build tag of the model's rules: without it, the package checks only
	// what the AWS SDK checks, and rejects policies that need rules. If "", the rules are
	// always compiled.
	RulesTag string
	Record   *Record // how the package is made, for its package comment; nil: it gets none
}

// PageFormats are the formats of reference pages.
var PageFormats = []string{"html", "markdown", "man"}

// A Setting is a field of awsclient.Service and its value: a constant.
type Setting struct {
	Name  string // "Version"
	Value any    // "1.2.3"
}

// complete checks a configuration and fills in its defaults.
func (c Config) complete(m *spec.Model) (Config, error) {
	if c.RuntimePath == "" {
		c.RuntimePath = DefaultRuntime
	}
	if c.Source == "" {
		c.Source = origin(m.Service)
	}
	var p problems
	if why := packageNameFault(c.Package); why != "" {
		p.add(spec.Pos{}, nil, "choose a Go identifier, such as ec2", "%s cannot be the package's name: %s", quote(c.Package),
			why)
	}
	for _, path := range []string{c.ImportPath, c.RuntimePath} {
		if why := importPathFault(path); why != "" {
			p.add(spec.Pos{}, nil, "write it as in an import declaration, such as example.com/me/ec2",
				"%s cannot be an import path: %s", quote(path), why)
		}
	}
	return c, p.err()
}

// takenNames are names that the package next to this one, which imports it, has for
// something else.
var takenNames = []string{"API", "NewHandler", "Unimplemented", "ctx", "impl", "in", "operations", "out", "service",
	"x"}

// helperName is the form of the functions there: readTag.
var helperName = regexp.MustCompile(`^(read|serve|write)[A-Z]`)

// packageNameFault says why the Go compiler, or the code that imports the package, would
// not take its name; "" if it would.
func packageNameFault(name string) string {
	switch {
	case token.IsKeyword(name):
		return "it is a keyword of Go"
	case !token.IsIdentifier(name) || name == "_":
		return "it is not a Go identifier"
	case name == "main", name == "init":
		return "no program can import a package of this name"
	case strings.HasSuffix(name, "_test"):
		return "packages of tests end in _test"
	case slices.Contains(takenNames, name), helperName.MatchString(name):
		return "generated code uses it for something else"
	}
	return ""
}

// ownImports are packages of the standard library that generated code imports.
var ownImports = []string{"C", "context", "net/http", "strconv", "strings", "time", "unicode/utf8", "unsafe"}

// importPathFault says why Go would not take an import path; "" if it would.
func importPathFault(path string) string {
	if err := module.CheckImportPath(path); err != nil {
		var invalid *module.InvalidPathError
		if errors.As(err, &invalid) && invalid.Err != nil {
			return invalid.Err.Error()
		}
		return err.Error()
	}
	if slices.Contains(ownImports, path) {
		return "it is in the standard library, and generated code imports that"
	}
	return ""
}

// origin is what a header names: the API and its version. Not the model's
// path: the same model in another place gives the same bytes.
func origin(s spec.Service) string {
	if s.ID == "" {
		return "a model"
	}
	return strings.TrimSpace(s.ID + " " + s.APIVersion)
}

// Runtime is the import path of one of the runtime packages.
func (c Config) Runtime(name string) string { return c.RuntimePath + "/" + name }
