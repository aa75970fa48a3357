// This file compares two lists and classifies the differences: explained by the
// model, by the table of accepted differences, or unexplained.

package names

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"sort"
	"strings"

	"gopkg.in/yaml.v3"
)

// Difference is a name that one side lacks, or that has another meaning there. The
// side that lacks it is empty.
type Difference struct {
	Name      string
	SDK, Ours string
}

func (d Difference) String() string {
	switch {
	case d.SDK == "":
		return fmt.Sprintf("%s: only generated: %s", d.Name, d.Ours)
	case d.Ours == "":
		return fmt.Sprintf("%s: only in the SDK: %s", d.Name, d.SDK)
	}
	return fmt.Sprintf("%s: SDK %s, generated %s", d.Name, d.SDK, d.Ours)
}

// Compare returns all differences, by name.
func Compare(sdk, ours List) []Difference {
	var found []Difference
	for name, line := range sdk {
		if ours[name] != line {
			found = append(found, Difference{Name: name, SDK: line, Ours: ours[name]})
		}
	}
	for name, line := range ours {
		if _, ok := sdk[name]; !ok {
			found = append(found, Difference{Name: name, Ours: line})
		}
	}
	sort.Slice(found, func(i, j int) bool { return found[i].Name < found[j].Name })
	return found
}

// Entry is a row of the table of accepted differences.
type Entry struct {
	Names  []string // patterns of path.Match; a dot is not special
	Side   string   // sdk: only the SDK has it; ours: only the generated package; type: both, of other types
	Reason string
	fired  []bool
}

// ReadTable reads the YAML table of accepted differences.
func ReadTable(file string) ([]*Entry, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var table []*Entry
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	if err := decoder.Decode(&table); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for i, entry := range table {
		if entry.Reason == "" || len(entry.Names) == 0 || !strings.Contains(" sdk ours type ", " "+entry.Side+" ") {
			return nil, fmt.Errorf("%s: entry %d requires names, a side (sdk, ours, type) and a reason", file, i+1)
		}
		entry.fired = make([]bool, len(entry.Names))
	}
	return table, nil
}

// Side returns the kind of the difference in the table's words.
func (d Difference) Side() string {
	switch {
	case d.SDK == "":
		return "ours"
	case d.Ours == "":
		return "sdk"
	}
	return "type"
}

// Covers reports whether the entry is about d, and records that it fired.
func (e *Entry) Covers(d Difference) bool {
	if e.Side != d.Side() {
		return false
	}
	covers := false
	for i, pattern := range e.Names {
		if ok, _ := path.Match(pattern, d.Name); ok {
			e.fired[i], covers = true, true
		}
	}
	return covers
}

// Idle lists the patterns that covered nothing and must be removed.
func Idle(table []*Entry) []string {
	var idle []string
	for _, entry := range table {
		for i, fired := range entry.fired {
			if !fired {
				idle = append(idle, entry.Side+" "+entry.Names[i])
			}
		}
	}
	return idle
}
