package main

// This file says what of a directory's overlays does not fit a newly imported
// model: entries about things that AWS has removed, and entries that say what
// AWS's model says by now.

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/yamlread"
)

// A fit is how overlays and a model go together.
type fit struct {
	misfits spec.Errors // in what people write
	undated int         // dates of things that the model does not have
}

// fitOverlays tries the overlays in dir on the new model.yaml. The error is about
// overlays that no model can have, and then nothing is to be written.
func fitOverlays(dir string, data []byte) (*fit, error) {
	model := filepath.Join(dir, "model.yaml")
	overlays, err := readSources(filepath.Join(dir, "overlay*.yaml"))
	if err != nil || len(overlays) == 0 {
		return &fit{}, err
	}
	stack := spec.Stack{Model: []spec.Source{{Name: filepath.ToSlash(model), Data: data}},
		Layers: []spec.Layer{{Files: overlays, Lenient: true}}}
	_, misfits, err := stack.Link()
	if err != nil {
		return nil, err
	}
	f := &fit{}
	for _, e := range misfits {
		switch {
		case !spec.IsDate(e):
			f.misfits = append(f.misfits, e)
		case e.Kind != yamlread.Redundant:
			f.undated++
		}
	}
	old, err := os.ReadFile(model)
	if os.IsNotExist(err) {
		return f, nil // a first import: nothing was there to be removed
	} else if err != nil {
		return nil, err
	}
	f.explain(namesOf(old), namesOf(data))
	return f, nil
}

// readSources reads the files that match a pattern, in the order of their names.
func readSources(pattern string) (list []spec.Source, err error) {
	names, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		list = append(list, spec.Source{Name: filepath.ToSlash(name), Data: data})
	}
	return list, nil
}

// explain tells entries about what AWS has removed from other mistakes.
func (f *fit) explain(before, after map[string]bool) {
	for _, e := range f.misfits {
		if e.Kind == yamlread.Unknown && before[e.Name] && !after[e.Name] {
			e.Remedy = fmt.Sprintf("AWS's model no longer has %s, which the model before this import had: remove the entry, "+
				"or move it to what came instead", e.Name)
		}
	}
}

// namesOf are the names of all operations, shapes, members and enum values in
// model.yaml. A file that cannot be read has none: it is about to be replaced.
func namesOf(data []byte) map[string]bool {
	names := map[string]bool{}
	model, err := spec.LoadFiles([]spec.Source{{Name: "model.yaml", Data: data}})
	if err != nil {
		return names
	}
	for _, op := range model.Operations {
		names[op.Name] = true
	}
	for _, s := range model.Shapes {
		names[s.Name] = true
		for _, m := range s.Members {
			names[m.Name] = true
		}
		for _, v := range s.Values {
			names[v.Value] = true
		}
	}
	return names
}

// report prints what does not fit. It is the answer "no" if people have to act.
func (f *fit) report(c *call) error {
	if f.undated > 0 {
		c.note(fmt.Sprintf("%s of things that the model does not have; run spec/changes/sincegen to date the new model",
			count(f.undated, "date")))
	}
	for _, e := range f.misfits {
		fmt.Fprintln(c.stderr, e)
	}
	if len(f.misfits) > 0 {
		c.note(fmt.Sprintf("%s in the overlays (see above); the model is written, and gen reports them until they are "+
			"corrected",
			count(len(f.misfits), "misfit")))
		return errNo
	}
	return nil
}
