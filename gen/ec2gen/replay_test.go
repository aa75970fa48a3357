package main

// This file imports published models in sequence below our overlays, which were
// written for the newest. Each model fits, or import reports exactly the entries
// that do not fit according to AWS's JSON. The available models are always tested;
// testing all updates requires a clone of botocore:
//
//	make replay BOTOCORE=DIR

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/ec2gen/ec2gen/spec/awsmodel/history"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

const ownModel = "../../spec/ec2/2016-11-15"

// TestImportOfPublishedModels imports the models before and after six updates.
func TestImportOfPublishedModels(t *testing.T) {
	r := newReplay(t)
	pairs, err := filepath.Glob(filepath.Join(filepath.Dir(spectest.Shared(t, "models/changes-2022-10-03")), "changes-*"))
	require.NoError(t, err)
	for _, pair := range pairs {
		for _, side := range []string{"before", "after"} {
			file := filepath.Join(pair, side, "service-2.json.gz")
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			r.imports(t, filepath.Base(pair)+"/"+side, file, data)
		}
	}
	assert.Positive(t, r.misfits, "all of them are older than the overlays")
	newest := spectest.Shared(t, spectest.Newest+"/service-2.json.gz")
	data, err := os.ReadFile(newest)
	require.NoError(t, err)
	r.fitting = 0
	r.imports(t, "newest", newest, data)
	assert.Equal(t, 1, r.fitting, "the overlays were written for this one")
}

func TestReplay(t *testing.T) {
	dir := os.Getenv("EC2GEN_BOTOCORE")
	if dir == "" {
		t.Skip("EC2GEN_BOTOCORE is not a clone of github.com/boto/botocore; make replay sets it")
	}
	updates := 120
	if n, err := strconv.Atoi(os.Getenv("EC2GEN_UPDATES")); err == nil {
		updates = n
	}
	repo, err := history.Open(dir, "botocore/data/ec2/2016-11-15")
	require.NoError(t, err)
	defer repo.Close()
	revisions, err := repo.Revisions()
	require.NoError(t, err)
	revisions = revisions[max(0, len(revisions)-updates):]
	assert.Len(t, revisions, updates)

	r := newReplay(t)
	for _, rev := range revisions {
		files, main, err := repo.Files(rev)
		require.NoError(t, err, rev)
		file := filepath.Join(t.TempDir(), filepath.Base(main))
		require.NoError(t, os.WriteFile(file, files[main], 0o666))
		r.imports(t, rev.Date+", commit "+rev.Commit, file, files[main])
	}
	t.Logf("%d updates imported: %d fit, %d misfits in the others, each at its line", len(revisions), r.fitting, r.misfits)
}

// A replay imports into one directory with our overlays, one model after the other.
type replay struct {
	out              string
	overlays         *overlayText
	fitting, misfits int
}

func newReplay(t *testing.T) *replay {
	t.Helper()
	return &replay{out: replayDir(t), overlays: overlaysOf(t, ownModel)}
}

// imports imports a model, whose AWS JSON is data, and compares the messages.
func (r *replay) imports(t *testing.T, what, file string, data []byte) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run([]string{"import", "-model", file, "-out", r.out}, nil, &stdout, &stderr)
	said := saidToBeMissing(t, stderr.String())
	missing := r.overlays.missing(readRaw(t, data))
	require.Equal(t, missing.names, said.names, "%s: entries that do not fit", what)
	require.Equal(t, missing.dates, said.dates, "%s: dates that do not fit", what)
	require.Equal(t, len(said.lines) > 0, code == 1, "%s: exit status %d\n%s", what, code, stderr.String())
	if r.misfits += len(said.lines); len(said.lines) == 0 {
		r.fitting++
	}
}

// replayDir returns a directory with our overlays and no model.
func replayDir(t *testing.T) string {
	t.Helper()
	out := t.TempDir()
	names, err := filepath.Glob(filepath.Join(ownModel, "overlay*.yaml"))
	require.NoError(t, err)
	for _, name := range names {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(out, filepath.Base(name)), data, 0o666))
	}
	return out
}

// A rawModel has the names in AWS's JSON.
type rawModel struct {
	Operations map[string]any
	Shapes     map[string]struct {
		Members map[string]any
		Enum    []string
	}
}

func readRaw(t *testing.T, data []byte) (m rawModel) {
	t.Helper()
	if bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		r, err := gzip.NewReader(bytes.NewReader(data))
		require.NoError(t, err)
		data, err = io.ReadAll(r)
		require.NoError(t, err)
	}
	require.NoError(t, json.Unmarshal(data, &m))
	return m
}

// An overlayText has the overlays as plain YAML, without package spec.
type overlayText struct {
	// The subjects of entries: "operation X", "shape X", "shape X, member Y",
	// "shape X, value Y".
	entries []string
	dates   []string // the subjects in the table of dates: "2020-01-01 members: shape X, member Y"
}

func overlaysOf(t *testing.T, dir string) *overlayText {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "overlay*.yaml"))
	require.NoError(t, err)
	o := &overlayText{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		var doc struct {
			Operations map[string]yaml.Node
			Shapes     map[string]struct {
				Members map[string]yaml.Node
				Values  []yaml.Node
			}
			Since map[string]struct {
				Operations, Shapes []string
				Members, Values    map[string][]string
			}
		}
		require.NoError(t, yaml.Unmarshal(data, &doc), name)
		for op := range doc.Operations {
			o.entries = append(o.entries, "operation "+op)
		}
		for shape, s := range doc.Shapes {
			o.entries = append(o.entries, "shape "+shape)
			for member := range s.Members {
				o.entries = append(o.entries, "shape "+shape+", member "+member)
			}
			for _, v := range s.Values {
				var value struct{ Value string }
				if v.Kind == yaml.MappingNode {
					require.NoError(t, v.Decode(&value))
					o.entries = append(o.entries, "shape "+shape+", value "+value.Value)
				}
			}
		}
		for date, day := range doc.Since {
			add := func(section, name string) {
				o.dates = append(o.dates, date+" "+section+": "+name)
			}
			for _, op := range day.Operations {
				add("operations", "operation "+op)
			}
			for _, shape := range day.Shapes {
				add("shapes", "shape "+shape)
			}
			for kind, parts := range map[string]map[string][]string{"member": day.Members, "value": day.Values} {
				for shape, list := range parts {
					for _, name := range list {
						add(kind+"s", "shape "+shape+", "+kind+" "+name)
					}
				}
			}
		}
	}
	return o
}

// A missing has the subjects of overlays that a model does not have.
type missing struct {
	names []string // sorted
	dates int
	lines []string // of messages
}

// missing compares the overlays with AWS's JSON. The parts of a missing shape do
// not count.
func (o *overlayText) missing(raw rawModel) (m missing) {
	for _, entry := range o.entries {
		if raw.lacks(entry) && (!strings.Contains(entry, ", ") || !raw.lacks(strings.Split(entry, ", ")[0])) {
			m.names = append(m.names, entry)
		}
	}
	slices.Sort(m.names)
	m.names = slices.Compact(m.names)
	counted := map[string]bool{}
	for _, date := range o.dates {
		place, entry, _ := strings.Cut(date, ": ")
		if whole, _, _ := strings.Cut(entry, ", "); raw.lacks(whole) {
			entry = whole // reported once per list
		}
		if raw.lacks(entry) {
			counted[place+entry] = true
		}
	}
	m.dates = len(counted)
	return m
}

func (raw rawModel) lacks(entry string) bool {
	if op, ok := strings.CutPrefix(entry, "operation "); ok {
		return raw.Operations[op] == nil
	}
	whole, part, _ := strings.Cut(strings.TrimPrefix(entry, "shape "), ", ")
	shape, ok := raw.Shapes[whole]
	switch kind, name, _ := strings.Cut(part, " "); {
	case !ok:
		return true
	case kind == "member":
		return shape.Members[name] == nil
	case kind == "value":
		return !slices.Contains(shape.Enum, name)
	}
	return false
}

var (
	missingEntry = regexp.MustCompile(`^\S+:\d+:\d+: (operation|shape) "([^"]+)"(?:, (member|value) "([^"]+)")?: unknown (?:operation|shape|member|value)`)
	missingDates = regexp.MustCompile(`(?m)^ec2gen: (\d+) dates? of things that the model does not have`)
	positioned   = regexp.MustCompile(`^\S+overlay[^ :]*\.yaml:\d+:\d+: .*; .*$`)
)

// saidToBeMissing parses the messages of an import.
func saidToBeMissing(t *testing.T, text string) (m missing) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if !strings.Contains(line, "overlay") || strings.HasPrefix(line, "ec2gen: ") {
			continue
		}
		assert.Regexp(t, positioned, line)
		m.lines = append(m.lines, line)
		if parts := missingEntry.FindStringSubmatch(line); parts != nil {
			name := parts[1] + " " + parts[2]
			if parts[3] != "" {
				name += ", " + parts[3] + " " + parts[4]
			}
			m.names = append(m.names, name)
		}
	}
	slices.Sort(m.names)
	m.names = slices.Compact(m.names)
	if parts := missingDates.FindStringSubmatch(text); parts != nil {
		n, err := strconv.Atoi(parts[1])
		require.NoError(t, err)
		m.dates = n
	}
	return m
}
