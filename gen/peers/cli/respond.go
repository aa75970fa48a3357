//go:build whole

package main

// This file writes responses: every member, with values that reveal how a client
// formats them.

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/gen/peers/internal/apimodel"
)

const maxDepth = 5

type writer struct {
	strings.Builder
	model *apimodel.Model
	wish  string // the value of enums that have it; no member is then missing
	n     int
	stack []string
}

// respond writes the response of an operation to the call of that number, from 1.
// The first two have a next page.
func respond(out io.Writer, model *apimodel.Model, op *apimodel.Operation, call int, wish wish) {
	w := &writer{model: model, wish: wish.value}
	fmt.Fprintf(w, `<%sResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId>`, op.Name)
	if op.Output != nil {
		w.members(model.Shapes[op.Output.Shape], call)
	}
	fmt.Fprintf(w, "</%sResponse>", op.Name)
	_, _ = io.WriteString(out, w.String())
}

func (w *writer) members(shape *apimodel.Shape, call int) {
	for _, name := range shape.MemberNames() {
		ref := shape.Members[name]
		element := ref.LocationName
		if element == "" {
			element = name
		}
		if name == "NextToken" {
			if call == 1 || call == 2 {
				fmt.Fprintf(w, "<%s>token-%d</%[1]s>", element, call)
			}
			continue
		}
		if name == "Output" && shape.Name == "GetConsoleOutputResult" {
			fmt.Fprintf(w, "<%s>aGVsbG8K\nd29ybGQ=</%[1]s>", element)
			continue
		}
		w.element(element, w.model.Shapes[ref.Shape])
	}
}

func (w *writer) element(name string, shape *apimodel.Shape) {
	w.n++
	if len(w.stack) > maxDepth || w.n%17 == 0 && w.wish == "" {
		return // some members are missing
	}
	w.stack = append(w.stack, name)
	defer func() { w.stack = w.stack[:len(w.stack)-1] }()
	fmt.Fprintf(w, "<%s>", name)
	switch shape.Type {
	case "structure":
		w.members(shape, 0)
	case "list":
		item := shape.Member.LocationName
		if item == "" {
			item = "member"
		}
		n := []int{2, 0, 1}[w.n%3]
		if w.wish != "" {
			n = 1
		}
		for range n {
			w.element(item, w.model.Shapes[shape.Member.Shape])
		}
	default:
		_ = xml.EscapeText(w, []byte(w.scalar(shape)))
	}
	fmt.Fprintf(w, "</%s>", name)
}

var words = []string{"plain", "two words", "", "comma,semi;colon", "tab\there", "Grüße 日本", "true", "12", "1.5",
	"2022-10-03", "'quoted' \"twice\"", "a: b", "- dash",
	"long " + "and longer and longer and longer and longer and longer and longer and longer and longer"}

func (w *writer) scalar(shape *apimodel.Shape) string {
	switch shape.Type {
	case "boolean":
		return []string{"true", "false"}[w.n%2]
	case "integer", "long":
		return []string{"0", "8", "-1", "1000000"}[w.n%4]
	case "float", "double":
		return []string{"0.5", "2.0", "1e-7", "3"}[w.n%4]
	case "timestamp":
		return []string{"2022-10-03T20:00:00.000Z", "2022-10-03T20:00:00.123Z", "2022-10-03T20:00:00Z"}[w.n%3]
	case "blob":
		return "aGVsbG8="
	}
	if slices.Contains(shape.Enum, w.wish) {
		return w.wish
	}
	if len(shape.Enum) > 0 {
		return shape.Enum[w.n%len(shape.Enum)]
	}
	return words[w.n%len(words)]
}
