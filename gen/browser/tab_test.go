package browser

// This file runs a browser with one tab, with helpers for the tests.

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// chromium finds the browser. Without one, the test is skipped, or fails in CI.
func chromium(t *testing.T) string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatal("chromium is not installed; make setup-browser installs it")
	}
	t.Skip("chromium is not installed; make setup-browser installs it")
	return ""
}

// A tab is a browser's only tab.
type tab struct {
	t    *testing.T
	ctx  context.Context
	name string // of screenshots

	mu   sync.Mutex
	urls []string
}

// openTab starts a browser with a wide window.
func openTab(t *testing.T, name string) *tab {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium(t)), chromedp.NoSandbox,
		chromedp.UserDataDir(filepath.Join(t.TempDir(), "profile")))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx, name: name}
	require.NoError(t, chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok {
			b.mu.Lock()
			b.urls = append(b.urls, e.Request.URL)
			b.mu.Unlock()
		}
	}))
	_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
	require.NoError(t, err)
	b.do(chromedp.EmulateViewport(1200, 800))
	return b
}

// do runs steps, within a minute.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	require.NoError(b.t, chromedp.Do(ctx, steps...))
}

// eval returns the value of a script.
func eval[T any](b *tab, script string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	require.NoError(b.t, err, script)
	return v
}

// run runs a script for its effect.
func (b *tab) run(script string) {
	b.t.Helper()
	eval[chromedp.Void](b, "{"+script+"; undefined}")
}

// waitFor waits until a condition holds, for a minute on slow machines.
func (b *tab) waitFor(condition string) {
	b.t.Helper()
	require.Eventually(b.t, func() bool { return eval[bool](b, "Boolean("+condition+")") }, time.Minute,
		50*time.Millisecond, condition)
}

// text returns the text of the first element of a selector.
func (b *tab) text(selector string) string {
	b.t.Helper()
	return eval[string](b, "document.querySelector('"+selector+"').innerText")
}

// dark selects the dark color scheme.
func (b *tab) dark() {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
	require.NoError(b.t, err)
}

// screenshot writes the page into the directory EC2GEN_SCREENSHOTS, if that is set.
func (b *tab) screenshot(name string) {
	b.t.Helper()
	dir := os.Getenv("EC2GEN_SCREENSHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	require.NoError(b.t, err)
	require.NoError(b.t, os.MkdirAll(dir, 0o777))
	require.NoError(b.t, os.WriteFile(filepath.Join(dir, b.name+"-"+name+".png"), png, 0o600))
}

// requests returns the URLs that the tab has requested.
func (b *tab) requests() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string{}, b.urls...)
}
