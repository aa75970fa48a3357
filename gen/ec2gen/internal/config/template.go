package config

// This file writes a configuration with comments, and describes its keys.

import (
	"fmt"
	"io"
	"strings"
)

// WriteTemplate writes a file with the values of t that are set. The other keys of
// its kind are comments with examples.
func WriteTemplate(w io.Writer, t *Target) {
	kind, what, command := Package, "a package of your own", "gen"
	if t.IsDropIn() {
		kind, what, command = DropIn, "a drop-in for this program", "dropin"
	}
	fmt.Fprintf(w, "# ec2gen generates %s.\n#\n"+
		"#     ec2gen gen      writes it; //go:generate go tool ec2gen gen\n"+
		"#     ec2gen diff     prints what gen would change; exit status 1 if anything\n"+
		"#\n# Paths are relative to this file. ec2gen help config describes all keys,\n"+
		"# ec2gen %s -h the flags, which override them.\n", what, command)
	for i := range Keys {
		k := &Keys[i]
		switch {
		case !k.Applies(kind):
		case t.IsSet(k.Name):
			fmt.Fprintf(w, "\n%s%s: %s\n", comment(k.Doc), k.Name, k.yaml(t))
		default:
			fmt.Fprintf(w, "\n%s# %s: %s\n", comment(k.Doc), k.Name, k.Example)
		}
	}
}

// yaml returns the target's value as YAML.
func (k *Key) yaml(t *Target) string {
	switch v := k.field(t).(type) {
	case *bool:
		return fmt.Sprint(*v)
	case *string:
		return quote(*v)
	case *[]string:
		return sequence(*v)
	default:
		return sequence(t.OperationNames())
	}
}

// sequence returns a list as YAML: a single name, several in brackets, or many with
// one per line.
func sequence(list []string) string {
	quoted := make([]string, len(list))
	for i, text := range list {
		quoted[i] = quote(text)
	}
	switch line := strings.Join(quoted, ", "); {
	case len(list) == 1:
		return quoted[0]
	case len(line) > 100:
		return "\n  - " + strings.Join(quoted, "\n  - ")
	default:
		return "[" + line + "]"
	}
}

// plain has the characters that need no quotes anywhere in a YAML value.
const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_/.-+@"

func quote(text string) string {
	if strings.Trim(text, plain) == "" && strings.Trim(text, "0123456789.-+eExX_") != "" && text[0] != '-' &&
		text[0] != '@' && !isWord(text) {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

// isWord reports whether YAML reads a plain text as another type.
func isWord(text string) bool {
	switch strings.ToLower(text) {
	case "true", "false", "yes", "no", "on", "off", "y", "n", "null", ".inf", ".nan":
		return true
	}
	return false
}

// comment returns text as comment lines.
func comment(text string) string { return "# " + strings.Join(wrap(text, 78), "\n# ") + "\n" }

// Describe writes every key with its description and an example.
func Describe(w io.Writer) {
	fmt.Fprintf(w, `The configuration is ec2gen.yaml (or .ec2gen.yaml) in the working directory or above
it, up to the root of the module. ec2gen init writes one. Paths in it are relative to
its directory. Flags have the names of the keys and override them.

A file describes one package:

  operations: [RegisterImage, RunInstances]
  out: internal/ec2

or one drop-in:

  dropin: ./...
  out: third_party/ec2

or several of either, below the key packages:

  packages:
    - operations: [RegisterImage]
      out: internal/images
    - dropin: ./...

The keys:
`)
	for i := range Keys {
		k := &Keys[i]
		fmt.Fprintf(w, "\n  %s%s\n", k.Name, [...]string{Both: "", Package: "  (packages)", DropIn: "  (drop-ins)"}[k.Kind])
		for _, line := range wrap(strings.ToUpper(k.Doc[:1])+k.Doc[1:]+".", 80) {
			fmt.Fprintf(w, "      %s\n", line)
		}
		fmt.Fprintf(w, "\n          %s: %s\n", k.Name, k.Example)
	}
}

// wrap breaks text into lines of at most width characters.
func wrap(text string, width int) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return append(lines, line)
}
