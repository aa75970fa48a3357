package ec2xml

// This file compares the Decoder and the Writer with encoding/xml.

import (
	"bytes"
	"encoding/xml"
	"io"
	"math/rand"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// A node is an element as encoding/xml sees it: its children, and its text if it has
// none.
type node struct {
	name     string
	text     string
	children []*node
}

// reference reads the root element of doc with encoding/xml, or nil if there is
// none. odd is true if this package rejects something in the document on purpose.
func reference(doc []byte) (root *node, odd bool, err error) {
	d := xml.NewDecoder(bytes.NewReader(doc))
	var open []*node
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil, odd, nil
		} else if err != nil {
			return nil, odd, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			n := &node{name: t.Name.Local}
			if len(open) > 0 {
				parent := open[len(open)-1]
				parent.children = append(parent.children, n)
			}
			open = append(open, n)
		case xml.EndElement:
			if len(open) == 1 {
				return open[0], odd, nil
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += string(t)
			}
		case xml.Directive:
			odd = true
		}
	}
}

// follow reads d and compares it with n, whose start tag d has read.
func follow(t *testing.T, d *Decoder, n *node) {
	if len(n.children) == 0 {
		require.Equal(t, n.text, d.Text(), n.name)
		return
	}
	for _, child := range n.children {
		if child.name == "requestId" && len(d.open) == 1 && len(child.children) == 0 {
			continue // Next steps over it
		}
		require.True(t, d.Next(), "%s: no %s: %v", n.name, child.name, d.Err())
		require.Equal(t, child.name, string(d.Name()))
		follow(t, d, child)
	}
	require.False(t, d.Next(), "%s: one child too many", n.name)
}

// walk reads all elements of d and ignores their values.
func walk(d *Decoder) {
	for d.Next() {
		walk(d)
	}
}

// checkAgreement decodes doc both ways.
func checkAgreement(t *testing.T, doc []byte) {
	root, odd, wantErr := reference(doc)
	lim := Limits{Depth: 1 << 20, Items: -1}
	d := NewDecoder(doc, lim)
	walk(d)
	switch gotErr := d.Err(); {
	case gotErr == nil && wantErr != nil:
		// Names beyond ASCII follow another edition of XML; xml.Decoder does not look for
		// the declaration's attributes as carefully.
		if !ascii(doc) || bytes.Contains(doc, []byte("<?xml")) {
			return
		}
		t.Fatalf("accepted what encoding/xml rejects: %v", wantErr)
	case gotErr != nil && wantErr == nil:
		if odd || !ascii(doc) || bytes.Contains(doc, []byte("<?xml")) || bytes.Contains(doc, []byte("&#")) {
			return
		}
		if root != nil && insideRequestID(root) {
			return
		}
		t.Fatalf("rejected what encoding/xml accepts: %v", gotErr)
	case gotErr != nil:
		return
	}
	if root == nil {
		require.False(t, NewDecoder(doc, lim).Next())
		return
	}
	d = NewDecoder(doc, lim)
	follow(t, d, root)
	require.NoError(t, d.Err())
	require.Empty(t, d.open)

	d = NewDecoder(doc, lim)
	require.Len(t, d.open, 1)
	d.Skip()
	require.NoError(t, d.Err())
	require.Empty(t, d.open)
}

// insideRequestID reports whether the root has a requestId that is not plain text.
func insideRequestID(root *node) bool {
	for _, n := range root.children {
		if n.name == "requestId" && len(n.children) > 0 {
			return true
		}
	}
	return false
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// pieces are the parts of random documents: most are well-formed, some are not.
var pieces = []string{
	"<a>", "</a>", "<b>", "</b>", "<c/>", "<x:a>", "</x:a>", "<a b='1'>", "<a b=\"&lt;>\" c = '\"'>", "<a\n>", "</a >",
	"<requestId>",
	"</requestId>", "text", " ", "\n", "\r\n", "\r", "&amp;", "&#65;", "&#x41;", "&lt;", "&nbsp;", "&", "<![CDATA[", "]]>",
	"<![CDATA[x<y]]>",
	"<!-- c -->", "<!-- - -->", "<!-- -- -->", "<?pi x?>", "<?xml version=\"1.0\"?>", "<?a:b:c?>", "<!DOCTYPE a>", "<",
	">", "é", "\uFFFD", "\uFFFE",
	"<é>", "</é>", "]", "]]", "\x00", "<a b>", "<a b=c>", "<1>", "<:a>", "</:a>", "<a:>", "</a:>", "<a:b:c>", "<x:/>", "'",
	"\"", "&#0;", "&#xD800;", "&#x110000;", "<a",
}

func TestDecoderAgreesWithEncodingXML(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	accepted := 0
	for i := 0; i < 30000; i++ {
		doc := randomDocument(r)
		if _, _, err := reference(doc); err == nil {
			accepted++
		}
		if !t.Run("", func(t *testing.T) { checkAgreement(t, doc) }) {
			t.Fatalf("document %q", doc)
		}
	}
	require.Greater(t, accepted, 3000, "too few documents are well-formed for the test to mean anything")
}

// randomDocument returns elements that usually match, with random pieces in them.
func randomDocument(r *rand.Rand) []byte {
	var b bytes.Buffer
	var element func(depth int)
	element = func(depth int) {
		name := []string{"a", "b", "x:c", "item", "requestId"}[r.Intn(5)]
		b.WriteString("<" + name + ">")
		for n := r.Intn(4); n > 0; n-- {
			switch {
			case depth < 5 && r.Intn(2) == 0:
				element(depth + 1)
			case r.Intn(3) == 0:
				b.WriteString(pieces[r.Intn(len(pieces))])
			default:
				b.WriteString(pieces[13+r.Intn(9)])
			}
		}
		b.WriteString("</" + name + ">")
	}
	if r.Intn(4) == 0 {
		b.WriteString(pieces[r.Intn(len(pieces))])
	}
	element(0)
	return b.Bytes()
}

// FuzzDecoder looks for documents that the Decoder and encoding/xml read
// differently, and for values that end incorrectly.
func FuzzDecoder(f *testing.F) {
	for _, p := range pieces {
		f.Add([]byte("<a>" + p + "</a>"))
		f.Add([]byte(p))
	}
	f.Add([]byte(`<R xmlns="u"><requestId>x</requestId><tagSet><item><key>a&amp;b</key><VALUE/></item></tagSet><count>5</count><ready>true</ready></R>`))
	f.Fuzz(func(t *testing.T, doc []byte) {
		checkAgreement(t, doc)
		d := NewDecoder(doc, Limits{})
		decodeResponse(d)
		if d.Err() == nil {
			require.Empty(t, d.open)
		} else {
			require.NotEmpty(t, d.Err().Error())
		}
		require.LessOrEqual(t, len(d.UnknownElements()), maxUnknown)
		_, _ = ParseError(doc)
	})
}

// FuzzWriter checks that both readers read the text that was written, except for
// characters that XML cannot express.
func FuzzWriter(f *testing.F) {
	for _, s := range []string{"", "a&b<c>\"d'", "]]>", "\r\n\t", "\x00\x0b", "\xff\xfe", "é\uFFFE\uFFFD𝄞", "]]]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var w Writer
		root := w.Root("R", s)
		w.Text("v", s)
		w.Leave(root)

		want := strings.Map(func(r rune) rune {
			if !isChar(r) {
				return utf8.RuneError
			}
			return r
		}, s)
		var got struct {
			XMLName xml.Name
			V       string `xml:"v"`
		}
		require.NoError(t, xml.Unmarshal(w.Bytes(), &got))
		require.Equal(t, want, got.V)
		if s != "" {
			require.Equal(t, want, got.XMLName.Space)
		}
		d := NewDecoder(w.Bytes(), Limits{})
		require.True(t, d.Next())
		require.Equal(t, want, d.Text())
		require.False(t, d.Next())
		require.NoError(t, d.Err())
	})
}
