package snippet

// This file is the table of syntaxes.

import (
	"strings"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/runtime/cliname"
)

// A Call is what a snippet says: an operation and its input.
type Call struct {
	Op      *plan.Operation
	Version string // of the API
	Service string // the command line's word for the service: ec2
	Package string // the Go package's name
	Value   *Value
}

// A Syntax is how a client is called.
type Syntax struct {
	ID       string // go, cli: in links and in the reader's choice
	Name     string // for people
	Language string // of a fenced block in Markdown
	Text     func(Call) string
}

// Syntaxes are all, in the order in which pages show them. A text that is empty says that
// the client does not have the operation.
var Syntaxes = []Syntax{
	{"go", "Go", "go", Go},
	{"cli", "AWS CLI", "sh", CLI},
	{"json", "AWS CLI (JSON)", "sh", CLIJSON},
	{"query", "Query", "text", Query},
	{"python", "Python (boto3)", "python", Python},
	{"r", "R (paws)", "r", R},
	{"javascript", "JavaScript", "js", JavaScript},
}

// Snake is a name of the API as boto3 and paws have it.
func Snake(name string) string { return strings.ReplaceAll(cliname.Kebab(name), "-", "_") }

// indent is text with each line but the first moved right.
func indent(text, by string) string { return strings.ReplaceAll(text, "\n", "\n"+by) }

// block is a bracketed list with an element per line, or the brackets alone.
func block(open, shut, by string, lines []string, comma bool) string {
	if len(lines) == 0 {
		return open + shut
	}
	var b strings.Builder
	b.WriteString(open)
	for i, line := range lines {
		b.WriteString("\n" + by + indent(line, by))
		if comma || i < len(lines)-1 {
			b.WriteByte(',')
		}
	}
	b.WriteString("\n" + shut)
	return b.String()
}
