package main

// This file puts the program into PATH as ec2 and as aws, like a link of that name.
// The tests of this directory run it like scripts and people.

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"ec2": main, "aws": main})
}

// A fakeEC2 records requests and sends one response.
type fakeEC2 struct {
	*httptest.Server
	response string
	forms    []url.Values
}

func newFakeEC2(t *testing.T, response string) *fakeEC2 {
	s := &fakeEC2{response: response}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *fakeEC2) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.forms = append(s.forms, r.PostForm)
	_, _ = w.Write([]byte(s.response))
}

// environment returns the program's environment, without settings of the person who
// runs the test.
func environment(t *testing.T, endpoint string) []string {
	return []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "AWS_ENDPOINT_URL=" + endpoint,
		"AWS_REGION=us-east-1",
		"AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY=secret", "AWS_EC2_METADATA_DISABLED=true",
		"AWS_PAGER=", "GOCOVERDIR=" + t.TempDir()} // go test -cover warns on stderr without it
}

// shell runs a line in sh and returns what it printed.
func shell(t *testing.T, line, endpoint string) string {
	t.Helper()
	cmd := exec.Command("sh", "-c", line)
	cmd.Env = environment(t, endpoint)
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s\n%s", line, out)
	return string(out)
}

// buildStatic builds the program statically, for containers.
func buildStatic(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "ec2")
	cmd := exec.Command("go", "build", "-o", path, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	return path
}
