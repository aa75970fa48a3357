package main

// This file seeds servers: with the example of the manual, and with each mistake.

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// seeded returns the settings that seed a server with a text.
func seeded(t *testing.T, text string) settings {
	t.Helper()
	file := filepath.Join(t.TempDir(), "seed.yaml")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return settings{seed: file, account: "123456789012", region: "us-east-1"}
}

func TestSeed(t *testing.T) {
	s := seeded(t, seedExample)
	s.data = filepath.Join(t.TempDir(), "state")
	for range 2 { // the second start finds what the first has saved
		server, done, err := newService(s, nil)
		require.NoError(t, err)
		images := 0
		for _, r := range server.Resources() {
			if r.Kind != "image" {
				continue
			}
			images++
			image := r.Detail.(*types.Image)
			assert.Equal(t, []string{"ami-0123456789abcdef0", "base-1", "available", "111122223333", "eu-north-1"}, []string{r.ID, r.Name, r.State, r.Account, r.Region})
			assert.Equal(t, types.ArchitectureValuesArm64, image.Architecture)
			assert.True(t, *image.Public)
		}
		assert.Equal(t, 1, images)
		assert.True(t, server.Has("snap-0123456789abcdef0"))
		done()
	}
	manual, err := os.ReadFile("main.go")
	require.NoError(t, err)
	for _, line := range strings.Split(strings.TrimSpace(seedExample), "\n") {
		assert.Contains(t, string(manual), "//\t"+line+"\n", "the manual has another example")
	}
}

func TestSeedMistakes(t *testing.T) {
	for text, want := range map[string][]string{
		"":                      {":1:1: the file is empty"},
		"images: {":             {":1:1: "},
		"images: []\n---\na: b": {":2:1: second YAML document"},
		"[]":                    {":1:1: expected a mapping, got a list"},
		"image: []":             {`:1:1: unknown key "image"; expected one of images, snapshots`},
		"images: 1":             {":1:9: expected a list, got a single value"},
		"images:\n- {Nam: a}":   {`:2:4: unknown key "Nam"`},
		"images:\n- {Name: [a], Public: maybe}\nimages: []":                   {":2:10: expected text, got a list", `:2:23: expected true or false, got "maybe"`, `:3:1: duplicate key "images", also in line 1`},
		"snapshots:\n- {SnapshotId: snap-1, VolumeSize: big, StartTime: now}": {`:2:36: expected a number, got "big"`, `:2:52: expected a time such as 2022-10-03T12:00:00Z, got "now"`},
		"snapshots:\n- {VolumeSize: 99999999999}":                             {`:2:16: expected a number, got "99999999999"`},
		"snapshots:\n- {SnapshotId: snap-1}\n- {SnapshotId: 12}":              {":3:16: expected text, got 12; put it in quotes"},
		"snapshots:\n- {SnapshotId: snap-1}\n- {VolumeSize: 1}":               {`:2:3: SnapshotId "snap-1": expected snap- and 8 or 17`, ":3:3: missing SnapshotId"},
		"snapshots:\n- &a {SnapshotId: snap-01234567}\n- *a":                  {":3:3: aliases are not supported"},
		"images:\n- {ImageId: ami-01234567}\n- {ImageId: ami-01234567, account: '1', region: x}": {
			":3:3: duplicate ImageId ami-01234567, also in line 2; remove one", `:3:3: account "1": expected 12 digits`, `:3:3: region "x": expected a name`},
	} {
		_, _, err := newService(seeded(t, text), nil)
		require.Error(t, err, text)
		lines := strings.Split(err.Error(), "\n")
		require.Len(t, lines, len(want), "%s\n%v", text, err)
		for i, line := range lines {
			assert.Contains(t, line, "seed.yaml"+want[i], text)
			assert.True(t, startsWithPosition(line), line)
		}
	}
}
