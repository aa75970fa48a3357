package valid

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	iopsRange  = Rule{ID: "iops-range", Level: LevelError, Code: "InvalidParameterValue", Reason: "EC2 has a ceiling."}
	iopsOlder  = Rule{ID: "iops-range-older", Level: LevelWarning, SupersededBy: []string{"iops-range"}}
	nameLegacy = Rule{ID: "name-2009", Level: LevelOff}
)

// sample collects violations as generated code does, one per level.
func sample() Violations {
	c := Collector{Operation: "RegisterImage"}
	c.Item("BlockDeviceMappings", 1)
	c.Enter("Ebs")
	c.Add(&iopsOlder, "Iops", "must be at most 64000", int32(300000)) // superseded by the next
	c.Add(&iopsRange, "Iops", "must be at most 256000", int32(300000))
	c.Leave()
	c.Add(&iopsOlder, "Ebs", "is odd", nil)
	c.Leave()
	c.Add(&nameLegacy, "Name", "has a dot", "a.b")
	return c.Violations()
}

func TestCollectorPathsAndValues(t *testing.T) {
	assert.Equal(t, Violations{
		{Path: "BlockDeviceMappings[1].Ebs.Iops", Rule: "iops-range", Level: LevelError, Code: "InvalidParameterValue",
			Message: "must be at most 256000", Reason: "EC2 has a ceiling.", Value: "300000"},
		{Path: "BlockDeviceMappings[1].Ebs", Rule: "iops-range-older", Level: LevelWarning, Message: "is odd"},
		{Path: "Name", Rule: "name-2009", Level: LevelOff, Message: "has a dot", Value: `"a.b"`},
	}, sample())
}

func TestCollectorDeepPath(t *testing.T) {
	var c Collector
	for i := 0; i < 40; i++ {
		c.Enter("A")
	}
	c.Item("", 3)
	c.Add(&iopsRange, "[2]", "is odd", nil)
	for i := 0; i < 41; i++ {
		c.Leave()
	}
	c.Add(&iopsRange, "B", "is odd", nil)
	found := c.Violations()
	assert.Equal(t, strings.Repeat("A.", 39)+"A[3][2]", found[0].Path)
	assert.Equal(t, "B", found[1].Path)
}

type bootMode string

func TestCollectorKeysAndPointers(t *testing.T) {
	var c Collector
	n, none := int32(7), (*string)(nil)
	for _, key := range []string{"a.\"", "b"} {
		c.Key("M", key)
		c.Add(&iopsRange, "X", "is odd", &n)
		c.Leave()
	}
	c.Add(&iopsRange, "Y", "is odd", none)
	c.Add(&iopsRange, "Z", "is absent", bootMode(""))
	c.Add(&iopsRange, "Z", "is odd", bootMode("x"))
	var lines []string
	for _, v := range c.Violations() {
		lines = append(lines, v.String())
	}
	assert.Equal(t, []string{
		`M["a.\""].X: is odd, got 7 (error iops-range)`,
		`M["b"].X: is odd, got 7 (error iops-range)`,
		`Y: is odd (error iops-range)`,
		`Z: is absent (error iops-range)`,
		`Z: is odd, got "x" (error iops-range)`,
	}, lines)
}

func TestCollectorWire(t *testing.T) {
	rules := []Rule{
		{ID: "wire-boolean-elsewhere", Wire: "boolean", Operations: []string{"CopyImage"}},
		{ID: "wire-boolean", Wire: "boolean", Level: LevelWarning, Code: "X"},
	}
	c := Collector{Operation: "RegisterImage"}
	c.Wire(rules, "boolean", "DryRun", "is neither true nor false")
	c.Wire(rules, "new-kind", "Name", "is odd")
	assert.Equal(t, Violations{
		{Path: "Name", Rule: "wire-new-kind", Level: LevelError, Code: "InvalidParameterValue", Message: "is odd"},
		{Path: "DryRun", Rule: "wire-boolean", Level: LevelWarning, Code: "X", Message: "is neither true nor false"},
	}, c.Violations())
}

func TestCollectorAllocatesNothingWhenAllIsWell(t *testing.T) {
	allocs := testing.AllocsPerRun(100, func() {
		c := Collector{Operation: "RegisterImage"}
		var seen DuplicateFinder
		for i := 0; i < 10; i++ {
			c.Item("Tags", i)
			if seen.Add("0123456789"[i : i+1]) {
				c.Add(&iopsRange, "Key", "twice", nil)
			}
			c.Leave()
		}
		if c.Violations() != nil {
			t.Fail()
		}
	})
	assert.Zero(t, allocs)
}

func TestLongValuesAreShortened(t *testing.T) {
	var c Collector
	c.Add(&iopsRange, "UefiData", "is too long", strings.Repeat("é", 64001))
	assert.Equal(t, `"`+strings.Repeat("é", 60)+`"...`, c.Violations()[0].Value)
}

func TestError(t *testing.T) {
	err := Policy{}.Apply(sample()).Err("RegisterImageInput")
	require.Error(t, err)
	assert.Equal(t, `RegisterImageInput: 1 error and 1 warning
- BlockDeviceMappings[1].Ebs.Iops: must be at most 256000, got 300000 (error iops-range)
- BlockDeviceMappings[1].Ebs: is odd (warning iops-range-older)`, err.Error())
	var bad *Error
	require.True(t, errors.As(err, &bad))
	assert.Len(t, bad.Violations, 2)

	assert.NoError(t, Policy{Mode: Lenient}.Apply(sample()).Err("X"), "warnings alone are not an error")
	assert.NoError(t, Violations(nil).Err("X"))
}

func TestNeedsRules(t *testing.T) {
	for line, want := range map[string]bool{
		"": false, "silent": false, "off": false, "default": false, "iops-range=off": false, "required=warning": false,
		"rules": true, "strict": true, "lenient": true, "iops-range=error": true, "silent,iops-range=warning": true,
		"length=error": true,
	} {
		p, err := ParsePolicy(line)
		require.NoError(t, err, line)
		assert.Equal(t, want, p.NeedsRules(), line)
	}
}

func TestPolicy(t *testing.T) {
	levels := func(p Policy) string {
		var out []string
		for _, v := range p.Apply(sample()) {
			out = append(out, v.Rule+"="+v.Level.String())
		}
		return strings.Join(out, " ")
	}
	for line, want := range map[string]string{
		"":                                "iops-range=error iops-range-older=warning",
		"strict":                          "iops-range-older=error iops-range=error",
		"lenient":                         "iops-range-older=warning iops-range=warning",
		"silent":                          "",
		"off, name-2009=error":            "name-2009=error",
		"iops-range=off":                  "iops-range-older=warning",
		"strict,iops-range-older=off":     "iops-range=error",
		"default,name-2009=warning,,":     "iops-range=error iops-range-older=warning name-2009=warning",
		"strict,iops-range-older=warning": "iops-range=error iops-range-older=warning",
	} {
		p, err := ParsePolicy(line)
		require.NoError(t, err, line)
		assert.Equal(t, want, levels(p), line)
	}
	for line, want := range map[string]string{
		"stirct":       `validation policy: unknown mode "stirct"; use default, rules, strict, lenient, silent or RULE=LEVEL`,
		"iops=fatal":   `validation policy: cannot read "iops=fatal"; write RULE=error, RULE=warning or RULE=off`,
		"strict,=off":  `validation policy: cannot read "=off"; write RULE=error, RULE=warning or RULE=off`,
		"iops-range==": `validation policy: cannot read "iops-range=="; write RULE=error, RULE=warning or RULE=off`,
	} {
		_, err := ParsePolicy(line)
		assert.EqualError(t, err, want)
	}
}

func TestBase64(t *testing.T) {
	for text, want := range map[string]bool{
		"":              true,
		"YQ==":          true,
		"YWI=":          true,
		"YWJj":          true,
		"YWJj\nYQ==\n":  true,
		"YQ":            false,
		"YQ=":           false,
		"YQ===":         false,
		"Y===":          false,
		"=YQ=":          false,
		"YQ==YWJj":      false,
		"YW Jj":         false,
		"YWJ-":          false,
		"YW=j":          false,
		"\u00e9\u00e9=": false,
	} {
		assert.Equal(t, want, Base64(text), "%q", text)
	}
}

// FuzzBase64 compares our reader with the standard library's.
func FuzzBase64(f *testing.F) {
	for _, s := range []string{"", "YQ==", "YWI=", "YW\nJj", "YQ==YQ==", "A===", "AB\r="} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want, err := base64.StdEncoding.DecodeString(s)
		assert.Equal(t, err == nil, Base64(s), "%q: %v", s, err)
		if err != nil {
			return
		}
		r, got := base64Reader{text: s}, []byte{}
		for n := r.next(); n > 0; n = r.next() {
			got = append(got, r.buf[:n]...)
		}
		assert.Equal(t, string(want), string(got))
	})
}

// store returns a variable store with a body, which begins with its version.
func store(body []byte) string {
	out := binary.LittleEndian.AppendUint32([]byte("AMZNUEFI"), crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)))
	return base64.StdEncoding.EncodeToString(append(out, body...))
}

func TestUEFIVariableStore(t *testing.T) {
	good := store([]byte("\x00\x00\x00\x00\x78\xf9\xd1\x6a\x5e\xb9\x00\x00"))
	assert.True(t, UEFIVariableStore(good))
	assert.True(t, UEFIVariableStore(good[:20]+"\n"+good[20:]))
	for what, text := range map[string]string{
		"empty":     "",
		"short":     store([]byte("\x00\x00\x00\x00\x78")),
		"version 1": store([]byte("\x01\x00\x00\x00\x78\xf9\xd1\x6a")),
		"no zlib":   store([]byte("\x00\x00\x00\x00\x78\xfa\xd1\x6a")),
		"gzip":      store([]byte("\x00\x00\x00\x00\x1f\x8b\x08\x00")),
		"magic":     base64.StdEncoding.EncodeToString([]byte("amznuefi0123456789abcdef")),
		"checksum":  good[:len(good)-4] + "AAAA",
		"cut":       good[:len(good)-4],
		"no base64": good + "!",
	} {
		assert.False(t, UEFIVariableStore(text), what)
	}
	assert.Zero(t, testing.AllocsPerRun(10, func() { UEFIVariableStore(good) }))
}

func TestPattern(t *testing.T) {
	p := NewPattern(`^snap-[0-9a-f]{8}$`)
	assert.True(t, p.Match("snap-6eba6e06"))
	assert.False(t, p.Match("snap-6eba6e0"))
	assert.True(t, NewPattern(`^(?=.{20,2048}$)arn`).Match("x"), "lookahead is not RE2, so nothing is rejected")
}

func TestSeen(t *testing.T) {
	var s DuplicateFinder
	for round := 0; round < 2; round++ {
		for i := 0; i < 100; i++ {
			assert.Equal(t, round == 1, s.Add(string(rune('a'+i))))
		}
	}
	assert.False(t, s.Has(""))
}

func TestTrim(t *testing.T) {
	assert.Equal(t, "a1", TrimPrefix("xvda1", "sd", "xvd"))
	assert.Equal(t, "hda", TrimPrefix("hda", "sd", "xvd"))
	assert.Equal(t, "a", TrimSuffix("a.xml", ".json", ".xml"))
	assert.Equal(t, "/dev/sda", TrimDigits("/dev/sda15"))
}

func TestOrder(t *testing.T) {
	var c Collector
	rule := func(id string, level Level) *Rule { return &Rule{ID: id, Level: level} }
	c.Add(rule("w", LevelWarning), "A", "", nil)
	for _, i := range []int{10, 9, 0} {
		c.Item("Mappings", i)
		c.Add(rule("e", LevelError), "Ebs.Iops", "", nil)
		c.Add(rule("e", LevelError), "", "", nil)
		c.Leave()
	}
	c.Add(rule("e", LevelError), "MappingsAndMore", "", nil)
	c.Add(rule("e", LevelError), "", "", nil)
	c.Add(rule("second", LevelError), "", "", nil)
	c.Add(rule("e", LevelError), "B", "", nil)
	paths := func(vs Violations) (list []string) {
		for _, v := range vs {
			list = append(list, v.Rule+" "+v.Path)
		}
		return list
	}
	want := []string{"e ", "second ", "e B", "e Mappings[0]", "e Mappings[0].Ebs.Iops", "e Mappings[9]",
		"e Mappings[9].Ebs.Iops",
		"e Mappings[10]", "e Mappings[10].Ebs.Iops", "e MappingsAndMore", "w A"}
	assert.Equal(t, want, paths(c.Violations()))
	turned := Policy{Levels: map[string]Level{"w": LevelError, "second": LevelWarning}}.Apply(c.Violations())
	assert.Equal(t, "e ", paths(turned)[0])
	assert.Equal(t, "w A", paths(turned)[1])
	assert.Equal(t, "second ", paths(turned)[len(turned)-1])
}
