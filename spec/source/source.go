// Package source finds the model that a user names, in any form, and applies
// overlays to it: ours if they fit, then the user's own.
package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
	"github.com/ec2gen/ec2gen/spec/yamlread"
)

// Options selects a model and its overlays.
type Options struct {
	// Model is a directory with model.yaml, a complete YAML file, an AWS model
	// file, or a directory with one in botocore's layout. If empty, it is the
	// built-in model of EC2.
	//
	// The built-in overlays are applied to AWS's files, and to a directory that
	// contains only model.yaml. A YAML file, or a directory with its own overlays,
	// is complete without them.
	Model string
	// Overlays are files, or directories with *.yaml files, that are applied last.
	// They may override everything else.
	Overlays []string
	// Bare disables the built-in overlays for other models.
	Bare bool
	// Docs keeps AWS's documentation if Model is AWS's.
	Docs bool
}

// A Result is a model and the parts that it lacks.
type Result struct {
	Model *spec.Model
	// Unsupported has the parts of AWS's file that a model cannot express.
	Unsupported []awsmodel.Report
	// Misfits has errors of the built-in overlays' entries that do not fit the
	// model, except dates.
	Misfits spec.Errors
	// Undated is the number of dates of things that the model does not have.
	Undated int
}

// Load reads the model, links it and checks it. An error about content is a
// spec.Errors.
func Load(o Options) (*Result, error) {
	r := &Result{}
	stack, err := r.stack(o)
	if err != nil {
		return nil, err
	}
	own, err := readOverlays(o.Overlays)
	if err != nil {
		return nil, err
	}
	if len(own) > 0 {
		stack.Layers = append(stack.Layers, spec.Layer{Files: own})
	}
	r.Model, r.Misfits, err = stack.Link()
	if err != nil {
		return nil, err
	}
	r.sort()
	return r, nil
}

// sort separates misfits and dates. An entry that now equals the facts is not a
// misfit.
func (r *Result) sort() {
	r.Misfits = slices.DeleteFunc(r.Misfits, func(e *spec.Error) bool {
		date, redundant := spec.IsDate(e), e.Kind == yamlread.Redundant
		if date && !redundant {
			r.Undated++
		}
		return date || redundant
	})
}

// Notes returns lines about omitted parts, each with its position: for misfits only
// a few and a count, as an older model may have hundreds.
func (r *Result) Notes() []string {
	const shown = 5
	var notes []string
	for _, report := range r.Unsupported {
		notes = append(notes, report.String())
	}
	for i, e := range r.Misfits {
		if i == shown {
			notes = append(notes, fmt.Sprintf("%d more entries of the built-in overlays do not fit the model and were left out",
				len(r.Misfits)-shown))
			break
		}
		notes = append(notes, fmt.Sprintf("%s: left out, as it does not fit the model: %s", e.Pos, e.Msg))
	}
	if r.Undated > 0 {
		notes = append(notes, fmt.Sprintf("%d dates of the built-in overlays belong to things that the model does not have",
			r.Undated))
	}
	return notes
}

// stack returns the facts with their overlays.
func (r *Result) stack(o Options) (spec.Stack, error) {
	file, aws, err := Find(o.Model)
	if err != nil {
		return spec.Stack{}, err
	}
	var s spec.Stack
	if aws {
		s.Import = func() (m *spec.Model, err error) {
			m, r.Unsupported, err = awsmodel.Import(file, awsmodel.Options{Docs: o.Docs})
			return m, err
		}
	} else if s, err = spec.ReadStack(file); err != nil {
		return s, err
	}
	if o.Bare {
		return s, nil
	}
	if aws || file != "" && isDir(file) && len(s.Layers[0].Files) == 0 {
		ours, err := spec.EmbeddedOverlays()
		if err != nil {
			return s, err
		}
		s.Layers = []spec.Layer{{Files: ours, Lenient: true}}
	}
	return s, nil
}

// awsNames has the names of AWS's model files in botocore and the Go SDK v1.
var awsNames = []string{"service-2.json", "service-2.json.gz", "api-2.json", "api-2.json.gz"}

// Find returns the file or directory of a path, and reports whether it is AWS's. An
// empty path is the built-in model.
func Find(path string) (file string, aws bool, err error) {
	if path == "" {
		return "", false, nil
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", false, fmt.Errorf("%s: no such model; name a directory with model.yaml or service-2.json, a YAML file, "+
			"or an AWS model file", path)
	case err != nil:
		return "", false, err
	case !info.IsDir():
		return path, !isYAML(path), nil
	}
	if _, err := os.Stat(filepath.Join(path, "model.yaml")); err == nil {
		return path, false, nil
	}
	for _, name := range awsNames {
		if file := filepath.Join(path, name); isFile(file) {
			return file, true, nil
		}
	}
	return "", false, fmt.Errorf("%s: no model.yaml and no service-2.json in this directory; name one with either",
		path)
}

// readOverlays reads the files in paths and in directories in paths.
func readOverlays(paths []string) (sources []spec.Source, err error) {
	for _, path := range paths {
		files := []string{path}
		if isDir(path) {
			if files, err = filepath.Glob(filepath.Join(path, "*.yaml")); err != nil {
				return nil, err
			} else if len(files) == 0 {
				return nil, fmt.Errorf("%s: no *.yaml file; name an overlay file or a directory with some", path)
			}
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			sources = append(sources, spec.Source{Name: filepath.ToSlash(file), Data: data})
		}
	}
	return sources, nil
}

func isYAML(path string) bool {
	return strings.HasSuffix(path, ".yaml") || strings.HasSuffix(path, ".yml")
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
