package main

// This file implements uses, which lists the operations of EC2 that a Go program
// uses.

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/token"
	"io"
	"strings"

	"github.com/ec2gen/ec2gen/gen/dropin/uses"
)

func runUses(c *call) error {
	var format, file string
	var tests bool
	if err := c.parse(func(fs *flag.FlagSet) {
		fs.StringVar(&format, "format", "text", "`FORM` of the result: text or json")
		fs.BoolVar(&tests, "tests", true, "include test files")
		fs.StringVar(&file, "config", "", "configuration `FILE` with the packages (default: the nearest ec2gen.yaml)")
	}); err != nil {
		return err
	}
	if format != "text" && format != "json" {
		return c.usagef("unknown format %q; the formats are text and json", format)
	}
	options, err := usesOptions(c.flags.Args(), file)
	if err != nil {
		return err
	}
	options.NoTests, options.Progress = !tests, c.progress()
	defer showProgress(c.stderr, "reading")()
	r, err := uses.Find(options)
	if err != nil {
		return err
	}
	for _, note := range r.Notes {
		c.note(note)
	}
	fmt.Fprintf(c.stderr, "ec2gen: %s, %s; %s read\n", count(len(r.Operations), "operation"),
		count(len(r.Package)+len(r.Types), "other name"), count(r.Packages, "package"))
	if format == "json" {
		return writeUsesJSON(c.stdout, r)
	}
	writeUses(c.stdout, r)
	return nil
}

// usesOptions returns the packages to read: the arguments, or otherwise those of
// the configuration's drop-ins, or otherwise ./...
func usesOptions(patterns []string, file string) (uses.Options, error) {
	if len(patterns) > 0 {
		return uses.Options{Patterns: patterns}, nil
	}
	configured, err := readConfig(file)
	if err != nil {
		return uses.Options{}, err
	}
	o := uses.Options{}
	for _, t := range configured.Targets {
		o.Patterns = append(o.Patterns, t.DropIn...)
		o.Dir = t.Dir
	}
	if o.Patterns == nil {
		o.Dir = ""
	}
	return o, nil
}

// writeUses writes the uses, with the first positions.
func writeUses(w io.Writer, r *uses.Result) {
	for _, part := range []struct {
		what string
		list []uses.Use
	}{{"operations", r.Operations}, {"names of package ec2", r.Package}, {"names of package types", r.Types}} {
		fmt.Fprintf(w, "%s (%d)\n", part.what, len(part.list))
		for _, u := range part.list {
			more := ""
			if n := len(u.At) - 1; n > 0 {
				more = fmt.Sprintf(" and %d more", n)
			}
			fmt.Fprintf(w, "  %s  %s%s\n", u.Name, u.At[0], more)
		}
	}
	fmt.Fprintf(w, "requires\n  go %s\n", r.Go)
	for _, v := range r.Versions() {
		fmt.Fprintf(w, "  %s\n", v)
	}
	if len(r.Operations) > 0 {
		fmt.Fprintf(w, "\nec2gen gen -operations %s\n", strings.Join(uses.Names(r.Operations), ","))
	}
}

// usesDocument is the JSON form. Fields may be added, but are never renamed or
// removed.
type usesDocument struct {
	Operations []usedName `json:"operations"`
	Package    []usedName `json:"ec2"`
	Types      []usedName `json:"types"`
	Go         string     `json:"go"`
	Requires   []string   `json:"requires"`
}

type usedName struct {
	Name string   `json:"name"`
	At   []string `json:"at"` // file:line:col
}

func writeUsesJSON(w io.Writer, r *uses.Result) error {
	names := func(list []uses.Use) []usedName {
		out := []usedName{}
		for _, u := range list {
			out = append(out, usedName{u.Name, positions(u.At)})
		}
		return out
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(usesDocument{names(r.Operations), names(r.Package), names(r.Types), r.Go, r.Versions()})
}

func positions(at []token.Position) (texts []string) {
	for _, p := range at {
		texts = append(texts, p.String())
	}
	return texts
}
