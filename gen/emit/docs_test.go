package emit

// This file tests which markup of documentation is kept, and that go doc reads it.

import (
	"go/doc/comment"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

const documented = `Registers an image. See [Create an AMI from a snapshot of a volume that was made elsewhere]and [Billing] in the User
Guide.

# Register a snapshot

Either:

- one
of them, or [Billing]
- two

[Billing]: https://docs.aws.amazon.com/billing.html#a
[Create an AMI from a snapshot of a volume that was made elsewhere]: https://docs.aws.amazon.com/create.html
[Billing]: https://example.com/again
[bad]: javascript:alert(1)`

func TestDocLines(t *testing.T) {
	assert.Equal(t, strings.Split(`Registers an image. See
[Create an AMI from a snapshot of a volume that was made elsewhere] and
[Billing] in the User Guide.

# Register a snapshot

Either:

  - one of them, or [Billing]
  - two

javascript:alert(1)

[Billing]: https://docs.aws.amazon.com/billing.html#a
[Create an AMI from a snapshot of a volume that was made elsewhere]: https://docs.aws.amazon.com/create.html`, "\n"), docLines(documented))
}

// TestDocLinesAreGoDoc reads the lines with go doc, which finds two links, a
// heading and a list; gofmt does not change them.
func TestDocLinesAreGoDoc(t *testing.T) {
	text := strings.Join(docLines(documented), "\n")
	var parser comment.Parser
	doc := parser.Parse(text)
	assert.Len(t, doc.Links, 2)
	for _, l := range doc.Links {
		assert.True(t, l.Used, l.Text)
	}
	assert.IsType(t, &comment.Heading{}, doc.Content[1])
	assert.IsType(t, &comment.List{}, doc.Content[3])
	var printer comment.Printer
	assert.Equal(t, text+"\n", string(printer.Comment(doc)))
}
