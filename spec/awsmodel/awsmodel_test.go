package awsmodel

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
)

const botocoreModel = `{
 "metadata": {"apiVersion": "2016-11-15", "endpointPrefix": "ec2", "protocol": "ec2", "serviceId": "EC2", "xmlNamespace": "http://ec2.amazonaws.com/doc/2016-11-15"},
 "operations": {"Ping": {"name": "Ping", "http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "PingRequest"}}},
 "shapes": {"PingRequest": {"type": "structure", "required": ["Name"], "members": {"Name": {"shape": "Text", "locationName": "name"}}}, "Text": {"type": "string", "min": 3}}
}`

const smithyModel = `{
 "smithy": "2.0",
 "shapes": {
  "com.example#EC2": {"type": "service", "version": "2016-11-15", "operations": [{"target": "com.example#Ping"}],
   "traits": {"aws.api#service": {"sdkId": "EC2", "endpointPrefix": "ec2"}, "aws.protocols#ec2Query": {}, "aws.auth#sigv4": {"name": "ec2"}, "smithy.api#xmlNamespace": {"uri": "http://ec2.amazonaws.com/doc/2016-11-15"}}},
  "com.example#Ping": {"type": "operation", "input": {"target": "com.example#PingRequest"}, "output": {"target": "smithy.api#Unit"}},
  "com.example#PingRequest": {"type": "structure", "members": {"Name": {"target": "com.example#Text", "traits": {"smithy.api#required": {}, "smithy.api#xmlName": "name"}}}},
  "com.example#Text": {"type": "string", "traits": {"smithy.api#length": {"min": 3}}}
 }
}`

func write(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, data, 0o666))
	return path
}

func zip(data string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(data))
	w.Close()
	return b.Bytes()
}

// The two forms of one API give the same model, compressed or not.
func TestForms(t *testing.T) {
	var first string
	for name, data := range map[string][]byte{
		"service-2.json": []byte(botocoreModel), "service-2.json.gz": zip(botocoreModel),
		"ec2.json": []byte(smithyModel), "smithy": zip(smithyModel),
	} {
		model, reports, err := Read(write(t, name, data), Options{})
		require.NoError(t, err, name)
		assert.Empty(t, reports, name)
		model.Service.Title = ""
		got := string(spec.Encode(model))
		if first == "" {
			first = got
		}
		assert.Equal(t, first, got, name)
	}
	assert.Contains(t, first, "Ping:")
}

// Every bad file gives one error that names it.
func TestBadFiles(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"empty":     {"", "not a JSON object"},
		"text":      {"hello", "not a JSON object"},
		"list":      {"[]", "not a JSON object"},
		"truncated": {botocoreModel[:len(botocoreModel)/2], "JSON"},
		"other":     {`{"a": 1}`, "metadata"},
		"protocol":  {strings.Replace(botocoreModel, `"protocol": "ec2"`, `"protocol": "rest-json"`, 1), "rest-json"},
		"dangling":  {strings.Replace(botocoreModel, `"shape": "Text"`, `"shape": "Nowhere"`, 1), "Nowhere"},
		"wrong":     {strings.Replace(botocoreModel, `"members": {"Name"`, `"members": [], "x": {"Name"`, 1), "member"},
		"deep":      {`{"metadata":` + strings.Repeat("[", 100000), "JSON"},
		"smithy":    {strings.Replace(smithyModel, "aws.protocols#ec2Query", "aws.protocols#restXml", 1), "restXml"},
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, "bad.json", []byte(c.data))
			model, _, err := Read(path, Options{})
			require.Error(t, err)
			assert.Nil(t, model)
			assert.ErrorContains(t, err, c.want)
			assert.ErrorContains(t, err, "bad.json")
		})
	}
	t.Run("gzip cut off", func(t *testing.T) {
		data := zip(botocoreModel)
		_, _, err := Read(write(t, "bad.gz", data[:len(data)-20]), Options{})
		assert.ErrorContains(t, err, "fetch the file again")
	})
	t.Run("absent", func(t *testing.T) {
		_, _, err := Read(filepath.Join(t.TempDir(), "nothing"), Options{})
		assert.ErrorIs(t, err, os.ErrNotExist)
	})
}
