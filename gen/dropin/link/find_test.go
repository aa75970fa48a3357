package link

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A drop-in is found in each of the ways in which a program can have it.
func TestFind(t *testing.T) {
	const copied = "go.ec2.mod"
	dropIn := filepath.Join("third_party", "ec2")
	for name, c := range map[string]struct {
		mod, more string
		want      Link // relative
	}{
		"none":             {head, "", Link{}},
		"a replace line":   {head + line, "", Link{Dir: dropIn}},
		"a copy":           {head, "-- go.ec2.mod --\n" + modHeader + head + line, Link{Dir: dropIn, ModFile: copied}},
		"a copy of others": {head, "-- go.ec2.mod --\n" + head + line, Link{}},
		"both":             {head + line, "-- go.ec2.mod --\n" + modHeader + head + line, Link{Dir: dropIn}},
		"a workspace": {head, "-- go.work --\ngo 1.21\nuse (\n.\n./third_party/ec2\n)\n",
			Link{Dir: dropIn, Work: "go.work"}},
		"a workspace without": {head, "-- go.work --\ngo 1.21\nuse .\nuse ./fork\n", Link{}},
		"a broken workspace":  {head, "-- go.work --\nuse (\n", Link{}},
	} {
		t.Run(name, func(t *testing.T) {
			goMod, _ := program(t, c.mod)
			root := filepath.Dir(goMod)
			require.NoError(t, txtar.Write(txtar.Parse([]byte(c.more)), root))
			t.Setenv("GOWORK", "")
			work := Workspace(root)
			if work != "" {
				assert.Equal(t, filepath.Join(root, "go.work"), work)
			}
			got, err := Find(goMod, work)
			require.NoError(t, err)
			for _, name := range []*string{&c.want.Dir, &c.want.ModFile, &c.want.Work} {
				if *name != "" {
					*name = filepath.Join(root, *name)
				}
			}
			assert.Equal(t, c.want, got)
		})
	}
	_, err := Find("gone/go.mod", "")
	assert.Error(t, err)
	t.Setenv("GOWORK", "off")
	assert.Empty(t, Workspace("."))
	t.Setenv("GOWORK", "/x/go.work")
	assert.Equal(t, "/x/go.work", Workspace("."))
}
