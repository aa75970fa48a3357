package main

// This file reads the list of changes that a team accepts. Each entry gives a
// reason, and an unused one is reported, so that the list does not outlive its
// reasons.

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/changes"
)

// An ignored entry leaves out changes by kind and path.
type ignored struct {
	id      string // a kind's id, or a pattern for some
	path    string // "DescribeImages.Images[].*"; "" for everywhere
	because string
	pos     spec.Pos
	matchID func(string) bool
	matchAt func(string) bool
	hits    int
}

// String is the entry as its file has it.
func (e *ignored) String() string {
	return strings.TrimSpace(e.id + " " + e.path)
}

type ignoreList []*ignored

// readIgnore reads the file: a list of mappings with id, path and because.
func readIgnore(file string) (ignoreList, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("%s:1:1: %s; write a YAML list", file, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	var list ignoreList
	var errs []error
	fault := func(n *yaml.Node, format string, args ...any) {
		errs = append(errs, fmt.Errorf("%s:%d:%d: %s", file, n.Line, n.Column, fmt.Sprintf(format, args...)))
	}
	if root := doc.Content[0]; root.Kind != yaml.SequenceNode {
		fault(root, "expected a list; begin each entry with - id:")
	} else {
		for _, n := range root.Content {
			if e := readIgnored(n, fault); e != nil {
				e.pos = spec.Pos{File: file, Line: n.Line, Col: n.Column}
				list = append(list, e)
			}
		}
	}
	return list, errors.Join(errs...)
}

// readIgnored reads one entry, or returns nil if it is unusable.
func readIgnored(n *yaml.Node, fault func(*yaml.Node, string, ...any)) *ignored {
	if n.Kind != yaml.MappingNode {
		fault(n, "expected a mapping; write {id: KIND, path: PATTERN, because: REASON}")
		return nil
	}
	e := &ignored{}
	keys := map[string]*string{"id": &e.id, "path": &e.path, "because": &e.because}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch to := keys[key.Value]; {
		case to == nil:
			fault(key, "unknown key %q; the keys are id, path and because", key.Value)
		case value.Kind != yaml.ScalarNode:
			fault(value, "%s: expected text; write a single value", key.Value)
		case *to != "":
			fault(key, "duplicate %s; remove one", key.Value)
		default:
			*to = value.Value
		}
	}
	switch {
	case e.id == "":
		fault(n, "missing id; write the kind of change, or \"*\"")
	case !strings.Contains(e.id, "*") && changes.KindOf(e.id) == nil:
		fault(n, "unknown kind %q; write one that a report shows, or \"*\"", e.id)
	}
	if e.because == "" {
		fault(n, "missing because; say why the change may be ignored")
	}
	e.matchID, e.matchAt = glob(e.id), glob(e.path)
	if e.path == "" {
		e.matchAt = func(string) bool { return true }
	}
	return e
}

// glob matches texts in which * of the pattern stands for anything.
func glob(pattern string) func(string) bool {
	parts := strings.Split(pattern, "*")
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return regexp.MustCompile("^(?s:" + strings.Join(parts, ".*") + ")$").MatchString
}

// apply leaves out what the entries match, and describes it, one line per entry.
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

// idle are the entries that matched nothing.
func (list ignoreList) idle() (idle ignoreList) {
	for _, e := range list {
		if e.hits == 0 {
			idle = append(idle, e)
		}
	}
	return idle
}
