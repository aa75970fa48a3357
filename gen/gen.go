// Package gen turns a linked model into the Go package that speaks it: types,
// enums, encoders, decoders, a client. It knows Go and nothing about YAML.
//
// Read Generate first; then names.go and plan.go, where everything is decided,
// and one of the emit files beside the file it writes.
package gen

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
	Package     string   // name of the client's package: "ec2"
	ImportPath  string   // its import path; package types is below it
	RuntimePath string   // where ec2query, ec2xml, awsclient, ... are; "": DefaultRuntime
	Server      bool     // also write the server's half, in a package beside types
	Keep        []string // model names of shapes to have in package types though no operation has them
	StandIn     bool     // the package stands in for the SDK's: only what that refuses stops a call
	Version     string   // of the package, for the User-Agent; "": unknown
	Source      string   // what the header names as origin; "": the API and its version
}

// Generate computes every byte of the package for m, in name order. It is a
// function of its arguments: the same model gives the same bytes. What the
// model says and Go cannot is returned as spec.Errors, all at once.
func Generate(m *spec.Model, cfg Config) ([]File, error) {
	cfg, err := cfg.complete(m)
	if err != nil {
		return nil, err
	}
	// Step 1: decide every name and order (plan.go, names.go).
	p, err := newPlan(m, cfg)
	if err != nil {
		return nil, err
	}
	// Step 2: list the files and what each holds (outputs.go, emit_*.go).
	var outs []output
	for _, list := range emitters {
		outs = append(outs, list(p)...)
	}
	// Step 3: print and format them (render.go).
	return p.render(outs)
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

// runtime is the import path of one of the runtime packages.
func (c Config) runtime(name string) string { return c.RuntimePath + "/" + name }
