// Package respond writes random EC2 responses from AWS's model: every form that the
// service, a proxy or a test server may use for the same data, and data of every
// kind. The responses are well-formed and match the model's types unless they are
// spoiled.
package respond

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/ec2gen/ec2gen/gen/peers/internal/apimodel"
	"github.com/ec2gen/ec2gen/gen/peers/internal/values"
)

// Form is the content of a response.
type Form int

// The forms. Each of an operation's first cases has one, the rest are Random.
const (
	Bare   Form = iota // only the root element
	Full               // every member, two elements in each list
	Hollow             // every member, empty
	Random
)

const maxDepth = 8

// Writer writes one response.
type Writer struct {
	model  *apimodel.Model
	source *values.Source
	form   Form
	out    bytes.Buffer
	indent bool
	prefix string // namespace prefix of every element
}

// New returns a writer that draws from source.
func New(model *apimodel.Model, source *values.Source, form Form) *Writer {
	return &Writer{model: model, source: source, form: form}
}

// Response writes the response of an operation.
func (w *Writer) Response(op *apimodel.Operation) []byte {
	w.indent = w.one(2)
	if w.one(10) {
		w.prefix = "ec2:"
	}
	if !w.one(5) {
		w.out.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	}
	if w.one(8) {
		w.out.WriteString("<!-- a comment before the root -->")
	}
	root := op.Name + "Response"
	namespace := ` xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"`
	if w.prefix != "" {
		namespace = ` xmlns:ec2="http://ec2.amazonaws.com/doc/2016-11-15/"`
	}
	fmt.Fprintf(&w.out, "<%s%s%s>", w.prefix, root, namespace)
	w.leaf("requestId", "8f7724cf-496f-496e-8fe3-example")
	if op.Output != nil {
		w.members(w.model.Shapes[op.Output.Shape], 0, 0.1+0.9*w.source.Float64())
	}
	w.line(0)
	fmt.Fprintf(&w.out, "</%s%s>", w.prefix, root)
	if w.one(8) {
		w.out.WriteString("\n")
	}
	return w.out.Bytes()
}

func (w *Writer) one(in int) bool { return w.source.IntN(in) == 0 }

// line breaks the line if the response is indented.
func (w *Writer) line(depth int) {
	if w.indent {
		w.out.WriteString("\n" + strings.Repeat("    ", depth))
	}
}

func (w *Writer) members(shape *apimodel.Shape, depth int, density float64) {
	names := shape.MemberNames()
	if w.one(3) {
		w.source.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	}
	for _, name := range names {
		if w.form == Bare || w.form == Random && w.source.Float64() > density {
			continue
		}
		ref := shape.Members[name]
		element := ref.LocationName
		if element == "" {
			element = name
		}
		w.noise(depth)
		w.element(element, w.model.Shapes[ref.Shape], depth+1, density)
	}
	w.noise(depth)
}

// noise adds parts that a reader must skip: comments, and unknown elements.
func (w *Writer) noise(depth int) {
	if w.form != Random {
		return
	}
	switch w.source.IntN(60) {
	case 0:
		w.out.WriteString("<!-- between <elements> -->")
	case 1:
		w.line(depth)
		w.out.WriteString("<fromTheFuture><item><a attr=\"x\">1</a>two</item><item/></fromTheFuture>")
	case 2:
		w.out.WriteString("<alsoNew/>")
	case 3:
		w.out.WriteString("<?pi of no use?>")
	}
}

func (w *Writer) element(name string, shape *apimodel.Shape, depth int, density float64) {
	w.line(depth)
	switch shape.Type {
	case "structure":
		w.wrap(name, depth, depth > maxDepth, func() { w.members(shape, depth, density*0.8) })
	case "list":
		n := w.length()
		w.wrap(name, depth, depth > maxDepth || n == 0, func() { w.items(shape, n, depth, density) })
	default:
		w.leaf(name, w.scalar(shape))
	}
}

func (w *Writer) items(shape *apimodel.Shape, n, depth int, density float64) {
	item := shape.Member.LocationName
	if item == "" {
		item = "member" // the protocol's default, which one list in EC2 has
	}
	for range n {
		w.element(item, w.model.Shapes[shape.Member.Shape], depth+1, density)
	}
}

func (w *Writer) wrap(name string, depth int, empty bool, content func()) {
	if empty || w.form == Hollow {
		w.leaf(name, "")
		return
	}
	fmt.Fprintf(&w.out, "<%s%s>", w.prefix, name)
	content()
	w.line(depth)
	fmt.Fprintf(&w.out, "</%s%s>", w.prefix, name)
}

func (w *Writer) length() int {
	if w.form != Random {
		return 2
	}
	if w.one(100) {
		return 300
	}
	return w.source.IntN(4)
}

// leaf writes an element with text in one of XML's forms.
func (w *Writer) leaf(name, text string) {
	if text == "" && w.one(2) {
		fmt.Fprintf(&w.out, "<%s%s/>", w.prefix, name)
		return
	}
	space := []string{"", "", "", " ", "\n"}[w.source.IntN(5)]
	fmt.Fprintf(&w.out, "<%s%s%s>%s</%s%s>", w.prefix, name, space, w.escape(text), w.prefix, name)
}

func (w *Writer) escape(text string) string {
	if w.one(20) && !strings.Contains(text, "]]>") && text != "" {
		return "<![CDATA[" + text + "]]>"
	}
	numeric := w.one(10)
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>' && !w.one(4):
			b.WriteString("&gt;")
		case r == '>':
			b.WriteString("&#x3e;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\'':
			b.WriteString("&apos;")
		case r == '\r' || numeric && w.one(3):
			b.WriteString([]string{fmt.Sprintf("&#%d;", r), fmt.Sprintf("&#x%x;", r),
				fmt.Sprintf("&#x%X;", r)}[w.source.IntN(3)])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// scalar returns the text of one value, without characters that XML cannot express
// (control characters, halves of surrogates).
func (w *Writer) scalar(shape *apimodel.Shape) string {
	s := w.source
	if w.form == Hollow && shape.Type == "string" {
		return ""
	}
	switch shape.Type {
	case "string":
		if len(shape.Enum) > 0 && !w.one(6) {
			return shape.Enum[s.IntN(len(shape.Enum))]
		}
		return legal(s.Text())
	case "boolean":
		return []string{"true", "false"}[s.IntN(2)]
	case "integer":
		return strconv.FormatInt(s.Int(32), 10)
	case "long":
		return strconv.FormatInt(s.Int(64), 10)
	case "float":
		return w.float(32)
	case "double":
		return w.float(64)
	case "blob":
		return base64.StdEncoding.EncodeToString([]byte(s.Text()))
	case "timestamp":
		return w.time()
	}
	panic("respond: shape " + shape.Name + " has the unknown type " + shape.Type)
}

func (w *Writer) float(bits int) string {
	f := w.source.Float()
	if bits == 32 {
		f = float64(float32(f))
	}
	text := strconv.FormatFloat(f, "fgeE"[w.source.IntN(4)], -1, bits)
	return strings.Replace(text, "Inf", "Infinity", 1)
}

// time returns a time with milliseconds, as EC2 does, or in another form that the
// SDK reads.
func (w *Writer) time() string {
	t := w.source.Time()
	for t.UTC().Year() < 1 || t.Year() < 1 {
		t = w.source.Time()
	}
	switch w.source.IntN(6) {
	case 0:
		return t.Format(time.RFC3339Nano)
	case 1:
		return t.UTC().Format("2006-01-02T15:04:05.999999999")
	case 2:
		return t.UTC().Format("2006-01-02T15:04:05Z")
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z")
}

func legal(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r != 0xFFFD && r != 0xFFFE && r != 0xFFFF {
			return r
		}
		return -1
	}, text)
}
