// Package awsmodel reads AWS's own model files: botocore's service-2.json, the Go
// SDK v1's api-2.json and the Smithy JSON syntax tree, plain or compressed with
// gzip. It detects the form, finds the files next to the model, and passes them to
// the reader of that form.
package awsmodel

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/botocore"
	"github.com/ec2gen/ec2gen/spec/internal/upstream"
	"github.com/ec2gen/ec2gen/spec/smithy"
)

// Options are the options of an import.
type Options = upstream.Options

// A Report names one thing in AWS's file that the model does not contain.
type Report = upstream.Report

// maxBytes bounds a file, after decompression. AWS's largest model has about 10 MB;
// a gzip bomb exceeds the memory.
const maxBytes = 256 << 20

// A Source is the content of one of AWS's model files.
type Source struct {
	Model   *spec.Model
	Reports []Report // the parts that the model cannot express
	Form    Form
	// Paginators and Waiters report whether there is a file for them. A Smithy file
	// contains them.
	Paginators, Waiters bool
}

// A Form is the format of one of AWS's model files.
type Form int

// The forms.
const (
	Botocore Form = iota // service-2.json, api-2.json
	Smithy               // the JSON syntax tree
)

// Read reads a model from the file at path, with the selected operations and the
// shapes that they reach, links and checks it, and reports the parts that it cannot
// express.
func Read(path string, o Options) (*spec.Model, []Report, error) {
	m, reports, err := Import(path, o)
	if err != nil {
		return nil, nil, err
	}
	m, err = spec.Link(m)
	return m, reports, err
}

// Import is like Read without the checks, for a spec.Stack, which links the model
// itself.
func Import(path string, o Options) (*spec.Model, []Report, error) {
	s, err := ReadSource(path, o)
	if err != nil {
		return nil, nil, err
	}
	return s.Model, s.Reports, nil
}

// ReadSource is like Import, with more information about the file.
func ReadSource(path string, o Options) (*Source, error) {
	return readSource(func(name string) (io.ReadCloser, error) { return os.Open(name) }, path, o)
}

// ReadFiles is like ReadSource, for files in memory by their paths. They may be
// compressed.
func ReadFiles(files map[string][]byte, path string, o Options) (*Source, error) {
	return readSource(func(name string) (io.ReadCloser, error) {
		data, ok := files[filepath.ToSlash(name)]
		if !ok {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return io.NopCloser(bytes.NewReader(data)), nil
	}, path, o)
}

// An opener opens the file at a path.
type opener func(path string) (io.ReadCloser, error)

func readSource(open opener, path string, o Options) (*Source, error) {
	data, err := open.read(path)
	if err != nil {
		return nil, err
	}
	s := &Source{Paginators: true, Waiters: true}
	if s.Form, err = detect(path, data); err != nil {
		return nil, err
	}
	name := filepath.ToSlash(path)
	if s.Form == Smithy {
		s.Model, s.Reports, err = smithy.Read(name, data, o)
		return s, err
	}
	companions, err := open.readCompanions(path, o.Docs)
	if err != nil {
		return nil, err
	}
	s.Paginators, s.Waiters = companions.Paginators != nil, companions.Waiters != nil
	s.Model, s.Reports, err = botocore.Read(botocore.File{Name: name, Data: data}, companions, o)
	return s, err
}

// read reads a file, and decompresses it if its content is gzip.
func (open opener) read(path string) ([]byte, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var head [2]byte
	n, err := io.ReadFull(f, head[:])
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	source := io.MultiReader(bytes.NewReader(head[:n]), f)
	if head == [2]byte{0x1f, 0x8b} {
		if source, err = gzip.NewReader(source); err != nil {
			return nil, fmt.Errorf("%s:1:1: corrupt gzip data: %w; fetch the file again", path, err)
		}
	}
	data, err := io.ReadAll(io.LimitReader(source, maxBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s:1:1: incomplete gzip data: %w; fetch the file again", path, err)
	case len(data) > maxBytes:
		return nil, fmt.Errorf("%s:1:1: larger than %d MB when decompressed; this is not a model that AWS publishes", path,
			maxBytes>>20)
	}
	return data, nil
}

// detect detects the form by the first key that only one form has.
func detect(path string, data []byte) (Form, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return 0, fmt.Errorf("%s:1:1: not a JSON object; give service-2.json of botocore, api-2.json of the Go SDK v1, or "+
			"a Smithy JSON file", path)
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			break // the form's reader reports the position
		}
		switch key {
		case "smithy":
			return Smithy, nil
		case "metadata", "operations":
			// Smithy also has metadata, after its version in every published file;
			// botocore's metadata has these keys.
			var v struct{ APIVersion, Protocol string }
			if err := d.Decode(&v); err == nil && key == "metadata" && v.APIVersion == "" && v.Protocol == "" {
				continue
			}
			return Botocore, nil
		}
		var skip json.RawMessage
		if d.Decode(&skip) != nil {
			break
		}
	}
	return Botocore, nil
}

// companionNames are the companion files of a model, by their names in botocore and the
// Go SDK v1.
var companionNames = []struct {
	names []string
	set   func(b *botocore.CompanionFiles, f *botocore.File)
	docs  bool
}{
	{[]string{"paginators-1.json"}, func(b *botocore.CompanionFiles, f *botocore.File) { b.Paginators = f }, false},
	{[]string{"waiters-2.json"}, func(b *botocore.CompanionFiles, f *botocore.File) { b.Waiters = f }, false},
	{[]string{"docs-2.json"}, func(b *botocore.CompanionFiles, f *botocore.File) { b.Docs = f }, true},
}

// readCompanions reads the files next to a model, plain or compressed. Some models
// lack some of them.
func (open opener) readCompanions(path string, docs bool) (companions botocore.CompanionFiles, err error) {
	for _, want := range companionNames {
		if want.docs && !docs {
			continue
		}
		for _, name := range want.names {
			for _, suffix := range []string{"", ".gz"} {
				file := filepath.Join(filepath.Dir(path), name+suffix)
				data, err := open.read(file)
				if errors.Is(err, fs.ErrNotExist) {
					continue
				} else if err != nil {
					return companions, err
				}
				want.set(&companions, &botocore.File{Name: filepath.ToSlash(file), Data: data})
			}
		}
	}
	return companions, nil
}
