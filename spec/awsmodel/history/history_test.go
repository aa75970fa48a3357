package history

// This file creates a repository with botocore's layout and reads it.

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec/awsmodel"
)

const model = `{
 "metadata": {"apiVersion": "2016-11-15", "endpointPrefix": "ec2", "protocol": "ec2", "serviceId": "EC2"},
 "operations": {"Ping": {"input": {"shape": "PingRequest"}, "output": {"shape": "PingRequest"}}},
 "shapes": {"PingRequest": {"type": "structure", "members": {"Next": {"shape": "S"}}}, "S": {"type": "string"}}
}`

const folder = "botocore/data/ec2/2016-11-15"

// repository creates a repository with a commit for each map of files; an empty
// file is removed.
func repository(t *testing.T, commits ...map[string]string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("the git program is missing; install it")
	}
	dir := t.TempDir()
	run(t, dir, "init", "-q")
	for i, files := range commits {
		for name, data := range files {
			path := filepath.Join(dir, filepath.FromSlash(name))
			if data == "" {
				require.NoError(t, os.Remove(path))
				continue
			}
			require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o777))
			require.NoError(t, os.WriteFile(path, []byte(data), 0o666))
		}
		t.Setenv("GIT_COMMITTER_DATE", []string{"2020-01-01", "2021-02-03", "2022-03-04", "2023-04-05"}[i]+"T00:00:00Z")
		run(t, dir, "add", "-A")
		run(t, dir, "-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false", "commit", "-q", "-m",
			"x")
	}
	return dir
}

func run(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-C", dir}, args...)...)
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
}

func TestRevisions(t *testing.T) {
	dir := repository(t,
		map[string]string{folder + "/service-2.json": model, folder + "/paginators-1.json": `{"pagination": {}}`},
		map[string]string{"README": "x"},
		map[string]string{folder + "/service-2.json": "", folder + "/service-2.json.gz": "not gzip",
			folder + "/waiters-2.json": `{"waiters": {}}`, folder + "/paginators-1.json": ""},
		map[string]string{folder + "/service-2.json.gz": ""},
	)
	r, err := Open(dir, "/"+folder+"/")
	require.NoError(t, err)
	revisions, err := r.Revisions()
	require.NoError(t, err)
	var dates []string
	for _, rev := range revisions {
		dates = append(dates, rev.Date)
		assert.Len(t, rev.Commit, 40)
	}
	assert.Equal(t, []string{"2020-01-01", "2022-03-04", "2023-04-05"}, dates)

	files, main, err := r.Files(revisions[0])
	require.NoError(t, err)
	assert.Equal(t, folder+"/service-2.json", main)
	assert.Equal(t, map[string][]byte{main: []byte(model), folder + "/paginators-1.json": []byte(`{"pagination": {}}`)},
		files)
	s, err := r.Read(revisions[0], awsmodel.Options{})
	require.NoError(t, err)
	assert.Equal(t, "Ping", s.Model.Operations[0].Name)
	assert.True(t, s.Paginators)
	assert.False(t, s.Waiters)

	_, main, err = r.Files(revisions[1])
	require.NoError(t, err)
	assert.Equal(t, folder+"/service-2.json.gz", main)
	_, err = r.Read(revisions[1], awsmodel.Options{})
	assert.ErrorContains(t, err, "2022-03-04, commit "+revisions[1].Commit+": ")

	_, err = r.Read(revisions[2], awsmodel.Options{})
	assert.EqualError(t, err, dir+": commit "+revisions[2].Commit+" has no model in "+folder+
		"; the repository is incomplete: fetch it again")
	require.NoError(t, r.Close())
	_, err = r.Read(revisions[0], awsmodel.Options{})
	assert.Error(t, err, "after Close")
}

func TestErrors(t *testing.T) {
	_, err := Open(t.TempDir(), folder)
	assert.ErrorContains(t, err, "git rev-parse: fatal: not a git repository")

	dir := repository(t, map[string]string{"a/service-2.json/x": "a directory with that name"})
	r, err := Open(dir, folder)
	require.NoError(t, err)
	defer r.Close()
	_, err = r.Revisions()
	assert.EqualError(t, err, dir+": no commit has "+folder+"/service-2.json; name a directory of botocore/data")
	for name, want := range map[string]string{
		"HEAD:a\nHEAD:b":        "not a path of a repository; name another",
		"HEAD:a/service-2.json": "expected a file of at most 256 MB",
	} {
		_, err := r.objects.read(name)
		assert.ErrorContains(t, err, want)
	}
	data, err := r.objects.read("HEAD:gone")
	assert.NoError(t, err)
	assert.Nil(t, data)

	t.Setenv("PATH", t.TempDir())
	_, err = Open(dir, folder)
	assert.EqualError(t, err, "the git program is not installed; install git")
}
