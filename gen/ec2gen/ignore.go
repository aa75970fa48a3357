package main

// This file reads the list of changes that a team accepts. Each entry has a reason,
// and unused entries are reported, so that the list stays current.

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/changes"
	"github.com/ec2gen/ec2gen/spec/yamlread"
)

// An ignored entry omits changes by kind and path.
type ignored struct {
	id      string // a kind's id, or a pattern
	path    string // "DescribeImages.Images[].*"; "" for everywhere
	because string
	pos     spec.Pos
	matchID func(string) bool
	matchAt func(string) bool
	hits    int
}

// String returns the entry as written in its file.
func (e *ignored) String() string {
	return strings.TrimSpace(e.id + " " + e.path)
}

type ignoreList []*ignored

// An ignoreReader collects the errors of one file.
type ignoreReader struct {
	file string
	errs yamlread.Collector
}

func (r *ignoreReader) fault(n *yaml.Node, remedy, format string, args ...any) {
	r.errs.Add(&spec.Error{Pos: yamlread.PosOf(r.file, n), Msg: fmt.Sprintf(format, args...), Remedy: remedy})
}

// readIgnore reads the file: a list of mappings with id, path and because.
func readIgnore(file string) (list ignoreList, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	r := &ignoreReader{file: filepath.ToSlash(file)}
	root, fault := yamlread.Parse(spec.Source{Name: r.file, Data: data})
	switch {
	case fault != nil:
		return nil, fault
	case root.Kind != yaml.SequenceNode:
		r.fault(root, "begin each entry with - id:", "expected a list")
	default:
		for _, n := range root.Content {
			list = append(list, r.entry(n))
		}
	}
	return list, r.errs.Err()
}

// entry reads one entry.
func (r *ignoreReader) entry(n *yaml.Node) *ignored {
	e := &ignored{pos: yamlread.PosOf(r.file, n)}
	if n.Kind != yaml.MappingNode {
		r.fault(n, "write {id: KIND, path: PATTERN, because: REASON}", "expected a mapping")
		return e
	}
	keys := map[string]*string{"id": &e.id, "path": &e.path, "because": &e.because}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch to := keys[key.Value]; {
		case to == nil:
			r.fault(key, "the keys are id, path and because", "unknown key %q", key.Value)
		case value.Kind != yaml.ScalarNode:
			r.fault(value, "write a single value", "%s: expected text", key.Value)
		case *to != "":
			r.fault(key, "remove one", "duplicate %s", key.Value)
		default:
			*to = value.Value
		}
	}
	switch {
	case e.id == "":
		r.fault(n, `write the kind of change, or "*"`, "missing id")
	case !strings.Contains(e.id, "*") && changes.KindOf(e.id) == nil:
		r.fault(n, `write one that a report shows, or "*"`, "unknown kind %q", e.id)
	}
	if e.because == "" {
		r.fault(n, "write the reason for ignoring the change", "missing because")
	}
	e.matchID, e.matchAt = glob(e.id), glob(e.path)
	if e.path == "" {
		e.matchAt = func(string) bool { return true }
	}
	return e
}

// glob returns a function that matches texts, with * for any text.
func glob(pattern string) func(string) bool {
	parts := strings.Split(pattern, "*")
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return regexp.MustCompile("^(?s:" + strings.Join(parts, ".*") + ")$").MatchString
}

// apply omits the matching changes, and describes them, one line per entry.
func (list ignoreList) apply(r *changes.Report) (*changes.Report, []string) {
	if len(list) == 0 {
		return r, nil
	}
	count := map[*ignored]int{}
	r = r.Without(func(operation string, m *changes.Occurrence) bool {
		place := strings.Trim(operation+"."+m.Path, ".")
		for _, e := range list {
			if e.matchID(m.Kind.ID) && e.matchAt(place) {
				e.hits++
				count[e]++
				return true
			}
		}
		return false
	})
	var lines []string
	for _, e := range list {
		if n := count[e]; n > 0 {
			lines = append(lines, fmt.Sprintf("%s (%d): %s", e, n, e.because))
		}
	}
	return r, lines
}

// idle returns the entries that matched nothing.
func (list ignoreList) idle() (idle ignoreList) {
	for _, e := range list {
		if e.hits == 0 {
			idle = append(idle, e)
		}
	}
	return idle
}
