package main

// This file tests the server of the page. gen/browser tests the page in a browser.

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
	"github.com/ec2gen/ec2gen/runtime/ec2http"
)

// get requests a path of a server like a browser.
func get(h http.Handler, target string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", target, nil)
	r.Host = "localhost"
	r.Header.Set("Accept", "text/html,*/*")
	for _, header := range headers {
		name, value, _ := strings.Cut(header, "=")
		if r.Header.Set(name, value); name == "Host" {
			r.Host = value
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestPageAndAPI(t *testing.T) {
	e := ec2test.New()
	h := ec2http.LocalOnly(withPage(page{e, true}))
	w := get(h, "/")
	assert.Equal(t, 200, w.Code)
	assert.Contains(t, w.Body.String(), "<title>ec2serve</title>")
	for _, name := range []string{"/-/page.js", "/-/page.css", "/-/state"} {
		assert.Equal(t, 200, get(h, name).Code, name)
		assert.Contains(t, get(h, name).Header().Get("Content-Security-Policy"), "default-src 'none'")
		assert.Equal(t, 403, get(h, name, "Host=attacker.example").Code, name)
		assert.Equal(t, 403, get(h, name, "Sec-Fetch-Site=cross-site").Code, name)
	}
	assert.Equal(t, 403, get(h, "/", "Host=attacker.example").Code)
	assert.Equal(t, 404, get(h, "/-/other").Code)
	assert.Equal(t, 404, get(h, "/-/request/none").Code)
	assert.Equal(t, 404, get(h, "/-/resource/image/none").Code)
	assert.Contains(t, get(h, "/?Action=DescribeImages&Version=2016-11-15").Body.String(), "<DescribeImagesResponse")
	assert.Contains(t, get(h, "/", "Accept=*/*").Body.String(), "<Code>MissingAction</Code>",
		"a client of the API without parameters")
}

// TestState follows a server: nothing is sent while nothing changes.
func TestState(t *testing.T) {
	e := ec2test.New()
	h := withPage(page{e, true})
	first := get(h, "/-/state")
	tag := first.Header().Get("ETag")
	assert.Equal(t, 304, get(h, "/-/state", "If-None-Match="+tag).Code)
	id := e.AddImage(types.Image{Name: aws.String("one")})
	for n := range 250 {
		e.AddImage(types.Image{Name: aws.String(fmt.Sprint("image ", n))})
	}
	second := get(h, "/-/state", "If-None-Match="+tag)
	require.Equal(t, 200, second.Code)
	var view stateView
	require.NoError(t, json.Unmarshal(second.Body.Bytes(), &view))
	images := 0
	for images < len(view.Kinds) && view.Kinds[images].Kind != "image" {
		images++
	}
	require.Less(t, images, len(view.Kinds))
	assert.Equal(t, 251, view.Kinds[images].Count)
	assert.Len(t, view.Kinds[images].Resources, maxShownPerKind)
	assert.Equal(t, "image 249", view.Kinds[images].Resources[0].Name, "the newest first")
	assert.Empty(t, view.Requests)

	assert.Contains(t, get(h, "/-/resource/image/"+id).Body.String(), `"Name":"one"`)
	for range 210 {
		get(h, "/?Action=DescribeImages&Version=2016-11-15&MaxResults=5")
	}
	require.NoError(t, json.Unmarshal(get(h, "/-/state").Body.Bytes(), &view))
	require.Len(t, view.Requests, maxShownRequests)
	var detail requestDetail
	require.NoError(t, json.Unmarshal(get(h, "/-/request/"+view.Requests[0].ID).Body.Bytes(), &detail))
	assert.Equal(t, [][2]string{{"Action", "DescribeImages"}, {"MaxResults", "5"}, {"Version", "2016-11-15"}},
		detail.Parameters)
	assert.Contains(t, detail.Response, "<DescribeImagesResponse")
}

func TestLogLines(t *testing.T) {
	at := time.Date(2022, 10, 3, 12, 0, 0, 0, time.UTC)
	for want, r := range map[string]ec2test.Request{
		"12:00:00.000 123456789012 us-east-1 RegisterImage 200 created image ami-1": {At: at, Account: "123456789012",
			Region: "us-east-1", Operation: "RegisterImage",
			Status: 200, Changes: []ec2test.Change{{Action: "created", Kind: "image", ID: "ami-1"}}},
		"12:00:00.000 - - - 400 InvalidAction":      {At: at, Status: 400, Code: "InvalidAction"},
		"12:00:00.000 - - RunInstances no response": {At: at, Operation: "RunInstances"},
		`12:00:00.000 - - X 200 created key "a\n\x1b[2J"`: {At: at, Operation: "X", Status: 200,
			Changes: []ec2test.Change{{Action: "created", Kind: "key", ID: "a\n\x1b[2J"}}},
	} {
		assert.Equal(t, want, logLine(r))
	}
}
