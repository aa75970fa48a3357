package cli

// This file prints JSON as Python does with an indent of four: empty lists and
// structures on one line, non-ASCII characters unescaped. Members are sorted by
// name.

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

func printJSON(w io.Writer, value any) error {
	b := bufio.NewWriter(w)
	writeJSON(b, value, "\n")
	b.WriteByte('\n')
	return b.Flush()
}

// writeJSON writes a value; newline starts a line at its level of indentation.
func writeJSON(b *bufio.Writer, value any, newline string) {
	switch v := value.(type) {
	case map[string]any:
		writeFields(b, v, newline)
	case []any:
		writeItems(b, v, newline)
	case string:
		writeJSONString(b, v)
	case []byte:
		writeJSONString(b, string(v))
	case nil:
		b.WriteString("null")
	case bool:
		fmt.Fprintf(b, "%t", v)
	default:
		if text, ok := number(v); ok {
			b.WriteString(text)
			return
		}
		writeJSONString(b, fmt.Sprint(v))
	}
}

func writeFields(b *bufio.Writer, fields map[string]any, newline string) {
	if len(fields) == 0 {
		b.WriteString("{}")
		return
	}
	b.WriteByte('{')
	for i, key := range sortedKeys(fields) {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(newline + "    ")
		writeJSONString(b, key)
		b.WriteString(": ")
		writeJSON(b, fields[key], newline+"    ")
	}
	b.WriteString(newline + "}")
}

func writeItems(b *bufio.Writer, items []any, newline string) {
	if len(items) == 0 {
		b.WriteString("[]")
		return
	}
	b.WriteByte('[')
	for i, item := range items {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(newline + "    ")
		writeJSON(b, item, newline+"    ")
	}
	b.WriteString(newline + "]")
}

var jsonEscapes = map[rune]string{'"': `\"`, '\\': `\\`, '\n': `\n`, '\r': `\r`, '\t': `\t`, '\b': `\b`, '\f': `\f`}

func writeJSONString(b *bufio.Writer, text string) {
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(text, string(utf8.RuneError)) {
		escape, special := jsonEscapes[r]
		switch {
		case special:
			b.WriteString(escape)
		case r < ' ':
			fmt.Fprintf(b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
}
