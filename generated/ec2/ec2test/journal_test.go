package ec2test_test

// This file tests the content and the size of the journal.

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// TestJournalIsBounded sends 300 MB of requests, first ones that are rejected for their
// signature and then ones that are read. The memory in use stays near the limit.
func TestJournalIsBounded(t *testing.T) {
	const limit = 8 << 20
	body := "Action=DescribeImages&Version=2016-11-15&Nonsense=" + strings.Repeat("0", 965_000)
	for name, secrets := range map[string]map[string]string{"rejected": {"AKIDOWN": "secret"}, "read": nil} {
		e := ec2test.New(func(o *ec2test.Options) { o.Secrets, o.RequestBytes = secrets, limit })
		before := heap()
		for n := 0; n < 300; n++ {
			w := httptest.NewRecorder()
			e.ServeHTTP(w, httptest.NewRequest("POST", "/", strings.NewReader(body)))
			require.Equal(t, 400, w.Code)
		}
		assert.Less(t, heap()-before, int64(2*limit), name)
		kept := e.Requests()
		if secrets != nil {
			assert.Empty(t, kept, "a request whose signature was not verified")
			continue
		}
		assert.InDelta(t, limit/965_000, len(kept), 1)
	}
}

func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestJournalOff(t *testing.T) {
	var mu sync.Mutex
	var seen []string
	srv, client := start(t, func(o *ec2test.Options) {
		o.RequestBytes = -1
		o.OnRequest = func(r ec2test.Request) {
			mu.Lock()
			defer mu.Unlock()
			seen = append(seen, fmt.Sprint(r.Operation, " ", r.Status, " ", r.Code, " ", r.Form.Get("ImageId.1")))
		}
	})
	_, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{})
	require.NoError(t, err)
	_, err = client.DescribeImages(ctx, &ec2.DescribeImagesInput{ImageIds: []string{"ami-0123456789abcdef0"}})
	require.Error(t, err)
	res, err := http.Post(srv.URL, "", strings.NewReader("Action=Nonsense"))
	require.NoError(t, err)
	res.Body.Close()
	assert.Empty(t, srv.Requests())
	srv.Close() // waits for the last of them
	assert.Equal(t, []string{"DescribeImages 200  ", "DescribeImages 400 InvalidAMIID.NotFound ami-0123456789abcdef0",
		" 400 InvalidAction "}, seen)
}

// TestRequestsAreReadByOneParser sends forms that Go's parser reads differently.
func TestRequestsAreReadByOneParser(t *testing.T) {
	srv, _ := start(t)
	const form = "Action=DescribeImages&Version=2016-11-15&MaxResults=5"
	for _, target := range []string{"/?" + form + strings.Repeat("&", 9_000), "/?" + strings.Repeat("&", 9_000) +
		form} {
		res, err := http.Get(srv.URL + target)
		require.NoError(t, err)
		_, err = io.Copy(io.Discard, res.Body)
		require.NoError(t, err)
		res.Body.Close()
		require.Equal(t, 200, res.StatusCode)
	}
	res, err := http.Get(srv.URL + "/?" + form + strings.Repeat("&", 10_001))
	require.NoError(t, err)
	res.Body.Close()
	require.Equal(t, 400, res.StatusCode, "empty pairs count against the limit")
	requests := srv.Requests()
	require.Len(t, requests, 2)
	for _, r := range requests {
		assert.Equal(t, "5", r.Form.Get("MaxResults"))
	}
}

// TestResponsesInJournal checks that the journal has the response of each request,
// and none for a dropped one.
func TestResponsesInJournal(t *testing.T) {
	srv, client := start(t)
	srv.AddSnapshot(types.Snapshot{SnapshotId: aws.String(snap)})
	out, err := client.RegisterImage(ctx, request("one"))
	require.NoError(t, err)
	_, err = client.RegisterImage(ctx, request("one"))
	require.Error(t, err)
	srv.Inject(ec2test.Fault{Times: 1, Drop: true})
	_, err = client.RegisterImage(context.Background(), request("two"))
	require.Error(t, err)
	requests := srv.Requests()
	require.Len(t, requests, 3)
	assert.Equal(t, 200, requests[0].Status)
	assert.Contains(t, string(requests[0].Response), *out.ImageId)
	assert.Equal(t, "InvalidAMIName.Duplicate", requests[1].Code)
	assert.NotEqual(t, requests[0].ID, requests[1].ID)
	assert.Zero(t, requests[2].Status)
	assert.Empty(t, requests[2].Response)
}

func TestSaveRequests(t *testing.T) {
	dir := t.TempDir()
	var mu sync.Mutex
	srv, client := start(t, func(o *ec2test.Options) {
		o.OnRequest = func(r ec2test.Request) {
			mu.Lock()
			defer mu.Unlock()
			assert.NoError(t, r.Save(dir))
		}
	})
	for range 2 { // the same request has one file
		_, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{Owners: []string{"self"}})
		require.NoError(t, err)
	}
	_, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{ImageIds: []string{"ami-0123456789abcdef0"}})
	require.Error(t, err)
	res, err := http.Post(srv.URL, "", strings.NewReader("Action=../../Nonsense"))
	require.NoError(t, err)
	res.Body.Close()
	srv.Close() // waits for the last of them
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	require.NoError(t, err)
	var bodies []string
	for _, file := range files {
		assert.Regexp(t, `^DescribeImages-[0-9a-f]{10}\.body$`, filepath.Base(file))
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		bodies = append(bodies, string(data))
	}
	assert.ElementsMatch(t, []string{"Action=DescribeImages&Owner.1=self&Version=2016-11-15",
		"Action=DescribeImages&ImageId.1=ami-0123456789abcdef0&Version=2016-11-15"}, bodies)
	if srv.Requests()[0].Save(filepath.Join(dir, "missing")) == nil {
		t.Error("saved in a directory that is missing")
	}
}
