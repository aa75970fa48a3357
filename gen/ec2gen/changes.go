package main

// This file is changes: what a new model means to those who use the old one.

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/changes"
	"github.com/ec2gen/ec2gen/spec/changes/report"
)

// changesFlags are the flags of changes.
type changesFlags struct {
	operations, format, failOn, ignore, log string
	docs, positions                         bool
}

func (f *changesFlags) define(fs *flag.FlagSet) {
	fs.StringVar(&f.operations, "operations", "", "comma-separated `NAMES` of the operations to compare (default: all)")
	fs.StringVar(&f.format, "format", "", "`FORM` of the report: "+strings.Join(report.FormatNames(), ", ")+" (default: text, with -log html)")
	fs.StringVar(&f.failOn, "fail-on", "", "exit 1 when something is of this `LEVEL` or worse: "+strings.Join(changes.Levels(), ", "))
	fs.StringVar(&f.ignore, "ignore", "", "`FILE` with changes to leave out: a YAML list of {id, path, because}")
	fs.StringVar(&f.log, "log", "", "write a page a change and an index into `DIR`, for a series of models, each PATH or LABEL=PATH")
	fs.BoolVar(&f.docs, "docs", false, "list changes of documentation as well, not only their number")
	fs.BoolVar(&f.positions, "positions", false, "say where in the models each change is; JSON and HTML always do")
}

func runChanges(c *call) error {
	var f changesFlags
	if err := c.parse(f.define); err != nil {
		return err
	}
	failOn, err := f.check(c)
	if err != nil {
		return err
	}
	var ignore ignoreList
	if f.ignore != "" {
		if ignore, err = readIgnore(f.ignore); err != nil {
			return err
		}
	}
	defer showProgress(c.stderr, "comparing")()
	worst, err := changes.Docs, error(nil)
	if f.log != "" {
		worst, err = f.history(c, &ignore)
	} else {
		worst, err = f.pair(c, &ignore)
	}
	if err != nil {
		return err
	}
	for _, e := range ignore.idle() {
		fmt.Fprintf(c.stderr, "%s: ignores nothing: %s; remove it\n", e.pos, e)
	}
	if f.failOn != "" && worst >= failOn {
		fmt.Fprintf(c.stderr, "ec2gen: something is %s\n", worst)
		return errNo
	}
	return nil
}

// check holds the flags and the number of arguments against each other.
func (f *changesFlags) check(c *call) (failOn changes.Level, err error) {
	if f.format == "" {
		f.format = "text"
		if f.log != "" {
			f.format = "html"
		}
	}
	if report.Formats[f.format] == nil {
		return 0, c.usagef("unknown format %q; the formats are %s", f.format, strings.Join(report.FormatNames(), ", "))
	}
	if f.failOn != "" {
		if failOn, err = changes.ParseLevel(f.failOn); err != nil {
			return 0, c.usagef("-fail-on: %v", err)
		}
	}
	switch n := c.flags.NArg(); {
	case f.log == "" && n != 2:
		return 0, c.usagef("expected OLD and NEW, got %d arguments", n)
	case f.log != "" && n < 2:
		return 0, c.usagef("-log expects two models or more, got %d", n)
	}
	return failOn, nil
}

// pair reports what changed between two models.
func (f *changesFlags) pair(c *call, ignore *ignoreList) (changes.Level, error) {
	models, err := f.read(c.flags.Args())
	if err != nil {
		return 0, err
	}
	view := f.view(models[0], models[1], ignore)
	var out bytes.Buffer
	if err := report.Formats[f.format](&out, view); err != nil {
		return 0, err
	}
	_, err = c.stdout.Write(out.Bytes())
	return view.Report.Level(), err
}

// read reads models, two at a time: whole ones take a while.
func (f *changesFlags) read(args []string) ([]*sourced, error) {
	models := make([]*sourced, len(args))
	errs := make([]error, len(args))
	slots := make(chan bool, 2)
	var wg sync.WaitGroup
	for i, arg := range args {
		wg.Add(1)
		go func() {
			defer wg.Done()
			slots <- true
			defer func() { <-slots }()
			models[i], errs[i] = readSource(arg)
		}()
	}
	wg.Wait()
	var texts []string
	for i, err := range errs {
		if err != nil && (i == 0 || args[i] != args[i-1]) {
			texts = append(texts, err.Error())
		}
	}
	if len(texts) > 0 {
		return nil, fmt.Errorf("%s", strings.Join(texts, "\n"))
	}
	return models, f.slice(models)
}

// slice keeps the operations asked for. One that only some of the models have
// is new or gone in the others; one that none has is a mistake.
func (f *changesFlags) slice(models []*sourced) error {
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
		kept, err := m.model.Slice(here)
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
		_, err := models[len(models)-1].model.Slice(unknown) // says which are near
		return err
	}
	return nil
}

// view compares two models and leaves out what is to be ignored.
func (f *changesFlags) view(old, new *sourced, ignore *ignoreList) *report.View {
	r, ignored := ignore.apply(changes.Compare(old.compared(), new.compared()))
	service := &new.model.Service
	return &report.View{Old: old.label, New: new.label, API: service.ID + " " + service.APIVersion, Report: r,
		Docs: f.docs, Positions: f.positions, Ignored: ignored, Place: func(p spec.Pos) string { return old.place(new.place(p)).String() }}
}

var extensions = map[string]string{"text": ".txt", "markdown": ".md", "json": ".json", "html": ".html"}

// history writes a page for each step of a series of models, and an index.
func (f *changesFlags) history(c *call, ignore *ignoreList) (worst changes.Level, err error) {
	models, err := f.read(c.flags.Args())
	if err != nil {
		return 0, err
	}
	files := map[string][]byte{}
	var pages []report.Page
	for i := 1; i < len(models); i++ {
		view := f.view(models[i-1], models[i], ignore)
		worst = max(worst, view.Report.Level())
		name := ""
		if !view.Report.Empty() {
			name = fileName(models[i].label) + extensions[f.format]
			if files[name] != nil {
				return 0, fmt.Errorf("two models would be written to %s; name one of them: LABEL=PATH", name)
			}
			var out bytes.Buffer
			if err := report.Formats[f.format](&out, view); err != nil {
				return 0, err
			}
			files[name] = out.Bytes()
		}
		pages = append([]report.Page{view.Entry(name)}, pages...)
	}
	var index bytes.Buffer
	if err := report.Index(&index, models[len(models)-1].model.Service.ID, pages); err != nil {
		return 0, err
	}
	files["index.html"] = index.Bytes()
	written, err := writeModel(f.log, files)
	if err != nil {
		return 0, err
	}
	fmt.Fprintf(c.stderr, "ec2gen: %d pages written to %s, %d unchanged\n", written, filepath.Clean(f.log), len(files)-written)
	return worst, nil
}

var unsafeInNames = regexp.MustCompile(`[^A-Za-z0-9.-]+`)

// fileName makes a model's label good for a file's name.
func fileName(label string) string {
	label = strings.TrimSuffix(strings.TrimSuffix(label, ".gz"), ".json")
	if label = strings.Trim(unsafeInNames.ReplaceAllString(label, "-"), "-."); label == "" || label == "index" {
		return "model"
	}
	return label
}

// exists says whether there is such a file, so that a path with = in it is no label.
func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
