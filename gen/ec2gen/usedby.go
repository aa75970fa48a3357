package main

// This file implements changes -used-by: it omits changes that do not affect a
// program, and finds the positions in the program for the others.

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/ec2gen/ec2gen/gen/dropin/uses"
	"github.com/ec2gen/ec2gen/spec/changes"
	"github.com/ec2gen/ec2gen/spec/changes/report"
)

// A program has the positions of names in a Go program.
type program struct {
	operations, fields map[string][]string
	// types has the positions of names of package types, by their letters.
	types map[string][]string
}

func readProgram(patterns []string) (*program, error) {
	r, err := uses.Find(uses.Options{Patterns: patterns})
	if err != nil {
		return nil, err
	}
	same := func(name string) string { return name }
	return &program{positionsOf(r.Operations, same), positionsOf(r.Fields, same), positionsOf(r.Types, letters)}, nil
}

// positionsOf returns the positions of uses by name, without paths of the machine:
// another module is named by its path and version.
func positionsOf(list []uses.Use, key func(string) string) map[string][]string {
	found := map[string][]string{}
	for _, u := range list {
		for _, at := range u.At {
			at.Filename = placeName(filepath.ToSlash(at.Filename))
			found[key(u.Name)] = append(found[key(u.Name)], at.String())
		}
	}
	return found
}

func placeName(file string) string {
	if filepath.IsLocal(file) {
		return file
	}
	if _, module, ok := strings.Cut(file, "/pkg/mod/"); ok {
		return module
	}
	return path.Join(path.Base(path.Dir(file)), path.Base(file))
}

// letters returns the letters and digits of a name in lower case, which are the
// same for a value of an enum and its constant: "m5.large" of InstanceType,
// InstanceTypeM5Large.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// byName has the kinds of changes that affect only programs which name the member,
// in sources that depend on the SDK. All others affect every caller of the
// operation.
var byName = map[string]bool{
	"member-removed": true, "required-member-removed": true, "member-renamed": true,
	"type-changed": true, "go-type-changed": true, "type-renamed": true, "type-tightened": true, "type-loosened": true,
	"wire-name-changed": true, "xml-name-changed": true, "list-form-changed": true, "xml-form-changed": true,
	"format-changed": true, "host-label-changed": true, "required-removed": true, "sensitive-changed": true,
	"deprecated": true, "undeprecated": true, "deprecation-reworded": true, "go-name-changed": true,
	"length-tightened": true, "length-loosened": true, "length-changed": true,
	"range-tightened": true, "range-loosened": true, "range-changed": true,
	"pattern-tightened": true, "pattern-loosened": true, "pattern-changed": true,
	"name-respelled": true, "shape-renamed": true,
}

// usedAt returns the positions that a change affects, or nil.
func (p *program) usedAt(operation string, o *changes.Occurrence) []string {
	calls := p.operations[operation]
	switch {
	case len(calls) == 0:
		return nil
	case o.Kind.ID == "enum-value-removed", o.Kind.ID == "enum-value-renamed":
		return p.types[letters(o.Shape+o.Name)]
	case byName[o.Kind.ID] && o.Side != changes.Whole:
		if o.Kind.ID == "member-renamed" {
			return p.fields[fieldOf(o.Old)]
		}
		return p.fields[fieldOf(o.Path)]
	}
	return calls
}

// fieldOf returns the Go field at the end of a path: "Images[].ImageId" ends in
// ImageId.
func fieldOf(p string) string {
	p = strings.NewReplacer("[]", "", "{key}", "", "{value}", "").Replace(p)
	if name := p[strings.LastIndexByte(p, '.')+1:]; name != "" {
		return strings.ToUpper(name[:1]) + name[1:]
	}
	return ""
}

// keep removes changes from a report that do not affect the program. Changes of the
// service itself affect every program.
func (p *program) keep(v *report.View) {
	all := len(v.Report.Changes)
	v.Report = v.Report.Without(func(operation string, o *changes.Occurrence) bool {
		if operation == "" {
			return o.Kind.ID != "service-changed"
		}
		return len(p.usedAt(operation, o)) == 0
	})
	if n := all - len(v.Report.Changes); n > 0 {
		v.Notes = append(v.Notes, fmt.Sprintf("-used-by omits %s that do not affect the program", count(n, "change")))
	}
	v.UsedAt = p.usedAt
}
