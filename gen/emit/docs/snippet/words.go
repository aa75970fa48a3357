package snippet

// This file has small helpers for words.

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

func isScalar(s *plan.Shape) bool {
	return s.Kind != spec.Structure && s.Kind != spec.List && s.Kind != spec.Map
}

func join(words []string) string { return strings.Join(words, ", ") }

var plainName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

// jsName returns a key of an object.
func jsName(k string) string {
	if plainName.MatchString(k) {
		return k
	}
	return quoteJSON(k)
}

// rName returns the name of an argument or element.
func rName(k string) string {
	if plainName.MatchString(k) && !rWords[k] {
		return k
	}
	return "`" + strings.NewReplacer("\\", `\\`, "`", "\\`", "\n", `\n`).Replace(k) + "`"
}

// rWords has reserved words of R.
var rWords = map[string]bool{"if": true, "else": true, "repeat": true, "while": true, "function": true, "for": true,
	"next":  true,
	"break": true, "TRUE": true, "FALSE": true, "NULL": true, "Inf": true, "NaN": true, "NA": true, "in": true}

// rTime returns an RFC 3339 time in the form that R reads.
func rTime(text string) string {
	return strings.TrimSuffix(strings.Replace(text, "T", " ", 1), "Z")
}

// quoteBytes quotes bytes for Python.
func quoteBytes(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range []byte(s) {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' || c > '~':
			fmt.Fprintf(&b, `\x%02x`, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String() + `"`
}
