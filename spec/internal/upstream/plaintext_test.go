package upstream

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPlainText(t *testing.T) {
	for _, test := range []struct{ name, html, want string }{
		{"no markup", "  a\n b ", "a b"},
		{"words keep together", "an <i>AMI</i>, <code>x</code>", "an AMI, x"},
		{"paragraphs", "<p>One.</p> <p>Two.</p>", "One.\n\nTwo."},
		{"list", "<p>Rules:</p> <ul> <li> <p>a</p> </li> <li>b</li> </ul> <p>End.</p>", "Rules:\n\n- a\n- b\n\nEnd."},
		{"two paragraphs in an item", "<li><p>a</p><p>more</p></li><li>b", "- a\n\nmore\n\n- b"},
		{"empty items", "<li></li><li> </li><p>x</p>", "x"},
		{"entities", "a &lt; b &amp;&nbsp;c", "a < b & c"},
		{"scripts", "a<script>alert(1)</script>b", "ab"},
		{"never closed", "<p>a <b", "a"},
		{"control characters", "a\x00b\u2028c", "ab c"},
	} {
		t.Run(test.name, func(t *testing.T) { assert.Equal(t, test.want, PlainText(test.html)) })
	}
}
