package main

// This file is slice: which of EC2's operations a Go program uses.

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/token"
	"io"
	"strings"

	"github.com/ec2gen/ec2gen/gen/dropin/uses"
)

func runSlice(c *call) error {
	var format string
	var tests bool
	if err := c.parse(func(fs *flag.FlagSet) {
		fs.StringVar(&format, "format", "text", "`FORM` of the answer: text or json")
		fs.BoolVar(&tests, "tests", true, "count what test files use")
	}); err != nil {
		return err
	}
	if format != "text" && format != "json" {
		return c.usagef("unknown format %q; the formats are text and json", format)
	}
	defer showProgress(c.stderr, "reading")()
	r, err := uses.Find(uses.Options{Patterns: c.flags.Args(), NoTests: !tests})
	if err != nil {
		return err
	}
	fmt.Fprintf(c.stderr, "ec2gen: %d operations, %d other names; %d packages read\n", len(r.Operations), len(r.Package)+len(r.Types), r.Packages)
	if format == "json" {
		return writeUsesJSON(c.stdout, r)
	}
	writeUses(c.stdout, r)
	return nil
}

// writeUses writes what is used, and where first.
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

// usesDocument is the JSON form. Fields may be added; none is renamed or removed.
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
