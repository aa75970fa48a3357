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
)

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
