package ec2test_test

// This file tests the lists of a server without resources.

import (
	"net/http/httptest"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ec2gen/ec2gen/generated/ec2/ec2server"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// TestEmptyAttributes checks that attributes that are not set are empty elements:
// boto3 returns {} or [] for them, and Ansible's ec2_ami indexes LaunchPermissions
// without a check.
func TestEmptyAttributes(t *testing.T) {
	e := ec2test.New()
	image := e.AddImage(types.Image{})
	e.AddInstance(ec2test.Instance{ID: "i-0123456789abcdef0"})
	snapshot := e.AddSnapshot(types.Snapshot{})
	const id = `(imageId|instanceId|snapshotId)>`
	attribute := regexp.MustCompile(`</requestId>.*<(\w+)(/>|>.*</\w+>)<` + id + `|</` + id + `<(\w+)(/>|>)`)
	shown := 0
	for _, c := range []struct {
		query string
		names any
	}{
		{"Action=DescribeImageAttribute&ImageId=" + image, types.ImageAttributeName("").Values()},
		{"Action=DescribeInstanceAttribute&InstanceId=i-0123456789abcdef0", types.InstanceAttributeName("").Values()},
		{"Action=DescribeSnapshotAttribute&SnapshotId=" + snapshot, types.SnapshotAttributeName("").Values()},
	} {
		for names, i := reflect.ValueOf(c.names), 0; i < names.Len(); i++ {
			w := httptest.NewRecorder()
			query := c.query + "&Version=2016-11-15&Attribute=" + names.Index(i).String()
			e.ServeHTTP(w, httptest.NewRequest("POST", "/", strings.NewReader(query)))
			if w.Code == 200 {
				shown++
				assert.Regexp(t, attribute, w.Body.String(), query)
			}
		}
	}
	assert.Greater(t, shown, 25)
}

// TestEmptyLists checks that every operation that lists resources returns its list,
// also if it is empty: without the element boto3 returns no list, and Ansible's
// modules fail.
func TestEmptyLists(t *testing.T) {
	e := ec2test.New()
	api := reflect.TypeFor[ec2server.API]()
	list := regexp.MustCompile(`</requestId><\w+>`)
	var listed []string
	for i := range api.NumMethod() {
		name := api.Method(i).Name
		if !strings.HasPrefix(name, "Describe") {
			continue
		}
		w := httptest.NewRecorder()
		e.ServeHTTP(w, httptest.NewRequest("POST", "/", strings.NewReader("Action="+name+"&Version=2016-11-15")))
		if w.Code == 400 { // it requires an id
			assert.Contains(t, w.Body.String(), "<Code>MissingParameter</Code>", name)
			continue
		}
		listed = append(listed, name)
		assert.Regexp(t, list, w.Body.String(), name)
	}
	assert.Contains(t, listed, "DescribeInstances")
	assert.Greater(t, len(listed), 10)
}
