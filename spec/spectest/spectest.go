// Package spectest finds AWS's data files for tests: models, endpoint cases,
// protocol cases, reference texts. They are not part of the project but in a
// directory called shared next to it, or in the directory in EC2GEN_SHARED.
package spectest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Newest is the directory of AWS's newest model, below the shared directory.
const Newest = "models/ec2-2026-08-07"

// Shared returns the path of a file or directory with a slash-separated name in the
// shared directory. If it is missing, the test is skipped with a reason. In CI the
// test fails instead; but AWS's texts, which .ci/shared cannot fetch, may be
// missing there if EC2GEN_NO_REFERENCE is set.
func Shared(t testing.TB, name string) string {
	t.Helper()
	for _, root := range roots() {
		path := filepath.Join(root, filepath.FromSlash(name))
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	const why = "missing AWS's %s; set EC2GEN_SHARED to the directory with it"
	if os.Getenv("CI") != "" && !(strings.HasPrefix(name, "reference/") && os.Getenv("EC2GEN_NO_REFERENCE") != "") {
		t.Fatalf(why, name)
	}
	t.Skipf(why, name)
	return ""
}

// Read returns the content of a file in the shared directory.
func Read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(Shared(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// roots returns the candidates for the shared directory: from the environment, then
// those called shared next to the working directory and the directories above it.
func roots() []string {
	if root := os.Getenv("EC2GEN_SHARED"); root != "" {
		return []string{root}
	}
	dir, err := os.Getwd()
	if err != nil {
		return nil
	}
	var list []string
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		list = append(list, filepath.Join(filepath.Dir(dir), "shared"))
	}
	return list
}
