// Package browser opens the page of ec2gen changes in headless Chromium and uses
// it as a person would.
package browser

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/gen/internal/report"
	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
	"github.com/ec2gen/ec2gen/spec/changes"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

// chromium finds the browser. Without one the test is skipped, but for CI.
func chromium(t *testing.T) string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatal("chromium is not installed; make browser installs it")
	}
	t.Skip("chromium is not installed; make browser installs it")
	return ""
}

// page is the report on one of AWS's updates, larger than a screen.
func page(t *testing.T) []byte {
	read := func(side string) *spec.Model {
		m, _, err := awsmodel.Read(spectest.Shared(t, "models/changes-2026-05-13/"+side+"/service-2.json.gz"), awsmodel.Options{Docs: true})
		require.NoError(t, err)
		return m
	}
	var b bytes.Buffer
	require.NoError(t, report.HTML(&b, &report.View{Old: "before", New: "after", API: "EC2 2016-11-15", Report: changes.Compare(read("before"), read("after"))}))
	return b.Bytes()
}

func TestPage(t *testing.T) {
	program := chromium(t)
	content := page(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(content)
	}))
	defer server.Close()

	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox,
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.UserDataDir(filepath.Join(t.TempDir(), "profile")))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	ctx, cancel := chromedp.NewContext(alloc)
	defer cancel()
	ctx, cancelTime := context.WithTimeout(ctx, time.Minute)
	defer cancelTime()

	var mu sync.Mutex
	var requests []string
	chromedp.ListenTarget(ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok {
			mu.Lock()
			requests = append(requests, e.Request.URL)
			mu.Unlock()
		}
	})
	run := func(actions ...chromedp.Action) { t.Helper(); require.NoError(t, chromedp.Run(ctx, actions...)) }
	visible := func() (names []string) {
		t.Helper()
		run(chromedp.Evaluate(`[...document.querySelectorAll('article:not([hidden])')].map(a => a.dataset.name)`, &names))
		return names
	}
	screenshot := func(name string) {
		t.Helper()
		if dir := os.Getenv("EC2GEN_SCREENSHOTS"); dir != "" {
			var png []byte
			run(chromedp.FullScreenshot(&png, 100))
			require.NoError(t, os.WriteFile(filepath.Join(dir, name+".png"), png, 0o600))
		}
	}

	run(network.Enable(), chromedp.EmulateViewport(1200, 800), chromedp.Navigate(server.URL), chromedp.WaitVisible("#filter"))
	all := visible()
	require.Contains(t, all, "RegisterImage")
	require.Contains(t, all, "ModifyVolume")
	screenshot("wide")

	fill := func(words string) {
		t.Helper()
		run(chromedp.Evaluate(`document.getElementById('text').value = ''`, nil), chromedp.SendKeys("#text", words))
	}
	fill("uefidata")
	require.Equal(t, []string{"RegisterImage"}, visible(), "a member finds its operation")
	fill("nothing of the kind")
	require.Empty(t, visible())
	run(chromedp.WaitVisible("#none"))

	run(chromedp.Evaluate(`document.getElementById('text').value = ''; level.value = 'breaking-go'; level.dispatchEvent(new Event('input', {bubbles: true}))`, nil))
	for _, name := range visible() {
		require.True(t, strings.Contains(name, "Volume"), name)
	}
	require.NotEmpty(t, visible())
	run(chromedp.Click("#response"))
	require.NotContains(t, visible(), "ModifyVolume", "a response's change, with responses left out")
	run(chromedp.Click("#response"))
	require.Contains(t, visible(), "ModifyVolume")
	run(chromedp.Evaluate(`level.value = 'docs'; level.dispatchEvent(new Event('input', {bubbles: true}))`, nil))
	require.Equal(t, all, visible())

	var width, least float64
	run(chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile), chromedp.Evaluate(`document.documentElement.scrollWidth`, &width),
		chromedp.Evaluate(`Math.min(...[...document.querySelectorAll('li code, li span')].filter(e => e.offsetParent).map(e => parseFloat(getComputedStyle(e).fontSize)))`, &least))
	require.LessOrEqual(t, width, 360.0, "a phone must not scroll sideways")
	require.GreaterOrEqual(t, least, 12.0, "letters that can be read")
	screenshot("phone")
	run(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}))
	screenshot("phone-dark")

	mu.Lock()
	defer mu.Unlock()
	for _, url := range requests {
		require.Contains(t, []string{server.URL + "/", server.URL + "/favicon.ico"}, url, "a request leaves the page")
	}
	require.NotEmpty(t, requests)
}
