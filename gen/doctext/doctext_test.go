package doctext

import (
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
)

func TestOneLine(t *testing.T) {
	for text, want := range map[string]string{
		"": "", " \t\n": "", "a": "a", " a\tb\r\n c ": "a b c", "a\x00b\u2028c\u00a0d": "a b c d", "a\xffb": "a b",
		"日 本": "日 本",
	} {
		assert.Equal(t, want, OneLine(text), "%q", text)
	}
}

func TestParse(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want Doc
	}{
		"nothing": {" \n\n \t\n", Doc{}},
		"paragraphs": {"One\ncontinues.\r\n\r\n\n  Two. ",
			Doc{Blocks: []Block{{Paragraph, "One continues."}, {Paragraph, "Two."}}}},
		"items": {"Rules:\n- a\n  goes on\n- b\n\n- c\n-\n-d", Doc{Blocks: []Block{
			{Paragraph, "Rules:"}, {Item, "a goes on"}, {Item, "b"}, {Item, "c"}, {Item, "-d"},
		}}},
		"empty item": {"- \n- a", Doc{Blocks: []Block{{Item, "a"}}}},
		"heading": {"# Title\n\ntext\n\n# 1. no\n\n#no\n\n# Title\nand more", Doc{Blocks: []Block{
			{Heading, "Title"}, {Paragraph, "text"}, {Paragraph, "# 1. no"}, {Paragraph, "#no"}, {Paragraph, "# Title and more"},
		}}},
		"a long heading": {"# A" + strings.Repeat("a", 101),
			Doc{Blocks: []Block{{Paragraph, "# A" + strings.Repeat("a", 101)}}}},
		"links": {"See [the page], [b].\n[the page]: https://example.com/a?b=c#d\n\n[b]: http://b\n[b]: http://again", Doc{
			Blocks: []Block{{Paragraph, "See [the page], [b]."}}, Links: []Link{{"the page", "https://example.com/a?b=c#d"},
				{"b", "http://b"}},
		}},
		"no links": {"[a]: javascript:x\n\n[a]: http://a b\n\n[a]:http://a\n\n[[a]]: http://a", Doc{Blocks: []Block{
			{Paragraph, "[a]: javascript:x"}, {Paragraph, "[a]: http://a b"}, {Paragraph, "[a]:http://a"}, {Paragraph,
				"[[a]]: http://a"},
		}}},
		"a link inside an item": {"- a\n[a]: http://a\n- b",
			Doc{Blocks: []Block{{Item, "a"}, {Item, "b"}}, Links: []Link{{"a", "http://a"}}}},
	} {
		assert.Equal(t, c.want, Parse(c.text), name)
	}
}

func TestSpans(t *testing.T) {
	d := Doc{Links: []Link{{"a", "http://a"}, {"b c", "http://b"}}}
	for text, want := range map[string][]Span{
		"":               {{Text: ""}},
		"plain [x]":      {{Text: "plain [x]"}},
		"[a]":            {{"a", "http://a"}},
		"x[a][b c], [a]": {{Text: "x"}, {"a", "http://a"}, {"b c", "http://b"}, {Text: ", "}, {"a", "http://a"}},
		"[[a]]":          {{Text: "["}, {"a", "http://a"}, {Text: "]"}},
	} {
		assert.Equal(t, want, d.Spans(text), text)
	}
}

// For any text, blocks are lines of visible text, no word is lost or added, and
// joined spans equal the text.
func FuzzParse(f *testing.F) {
	f.Add("One\ntwo\n\n- a\n- b [x]\n\n# Head\n\n[x]: https://x")
	f.Add("[a]: http://a\n[a] [a][a]\n#\n# é\n-\n- \n")
	f.Fuzz(func(t *testing.T, text string) {
		d := Parse(text)
		for _, b := range d.Blocks {
			assert.NotEmpty(t, b.Text)
			assert.Equal(t, OneLine(b.Text), b.Text)
			assert.Contains(t, strings.Join(strings.Fields(OneLine(text)), " "), strings.Fields(b.Text)[0])
			var joined strings.Builder
			for _, s := range d.Spans(b.Text) {
				if s.URL != "" {
					joined.WriteString("[" + s.Text + "]")
				} else {
					joined.WriteString(s.Text)
				}
			}
			assert.Equal(t, b.Text, joined.String())
		}
		for _, l := range d.Links {
			assert.Regexp(t, `^https?://`, l.URL)
			assert.Equal(t, -1, strings.IndexFunc(l.URL, unicode.IsSpace))
		}
	})
}
