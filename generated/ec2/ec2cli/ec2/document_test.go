package main

// This file compares the program with AWS's page on register-image: its examples
// run unchanged, and its synopsis, values and syntax are ours.

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec/spectest"
)

func document(t *testing.T) string {
	return string(spectest.Read(t, "reference/sources/aws-cli-register-image.txt"))
}

// exampleForms has the requests of the page's examples, in order.
var exampleForms = []url.Values{
	{"Action": {"RegisterImage"}, "Version": {"2016-11-15"}, "Name": {"my-image"},
		"ImageLocation": {"my-s3-bucket/myimage/image.manifest.xml"}},
	{"Action": {"RegisterImage"}, "Version": {"2016-11-15"}, "Name": {"my-image"}, "RootDeviceName": {"/dev/xvda"},
		"BlockDeviceMapping.1.DeviceName": {"/dev/xvda"}, "BlockDeviceMapping.1.Ebs.SnapshotId": {"snap-0db2cf683925d191f"},
		"BlockDeviceMapping.2.DeviceName": {"/dev/xvdf"}, "BlockDeviceMapping.2.Ebs.VolumeSize": {"100"}},
}

var exampleText = regexp.MustCompile(`(?s)\n(aws ec2 register-image.*?)\nOutput:\n(\{.*?\n\})`)

func TestDocumentExamples(t *testing.T) {
	examples := exampleText.FindAllStringSubmatch(document(t), -1)
	require.Len(t, examples, len(exampleForms))
	for i, example := range examples {
		line, output := example[1], example[2]
		var want struct{ ImageId string }
		require.NoError(t, json.Unmarshal([]byte(output), &want))
		server := newFakeEC2(t, "<RegisterImageResponse><imageId>"+want.ImageId+"</imageId></RegisterImageResponse>")
		assert.JSONEq(t, output, shell(t, line, server.URL))
		assert.Equal(t, []url.Values{exampleForms[i]}, server.forms, line)
		server.forms = nil
		assert.JSONEq(t, output, shell(t, strings.TrimPrefix(line, "aws "), server.URL), "as ec2")
		assert.Equal(t, []url.Values{exampleForms[i]}, server.forms, line)
	}
}

var synopsisOption = regexp.MustCompile(`--[a-z-]+`)

// TestDocumentOptions completes a command line with each option of the synopsis.
func TestDocumentOptions(t *testing.T) {
	_, rest, found := strings.Cut(document(t), "\nregister-image\n")
	require.True(t, found)
	var options []string
	for _, line := range strings.Split(rest, "\n") {
		if !strings.Contains(line, "<value>") && !strings.HasPrefix(line, "[") {
			break
		}
		options = append(options, synopsisOption.FindAllString(line, -1)...)
	}
	require.Greater(t, len(options), 35)
	offered := strings.Fields(shell(t, "ec2 __complete -- register-image --", ""))
	for _, option := range options {
		assert.Contains(t, offered, option)
	}
}

// TestDocumentValues completes each option for which the page lists values.
func TestDocumentValues(t *testing.T) {
	lists := 0
	for _, section := range regexp.MustCompile(`(?m)^--`).Split(document(t), -1) {
		_, values, found := strings.Cut(section, "Possible values:\n")
		if !found {
			continue
		}
		lists++
		option, _, _ := strings.Cut(section, "\n")
		offered := strings.Fields(shell(t, "ec2 __complete -- register-image --"+option+" ''", ""))
		for _, value := range strings.Fields(values) {
			assert.Contains(t, offered, value, option)
		}
	}
	assert.Equal(t, 4, lists)
}

var shorthandName = regexp.MustCompile(`([A-Za-z]+)=`)

// TestDocumentShorthand compares the members of block device mappings in the page's
// shorthand syntax with those in ours, which may have more.
func TestDocumentShorthand(t *testing.T) {
	_, rest, found := strings.Cut(document(t), "Shorthand Syntax:\n")
	require.True(t, found)
	theirs, _, _ := strings.Cut(rest, "\n")
	help := shell(t, "ec2 register-image help", "")
	ours := regexp.MustCompile(`(?s)--block-device-mappings .*?\.\.\.\n`).FindString(help)
	names := shorthandName.FindAllString(ours, -1)
	for _, name := range shorthandName.FindAllString(theirs, -1) {
		assert.True(t, slices.Contains(names, name), "%s is missing in %s", name, ours)
	}
}
