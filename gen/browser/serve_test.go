package browser

// This file opens the page of ec2serve, while a client of the API works.

import (
	"bufio"
	"io"
	"net/http"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

// startServe builds and starts ec2serve, and returns its URL.
func startServe(t *testing.T, flags ...string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "ec2serve")
	build := exec.Command("go", "build", "-o", program, "./generated/ec2/ec2test/ec2serve")
	build.Dir = filepath.Join("..", "..")
	out, err := build.CombinedOutput()
	require.NoError(t, err, string(out))
	cmd := exec.Command(program, flags...)
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	line, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err)
	return strings.TrimSpace(line)
}

// call sends a request of the API and returns its status.
func call(t *testing.T, server, operation string, parameters ...string) int {
	t.Helper()
	form := url.Values{"Action": {operation}, "Version": {"2016-11-15"}}
	for i := 0; i < len(parameters); i += 2 {
		form.Set(parameters[i], parameters[i+1])
	}
	res, err := http.PostForm(server, form)
	require.NoError(t, err)
	defer res.Body.Close()
	_, err = io.Copy(io.Discard, res.Body)
	require.NoError(t, err)
	return res.StatusCode
}

// register registers an image with texts that a careless page would execute.
func register(t *testing.T, server, name string) int {
	t.Helper()
	const hostile = `<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>`
	return call(t, server, "RegisterImage", "Name", name, "Description", hostile, "RootDeviceName", "/dev/xvda",
		"VirtualizationType", "hvm",
		"Architecture", "x86_64", "BlockDeviceMapping.1.DeviceName", "/dev/xvda", "BlockDeviceMapping.1.Ebs.SnapshotId",
		"snap-0123456789abcdef0",
		"TagSpecification.1.ResourceType", "image", "TagSpecification.1.Tag.1.Key", "Name", "TagSpecification.1.Tag.1.Value",
		hostile)
}

func TestServePage(t *testing.T) {
	server := startServe(t, "-snapshots", "any")
	b := openTab(t, "serve")
	b.do(chromedp.Navigate(server), chromedp.WaitVisible(chromedp.ID("no-requests")))
	b.waitFor(`document.querySelector('#status').innerText === 'up to date'`)
	require.Equal(t, "No request came yet.", b.text("#no-requests"))

	// It updates without reloading the window.
	b.run(`window.stays = 1`)
	require.Equal(t, 200, register(t, server, "first"))
	b.waitFor(`document.querySelectorAll('#requests li').length === 1`)
	require.Contains(t, b.text("#requests"), "RegisterImage")
	require.Contains(t, b.text("#requests"), "created image ami-")
	require.Contains(t, b.text("#resources"), "<img src=x onerror=", "a hostile text is shown as it is")

	// The keyboard opens a request; it stays open and focused while others arrive.
	b.do(chromedp.Focus(chromedp.CSS("#requests summary")), chromedp.KeyEvent(kb.Enter))
	b.waitFor(`document.querySelector('#requests details[open] table')`)
	require.Contains(t, b.text("#requests table"), "BlockDeviceMapping.1.Ebs.SnapshotId")
	require.Contains(t, b.text("#requests pre"), "<RegisterImageResponse")
	b.screenshot("open")
	require.Equal(t, 400, register(t, server, "first"))
	b.waitFor(`document.querySelectorAll('#requests li').length === 2`)
	require.Contains(t, b.text("#requests li .error"), "InvalidAMIName.Duplicate")
	require.Equal(t, "1 SUMMARY 1", eval[string](b,
		`document.querySelectorAll('#requests details[open]').length + ' ' + document.activeElement.tagName + ' ' + window.stays`))

	// A resource's open detail shows its changes.
	b.do(chromedp.Click(chromedp.CSS("#resources .kind summary")))
	b.waitFor(`document.querySelector('#resources pre')`)
	require.Contains(t, b.text("#resources pre"), `"Name": "first"`)
	id := b.text("#resources .id")
	require.Equal(t, 200, call(t, server, "CreateTags", "ResourceId.1", id, "Tag.1.Key", "stage", "Tag.1.Value", "tested"))
	b.waitFor(`document.querySelector('#resources pre').innerText.includes('tested')`)
	require.Zero(t, eval[int](b, `document.querySelectorAll('img, main script').length + (window.pwned || 0)`),
		"a hostile text became markup")

	// The filter hides other requests; Escape clears it.
	b.run(`document.activeElement.blur()`)
	b.do(chromedp.KeyEvent("/"), chromedp.SendKeys(chromedp.ID("filter"), "Duplicate"))
	require.Equal(t, "Duplicate", eval[string](b, `document.querySelector('#filter').value`),
		"the key / focuses the filter, and is not typed into it")
	b.waitFor(`document.querySelectorAll('#requests li:not([hidden])').length === 1`)
	b.do(chromedp.SendKeys(chromedp.ID("filter"), kb.Escape))
	b.waitFor(`document.querySelectorAll('#requests li:not([hidden])').length === 3`)

	// While paused, it does not update.
	b.do(chromedp.Click(chromedp.ID("follow")))
	require.Equal(t, 200, register(t, server, "second"))
	time.Sleep(1500 * time.Millisecond)
	require.NotContains(t, b.text("#resources"), "second")
	b.do(chromedp.Click(chromedp.ID("follow")))
	b.waitFor(`document.querySelector('#resources').innerText.includes('second')`)

	// Narrow and dark, with everything open.
	light := eval[string](b, `getComputedStyle(document.body).backgroundColor`)
	b.dark()
	b.do(chromedp.EmulateViewport(360, 740))
	b.run(`document.querySelectorAll('details').forEach(d => d.open = true)`)
	b.waitFor(`[...document.querySelectorAll('details .body')].every(b => b.children.length)`)
	require.NotEqual(t, light, eval[string](b, `getComputedStyle(document.body).backgroundColor`))
	require.Empty(t, eval[[]string](b, `[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 360.5).map(e => e.tagName + ' ' + e.className)`),
		"wider than a small screen")
	b.screenshot("narrow-dark")

	for _, u := range b.requests() {
		require.True(t, strings.HasPrefix(u, server+"/") || strings.HasPrefix(u, "data:"), "something from outside: %s", u)
	}
	require.Empty(t, eval[[]string](b, `[...document.querySelectorAll('input, button')].filter(e => !(e.labels && e.labels.length) && !e.innerText).map(e => e.id)`),
		"without a name for screen readers")
}
