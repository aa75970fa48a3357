package ec2test_test

// This file looks at the lists of a server on which nothing exists.

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

// TestEmptyAttributes has every attribute that is not set shown as an empty element: boto3 has
// {} or [] for it, and Ansible's ec2_ami indexes LaunchPermissions without looking.
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

// TestEmptyLists has every operation that lists resources show its list, an empty one too:
// boto3 takes a missing element for a missing list, and Ansible's modules fail then.
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
