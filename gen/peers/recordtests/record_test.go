package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRecord records a small program of this module.
func TestRecord(t *testing.T) {
	out := t.TempDir()
	stale := filepath.Join(out, "mocked", "Stale-0.body")
	require.NoError(t, os.MkdirAll(filepath.Dir(stale), 0o777))
	require.NoError(t, os.WriteFile(stale, nil, 0o666))
	r := &recording{program: "..", packages: []string{"./recordtests/testdata/mocked"},
		name: "mocked", out: out, timeout: "1m"}
	require.NoError(t, r.run())
	files, err := filepath.Glob(filepath.Join(out, "mocked", "*"))
	require.NoError(t, err)
	var got []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		name, _, _ := strings.Cut(filepath.Base(file), "-")
		got = append(got, name+" "+string(data))
	}
	require.Len(t, got, 3)
	assert.Equal(t, "CopyImage Action=CopyImage&ClientToken=00000000-0000-4000-8000-000000000000&Name=copy&"+
		"SourceImageId=ami-1&SourceRegion=eu-west-1&Version=2016-11-15", got[0])
	assert.Equal(t, "DescribeImages Action=DescribeImages&Owner.1=self&Version=2016-11-15", got[1])
	assert.Contains(t, got[2], "missing required field, DeleteVolumeInput.VolumeId")
}

// TestInstrument shows the edits: lines keep their numbers.
func TestInstrument(t *testing.T) {
	const head = `package p

import "github.com/aws/aws-sdk-go-v2/service/ec2"

`
	send := func(input string) string { return fmt.Sprintf(sendCall, "ec2", "CopyImage", input) }
	for _, c := range []struct{ before, inserted, after, want string }{
		{"func (m) CopyImage(in *ec2.CopyImageInput) (*ec2.CopyImageOutput, error) {", send("in"),
			" return nil, nil }", "func (m) CopyImage(in *ec2.CopyImageInput) (*ec2.CopyImageOutput, error) {"},
		{"func CopyImageOf(string, *ec2.CopyImageInput) *ec2.CopyImageOutput {", send("ec2recordInput"),
			" return nil }", "func CopyImageOf(_ string, ec2recordInput *ec2.CopyImageInput) *ec2.CopyImageOutput {"},
		{"var f = func(_ *ec2.CopyImageInput) (out *ec2.CopyImageOutput) {", send("ec2recordInput"),
			" return }", "var f = func(ec2recordInput *ec2.CopyImageInput) (out *ec2.CopyImageOutput) {"},
	} {
		text, mocks := instrumentSource([]byte(head+c.before+c.after), "example.com/p/ec2record")
		assert.Equal(t, 1, mocks)
		want := strings.Replace(head, "package p", `package p; import ec2record "example.com/p/ec2record"`, 1)
		assert.Equal(t, want+c.want+c.inserted+c.after, string(text))
	}
	for _, source := range []string{
		"func tagged(in *ec2.CopyImageInput) *ec2.CopyImageOutput { return nil }",
		"func CopyImage(in *ec2.CopyImageInput) *ec2.DescribeImagesOutput { return nil }",
		"func CopyImage(in *ec2.CopyImageInput) { }",
		"func CopyImage(in ec2.CopyImageInput) *ec2.CopyImageOutput { return nil }",
	} {
		text, mocks := instrumentSource([]byte(head+source), "example.com/p/ec2record")
		assert.Zero(t, mocks, source)
		assert.Equal(t, head+source, string(text))
	}
}

func TestReadPrograms(t *testing.T) {
	list, err := readPrograms("programs.txt")
	require.NoError(t, err)
	assert.Greater(t, len(list), 10)
	assert.Equal(t, program{"mcm", "https://github.com/gardener/machine-controller-manager-provider-aws",
		"9dd2b7a853f552e3399b865c8c49b9c75beb03f4", []string{"./pkg/aws"}}, list[0])
	picked, err := pick(list, []string{"osbuild"})
	require.NoError(t, err)
	assert.Len(t, picked, 1)
	_, err = pick(list, []string{"osbuild", "nonsense"})
	assert.ErrorContains(t, err, `unknown program "nonsense"`)
	bad := filepath.Join(t.TempDir(), "bad.txt")
	require.NoError(t, os.WriteFile(bad, []byte("# comment\n\nname https://example.com main\n"), 0o666))
	_, err = readPrograms(bad)
	assert.EqualError(t, err, bad+":3:1: expected NAME REPOSITORY COMMIT PACKAGE ...")
}
