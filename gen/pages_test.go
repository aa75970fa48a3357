package gen

// This file tests the reference pages of all of EC2: the content for RegisterImage,
// links, IDs, sizes and cost; and the pages of a hostile model.

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// sdkConfig is the configuration of pages without a generated package.
var sdkConfig = plan.Config{Package: "ec2", ImportPath: "github.com/aws/aws-sdk-go-v2/service/ec2"}

// A site has parsed pages by name.
type site map[string]*html.Node

func parseSite(t *testing.T, list []files.File) site {
	t.Helper()
	s := site{}
	for _, f := range list {
		if path.Ext(f.Name) == ".html" {
			n, err := html.Parse(bytes.NewReader(f.Data))
			require.NoError(t, err, f.Name)
			s[f.Name] = n
		}
	}
	return s
}

// each calls f for the elements below n.
func each(n *html.Node, f func(n *html.Node)) {
	if n.Type == html.ElementNode {
		f(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, f)
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// TestPagesOfEverything generates the pages of all operations and follows each
// link.
func TestPagesOfEverything(t *testing.T) {
	before, start := cpu(t), time.Now()
	model, err := spec.Embedded()
	require.NoError(t, err)
	list, err := Pages(model, sdkConfig, []string{"html"})
	require.NoError(t, err)
	total := 0
	for _, f := range list {
		total += len(f.Data)
		assert.Less(t, len(f.Data), 1_000_000, f.Name)
		assert.True(t, files.IsOwn(f.Data), "%s has no marker", f.Name)
	}
	spent := cpu(t) - before
	t.Logf("%d pages of %d operations, %.1f MB, %v of CPU, %v", len(list), len(model.Operations), float64(total)/1e6,
		spent, time.Since(start))
	assert.Less(t, total, 30_000_000)
	assert.Less(t, spent, 5*time.Second, "including loading the model")

	s := parseSite(t, list)
	require.Greater(t, len(s), 800)
	links := s.check(t, list)
	assert.Greater(t, links, 50_000)
}

// check reports duplicate IDs and broken links within the site, and counts the
// links.
func (s site) check(t *testing.T, list []files.File) (links int) {
	t.Helper()
	names, ids := map[string]bool{}, map[string]map[string]bool{}
	for _, f := range list {
		names[f.Name] = true
	}
	for name, page := range s {
		ids[name] = map[string]bool{}
		each(page, func(n *html.Node) {
			if id := attr(n, "id"); id != "" {
				assert.False(t, ids[name][id], "%s: duplicate id %s", name, id)
				assert.NotContains(t, id, " ", name)
				ids[name][id] = true
			}
		})
	}
	for name, page := range s {
		each(page, func(n *html.Node) {
			for _, key := range []string{"href", "src"} {
				if link := attr(n, key); link != "" && link != "data:," {
					links++
					checkLink(t, name, link, names, ids)
				}
			}
		})
	}
	return links
}

func checkLink(t *testing.T, from, link string, names map[string]bool, ids map[string]map[string]bool) {
	u, err := url.Parse(link)
	switch {
	case !assert.NoError(t, err, from) || u.Scheme == "http" || u.Scheme == "https":
		return
	case u.Path == "":
		u.Path = from
	}
	if !assert.Empty(t, u.Scheme, "%s: %s", from, link) || !assert.True(t, names[u.Path], "%s: no page %s", from, link) {
		return
	}
	if u.Fragment != "" {
		assert.True(t, ids[u.Path][u.Fragment], "%s: no element %s", from, link)
	}
}

// TestPageOfRegisterImage checks that the page has each fact of the documents that
// it replaces.
func TestPageOfRegisterImage(t *testing.T) {
	data, err := os.ReadFile("testdata/facts/register-image.txt")
	require.NoError(t, err)
	pages := map[string]*html.Node{"": registerImage(t, "2016-11-15"), "2009": registerImage(t, "2009-10-31")}
	facts := 0
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(line, " :: ")
		require.Len(t, parts, 3, line)
		place, id, ok := strings.Cut(parts[1], "/")
		if !ok {
			place, id = "", parts[1]
		}
		text := textAt(pages[place], id)
		assert.Contains(t, text, parts[2], "testdata/facts/register-image.txt:%d: %s", n+1, line)
		facts++
	}
	assert.GreaterOrEqual(t, facts, 120)
}

func registerImage(t *testing.T, version string) *html.Node {
	t.Helper()
	model, err := spec.Load("../spec/ec2/" + version)
	require.NoError(t, err)
	if len(model.Operations) > 1 {
		model, err = model.Cut([]string{"RegisterImage"})
		require.NoError(t, err)
	}
	list, err := Pages(model, sdkConfig, []string{"html"})
	require.NoError(t, err)
	s := parseSite(t, list)
	s.check(t, list)
	return s["RegisterImage.html"]
}

// textAt returns the text of an element without its nested members, of the section
// below a heading, or of the whole page.
func textAt(page *html.Node, id string) string {
	var found *html.Node
	each(page, func(n *html.Node) {
		if attr(n, "id") == id || id == "page" && n.Data == "main" {
			found = n
		}
	})
	if found == nil {
		return ""
	}
	if found.Data == "h2" {
		found = found.Parent
	}
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if found.Data != "li" || c.Data != "details" {
				walk(c)
			}
		}
		if n.Type == html.ElementNode {
			b.WriteByte(' ')
		}
	}
	walk(found)
	return strings.Join(strings.Fields(b.String()), " ")
}

// hostile is text that would become markup if it were not escaped.
const hostile = "</title></code></script><script>alert(1)</script><img src=x onerror=alert(2)>\" onmouseover=\"alert(3) ' --> `${alert(4)}` ```\n.SH ALERT\n| x | [a](javascript:alert(5)) &lt;"

// hostileModel returns a model with hostile text wherever a model can have text.
func hostileModel(t *testing.T) *spec.Model {
	t.Helper()
	archive := `
service: {id: EC2, title: TEXT, protocol: ec2, apiVersion: "2016-11-15", xmlNamespace: "http://ec2.amazonaws.com/doc/2016-11-15", endpointPrefix: ec2}
operations:
  ListThings:
    input: In
    output: Out
    doc: DOC
    deprecated: {message: TEXT}
    examples: [{title: TEXT, source: TEXT, input: {Name: TEXT, rules: TEXT}, wire: "Action=ListThings&Version=2016-11-15", response: <a/>, output: {Name: TEXT}}]
shapes:
  In:
    type: structure
    members:
      Name: {shape: Enum, doc: DOC, default: TEXT, deprecated: {message: TEXT}}
      request: {shape: String, doc: DOC}
      rules: {shape: String}
      response: {shape: Out}
  Out: {type: structure, members: {Name: {shape: String, doc: DOC}}}
  Enum: {type: enum, doc: DOC, values: [{value: TEXT, doc: DOC, deprecated: {message: TEXT}}]}
  String: {type: string}
errors:
  Bad.Code: {doc: DOC, source: TEXT, fields: {A: {pattern: (a), doc: DOC}}}
rules:
  - {id: a, at: In, require: [Name], level: error, code: Bad.Code, because: TEXT, source: TEXT, history: [TEXT]}
`
	quoted := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(hostile) + `"`
	archive = strings.ReplaceAll(archive, "DOC", quoted)
	quoted = strings.ReplaceAll(quoted, `\n`, " ") // these texts have one line in the model language
	model, err := spec.LoadFiles([]spec.Source{{Name: "model.yaml",
		Data: []byte(strings.ReplaceAll(archive, "TEXT", quoted))}})
	require.NoError(t, err)
	return model
}

// TestPagesOfHostileTexts renders texts that must not become markup.
func TestPagesOfHostileTexts(t *testing.T) {
	list, err := Pages(hostileModel(t), sdkConfig, plan.PageFormats)
	require.NoError(t, err)
	s := parseSite(t, list)
	s.check(t, list)
	for name, page := range s {
		each(page, func(n *html.Node) {
			assert.NotEqual(t, "img", n.Data, name)
			if n.Data == "script" {
				assert.Equal(t, "script.js", attr(n, "src"), name)
				assert.Nil(t, n.FirstChild, name)
			}
			for _, a := range n.Attr {
				assert.False(t, strings.HasPrefix(a.Key, "on"), "%s: attribute %s", name, a.Key)
				assert.NotContains(t, a.Val, "javascript:", name)
			}
		})
	}
	for _, f := range list {
		text := string(f.Data)
		switch path.Ext(f.Name) {
		case ".js":
			assert.NotContains(t, text, "</script", f.Name)
		case ".md":
			checkMarkdown(t, f.Name, text)
		case ".1", ".7":
			assert.NotContains(t, text, "\n.SH ALERT", f.Name)
		}
	}
}

// checkMarkdown looks for markup from a text: outside code, a page may only have
// its own markup.
func checkMarkdown(t *testing.T, name, text string) {
	fence := ""
	for n, line := range strings.Split(text, "\n") {
		trimmed := strings.TrimSpace(line)
		switch {
		case fence == "" && strings.HasPrefix(trimmed, "```"):
			fence = trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, "`"))]
			continue
		case fence != "":
			if trimmed == fence {
				fence = ""
			}
			continue
		}
		for _, bad := range []string{"<script", "<img", "](javascript:", "</title"} {
			assert.NotContains(t, withoutCode(line), bad, "%s:%d", name, n+1)
		}
	}
	assert.Empty(t, fence, "%s: unterminated block of code", name)
}

// withoutCode removes code spans, which begin and end with equally many backticks,
// and escaped characters from a line.
func withoutCode(line string) string {
	var b strings.Builder
	for i := 0; i < len(line); {
		run := len(line[i:]) - len(strings.TrimLeft(line[i:], "`"))
		switch {
		case line[i] == '\\' && i+1 < len(line):
			i += 2
		case run == 0:
			b.WriteByte(line[i])
			i++
		default:
			i += run
			if end := closing(line[i:], run); end >= 0 {
				i += end
			}
		}
	}
	return b.String()
}

// closing returns the end of the first run of exactly n backticks, or -1 if there
// is none.
func closing(s string, n int) int {
	for i := 0; i < len(s); i++ {
		run := len(s[i:]) - len(strings.TrimLeft(s[i:], "`"))
		if run == n {
			return i + run
		}
		i += run
	}
	return -1
}

// TestManPagesAreRoff reads pages, including those of hostile texts, with groff and
// all warnings except for words longer than a line.
func TestManPagesAreRoff(t *testing.T) {
	if _, err := exec.LookPath("groff"); err != nil {
		t.Skip("groff is not installed")
	}
	model, err := spec.Embedded()
	require.NoError(t, err)
	model, err = model.Cut([]string{"RegisterImage", "RunInstances", "DescribeInstances", "CreateFleet"})
	require.NoError(t, err)
	for _, m := range []*spec.Model{model, hostileModel(t)} {
		list, err := Pages(m, sdkConfig, []string{"man"})
		require.NoError(t, err)
		for _, f := range list {
			cmd := exec.Command("groff", "-man", "-ww", "-Wbreak", "-z", "-Tutf8")
			cmd.Stdin = bytes.NewReader(f.Data)
			out, err := cmd.CombinedOutput()
			require.NoError(t, err, "%s: %s", f.Name, out)
			assert.Empty(t, string(out), f.Name)
		}
	}
}

// TestSearchIndexHasEverything counts the entries of the index of a small model.
func TestSearchIndexHasEverything(t *testing.T) {
	model, err := spec.Embedded()
	require.NoError(t, err)
	model, err = model.Cut([]string{"RegisterImage", "DescribeImages"})
	require.NoError(t, err)
	list, err := Pages(model, sdkConfig, []string{"html"})
	require.NoError(t, err)
	for _, f := range list {
		if f.Name == "search.js" {
			for _, want := range []string{`O\tRegisterImage\tRegisterImage`, `\na\tBlockDeviceMappings\tBlockDeviceMapping`,
				`\nc\tIops`, `\nV\tuefi-preferred`,
				`\nE\tInvalidAMIName.Duplicate`, `\nU\tiops-required`, `T\ttypes.EbsBlockDevice\tEbsBlockDevice`} {
				assert.Contains(t, string(f.Data), want, fmt.Sprint(len(f.Data)))
			}
			return
		}
	}
	t.Fatal("no search.js")
}
