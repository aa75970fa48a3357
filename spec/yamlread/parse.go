package yamlread

// This file converts the text of a file to YAML nodes. It limits sizes before it
// builds anything, rejects bytes that are not text with their position, and adds
// positions to the parser's errors.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// A Source is one file: the name to use in messages, and its bytes.
type Source struct {
	Name string
	Data []byte
}

// Limits of one file. All of EC2, with AWS's documentation, has 3 MB and a quarter
// of the entries.
const (
	MaxBytes  = 16 << 20
	MaxTokens = 1 << 20 // characters that can begin a node, to limit memory: a node takes about 200 bytes
)

// Parse reads the only document of a file. It sets Kind, Style, Value, Content,
// Line, Column, Anchor and Alias of the nodes, and Tag if it is not the default.
func Parse(src Source) (root *yaml.Node, fault *Error) {
	if fault := checkText(src); fault != nil {
		return nil, fault
	}
	if root := parsePlain(string(src.Data)); root != nil {
		return root, nil
	}
	dec := yaml.NewDecoder(bytes.NewReader(src.Data))
	defer func() {
		// The parser panics for comments in unusual places.
		if r := recover(); r != nil {
			root, fault = nil, syntaxFault(src, dec, fmt.Errorf("%v", r))
		}
	}()
	var doc, second yaml.Node
	switch err := dec.Decode(&doc); {
	case errors.Is(err, io.EOF) || err == nil && IsNull(doc.Content[0]):
		return nil, &Error{Pos: Pos{src.Name, 1, 1}, Msg: "the file is empty", Remedy: "add content, or remove the file"}
	case err != nil:
		return nil, syntaxFault(src, dec, err)
	}
	switch err := dec.Decode(&second); {
	case err == nil:
		return nil, &Error{Pos: PosOf(src.Name, &second), Msg: "the file has a second YAML document",
			Remedy: "move it to a separate file"}
	case !errors.Is(err, io.EOF):
		return nil, syntaxFault(src, dec, err)
	}
	return doc.Content[0], nil
}

// IsNull reports whether a node is an empty value, null or ~.
func IsNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Style == 0
}

// PosOf returns the position of a node.
func PosOf(file string, n *yaml.Node) Pos {
	return Pos{File: file, Line: n.Line, Col: n.Column}
}

// checkText rejects invalid bytes and large files before parsing.
func checkText(src Source) *Error {
	if len(src.Data) > MaxBytes {
		return &Error{Pos: Pos{File: src.Name},
			Msg:    fmt.Sprintf("the file has %d bytes; the limit is %d", len(src.Data), MaxBytes),
			Remedy: "reduce it to the required operations"}
	}
	if !utf8.Valid(src.Data) {
		return &Error{Pos: offsetPos(src, invalidUTF8(src.Data)), Msg: "the file is not UTF-8 text",
			Remedy: "save it as UTF-8"}
	}
	tokens := 0
	for i, c := range src.Data {
		switch {
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f:
			return &Error{Pos: offsetPos(src, i), Msg: fmt.Sprintf("control character %#02x", c), Remedy: "remove it"}
		case c < 0x80 && tokenBegins[c]:
			if tokens++; tokens > MaxTokens {
				return &Error{Pos: Pos{File: src.Name}, Msg: fmt.Sprintf("the file has more than %d entries", MaxTokens),
					Remedy: "reduce it to the required operations"}
			}
		}
	}
	return nil
}

// tokenBegins marks the characters that can precede a YAML node.
var tokenBegins = [0x80]bool{',': true, ':': true, '[': true, '{': true, '-': true, '?': true, '\n': true}

func invalidUTF8(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(data)
}

// offsetPos returns the line and column of a byte.
func offsetPos(src Source, offset int) Pos {
	before := src.Data[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return Pos{File: src.Name, Line: 1 + bytes.Count(before, []byte("\n")), Col: 1 + utf8.RuneCount(before[start:])}
}

// syntaxFault adds the position to the parser's error. Its text has at most a line,
// which for half of the errors is off by one and for the other half is that of the
// enclosing block. The exact position is in a private field. The module is
// archived, so that field will stay; if it is missing, the position is the start of
// the file.
func syntaxFault(src Source, dec *yaml.Decoder, err error) *Error {
	e := &Error{Pos: Pos{src.Name, 1, 1}, Msg: "not valid YAML: " + strings.TrimPrefix(err.Error(), "yaml: "),
		Remedy: "fix the syntax here or just above"}
	state := reflect.ValueOf(dec).Elem().FieldByName("parser")
	for range 2 { // *yaml.parser, then the yaml_parser_t in it
		if state.Kind() == reflect.Pointer {
			state = state.Elem()
		}
		if state.Kind() == reflect.Struct && state.FieldByName("parser").IsValid() {
			state = state.FieldByName("parser")
		}
	}
	if state.Kind() != reflect.Struct {
		return e
	}
	problem, context := state.FieldByName("problem"), state.FieldByName("context")
	at, ok := markPos(src.Name, state.FieldByName("problem_mark"))
	if !ok || problem.Kind() != reflect.String || problem.String() == "" {
		return e
	}
	e.Pos, e.Msg = at, "not valid YAML: "+problem.String()
	if begin, ok := markPos(src.Name, state.FieldByName("context_mark")); ok && begin != at &&
		context.Kind() == reflect.String && context.String() != "" {
		e.Msg, e.Related = e.Msg+" "+context.String(), []Pos{begin}
	}
	if indentedByTab(src.Data, e.Pos.Line) {
		e.Msg, e.Remedy, e.Related = "the line is indented with a tab", "YAML only allows spaces", nil
	}
	return e
}

// markPos reads the position of a yaml_mark_t.
func markPos(file string, mark reflect.Value) (Pos, bool) {
	if mark.Kind() != reflect.Struct {
		return Pos{}, false
	}
	line, col := mark.FieldByName("line"), mark.FieldByName("column")
	if line.Kind() != reflect.Int || col.Kind() != reflect.Int {
		return Pos{}, false
	}
	return Pos{File: file, Line: int(line.Int()) + 1, Col: int(col.Int()) + 1}, true
}

// indentedByTab reports whether the white space at the beginning of a line contains
// a tab.
func indentedByTab(data []byte, line int) bool {
	for ; line > 1; line-- {
		_, data, _ = bytes.Cut(data, []byte("\n"))
	}
	text := bytes.TrimLeft(data, " ")
	return len(text) > 0 && text[0] == '\t'
}
