package changes_test

// This file checks Compare with AWS's own updates: six pairs of whole models.

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
	"github.com/ec2gen/ec2gen/spec/changes"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

var updates = []string{"2019-11-04", "2022-05-10", "2022-10-03", "2023-03-03", "2024-03-07", "2026-05-13"}

// eachUpdate runs a test for the oldest update or, in slow runs, for all.
func eachUpdate(t *testing.T, run func(t *testing.T, date string)) {
	for i, date := range updates {
		t.Run(date, func(t *testing.T) {
			if i > 0 {
				spectest.Slow(t)
			}
			run(t, date)
		})
	}
}

// readPair reads both sides of an update.
func readPair(t testing.TB, date string) (old, now *spec.Model) {
	t.Helper()
	var wg sync.WaitGroup
	var errs [2]error
	for i, side := range []struct {
		name string
		to   **spec.Model
	}{{"before", &old}, {"after", &now}} {
		wg.Add(1)
		path := spectest.Shared(t, filepath.Join("models", "changes-"+date, side.name, "service-2.json.gz"))
		go func() {
			defer wg.Done()
			*side.to, _, errs[i] = awsmodel.Read(path, awsmodel.Options{Docs: true})
		}()
	}
	wg.Wait()
	require.NoError(t, errs[0])
	require.NoError(t, errs[1])
	return old, now
}

// TestSourceDocument compares with AWS's own page on the update of 2022-10-03:
// its methods, their marks, and the members.
func TestSourceDocument(t *testing.T) {
	type method struct{ request, response []string }
	want := map[string]method{}
	for name, m := range readChangePage(t, "reference/sources/api-change-2022-10-03.txt") {
		want[name] = m
	}
	require.Len(t, want, 3)

	got, limits := map[string]method{}, []string{}
	for _, o := range changes.Compare(readPair(t, "2022-10-03")).Operations {
		if o.LimitsOnly() {
			limits = append(limits, o.Name)
			continue
		}
		got[o.Name] = method{pageLines(o.Side(changes.Request)), pageLines(o.Side(changes.Response))}
	}
	require.Equal(t, want, got)
	require.Equal(t, []string{"CreateNetworkInsightsPath", "DescribeNetworkInsightsAnalyses",
		"GetNetworkInsightsAccessScopeAnalysisFindings", "StartNetworkInsightsAnalysis"}, limits)
}

// pageLines returns changes as the page lists them: paths of new members and values.
func pageLines(list []*changes.Occurrence) (lines []string) {
	for _, m := range list {
		path := strings.ReplaceAll(m.Path, "[]", "")
		switch {
		case m.Kind.ID == "enum-value-added":
			lines = append(lines, path+"."+m.Name)
		case len(m.Members) > 0:
			for _, leaf := range m.Members {
				lines = append(lines, path+"."+leaf)
			}
		default:
			lines = append(lines, path)
		}
	}
	return lines
}

// readChangePage reads the methods of one of AWS's change pages, with the paths in
// the Python literals under Request and Response.
func readChangePage(t *testing.T, name string) map[string]struct{ request, response []string } {
	t.Helper()
	methods := map[string]struct{ request, response []string }{}
	lines := strings.Split(string(spectest.Read(t, name)), "\n")
	for i, line := range lines {
		method, ok := strings.CutSuffix(strings.ReplaceAll(line, "\u00a0", " "), " (updated) Link ¶")
		if !ok {
			continue
		}
		var m struct{ request, response []string }
		marks := lines[i+1]
		for j := i + 2; lines[j] != ""; j++ {
			text := strings.TrimSpace(lines[j])
			switch {
			case text == "Request" || strings.HasPrefix(text, "Request {"), marks == "Changes (request)" &&
				strings.HasPrefix(text, "{"):
				m.request = append(m.request, literalPaths(nextLiteral(lines[j:]))...)
			case text == "Response", marks == "Changes (response)" && strings.HasPrefix(text, "{"):
				m.response = append(m.response, literalPaths(nextLiteral(lines[j:]))...)
			}
		}
		require.Equal(t, strings.Contains(marks, "request"), len(m.request) > 0, method)
		require.Equal(t, strings.Contains(marks, "response"), len(m.response) > 0, method)
		methods[method] = m
	}
	return methods
}

// nextLiteral returns the first line with a literal.
func nextLiteral(lines []string) string {
	for _, line := range lines {
		if strings.HasPrefix(strings.TrimSpace(line), "{") {
			return line
		}
	}
	return ""
}

// literalPaths returns the keys of {'A': {'B': 'string'}} as paths, and the values
// of a set {'x'} as their last steps, without the values of a new member's enum.
func literalPaths(literal string) (paths []string) {
	tokens := regexp.MustCompile(`'[^']*'|[{}:,|]`).FindAllString(literal, -1)
	var stack []string
	for i, tok := range tokens {
		switch {
		case tok == "}" && len(stack) > 0:
			stack = stack[:len(stack)-1]
		case tok[0] == '\'' && i+1 < len(tokens) && tokens[i+1] == ":":
			stack = append(stack, strings.Trim(tok, "'"))
		case tok[0] == '\'' && tokens[i-1] == ":":
			paths = append(paths, strings.Join(stack, "."))
			stack = stack[:len(stack)-1]
		case tok[0] == '\'' && tokens[i-1] == "{":
			paths = append(paths, strings.Join(append(slices.Clone(stack), strings.Trim(tok, "'")), "."))
		}
	}
	return paths
}

// TestAgainstJSON finds the operations that differ in another, simpler way: it
// compares the JSON of each operation and of all shapes that it reaches.
func TestAgainstJSON(t *testing.T) {
	eachUpdate(t, func(t *testing.T, date string) {
		before, after := readRaw(t, date, "before"), readRaw(t, date, "after")
		var want []string
		for name := range before.Operations {
			if after.Operations[name] == nil || !reflect.DeepEqual(before.reach(name), after.reach(name)) {
				want = append(want, name)
			}
		}
		for name := range after.Operations {
			if before.Operations[name] == nil {
				want = append(want, name)
			}
		}
		sort.Strings(want)
		var got []string
		for _, o := range changes.Compare(readPair(t, date)).Operations {
			got = append(got, o.Name)
		}
		require.NotEmpty(t, got)
		require.Equal(t, want, got)
	})
}

// A rawModel is AWS's file without interpretation.
type rawModel struct {
	Operations map[string]map[string]any
	Shapes     map[string]map[string]any
}

func readRaw(t *testing.T, date, side string) *rawModel {
	t.Helper()
	return unpackRaw(t, spectest.Read(t, "models/changes-"+date+"/"+side+"/service-2.json.gz"))
}

func unpackRaw(t *testing.T, data []byte) *rawModel {
	t.Helper()
	packed, err := gzip.NewReader(bytes.NewReader(data))
	require.NoError(t, err)
	var m rawModel
	require.NoError(t, json.NewDecoder(packed).Decode(&m))
	return &m
}

var tags = regexp.MustCompile("<[^>]*>")

// reach returns an operation and all shapes that it reaches.
func (m *rawModel) reach(name string) map[string]any {
	all := map[string]any{"": m.Operations[name]}
	var visit func(v any)
	visit = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if doc, ok := v["documentation"].(string); ok {
				v["documentation"] = tags.ReplaceAllString(doc, "") // the text without links
			}
			if s, ok := v["shape"].(string); ok && all[s] == nil {
				all[s] = m.Shapes[s]
				visit(m.Shapes[s])
			}
			for _, part := range v {
				visit(part)
			}
		case []any:
			for _, part := range v {
				visit(part)
			}
		}
	}
	visit(map[string]any(m.Operations[name]))
	return all
}

func TestSameModel(t *testing.T) {
	eachUpdate(t, func(t *testing.T, date string) {
		old, now := readPair(t, date)
		again, _ := readPair(t, date)
		require.True(t, changes.Compare(old, again).Empty(), date)
		require.True(t, changes.Compare(now, now).Empty(), date)
	})
	for _, name := range []string{"2016-11-15", "2009-10-31"} {
		old, err := spec.Load("../ec2/" + name)
		require.NoError(t, err)
		again, err := spec.Load("../ec2/" + name)
		require.NoError(t, err)
		require.True(t, changes.Compare(old, again).Empty(), name)
	}
}

// TestInverse compares in both directions: the same changes, each its inverse.
func TestInverse(t *testing.T) {
	eachUpdate(t, func(t *testing.T, date string) {
		old, now := readPair(t, date)
		there, back := changes.Compare(old, now), changes.Compare(now, old)
		require.Equal(t, bothWays(there, true), bothWays(back, false), date)
		require.Equal(t, len(there.Operations), len(back.Operations), date)
	})
}

// bothWays writes each change so that both directions have the same text.
func bothWays(r *changes.Report, turn bool) (lines []string) {
	for _, o := range r.Operations {
		for _, m := range o.Occurrences {
			kind, a, b := m.Kind.ID, m.Old, m.New
			if turn {
				kind, a, b = m.Kind.Inverse, b, a
			}
			lines = append(lines, strings.Join([]string{o.Name, m.Side.String(), m.Path, kind, m.Name, a, b}, " "))
		}
	}
	sort.Strings(lines)
	return lines
}

// TestApply proves that a report is complete, and that no change is redundant.
func TestApply(t *testing.T) {
	eachUpdate(t, func(t *testing.T, date string) {
		old, now := readPair(t, date)
		report := changes.Compare(old, now)
		got, err := changes.Apply(old, report.Changes)
		require.NoError(t, err)
		require.Equal(t, string(spec.Encode(now)), string(spec.Encode(got)))

		whole := string(spec.Encode(changes.Patched(old, report.Changes)))
		require.Equal(t, string(spec.Encode(now)), whole)
		step := max(1, len(report.Changes)/25)
		for i := 0; i < len(report.Changes); i += step {
			rest := append(slices.Clone(report.Changes[:i]), report.Changes[i+1:]...)
			c := report.Changes[i]
			require.NotEqual(t, whole, string(spec.Encode(changes.Patched(old, rest))), "%s of %s.%s is idle", c.Kind.ID,
				c.Shape, c.Member)
		}
	})
}

// TestModelsOfOurs compares two models with rules, errors and overlays.
func TestModelsOfOurs(t *testing.T) {
	old, err := spec.Load("../ec2/2009-10-31")
	require.NoError(t, err)
	now, err := spec.Load("../ec2/2016-11-15")
	require.NoError(t, err)
	report := changes.Compare(old, now)
	got, err := changes.Apply(old, report.Changes)
	require.NoError(t, err)
	require.Empty(t, changes.Compare(got, now).Changes)
	back := changes.Compare(now, old)
	require.Equal(t, bothWays(report, true), bothWays(back, false))
}

func BenchmarkWholeEC2(b *testing.B) {
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if changes.Compare(readPair(b, "2026-05-13")).Empty() {
			b.Fatal("no change")
		}
	}
}
