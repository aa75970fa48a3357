package plan

// This file declares the caller's decisions about a package.

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

// Config has the name and location of the package, and its options.
type Config struct {
	Package     string   // name of the client's package: "ec2"
	ImportPath  string   // its import path; package types is below it
	RuntimePath string   // where ec2query, ec2xml, awsclient, ... are; "": DefaultRuntime
	Server      bool     // also write the server package, next to types
	CLI         bool     // also write the command line, in packages next to types
	Pages       []string // also write reference pages in these formats: html, markdown, man
	Examples    bool     // also write the model's examples as Go examples, in a test file
	NoSince     bool     // omit dates of additions from doc comments
	// Reports are pages of ec2gen changes -log, by date: links from the reference pages.
	Reports   map[string]string
	Keep      []string  // model names of shapes to include in package types although no operation has them
	Service   []Setting // additional fields of awsclient.Service
	ClientDoc string    // last paragraph of the comment on Client; "": none
	Source    string    // origin in the header; "": the API and its version
	// RulesTag is the build tag of the model's rules: without it, the package checks only
	// what the AWS SDK checks, and rejects policies that need rules. If "", the rules are
	// always compiled.
	RulesTag string
	Record   *Record // how the package was generated, for its package comment; nil: no comment
}

// PageFormats lists the formats of reference pages.
var PageFormats = []string{"html", "markdown", "man"}

// A Setting is a field of awsclient.Service and its value: a constant.
type Setting struct {
	Name  string // "Version"
	Value any    // "1.2.3"
}

// complete checks a configuration and sets its defaults.
func (c Config) complete(m *spec.Model) (Config, error) {
	if c.RuntimePath == "" {
		c.RuntimePath = DefaultRuntime
	}
	if c.Source == "" {
		c.Source = origin(m.Service)
	}
	var p problems
	if why := packageNameFault(c.Package); why != "" {
		p.add(spec.Pos{}, nil, "choose a Go identifier, such as ec2", "invalid package name %s: %s", quote(c.Package),
			why)
	}
	for _, path := range []string{c.ImportPath, c.RuntimePath} {
		if why := importPathFault(path); why != "" {
			p.add(spec.Pos{}, nil, "write it as in an import declaration, such as example.com/me/ec2",
				"invalid import path %s: %s", quote(path), why)
		}
	}
	return c, p.err()
}

// takenNames has names that the packages that import this one declare themselves.
var takenNames = []string{"API", "NewHandler", "Unimplemented", "ctx", "impl", "in", "operations", "out", "service",
	"x"}

// helperName matches the names of functions there: readTag.
var helperName = regexp.MustCompile(`^(read|serve|write)[A-Z]`)

// packageNameFault returns the reason why a package cannot have a name, or "".
func packageNameFault(name string) string {
	switch {
	case token.IsKeyword(name):
		return "it is a keyword of Go"
	case !token.IsIdentifier(name) || name == "_":
		return "it is not a Go identifier"
	case name == "main", name == "init":
		return "no program can import a package with this name"
	case strings.HasSuffix(name, "_test"):
		return "names that end in _test are for tests"
	case slices.Contains(takenNames, name), helperName.MatchString(name):
		return "generated code uses it for something else"
	}
	return ""
}

// ownImports has packages of the standard library that generated code imports.
var ownImports = []string{"C", "context", "net/http", "strconv", "strings", "time", "unicode/utf8", "unsafe"}

// importPathFault returns the reason why an import path is invalid, or "".
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

// origin returns the origin for headers: the API and its version. It does not
// contain the model's path, so that the same model elsewhere gives the same bytes.
func origin(s spec.Service) string {
	if s.ID == "" {
		return "a model"
	}
	return strings.TrimSpace(s.ID + " " + s.APIVersion)
}

// Runtime returns the import path of one of the runtime packages.
func (c Config) Runtime(name string) string { return c.RuntimePath + "/" + name }
