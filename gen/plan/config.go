package plan

// This file is what the caller decides about a package.

import (
	"go/token"
	"path"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// DefaultRuntime is the import path of this module's runtime packages.
const DefaultRuntime = "github.com/ec2gen/ec2gen/runtime"

// Config says what the package is called and where it is.
type Config struct {
	Package     string    // name of the client's package: "ec2"
	ImportPath  string    // its import path; package types is below it
	RuntimePath string    // where ec2query, ec2xml, awsclient, ... are; "": DefaultRuntime
	Server      bool      // also write the server's half, in a package beside types
	Keep        []string  // model names of shapes to have in package types though no operation has them
	Service     []Setting // what the package says of itself beyond the model: fields of awsclient.Service
	Source      string    // what the header names as origin; "": the API and its version
	Record      *Record   // how the package is made, for its package comment; nil: it gets none
}

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
	if !token.IsIdentifier(c.Package) || c.Package == "_" {
		p.add(spec.Pos{}, nil, "choose a Go identifier, such as ec2", "%s cannot be the package's name", quote(c.Package))
	}
	for _, imp := range []string{c.ImportPath, c.RuntimePath} {
		if imp == "" || path.Clean(imp) != imp || strings.ContainsAny(imp, " \t\r\n\"`\\!#$%&'()*,:;<=>?[]^{|}") || imp[0] == '/' || imp[0] == '.' {
			p.add(spec.Pos{}, nil, "write it as in an import declaration, such as example.com/me/ec2", "%s cannot be an import path", quote(imp))
		}
	}
	return c, p.err()
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
