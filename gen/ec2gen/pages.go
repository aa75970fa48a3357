package main

// This file implements docs, which writes only reference pages. The key pages
// writes them as part of a package.

import (
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/gen"
	"github.com/ec2gen/ec2gen/gen/ec2gen/internal/config"
	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/gen/sdkdoc"
	"github.com/ec2gen/ec2gen/spec"
)

// docsFlags has the flags of docs.
type docsFlags struct {
	*targetFlags
	out     string
	formats string
	log     string
}

// docsKeys has the keys of a package that also apply to pages.
var docsKeys = []string{"operations", "all", "model", "overlay", "docs"}

func (f *docsFlags) define(fs *flag.FlagSet) {
	for _, name := range docsKeys {
		k := config.Lookup(name)
		fs.Var(&keyValue{k, f.target}, k.Name, k.Doc)
	}
	fs.Lookup("operations").Usage = "operations to describe; default: those of the configuration, or all"
	fs.Lookup("all").Usage = "describe all operations of the model"
	fs.StringVar(&f.out, "out", "", "`DIR` to write to")
	fs.StringVar(&f.formats, "format", "html", "comma-separated `FORMATS`: "+strings.Join(plan.PageFormats, ", "))
	fs.StringVar(&f.log, "log", "", "`DIR` that ec2gen changes -log wrote: the history links to its pages (default: changes below -out, if there is one)")
	fs.StringVar(&f.config, "config", "",
		"configuration `FILE` (default: the nearest ec2gen.yaml or .ec2gen.yaml here or above, up to the root of the module)")
}

func runDocs(c *call) error {
	f := &docsFlags{targetFlags: newTargetFlags(config.Package)}
	if err := c.parse(f.define); err != nil {
		return err
	}
	formats := splitNames(f.formats)
	for _, name := range formats {
		if !slices.Contains(plan.PageFormats, name) {
			return c.usagef("unknown format %q; the formats are %s", name, strings.Join(plan.PageFormats, ", "))
		}
	}
	switch {
	case c.flags.NArg() > 0:
		return c.usagef("unexpected argument %q; name operations with -operations", c.flags.Arg(0))
	case f.out == "" || len(formats) == 0:
		return c.usagef("missing -out DIR")
	}
	return f.write(c, formats)
}

// write computes all pages and writes them.
func (f *docsFlags) write(c *call, formats []string) error {
	stop := showProgress(c.stderr, "writing pages")
	defer stop()
	model, made, notes, err := f.pages(c, formats)
	if err != nil {
		return err
	}
	changes, err := files.Compare(f.out, made)
	if err != nil {
		return err
	}
	if err := apply(changes); err != nil {
		return err
	}
	stop()
	for _, note := range append(notes, changes.Notes...) {
		c.note(note)
	}
	fmt.Fprintf(c.stderr, "ec2gen: %s\n", docsDone(f.out, changes, model))
	return nil
}

// docsDone returns what was written, and the next step.
func docsDone(out string, changes *files.Changes, model *spec.Model) string {
	operations := count(len(model.Operations), "operation")
	if changes.Empty() {
		return fmt.Sprintf("%s is up to date: %s (%s)", out, count(changes.Unchanged, "file"), operations)
	}
	text := fmt.Sprintf("wrote %s to %s (%s)", count(len(changes.Written), "file"), out, operations)
	if n := len(changes.Removed); n > 0 {
		text += fmt.Sprintf(", removed %d", n)
	}
	for _, name := range []string{"index.html", "README.md"} {
		if exists(filepath.Join(out, name)) {
			return text + "; next: open " + filepath.Join(out, name)
		}
	}
	return text + "; next: man -l " + filepath.Join(out, "*.1")
}

// pages computes the pages according to flags and configuration.
func (f *docsFlags) pages(c *call, formats []string) (*spec.Model, []files.File, []string, error) {
	j, err := f.job(c)
	if err != nil {
		return nil, nil, nil, err
	}
	model, notes, err := j.loadModel()
	if err != nil {
		return nil, nil, nil, err
	}
	if model, err = j.cut(model); err != nil {
		return nil, nil, nil, err
	}
	cfg := plan.Config{Package: j.Package, ImportPath: j.ImportPath, Record: j.record()}
	if cfg.Reports, err = f.reports(); err != nil {
		return nil, nil, nil, err
	}
	more, err := j.document(c, model, &cfg)
	if err != nil {
		return nil, nil, nil, err
	}
	made, err := gen.Pages(model, cfg, formats)
	return model, made, append(notes, more...), err
}

// dated matches the date in the name of a report.
var dated = regexp.MustCompile(`(\d{4}-\d{2}-\d{2})[^/]*\.html$`)

// reports finds the pages of ec2gen changes -log, by the dates in their names.
func (f *docsFlags) reports() (map[string]string, error) {
	dir := f.log
	if dir == "" {
		if dir = filepath.Join(f.out, "changes"); !exists(dir) {
			return nil, nil
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	link, err := filepath.Rel(f.out, dir)
	if err != nil {
		return nil, err
	}
	found := map[string]string{}
	for _, e := range entries {
		if m := dated.FindStringSubmatch(e.Name()); m != nil {
			found[m[1]] = path.Join(filepath.ToSlash(link), e.Name())
		}
	}
	return found, nil
}

// job returns the package of the configuration, changed by the flags, or the AWS
// SDK's package if there is no configuration or if flags select the model or the
// operations.
func (f *docsFlags) job(c *call) (*job, error) {
	chosen := slices.ContainsFunc(f.given(), func(k *config.Key) bool { return k.Name != "docs" && k.Name != "overlay" })
	file := &config.File{}
	if !chosen || f.config != "" {
		var err error
		if file, err = readConfig(f.config); err != nil {
			return nil, err
		}
	}
	own := slices.DeleteFunc(slices.Clone(file.Targets), (*config.Target).IsDropIn)
	if len(own) > 1 {
		return nil, c.usagef("%s has %d packages; use -operations, -all or -model", file.Path, len(own))
	}
	j := &job{Target: f.fresh(), command: "ec2gen docs", recorded: "ec2gen docs", flags: f.target}
	if len(own) == 1 {
		j.Target, j.file = own[0], file.Path
	}
	for _, k := range f.given() {
		k.Copy(j.Target, f.target)
	}
	if len(own) == 1 {
		return j, j.complete()
	}
	j.Package, j.ImportPath = "ec2", sdkdoc.Module
	j.All = j.Operations == nil
	return j, nil
}
