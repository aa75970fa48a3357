// Package apimodel reads the parts of AWS's own EC2 model file that the comparisons
// use: operations, members, enum values, and the element names of responses.
//
// It shares no code with the importer in spec/botocore, on purpose: its responses
// go to code that was generated from the importer's model, so a shared mistake
// would remain hidden.
package apimodel

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
)

// Model is the file, decoded.
type Model struct {
	Operations map[string]*Operation
	Shapes     map[string]*Shape

	// Paginators and Waiters have the names in the files next to the model. For a
	// missing file, the map is empty.
	Paginators map[string]json.RawMessage
	Waiters    map[string]json.RawMessage
}

// Operation has the shapes of an operation's input and output, or nil.
type Operation struct {
	Name   string
	Input  *Ref
	Output *Ref
}

// Shape is one named type. Type is AWS's word: structure, list, string, integer, long,
// float, double, boolean, blob, timestamp.
type Shape struct {
	Name     string `json:"-"`
	Type     string
	Enum     []string
	Members  map[string]*Ref
	Required []string
	Member   *Ref // of a list
}

// Ref is the use of a shape as a member, an element, an input or an output.
type Ref struct {
	Shape            string
	LocationName     string
	QueryName        string
	Flattened        bool
	IdempotencyToken bool
	TimestampFormat  string
}

// Dir finds the model's directory: $EC2GEN_MODEL, or ec2-2026-08-07 in
// $EC2GEN_SHARED or in the directory "shared" next to the checkout. The error lists
// the searched directories.
func Dir() (string, error) {
	if dir := os.Getenv("EC2GEN_MODEL"); dir != "" {
		return dir, nil
	}
	const model = "models/ec2-2026-08-07"
	if dir := os.Getenv("EC2GEN_SHARED"); dir != "" {
		return filepath.Join(dir, model), nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for start := dir; ; dir = filepath.Dir(dir) {
		path := filepath.Join(dir, "shared", model)
		if _, err := os.Stat(path); err == nil {
			return path, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("no directory shared/%s next to %s or above it; set EC2GEN_MODEL to a directory with "+
				"service-2.json.gz", model, start)
		}
	}
}

// Load reads dir/service-2.json.gz and the paginators and waiters next to it.
func Load(dir string) (*Model, error) {
	m := &Model{}
	if err := decode(filepath.Join(dir, "service-2.json.gz"), m); err != nil {
		return nil, err
	}
	for name, shape := range m.Shapes {
		shape.Name = name
	}
	var all struct{ Pagination, Waiters map[string]json.RawMessage }
	for _, name := range []string{"paginators-1.json", "waiters-2.json"} {
		if err := decode(filepath.Join(dir, name), &all); err != nil && !os.IsNotExist(err) {
			return nil, err
		}
	}
	m.Paginators, m.Waiters = all.Pagination, all.Waiters
	return m, nil
}

func decode(path string, v any) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if filepath.Ext(path) != ".gz" {
		return json.NewDecoder(f).Decode(v)
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return json.NewDecoder(z).Decode(v)
}

// MemberNames lists a structure's members by name, so that random values do not
// depend on map order.
func (s *Shape) MemberNames() []string {
	names := make([]string, 0, len(s.Members))
	for name := range s.Members {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
