package main

// This file replays a small history: a git repository with botocore's layout and
// one update for each kind of change of a name.

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// An update is a model's operations and shapes, in AWS's JSON.
type update struct{ date, operations, shapes string }

const ask = `"Ask": {"name": "Ask", "input": {"shape": "AskRequest"}, "output": {"shape": "AskResult"}}`

// operation returns another operation with its own shapes.
func operation(name string) string {
	return fmt.Sprintf(`"%[1]s": {"name": "%[1]s", "input": {"shape": "%[1]sRequest"}}`, name)
}

// structure returns a shape with members, each "Name:Shape".
func structure(name string, members ...string) string {
	var list []string
	for _, m := range members {
		member, shape, _ := strings.Cut(m, ":")
		list = append(list, fmt.Sprintf(`"%s": {"shape": "%s"}`, member, shape))
	}
	return fmt.Sprintf(`"%s": {"type": "structure", "members": {%s}}`, name, strings.Join(list, ", "))
}

func enum(values ...string) string {
	return fmt.Sprintf(`"Mood": {"type": "string", "enum": ["%s"]}`, strings.Join(values, `", "`))
}

func join(parts ...string) string { return strings.Join(parts, ", ") }

const text = `"Text": {"type": "string"}`

var updates = []update{
	{"2020-01-01", ask, join(text, structure("AskRequest", "Text:Text"), structure("AskResult", "Reply:Reply"),
		structure("Reply", "Text:Text"))},
	// A member with a new enum, and a member of a structure.
	{"2020-02-02", ask, join(text, enum("calm", "very merry"), structure("AskRequest", "Mood:Mood", "Text:Text"),
		structure("AskResult", "Reply:Reply"), structure("Reply", "Text:Text", "Tone:Text"))},
	// A value and an operation, and a value that is withdrawn later.
	{"2020-03-03", join(ask, operation("Hush")), join(text, enum("calm", "very merry", "sad", "off"),
		structure("HushRequest", "Now:Text"),
		structure("AskRequest", "Mood:Mood", "Text:Text"), structure("AskResult", "Reply:Reply"), structure("Reply",
			"Text:Text", "Tone:Text"))},
	// The structure and a member are renamed (with the same wire name), and a value
	// is removed.
	{"2020-04-04", join(ask, operation("Hush")), join(text, enum("calm", "very merry", "off"),
		structure("HushRequest", "Now:Text", "Twice:Text"),
		strings.Replace(structure("AskRequest", "Feeling:Mood", "Text:Text"), `{"shape": "Mood"}`,
			`{"shape": "Mood", "locationName": "Mood"}`, 1),
		structure("AskResult", "Reply:Answer"), structure("Answer", "Text:Text", "Tone:Text"))},
	// The value is back; a structure is split for another operation.
	{"2020-05-05", join(ask, operation("Hush"), operation("Tell")), join(text, enum("calm", "very merry", "sad", "off"),
		structure("HushRequest", "Now:Text", "Twice:Text"), structure("TellRequest", "Say:Answer"),
		strings.Replace(structure("AskRequest", "Feeling:Mood", "Text:Text"), `{"shape": "Mood"}`,
			`{"shape": "Mood", "locationName": "Mood"}`, 1),
		structure("AskResult", "Reply:AskAnswer"), structure("AskAnswer", "Text:Text", "Tone:Text",
			"Late:Text"), structure("Answer", "Text:Text", "Tone:Text"))},
}

const want = `# Written by spec/changes/sincegen from the history of boto/botocore; do not edit.
# The dates of all parts of AWS's published models that the first one lacked.
# Newest update: COMMIT of 2020-05-05.
since:
  2020-02-02:
    shapes: [Mood]
    members:
      Answer: [Tone]
      AskAnswer: [Tone]
      AskRequest: [Feeling]
  2020-03-03:
    operations: [Hush]
    shapes: [HushRequest]
    values:
      Mood: ["off"]
  2020-04-04:
    members:
      HushRequest: [Twice]
  2020-05-05:
    operations: [Tell]
    shapes: [TellRequest]
    members:
      AskAnswer: [Late]
    values:
      Mood: [sad]
`

// repository creates a repository with the updates and returns its directory and
// their commits. The last update is compressed, like newer ones of botocore.
func repository(t *testing.T) (dir string, commits []string) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed: no history to replay")
	}
	dir = t.TempDir()
	git := func(date string, args ...string) string {
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=a", "-c", "user.email=a@example.com"},
			args...)...)
		cmd.Env = append(os.Environ(), "GIT_COMMITTER_DATE="+date+"T12:00:00Z", "GIT_AUTHOR_DATE="+date+"T12:00:00Z")
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, "%s", out)
		return strings.TrimSpace(string(out))
	}
	git("2020-01-01", "init", "-q")
	model := filepath.Join(dir, "data", "talk", "2020-01-01")
	require.NoError(t, os.MkdirAll(model, 0o755))
	for _, u := range updates {
		data := fmt.Sprintf(`{"metadata": {"apiVersion": "2020-01-01", "protocol": "ec2", "serviceId": "Talk", "endpointPrefix": "talk"},
			"operations": {%s}, "shapes": {%s}}`, u.operations, u.shapes)
		require.NoError(t, os.WriteFile(filepath.Join(model, "service-2.json"), []byte(data), 0o644))
		git(u.date, "add", ".")
		git(u.date, "commit", "-qm", "update")
		commits = append(commits, git(u.date, "rev-parse", "HEAD"))
	}
	return dir, commits
}

func TestReplay(t *testing.T) {
	repo, commits := repository(t)
	out := filepath.Join(t.TempDir(), "overlay-since.yaml")
	args := []string{"-repo", repo, "-model", "data/talk/2020-01-01", "-out", out}
	var stderr bytes.Buffer
	require.Zero(t, run(args, &stderr), stderr.String())
	assert.Equal(t, "sincegen: 4 updates replayed, up to 2020-05-05; 13 things dated\n", stderr.String())
	got, err := os.ReadFile(out)
	require.NoError(t, err)
	assert.Equal(t, strings.Replace(want, "COMMIT", commits[4], 1), string(got))

	// Continuing from an earlier file gives the same result.
	for i := range commits {
		earlier, err := exec.Command("git", "-C", repo, "branch", "-f", "earlier", commits[i]).CombinedOutput()
		require.NoError(t, err, "%s", earlier)
		clone := t.TempDir()
		cloned, err := exec.Command("git", "clone", "-q", "--branch", "earlier", repo, clone).CombinedOutput()
		require.NoError(t, err, "%s", cloned)
		if i == 0 {
			continue // the table is empty
		}
		require.Zero(t, run([]string{"-repo", clone, "-model", "data/talk/2020-01-01", "-out", out}, &stderr),
			stderr.String())
		before, err := os.ReadFile(out)
		require.NoError(t, err)
		require.Zero(t, run(append(args, "-continue"), &stderr), stderr.String())
		after, err := os.ReadFile(out)
		require.NoError(t, err)
		assert.Equal(t, string(got), string(after), "from update %d", i)
		assert.Equal(t, i == 4, bytes.Equal(before, after))
	}
}

func TestErrors(t *testing.T) {
	repo, _ := repository(t)
	empty := filepath.Join(t.TempDir(), "overlay-since.yaml")
	require.NoError(t, os.WriteFile(empty, []byte("since: {}\n"), 0o644))
	unknown := filepath.Join(t.TempDir(), "overlay-since.yaml")
	require.NoError(t, os.WriteFile(unknown, []byte("# Newest update: "+strings.Repeat("0", 40)+" of 2020-01-01.\n"),
		0o644))
	model := []string{"-model", "data/talk/2020-01-01"}
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "-repo is required"},
		{[]string{"-repo", t.TempDir()}, "not a git repository"},
		{[]string{"-repo", repo}, "no commit has botocore/data/ec2/2016-11-15/service-2.json"},
		{append([]string{"-repo", repo, "-continue", "-out", empty + "x"}, model...), "no such file"},
		{append([]string{"-repo", repo, "-continue", "-out", empty}, model...), "no line has the newest update"},
		{append([]string{"-repo", repo, "-continue", "-out", unknown}, model...), "commit " + strings.Repeat("0", 40) +
			" has no model"},
		{[]string{"-nonsense"}, "flag provided but not defined"},
	} {
		var stderr bytes.Buffer
		assert.Equal(t, 2, run(c.args, &stderr), c.want)
		assert.Contains(t, stderr.String(), c.want)
	}
	assert.Zero(t, run([]string{"-h"}, &bytes.Buffer{}))
}
