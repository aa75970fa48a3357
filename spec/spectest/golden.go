package spectest

// This file runs goldens in txtar form: one case per file, with the input first and
// then the result.

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"
)

// Goldens runs each txtar file that matches pattern as a subtest. run returns all
// expected sections of the file, including its input. UPDATE=1 rewrites a file that
// differs.
func Goldens(t *testing.T, pattern string, run func(t *testing.T, c *txtar.Archive) []txtar.File) {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no files match %s (%v)", pattern, err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			golden(t, name, run)
		})
	}
}

func golden(t *testing.T, name string, run func(t *testing.T, c *txtar.Archive) []txtar.File) {
	file, err := filepath.Abs(name) // the case may change the directory
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c := txtar.Parse(want)
	got := txtar.Format(&txtar.Archive{Comment: c.Comment, Files: run(t, c)})
	if bytes.Equal(want, got) {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Errorf("%s differs; UPDATE=1 go test rewrites it\n%s", name, diff.Diff("want", want, "got", got))
		return
	}
	if err := os.WriteFile(file, got, 0o666); err != nil {
		t.Fatal(err)
	}
}

// Directive returns the rest of the comment's line that begins with name and a
// colon, or "".
func Directive(c *txtar.Archive, name string) string {
	for line := range strings.Lines(string(c.Comment)) {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}
