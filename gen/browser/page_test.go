// Package browser opens the page of ec2gen changes in headless Chromium and uses it
// like a person.
package browser

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
	"github.com/ec2gen/ec2gen/spec/changes"
	"github.com/ec2gen/ec2gen/spec/changes/report"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

// page returns the report on one of AWS's updates, larger than a screen.
func page(t *testing.T) []byte {
	read := func(side string) *spec.Model {
		m, _, err := awsmodel.Read(spectest.Shared(t, "models/changes-2026-05-13/"+side+"/service-2.json.gz"),
			awsmodel.Options{Docs: true})
		require.NoError(t, err)
		return m
	}
	var b bytes.Buffer
	require.NoError(t, report.HTML(&b, &report.View{Old: "before", New: "after", API: "EC2 2016-11-15",
		Report: changes.Compare(read("before"), read("after"))}))
	return b.Bytes()
}

func TestPage(t *testing.T) {
	content := page(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(content)
	}))
	defer server.Close()

	b := openTab(t, "changes")
	visible := func() []string {
		t.Helper()
		return eval[[]string](b, `[...document.querySelectorAll('article:not([hidden])')].map(a => a.dataset.name)`)
	}
	fill := func(words string) {
		t.Helper()
		b.run(`document.getElementById('text').value = ''`)
		b.do(chromedp.SendKeys(chromedp.ID("text"), words))
	}
	level := func(name string) {
		t.Helper()
		b.run(`document.getElementById('text').value = ''; level.value = '` + name +
			`'; level.dispatchEvent(new Event('input', {bubbles: true}))`)
	}

	b.do(chromedp.Navigate(server.URL), chromedp.WaitVisible(chromedp.ID("filter")))
	all := visible()
	require.Contains(t, all, "RegisterImage")
	require.Contains(t, all, "ModifyVolume")
	b.screenshot("wide")

	fill("uefidata")
	require.Equal(t, []string{"RegisterImage"}, visible(), "a member finds its operation")
	fill("nothing of the kind")
	require.Empty(t, visible())
	b.do(chromedp.WaitVisible(chromedp.ID("none")))

	level("breaking-go")
	for _, name := range visible() {
		require.True(t, strings.Contains(name, "Volume"), name)
	}
	require.NotEmpty(t, visible())
	b.do(chromedp.Click(chromedp.ID("response")))
	require.NotContains(t, visible(), "ModifyVolume", "a change of a response, with responses hidden")
	b.do(chromedp.Click(chromedp.ID("response")))
	require.Contains(t, visible(), "ModifyVolume")
	level("docs")
	require.Equal(t, all, visible())

	b.do(chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile))
	require.LessOrEqual(t, eval[float64](b, `document.documentElement.scrollWidth`), 360.0,
		"a phone must not scroll sideways")
	least := eval[float64](b, `Math.min(...[...document.querySelectorAll('li code, li span')].filter(e => e.offsetParent).map(e => parseFloat(getComputedStyle(e).fontSize)))`)
	require.GreaterOrEqual(t, least, 12.0, "readable letters")
	b.screenshot("phone")
	b.dark()
	b.screenshot("phone-dark")

	for _, url := range b.requests() {
		require.Contains(t, []string{server.URL + "/", server.URL + "/favicon.ico"}, url, "a request leaves the page")
	}
	require.NotEmpty(t, b.requests())
}
