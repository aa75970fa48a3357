package snippet

// This file has the table of syntaxes.

import (
	"strings"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/runtime/cliname"
)

// A Call is an operation and its input, for a snippet.
type Call struct {
	Op      *plan.Operation
	Version string // of the API
	Service string // the word for the service on the command line: ec2
	Package string // the Go package's name
	Value   *Value
}

// A Syntax is the syntax of calls in one client.
type Syntax struct {
	ID       string // go, cli: in links and in the reader's selection
	Name     string // for people
	Language string // of a fenced block in Markdown
	Text     func(Call) string
}

// Syntaxes lists all syntaxes in the order of the pages. An empty text means that
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

// Snake returns a name of the API as in boto3 and paws.
func Snake(name string) string { return strings.ReplaceAll(cliname.Kebab(name), "-", "_") }

// indent returns text with each line but the first indented.
func indent(text, by string) string { return strings.ReplaceAll(text, "\n", "\n"+by) }

// block returns a bracketed list with an element per line, or only the brackets.
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
