package snippet

// This file writes the four syntaxes that only differ in brackets and words:
// Python, R, JavaScript and JSON.

import (
	"encoding/base64"
	"encoding/json"
	"strings"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// A notation has a language's syntax of values.
type notation struct {
	structure [2]string             // brackets
	list      [2]string             // brackets
	key       func(k string) string // a member's name with its separator
	yes, no   string
	text      func(s string) string
	blob      func(data string) string // of decoded data
	time      func(text string) string
	indent    string
	comma     bool // behind the last element
}

var (
	python = notation{structure: [2]string{"{", "}"}, list: [2]string{"[", "]"},
		key: func(k string) string { return quoteJSON(k) + ": " },
		yes: "True", no: "False", text: quoteJSON, blob: func(s string) string { return "b" + quoteBytes(s) },
		time: quoteJSON, indent: "    ", comma: true}
	rlang = notation{structure: [2]string{"list(", ")"}, list: [2]string{"list(", ")"},
		key: func(k string) string { return rName(k) + " = " },
		yes: "TRUE", no: "FALSE", text: quoteJSON, blob: func(s string) string { return "charToRaw(" + quoteJSON(s) + ")" },
		time: func(s string) string { return "as.POSIXct(" + quoteJSON(rTime(s)) + `, tz = "UTC")` }, indent: "  "}
	javascript = notation{structure: [2]string{"{", "}"}, list: [2]string{"[", "]"},
		key: func(k string) string { return jsName(k) + ": " },
		yes: "true", no: "false", text: quoteJSON,
		blob: func(s string) string { return "new TextEncoder().encode(" + quoteJSON(s) + ")" },
		time: func(s string) string { return "new Date(" + quoteJSON(s) + ")" }, indent: "  ", comma: true}
	jsonText = notation{structure: [2]string{"{", "}"}, list: [2]string{"[", "]"},
		key: func(k string) string { return quoteJSON(k) + ": " },
		yes: "true", no: "false", text: quoteJSON,
		blob: func(s string) string { return quoteJSON(base64.StdEncoding.EncodeToString([]byte(s))) },
		time: quoteJSON, indent: "  "}
)

// Python returns a call with boto3.
func Python(c Call) string {
	n := python
	v := plainUserData(c)
	var lines []string
	for _, f := range v.Fields {
		lines = append(lines, f.Name+"="+n.value(f.Value))
	}
	call := block("ec2."+Snake(c.Op.Name)+"(", ")", n.indent, lines, true)
	return "import boto3\n\nec2 = boto3.client(" + quoteJSON(c.Service) + ")\nresponse = " + call
}

// R returns a call with paws.
func R(c Call) string {
	n := rlang
	var lines []string
	for _, f := range c.Value.Fields {
		lines = append(lines, n.key(f.Name)+n.value(f.Value))
	}
	return "svc <- paws::" + c.Service + "()\nsvc$" + block(Snake(c.Op.Name)+"(", ")", n.indent, lines, false)
}

// JavaScript returns a call with the AWS SDK for JavaScript, version 3.
func JavaScript(c Call) string {
	command := c.Op.GoName + "Command"
	return "import { EC2Client, " + command + " } from \"@aws-sdk/client-ec2\";\n\nconst client = new EC2Client({});\n" +
		"const response = await client.send(new " + command + "(" + javascript.value(c.Value) + "));"
}

// JSON returns the input as the AWS CLI reads it.
func JSON(c Call) string { return jsonText.value(plainUserData(c)) }

// Output returns the output of an example as JSON.
func Output(op *plan.Operation, out *spec.Value) string {
	return jsonText.value(typed(op.Output, spec.DefaultFormat, out))
}

// value returns a value on one or more lines.
func (n notation) value(v *Value) string {
	switch v.Shape.Kind {
	case spec.Structure, spec.Map:
		var lines []string
		for _, f := range v.Fields {
			lines = append(lines, n.key(f.label())+n.value(f.Value))
		}
		return n.short(n.structure, lines, len(v.Fields) < 3 && onlyScalars(v))
	case spec.List:
		var lines []string
		for _, item := range v.Items {
			lines = append(lines, n.value(item))
		}
		return n.short(n.list, lines, isScalar(v.Shape.Elem.Shape))
	case spec.Boolean:
		if v.Text == "true" {
			return n.yes
		}
		return n.no
	case spec.Integer, spec.Long, spec.Float, spec.Double:
		return v.Text
	case spec.Blob:
		return n.blob(v.decoded())
	case spec.Timestamp:
		return n.time(v.Text)
	}
	return n.text(v.Text)
}

// short writes brackets on one line if the content allows it.
func (n notation) short(brackets [2]string, lines []string, allowed bool) string {
	joined := join(lines)
	if pad := " "; allowed && len(joined) < 60 && !strings.Contains(joined, "\n") {
		if n.key("a")[0] != 'a' || brackets[0] != "{" {
			pad = ""
		}
		return brackets[0] + pad + joined + pad + brackets[1]
	}
	return block(brackets[0], brackets[1], n.indent, lines, n.comma)
}

func onlyScalars(v *Value) bool {
	for _, f := range v.Fields {
		if !isScalar(f.Value.Shape) {
			return false
		}
	}
	return true
}

// plainUserData returns the input with the user data of RunInstances decoded,
// because boto3 and the AWS CLI encode it.
func plainUserData(c Call) *Value {
	data := c.Value.field("UserData")
	if c.Op.Name != "RunInstances" || data == nil {
		return c.Value
	}
	plain := c.Value.without()
	for i, f := range plain.Fields {
		if f.Name == "UserData" {
			text := *data
			text.Text = text.decoded()
			plain.Fields[i].Value = &text
		}
	}
	return plain
}

// decoded returns the decoded data of a blob's or user data's text.
func (v *Value) decoded() string {
	data, err := base64.StdEncoding.DecodeString(v.Text)
	if err != nil {
		return v.Text
	}
	return string(data)
}

// quoteJSON quotes a string so that JSON, Python, R and JavaScript read it alike.
func quoteJSON(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""`
	}
	return strings.TrimSuffix(b.String(), "\n")
}
