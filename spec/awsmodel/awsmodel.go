// Package awsmodel reads AWS's own model files, whatever their form: botocore's
// service-2.json, the Go SDK v1's api-2.json and the Smithy JSON syntax tree,
// plain or compressed with gzip. It finds the form and the files beside, and
// hands them to the reader of that form.
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

// Options are what an import can be asked for.
type Options = upstream.Options

// A Report names one thing in AWS's file that the model does not carry.
type Report = upstream.Report

// maxBytes bounds a file, after decompression. AWS's largest model has some
// 10 MB; a gzip bomb has more than memory.
const maxBytes = 256 << 20

// A Source is what one of AWS's model files says.
type Source struct {
	Model   *spec.Model
	Reports []Report // what the model cannot express
	Form    Form
	// Paginators and Waiters report whether there is a file for them. A Smithy
	// file has them within it.
	Paginators, Waiters bool
}

// A Form is the format of one of AWS's model files.
type Form int

// The forms.
const (
	Botocore Form = iota // service-2.json, api-2.json
	Smithy               // the JSON syntax tree
)

// Read makes a model of the file at path, with the operations asked for and the
// shapes that they reach, links and checks it, and reports what it cannot express.
func Read(path string, o Options) (*spec.Model, []Report, error) {
	m, reports, err := Import(path, o)
	if err != nil {
		return nil, nil, err
	}
	m, err = spec.Link(m)
	return m, reports, err
}

// Import is Read without the checks, for a spec.Stack, which links the model itself.
func Import(path string, o Options) (*spec.Model, []Report, error) {
	s, err := ReadSource(path, o)
	if err != nil {
		return nil, nil, err
	}
	return s.Model, s.Reports, nil
}

// ReadSource is Import with more about the file.
func ReadSource(path string, o Options) (*Source, error) {
	return readSource(func(name string) (io.ReadCloser, error) { return os.Open(name) }, path, o)
}

// ReadFiles is ReadSource for files that are not on disk, by their paths. They may
// be compressed.
func ReadFiles(files map[string][]byte, path string, o Options) (*Source, error) {
	return readSource(func(name string) (io.ReadCloser, error) {
		data, ok := files[filepath.ToSlash(name)]
		if !ok {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return io.NopCloser(bytes.NewReader(data)), nil
	}, path, o)
}

// An opener opens a file of that path.
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
	beside, err := open.readCompanions(path, o.Docs)
	if err != nil {
		return nil, err
	}
	s.Paginators, s.Waiters = beside.Paginators != nil, beside.Waiters != nil
	s.Model, s.Reports, err = botocore.Read(botocore.File{Name: name, Data: data}, beside, o)
	return s, err
}

// read reads a file, decompressing it when it is gzip, whatever its name.
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

// detect tells the forms apart by the first key that only one of them has.
func detect(path string, data []byte) (Form, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return 0, fmt.Errorf("%s:1:1: not a JSON object; give service-2.json of botocore, api-2.json of the Go SDK v1, or "+
			"a Smithy JSON file", path)
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			break // the form's reader says where
		}
		switch key {
		case "smithy":
			return Smithy, nil
		case "metadata", "operations":
			// Smithy has metadata too, after its version in every file that AWS
			// publishes; the other form's is unmistakable.
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

// readCompanions reads the files next to a model, plain or compressed. Not all models have
// all of them.
func (open opener) readCompanions(path string, docs bool) (beside botocore.CompanionFiles, err error) {
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
					return beside, err
				}
				want.set(&beside, &botocore.File{Name: filepath.ToSlash(file), Data: data})
			}
		}
	}
	return beside, nil
}
