package main

// This file implements changes, which compares two models.

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/spec/changes"
	"github.com/ec2gen/ec2gen/spec/changes/report"
)

// changesFlags has the flags of changes.
type changesFlags struct {
	operations, format, failOn, least, ignore, log string
	usedBy, config                                 string
	all, docs, positions                           bool
	old                                            string // the model that a single argument is compared with
	// The parsed values of failOn, least and usedBy.
	failLevel, leastLevel changes.Level
	program               *program
}

func (f *changesFlags) define(fs *flag.FlagSet) {
	levels := strings.Join(changes.Levels(), ", ")
	fs.StringVar(&f.operations, "operations", "",
		"comma-separated `NAMES` of the operations to compare (default: those of ec2gen.yaml, or all)")
	fs.BoolVar(&f.all, "all", false, "compare all operations, not only those of ec2gen.yaml")
	fs.StringVar(&f.config, "config", "", "configuration `FILE` (default: the nearest ec2gen.yaml)")
	fs.StringVar(&f.format, "format", "", "`FORM` of the report: "+strings.Join(report.FormatNames(), ", ")+
		" (default: text, with -log html)")
	fs.StringVar(&f.failOn, "fail-on", "", "exit 1 if a change is of this `LEVEL` or worse: "+levels)
	fs.StringVar(&f.least, "min", "", "omit changes below this `LEVEL`")
	fs.StringVar(&f.usedBy, "used-by", "", "report only changes that affect a program: its `PACKAGES`, comma-separated, such as ./...")
	fs.StringVar(&f.ignore, "ignore", "", "`FILE` with changes to omit: a YAML list of {id, path, because}")
	fs.StringVar(&f.log, "log", "", "write a page per change and an index into `DIR`, for a series of models, each PATH or LABEL=PATH")
	fs.BoolVar(&f.docs, "docs", false, "list documentation changes, not only their number")
	fs.BoolVar(&f.positions, "positions", false, "show the position of each change in the models; JSON and HTML always do")
}

func runChanges(c *call) error {
	var f changesFlags
	if err := c.parse(f.define); err != nil {
		return err
	}
	if err := f.check(c); err != nil {
		return err
	}
	if err := f.configure(c); err != nil {
		return err
	}
	var ignore ignoreList
	if f.ignore != "" {
		var err error
		if ignore, err = readIgnore(f.ignore); err != nil {
			return err
		}
	}
	defer showProgress(c.stderr, "comparing")()
	if f.usedBy != "" {
		var err error
		if f.program, err = readProgram(splitNames(f.usedBy)); err != nil {
			return err
		}
	}
	compare := f.pair
	if f.log != "" {
		compare = f.history
	}
	views, err := compare(c, &ignore)
	if err != nil {
		return err
	}
	for _, e := range ignore.idle() {
		fmt.Fprintf(c.stderr, "%s: unused entry: %s; remove it\n", e.pos, e)
	}
	return f.verdict(c, views)
}

// configure reads the operations to compare, and the old model for a single
// argument, from the configuration.
func (f *changesFlags) configure(c *call) error {
	file, err := readConfig(f.config)
	if err != nil || len(file.Targets) == 0 {
		return err
	}
	f.old = file.Targets[0].Model
	var names []string
	for _, t := range file.Targets {
		if t.Model != f.old {
			f.old = ""
		}
		if len(t.Operations) == 0 {
			f.all = true // a target with the whole model, or a drop-in
		}
		names = append(names, t.OperationNames()...)
	}
	if f.all || f.operations != "" || f.usedBy != "" {
		return nil
	}
	slices.Sort(names)
	names = slices.Compact(names)
	f.operations = strings.Join(names, ",")
	c.note(fmt.Sprintf("comparing the %s of %s; -all compares all", count(len(names), "operation"), file.Path))
	return nil
}

// verdict returns errNo if a change has the level of -fail-on, or a worse one.
func (f *changesFlags) verdict(c *call, views []*report.View) error {
	worst, some := changes.Docs, false
	for _, v := range views {
		worst, some = max(worst, v.Report.Level()), some || !v.Report.Empty()
	}
	if f.failOn == "" || !some || worst < f.failLevel {
		return nil
	}
	fmt.Fprintf(c.stderr, "ec2gen: worst level: %s\n", worst)
	return errNo
}

// check checks the combination of flags and arguments.
func (f *changesFlags) check(c *call) (err error) {
	if f.format = cmp.Or(f.format, map[bool]string{true: "html",
		false: "text"}[f.log != ""]); report.Formats[f.format] == nil {
		return c.usagef("unknown format %q; the formats are %s", f.format, strings.Join(report.FormatNames(), ", "))
	}
	for _, l := range []struct {
		name, word string
		to         *changes.Level
	}{{"fail-on", f.failOn, &f.failLevel}, {"min", f.least, &f.leastLevel}} {
		if l.word == "" {
			continue
		}
		if *l.to, err = changes.ParseLevel(l.word); err != nil {
			return c.usagef("-%s: %v", l.name, err)
		}
	}
	switch n := c.flags.NArg(); {
	case f.all && f.operations != "":
		return c.usagef("-all conflicts with -operations; remove one")
	case f.log == "" && (n < 1 || n > 2):
		return c.usagef("expected [OLD] NEW, got %d arguments", n)
	case f.log != "" && n < 2:
		return c.usagef("-log expects two models or more, got %d", n)
	}
	return nil
}

// pair reports the changes between two models. With one argument, the old model is
// the built-in one.
func (f *changesFlags) pair(c *call, ignore *ignoreList) ([]*report.View, error) {
	models, err := f.read(c.flags.Args())
	if err != nil {
		return nil, err
	}
	view := f.view(models[0], models[1], ignore)
	var out bytes.Buffer
	if err := report.Formats[f.format](&out, view); err != nil {
		return nil, err
	}
	_, err = c.stdout.Write(out.Bytes())
	return []*report.View{view}, err
}

// read reads models, two at a time, because whole ones take a while. For a single
// argument, the first is the built-in model.
func (f *changesFlags) read(args []string) ([]*namedModel, error) {
	arguments := parseArguments(f.old, args)
	models := make([]*namedModel, len(arguments))
	errs := make([]error, len(arguments))
	slots := make(chan bool, 2)
	var wg sync.WaitGroup
	for i, a := range arguments {
		wg.Add(1)
		go func() {
			defer wg.Done()
			slots <- true
			defer func() { <-slots }()
			models[i], errs[i] = a.read()
		}()
	}
	wg.Wait()
	var texts []string
	for i, err := range errs {
		if err != nil && (i == 0 || arguments[i] != arguments[i-1]) {
			texts = append(texts, err.Error())
		}
	}
	if len(texts) > 0 {
		return nil, fmt.Errorf("%s", strings.Join(texts, "\n"))
	}
	return models, f.subset(models)
}

// subset keeps the selected operations. An operation that only some of the models
// have is new or removed; one that no model has is an error.
func (f *changesFlags) subset(models []*namedModel) error {
	names := splitNames(f.operations)
	if len(names) == 0 {
		return nil
	}
	known := map[string]bool{}
	for _, m := range models {
		var here []string
		for _, name := range names {
			if m.model.Operation(name) != nil {
				here = append(here, name)
				known[name] = true
			}
		}
		if len(here) == 0 {
			empty := *m.model
			empty.Operations, empty.Shapes, empty.Rules = nil, nil, nil
			m.kept = &empty
			continue
		}
		kept, err := m.model.Cut(here)
		if err != nil {
			return err
		}
		m.kept = kept
	}
	var unknown []string
	for _, name := range names {
		if !known[name] {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 {
		_, err := models[len(models)-1].model.Cut(unknown) // its error suggests similar names
		return err
	}
	return nil
}

// view compares two models and omits ignored changes.
func (f *changesFlags) view(old, now *namedModel, ignore *ignoreList) *report.View {
	r, ignored := ignore.apply(compare(old, now))
	v := &report.View{Old: old.label, New: now.label, API: now.model.Service.ID + " " + now.model.Service.APIVersion,
		Docs: f.docs, Positions: f.positions, Ignored: ignored, OldPlace: old.position, NewPlace: now.position}
	v.Report = r.Without(func(_ string, o *changes.Occurrence) bool { return o.Level < f.leastLevel })
	if n := len(r.Changes) - len(v.Report.Changes); n > 0 {
		v.Notes = append(v.Notes, fmt.Sprintf("-min %s omits %s", f.least, count(n, "change")))
	}
	if f.program != nil {
		f.program.keep(v)
	} else {
		v.Notes = append(v.Notes, standingNotes(old, now)...)
	}
	return v
}

var extensions = map[string]string{"text": ".txt", "markdown": ".md", "json": ".json", "html": ".html"}

// history writes a page for each step of a series of models, and an index.
func (f *changesFlags) history(c *call, ignore *ignoreList) (views []*report.View, err error) {
	models, err := f.read(c.flags.Args())
	if err != nil {
		return nil, err
	}
	var set []files.File
	named := map[string]bool{"": true}
	var pages []report.Page
	for i := 1; i < len(models); i++ {
		view := f.view(models[i-1], models[i], ignore)
		name := ""
		if !view.Report.Empty() {
			name = fileName(models[i].label) + extensions[f.format]
			if named[name] {
				return nil, fmt.Errorf("two models would be written to %s; name one of them: LABEL=PATH", name)
			}
			var out bytes.Buffer
			if err := report.Formats[f.format](&out, view); err != nil {
				return nil, err
			}
			named[name] = true
			set = append(set, files.File{Name: name, Data: out.Bytes()})
		}
		views, pages = append(views, view), append([]report.Page{view.Entry(name)}, pages...)
	}
	var index bytes.Buffer
	if err := report.Index(&index, models[len(models)-1].model.Service.ID, pages); err != nil {
		return nil, err
	}
	made, err := files.Compare(f.log, append(set, files.File{Name: "index.html", Data: index.Bytes()}))
	if err != nil {
		return nil, err
	}
	if err := apply(made); err != nil {
		return nil, err
	}
	fmt.Fprintf(c.stderr, "ec2gen: %d pages written to %s, %d unchanged, %d removed\n", len(made.Written),
		filepath.Clean(f.log), made.Unchanged, len(made.Removed))
	return views, nil
}

var unsafeInNames = regexp.MustCompile(`[^A-Za-z0-9.-]+`)

// fileName converts a model's label to a valid file name.
func fileName(label string) string {
	label = strings.TrimSuffix(strings.TrimSuffix(label, ".gz"), ".json")
	if label = strings.Trim(unsafeInNames.ReplaceAllString(label, "-"), "-."); label == "" || label == "index" {
		return "model"
	}
	return label
}

// exists reports whether the file exists, so that a path with = in it is not a
// label.
func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
