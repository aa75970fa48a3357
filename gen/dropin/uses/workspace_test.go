package uses

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const workspace = `
-- go.work --
go 1.24

use (
	./program // mine
	./other
	./without
	./program/third_party/ec2
	./gone
)

replace example.com/x => ./x

replace github.com/aws/aws-sdk-go-v2/service/ec2 v1.0.0 => ./gone
-- go.work.sum --
sums
-- program/go.mod --
module example.com/program

go 1.24

require github.com/aws/aws-sdk-go-v2/service/ec2 v1.0.0
-- program/third_party/ec2/go.mod --
` + own + `
module github.com/aws/aws-sdk-go-v2/service/ec2
-- other/go.mod --
module example.com/other

go 1.24

require github.com/aws/aws-sdk-go-v2/service/ec2 v1.0.0 // indirect
-- without/go.mod --
module example.com/without

go 1.24
`

// The go command reads a copy of go.work without the drop-in and what is not there. Modules
// that require the SDK and were not read are known.
func TestWorkspace(t *testing.T) {
	dir := write(t, workspace)
	p := &program{}
	defer p.close()
	require.NoError(t, p.readWorkspace(filepath.Join(dir, "go.work")))
	data, err := os.ReadFile(filepath.Join(p.workTemp, "go.work"))
	require.NoError(t, err)
	slash := filepath.ToSlash(dir)
	assert.Equal(t, "go 1.24\n\nuse (\n\t"+slash+"/program\n\t"+slash+"/other\n\t"+slash+"/without\n)\n\n"+
		"replace example.com/x => "+slash+"/x\n", string(data))
	sums, err := os.ReadFile(filepath.Join(p.workTemp, "go.work.sum"))
	require.NoError(t, err)
	assert.Equal(t, "sums\n", string(sums))
	assert.Equal(t, []string{"GOWORK=" + filepath.Join(p.workTemp, "go.work")}, p.env)

	read := &pkg{Module: &module{Path: "example.com/program", Main: true}}
	assert.Equal(t, []string{filepath.Join(dir, "other")}, p.unread([]*pkg{read}))
	p.close()
	assert.NoDirExists(t, p.workTemp)
}

func TestWorkspaceWithoutDropIn(t *testing.T) {
	dir := write(t, "-- go.work --\ngo 1.24\n\nuse ./m\n-- m/go.mod --\nmodule example.com/m\n-- broken.work --\nuse (\n")
	p := &program{}
	require.NoError(t, p.readWorkspace(filepath.Join(dir, "go.work")))
	assert.Empty(t, p.workTemp)
	assert.Empty(t, p.env)
	assert.Len(t, p.users, 1, "before Go 1.17, go.mod has direct requirements alone")
	for _, none := range []string{"", "off", filepath.Join(dir, "broken.work"), filepath.Join(dir, "gone.work")} {
		assert.NoError(t, (&program{}).readWorkspace(none), none)
	}
}
