// Package source finds the model that a user names, in whatever form it is, and
// puts overlays on top of it: ours where they fit, then the user's own.
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

// Options name a model and what goes on top of it.
type Options struct {
	// Model is a directory with model.yaml, a YAML file that says everything, an AWS
	// model file, or a directory with one, as botocore lays it out. If empty, the
	// built-in model of EC2.
	//
	// The built-in overlays go on top of AWS's files, and of a directory that has
	// model.yaml alone. A YAML file, or a directory with overlays of its own, is
	// complete without them.
	Model string
	// Overlays are files, or directories with *.yaml files, that go on top of all
	// that. They may override what is below them.
	Overlays []string
	// Bare leaves the built-in overlays away from other models.
	Bare bool
	// Docs takes AWS's documentation along, where Model is AWS's.
	Docs bool
}

// A Result is a model and what it lacks.
type Result struct {
	Model *spec.Model
	// Unsupported is what AWS's file has and a model cannot express.
	Unsupported []awsmodel.Report
	// Misfits are entries of the built-in overlays that do not fit the model, except
	// for dates.
	Misfits spec.Errors
	// Undated counts the dates of things that the model does not have.
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

// sort takes misfits apart. An entry that says what the facts say by now is none.
func (r *Result) sort() {
	r.Misfits = slices.DeleteFunc(r.Misfits, func(e *spec.Error) bool {
		date, redundant := spec.IsDate(e), e.Kind == yamlread.Redundant
		if date && !redundant {
			r.Undated++
		}
		return date || redundant
	})
}

// Notes are lines about what was left out, each with its position. Of the misfits
// there are a few and a count, as an older model may have hundreds.
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
		notes = append(notes, fmt.Sprintf("%d dates of the built-in overlays are of things that the model does not have",
			r.Undated))
	}
	return notes
}

// stack is the facts with the overlays that belong to them.
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

// awsNames are AWS's model files, by what botocore and the Go SDK v1 call them.
var awsNames = []string{"service-2.json", "service-2.json.gz", "api-2.json", "api-2.json.gz"}

// Find returns the file or directory that a path names, and reports whether it is AWS's.
// An empty path is the built-in model.
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
	return "", false, fmt.Errorf("%s: no model.yaml and no service-2.json in this directory; name one that has either",
		path)
}

// readOverlays reads the files that paths name or have in them.
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
