package browser

// This file opens the reference pages of all of EC2 from disk: the search and
// its time, the selection of a client, links into closed elements, filters,
// accessibility by axe, HTML by html-validate, widths, print, and pages without
// scripts.

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/gen"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// writePages writes the pages of some or all operations, and returns their
// directory.
func writePages(t *testing.T, operations ...string) string {
	t.Helper()
	model, err := spec.Embedded()
	require.NoError(t, err)
	if operations != nil {
		model, err = model.Cut(operations)
		require.NoError(t, err)
	}
	list, err := gen.Pages(model, plan.Config{Package: "ec2", ImportPath: "github.com/aws/aws-sdk-go-v2/service/ec2"},
		[]string{"html"})
	require.NoError(t, err)
	dir := t.TempDir()
	for _, f := range list {
		require.NoError(t, os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o600))
	}
	return dir
}

// samples has a page of each kind, and the largest ones.
var samples = []string{"index", "types", "rules", "errors", "history", "RegisterImage", "RunInstances",
	"DescribeImages",
	"CreateLaunchTemplateVersion", "DescribeNetworkInsightsAnalyses", "AcceptAddressTransfer", "types.EbsBlockDevice",
	"types.InstanceType"}

// A docsTab is a tab that shows pages of a directory.
type docsTab struct {
	*tab
	dir string
}

// open shows a page from disk.
func (d docsTab) open(page string) {
	d.t.Helper()
	name, fragment, _ := strings.Cut(page, "#")
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(d.dir, name+".html")), Fragment: fragment}
	d.do(chromedp.Navigate("about:blank"), chromedp.Navigate(u.String()), chromedp.WaitReady(chromedp.CSS("main")))
}

func TestDocs(t *testing.T) {
	d := docsTab{openTab(t, "docs"), writePages(t)}
	t.Run("search", d.search)
	t.Run("links", d.links)
	t.Run("clients", d.clients)
	t.Run("rules", d.rules)
	t.Run("accessible", d.accessible)
	t.Run("widths", d.widths)
	t.Run("html", d.validHTML)
	for _, u := range d.requests() {
		require.True(t, u == "about:blank" || strings.HasPrefix(u, "data:") || strings.HasPrefix(u, "file://"),
			"a request leaves the disk: %s", u)
	}
	t.Run("without scripts", d.withoutScripts)
}

// search types words like a person, and measures the response time.
func (d docsTab) search(t *testing.T) {
	d.open("index")
	d.do(chromedp.Click(chromedp.ID("query")))
	d.waitFor("ec2genSearch.ready()")
	require.Greater(t, eval[int](d.tab, "ec2genSearch.size()"), 20_000)
	for query, want := range map[string]string{
		"registerimage":                  "RegisterImage.html",
		"--block-device-mappings":        "BlockDeviceMappings",
		"BlockDeviceMapping.1.Ebs.Iops":  "BlockDeviceMappings.Ebs.Iops",
		"volume_initialization_rate":     "VolumeInitializationRate",
		"uefi-preferred":                 "value-uefi-preferred",
		"InvalidAMIName.Duplicate":       "errors.html#InvalidAMIName.Duplicate",
		"iops-required":                  "rules.html#rule-iops-required",
		"m7i.large":                      "types.InstanceType.html#value-m7i.large",
		"ImdsSupport registerimage":      "RegisterImage.html#ImdsSupport",
		"TagSpecification.1.Tag.2.Value": "TagSpecifications.Tags.Value",
	} {
		links := d.find(query)
		require.NotEmpty(t, links, query)
		require.Contains(t, strings.Join(links[:min(len(links), 5)], " "), want, query)
	}
	require.Empty(t, d.find("no such name anywhere"))
	worst := eval[float64](d.tab, `(() => {
		let worst = 0;
		for (const text of ['registerimage', '--block-device-mappings', 'instancetype m7i', 'd', 'describe', 'BlockDeviceMapping.1.Ebs.Iops'])
			for (let n = 1; n <= text.length; n++) {
				let least = Infinity; // of some: other processes also use the processor
				for (let i = 0; i < 30 && least > 25; i++) {
					const box = document.getElementById('query'), start = performance.now();
					box.value = text.slice(0, n);
					box.dispatchEvent(new Event('input', {bubbles: true}));
					document.body.offsetHeight;
					least = Math.min(least, performance.now() - start);
				}
				worst = Math.max(worst, least);
			}
		return worst;
	})()`)
	t.Logf("the slowest key takes %.0f ms over %d names", worst, eval[int](d.tab, "ec2genSearch.size()"))
	require.Less(t, worst, 50.0)

	d.run(`document.getElementById('query').value = ''`)
	d.do(chromedp.SendKeys(chromedp.ID("query"), "deregisterimage"))
	d.waitFor(`document.querySelector('#results a')`)
	d.screenshot("search")
	d.run(`document.querySelector('#results a').click()`)
	d.waitFor(`location.pathname.endsWith('/DeregisterImage.html')`)
}

// find returns the links that the search shows.
func (d docsTab) find(text string) []string {
	quoted, _ := json.Marshal(text)
	return eval[[]string](d.tab, "ec2genSearch.find("+string(quoted)+").list.map(e => e.url)")
}

// links checks that a link opens its target, at any depth.
func (d docsTab) links(t *testing.T) {
	d.open("RegisterImage#BlockDeviceMappings.Ebs.Iops")
	d.waitFor(`document.getElementById('BlockDeviceMappings.Ebs.Iops').checkVisibility()`)
	d.open("DescribeInstances")
	d.run(`document.querySelector('#response + button').click()`)
	require.Zero(t, eval[int](d.tab, `document.querySelectorAll('#response ~ ul details:not([open])').length`))
}

// clients checks that the selected client applies to all pages.
func (d docsTab) clients(t *testing.T) {
	shown := `[...new Set([...document.querySelectorAll('.call')].filter(c => !c.hidden).map(c => c.dataset.client))].join()`
	d.open("RegisterImage")
	require.Equal(t, "go", eval[string](d.tab, shown))
	d.run(`const s = document.getElementById('client'); s.value = 'python'; s.dispatchEvent(new Event('change'))`)
	require.Equal(t, "python", eval[string](d.tab, shown))
	d.open("DescribeImages")
	require.Equal(t, "python", eval[string](d.tab, shown))
	d.run(`const s = document.getElementById('client'); s.value = 'all'; s.dispatchEvent(new Event('change'))`)
	require.Equal(t, "go,cli,json,query,python,r,javascript", eval[string](d.tab, shown))
}

// rules filters rules by level and operation.
func (d docsTab) rules(t *testing.T) {
	d.open("rules")
	all := eval[int](d.tab, `document.querySelectorAll('#all > li:not([hidden])').length`)
	require.Greater(t, all, 300)
	d.run(`level.value = 'warning'; level.dispatchEvent(new Event('input', {bubbles: true}))`)
	warnings := eval[int](d.tab, `document.querySelectorAll('#all > li:not([hidden])').length`)
	require.Less(t, warnings, all)
	d.do(chromedp.SendKeys(chromedp.ID("words"), "RegisterImage"))
	require.Less(t, eval[int](d.tab, `document.querySelectorAll('#all > li:not([hidden])').length`), warnings)
	require.True(t, eval[bool](d.tab, `!document.getElementById('rule-imds-enum').hidden`))
}

// checks returns the directory of npm programs that make setup-docs installs.
func checks(t *testing.T) string {
	dir := filepath.Join("testdata", "docs", "node_modules")
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("axe and html-validate are not installed; make setup-docs installs them")
		}
		t.Skip("axe and html-validate are not installed; make setup-docs installs them")
	}
	return dir
}

// accessible runs axe on a page of each kind, in light and dark, with members open.
// It uses the pages of a few operations, because axe takes seconds per 100 KB.
func (d docsTab) accessible(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(checks(t), "axe-core", "axe.min.js"))
	require.NoError(t, err)
	d.dir = writePages(t, "AcceptAddressTransfer", "DescribeImages", "RegisterImage")
	for _, scheme := range []string{"light", "dark"} {
		d.media("prefers-color-scheme", scheme)
		for _, page := range []string{"RegisterImage", "AcceptAddressTransfer", "index", "types", "rules", "errors",
			"history", "types.BlockDeviceMapping", "types.ResourceType"} {
			if scheme == "dark" && page != "AcceptAddressTransfer" && page != "rules" {
				continue
			}
			d.open(page)
			d.run(`document.querySelectorAll('details').forEach((d, i) => { if (i < 20) d.open = true })`)
			d.run(string(axe))
			d.run(`window.findings = null; setTimeout(() => axe.run({resultTypes: ['violations']}).then(r => { window.findings = r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 150)).join(' | ')) }), 0)`)
			require.Empty(t, d.findings(), "%s, %s", page, scheme)
		}
	}
	d.media("prefers-color-scheme", "light")
}

// findings waits for axe's result, which takes seconds for a large page.
func (d docsTab) findings() []string {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.ctx, 3*time.Minute)
	defer cancel()
	for {
		found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](`window.findings || ['running']`))
		require.NoError(d.t, err)
		if len(found) != 1 || found[0] != "running" {
			return found
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// media sets a media feature.
func (d docsTab) media(name, value string) {
	_, err := chromedp.Call(d.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: name, Value: value}}})
	require.NoError(d.t, err)
}

// widths checks that no page scrolls sideways on a phone.
func (d docsTab) widths(t *testing.T) {
	for _, page := range samples {
		d.do(chromedp.EmulateViewport(1200, 900))
		d.open(page)
		if page == "RegisterImage" || page == "index" || page == "rules" || page == "history" ||
			page == "types.EbsBlockDevice" {
			d.clipped(page + "-wide")
		}
		d.do(chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile))
		d.open(page)
		require.LessOrEqual(t, eval[float64](d.tab, `document.documentElement.scrollWidth`), 360.0, page)
		if page == "RegisterImage" || page == "index" || page == "rules" || page == "history" ||
			page == "types.EbsBlockDevice" {
			d.clipped(page + "-phone")
		}
	}
	d.do(chromedp.EmulateViewport(1200, 900))
	d.media("prefers-color-scheme", "dark")
	d.open("RegisterImage")
	d.clipped("RegisterImage-dark")
	d.media("prefers-color-scheme", "light")
}

// clipped makes a screenshot of the top of a page.
func (d docsTab) clipped(name string) {
	if os.Getenv("EC2GEN_SCREENSHOTS") == "" {
		return
	}
	d.run(`document.documentElement.style.cssText = 'height: 2400px; overflow: hidden'; document.body.style.cssText = 'height: 2400px; overflow: hidden'`)
	d.screenshot(name)
}

// validHTML checks a page of each kind and each operation that generated/ec2 has.
func (d docsTab) validHTML(t *testing.T) {
	program := filepath.Join(checks(t), ".bin", "html-validate")
	config, err := filepath.Abs(filepath.Join("testdata", "docs", "htmlvalidate.json"))
	require.NoError(t, err)
	args := []string{"--config", config}
	for _, page := range samples {
		args = append(args, filepath.Join(d.dir, page+".html"))
	}
	out, err := exec.CommandContext(context.Background(), program, args...).CombinedOutput()
	require.NoError(t, err, "%.4000s", strings.ReplaceAll(string(out), d.dir, ""))
}

// withoutScripts checks that everything works except the search and the selection
// of a client.
func (d docsTab) withoutScripts(t *testing.T) {
	_, err := chromedp.Call(d.ctx, emulation.SetScriptExecutionDisabled,
		emulation.SetScriptExecutionDisabledParams{Value: true})
	require.NoError(t, err)
	d.open("RegisterImage")
	text := eval[string](d.tab, `document.body.innerText`)
	for _, want := range []string{"svc$register_image(", "boto3.client", "RegisterImageCommand",
		"aws ec2 register-image"} {
		require.Contains(t, text, want, "all clients are shown")
	}
	require.True(t, eval[bool](d.tab, `document.getElementById('search').hidden`), "the search is hidden")
	require.Positive(t, eval[int](d.tab, `document.querySelectorAll('details').length`),
		fmt.Sprint("outlines open without scripts"))
}
