package snippet

// This file writes calls of the AWS CLI: options with shorthand, and the same as
// JSON.

import (
	"regexp"
	"strings"

	"github.com/ec2gen/ec2gen/runtime/cliname"
	"github.com/ec2gen/ec2gen/spec"
)

// missingCommands has operations that the AWS CLI does not offer.
var missingCommands = map[string]bool{"ImportInstance": true, "ImportVolume": true}

// HasCommand reports whether the AWS CLI has an operation.
func HasCommand(operation string) bool { return !missingCommands[operation] }

// CLI returns a command line with an option for each member.
func CLI(c Call) string {
	if missingCommands[c.Op.Name] {
		return ""
	}
	words := []string{"aws " + c.Service + " " + cliname.Kebab(c.Op.Name)}
	v := plainUserData(c)
	if c.Op.Name == "RunInstances" {
		words, v = append(words, count(v)...), v.without("MinCount", "MaxCount")
	}
	for _, f := range v.Fields {
		words = append(words, option(c, f))
	}
	return strings.Join(words, " \\\n  ")
}

// CLIJSON returns a command line with the whole input as JSON.
func CLIJSON(c Call) string {
	if missingCommands[c.Op.Name] {
		return ""
	}
	command := "aws " + c.Service + " " + cliname.Kebab(c.Op.Name)
	if len(c.Value.Fields) == 0 {
		return command
	}
	return command + " --cli-input-json " + quoteShell(JSON(c))
}

// count returns the option for MinCount and MaxCount.
func count(v *Value) []string {
	low, high := v.field("MinCount"), v.field("MaxCount")
	switch {
	case low == nil || high == nil:
		return nil
	case low.Text == high.Text:
		return []string{"--count " + low.Text}
	}
	return []string{"--count " + low.Text + ":" + high.Text}
}

// Option returns the name of a member's option, and for a boolean also that of its
// opposite.
func Option(operation, member string, kind spec.Kind) (name, opposite string) {
	name = "--" + cliname.Kebab(member)
	if operation == "RunInstances" && (member == "MinCount" || member == "MaxCount") {
		return "--count", ""
	}
	if kind != spec.Boolean {
		return name, ""
	}
	opposite = "--no-" + cliname.Kebab(member)
	if operation == "CreateImage" && opposite == "--no-no-reboot" {
		opposite = "--reboot"
	} else if other := opposites[opposite]; other != "" {
		opposite = other
	}
	return name, opposite
}

// opposites has switches that the AWS CLI names differently.
var opposites = map[string]string{"--no-egress": "--ingress",
	"--no-disable-api-termination": "--enable-api-termination"}

func option(c Call, f Field) string {
	name, opposite := Option(c.Op.Name, f.Name, f.Shape.Kind)
	switch f.Shape.Kind {
	case spec.Boolean:
		if f.Value.Text == "true" {
			return name
		}
		return opposite
	case spec.Structure, spec.Map:
		text, ok := shorthandFields(f.Value)
		if !ok {
			text = inline(f.Value)
		}
		return name + " " + quoteShell(text)
	case spec.List:
		return name + " " + listWords(f.Value)
	case spec.Blob:
		return name + " " + quoteShell(f.Value.Text)
	}
	return name + " " + quoteShell(f.Value.Text)
}

// listWords returns the elements of a list, one word each, or all as JSON.
func listWords(v *Value) string {
	var words []string
	for _, item := range v.Items {
		text, ok := item.Text, isScalar(item.Shape)
		if item.Shape.Kind == spec.Structure || item.Shape.Kind == spec.Map {
			text, ok = shorthandFields(item)
		}
		if !ok || len(v.Items) == 1 && (strings.HasPrefix(text, "[") || strings.HasPrefix(text, "{")) {
			return quoteShell(inline(v))
		}
		words = append(words, quoteShell(text))
	}
	return strings.Join(words, " ")
}

// inline returns a value as JSON on one line.
func inline(v *Value) string {
	switch v.Shape.Kind {
	case spec.Structure, spec.Map:
		var parts []string
		for _, f := range v.Fields {
			parts = append(parts, quoteJSON(f.label())+":"+inline(f.Value))
		}
		return "{" + strings.Join(parts, ",") + "}"
	case spec.List:
		var parts []string
		for _, item := range v.Items {
			parts = append(parts, inline(item))
		}
		return "[" + strings.Join(parts, ",") + "]"
	}
	return jsonText.value(v)
}

// shorthandFields returns Key=value,Key=value. ok reports whether shorthand can
// express the value.
func shorthandFields(v *Value) (text string, ok bool) {
	var parts []string
	for _, f := range v.Fields {
		value, ok := shorthand(f.Value)
		if !ok || !shorthandKey.MatchString(f.label()) {
			return "", false
		}
		parts = append(parts, f.label()+"="+value)
	}
	return strings.Join(parts, ","), len(parts) > 0
}

var (
	shorthandKey   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.:-]*$`)
	shorthandPlain = regexp.MustCompile(`^[A-Za-z0-9_./:@+*-]+$`)
)

// shorthand returns a value below a key.
func shorthand(v *Value) (text string, ok bool) {
	switch v.Shape.Kind {
	case spec.Structure, spec.Map:
		text, ok = shorthandFields(v)
		return "{" + text + "}", ok
	case spec.List:
		var parts []string
		for _, item := range v.Items {
			part, ok := shorthand(item)
			if !ok {
				return "", false
			}
			parts = append(parts, part)
		}
		return "[" + strings.Join(parts, ",") + "]", len(parts) > 0
	case spec.Blob:
		return "", false
	}
	switch {
	case v.Text == "":
		return "", true
	case shorthandPlain.MatchString(v.Text):
		return v.Text, true
	case strings.ContainsAny(v.Text, "\"\\\n"):
		return "", false
	}
	return `"` + v.Text + `"`, true
}

var shellPlain = regexp.MustCompile(`^[A-Za-z0-9_./:@%+-]+$`)

// quoteShell quotes a word for the shell.
func quoteShell(word string) string {
	if shellPlain.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
