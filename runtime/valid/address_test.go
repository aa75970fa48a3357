package valid

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestForms(t *testing.T) {
	for _, c := range []struct {
		name      string
		form      func(string) bool
		good, bad []string
	}{
		{"IPv4", IPv4, []string{"10.0.0.1", "255.255.255.255"}, []string{"", "10.0.0", "10.0.0.256", "::1", "10.0.0.1/8"}},
		{"IPv6", IPv6, []string{"::", "2001:db8::1"}, []string{"", "10.0.0.1", "fe80::1%eth0", "2001:db8::/32"}},
		{"IP", IP, []string{"10.0.0.1", "::1"}, []string{"", "host"}},
		{"CIDR4", CIDR4, []string{"0.0.0.0/0", "10.0.0.7/8"}, []string{"10.0.0.0", "10.0.0.0/33", "::/0"}},
		{"CIDR6", CIDR6, []string{"::/0", "2001:db8::/56"}, []string{"0.0.0.0/0", "2001:db8::", "::/129"}},
		{"CIDR", CIDR, []string{"::/0", "0.0.0.0/0"}, []string{"", "all", "10.0.0.0/"}},
		{"MAC", MAC, []string{"0a:1B:2c:3d:4e:5f", "0a-1b-2c-3d-4e-5f"},
			[]string{"", "0a:1b:2c:3d:4e", "0a:1b-2c:3d:4e:5f", "0g:1b:2c:3d:4e:5f"}},
		{"ARN", ARN, []string{"arn:aws:iam::123456789012:role/x", "arn:aws-cn:s3:::b/k"},
			[]string{"", "arn:", "arn:aws:iam", "arn::iam::1:x", "aws:aws:iam::1:x", "arn:aws:iam::1:"}},
		{"ResourceID", ResourceID, []string{"i-12345678", "subnet-0123456789abcdef0", "tgw-attach-0123456789abcdef0"},
			[]string{"", "i", "12345678", "i-123456789", "i-1234567G", "i-ABCDEF12"}},
	} {
		for _, s := range c.good {
			assert.True(t, c.form(s), "%s %q", c.name, s)
			assert.Zero(t, testing.AllocsPerRun(10, func() { c.form(s) }), "%s %q", c.name, s)
		}
		for _, s := range c.bad {
			assert.False(t, c.form(s), "%s %q", c.name, s)
		}
	}
}

func TestDecodedLen(t *testing.T) {
	for s, n := range map[string]int{"": 0, "QQ==": 1, "QUI=": 2, "QUJD": 3, "QUJD\nQUJD": 6,
		strings.Repeat("AAAA", 100): 300, "!": 0} {
		assert.Equal(t, n, DecodedLen(s), s)
	}
}

func TestText(t *testing.T) {
	rule := &Rule{ID: "short", Level: LevelError, Message: "must be short",
		Holds: func(s string) bool { return len(s) < 3 }}
	long, short, empty := "long", "ok", ""
	c := Collector{Operation: "Op"}
	c.Text(rule, "A", &short)
	c.Text(rule, "A", &empty)
	c.Text(rule, "A", nil)
	c.Text(rule, "A", &long)
	c.Hidden(rule, "B", &long)
	c.Hidden(rule, "B", nil)
	c.Texts(rule, "C", []string{"ok", "long", ""})
	var texts []string
	for _, v := range c.Violations() {
		texts = append(texts, v.String())
	}
	assert.ElementsMatch(t, []string{`A: must be short, got "long" (error short)`, `B: must be short (error short)`,
		`C[1]: must be short, got "long" (error short)`}, texts)
}
