package main

// This file reports entries of a directory's overlays that do not fit a newly
// imported model: entries about things that AWS has removed, and entries that equal
// AWS's model now.

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/yamlread"
)

// A fit is the result of applying overlays to a model.
type fit struct {
	misfits spec.Errors // in hand-written overlays
	undated int         // dates of things that the model does not have
}

// fitOverlays tries the overlays in dir on the new model.yaml. It returns an error
// for overlays that are invalid with any model; nothing must be written then.
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
		return f, nil // a first import: nothing can have been removed
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

// explain improves the errors about things that AWS has removed.
func (f *fit) explain(before, after map[string]bool) {
	for _, e := range f.misfits {
		if e.Kind == yamlread.Unknown && before[e.Name] && !after[e.Name] {
			e.Remedy = fmt.Sprintf("AWS's model no longer has %s, which the old model had: remove the entry, "+
				"or move it to the replacement", e.Name)
		}
	}
}

// namesOf returns the names of all operations, shapes, members and enum values in
// model.yaml. An unreadable file has none, because it is about to be replaced.
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

// report prints the entries that do not fit. It returns errNo if people have to fix
// some.
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
