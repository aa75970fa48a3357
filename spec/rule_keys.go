package spec

// This file is the vocabulary of `rules:`. The tables are complete: a key or a word
// that is not in them is an error, which lists the known ones.
//
// A rule says what it is about, when it applies, what must then hold, and what a
// violation means:
//
//	rules:
//	  - id: root-volume-type
//	    at: RegisterImageRequest                 # the structure, in any request
//	    operations: [RegisterImage]              # default: all
//	    when: {ImageLocation: blank}             # a condition on the structure
//	    each: BlockDeviceMappings                # check each element of this list
//	    where: {DeviceName: $RootDeviceName}     # that satisfies this condition
//	    assert:                                  # one assertion or more
//	      Ebs.VolumeType: {not: [st1, sc1]}
//	    level: error                             # or warning, or off
//	    code: BootForVolumeTypeUnsupported       # EC2's error code
//	    because: No instance boots from a volume of these types.
//	    source: EC2 model, CreateVolume.VolumeType
//
// Paths are member names joined by dots. List[].Member is a member of the list's
// elements: in a condition, of at least one; in distinct and same, of all. A
// path starts at the subject of its condition: the structure in when, the
// element in where and below each, the counted element in count. $Member starts
// at the structure of the rule, $.Member at the element of each, and . is the
// element itself.
//
// A test is a value (VolumeType: gp3), a list of alternatives (VolumeType: [io1,
// io2]), another member ($RootDeviceName), one of the words present, absent,
// nonEmpty, blank and known, or a mapping of testKeys. A list without elements
// is absent and a string without characters is present, as they are on the wire;
// blank is absent or empty. An absent value satisfies no test of a condition
// except absent and blank, and violates no test of assert except present and
// nonEmpty; default is the value that the service uses instead.

import (
	"slices"

	"gopkg.in/yaml.v3"
)

// A ruleKey is one key of a mapping: its name, its description, and its reader.
type ruleKey[T any] struct {
	name, doc string
	read      func(d ruleDecoder, v *T, n *yaml.Node)
}

// allRuleKeys returns the keys of a rule, in the order in which they are written.
func allRuleKeys() []ruleKey[Rule] {
	return slices.Concat(scopeKeys, kindKeys(), aboutKeys)
}

// scopeKeys has the keys for what a rule is about, and when it applies.
var scopeKeys = []ruleKey[Rule]{
	{"id", "unique in the model: lower case, words joined by -",
		func(d ruleDecoder, r *Rule, n *yaml.Node) { r.ID = d.text(n) }},
	{"at", "the structure that the rule is about, wherever a request contains one",
		func(d ruleDecoder, r *Rule, n *yaml.Node) { r.at = d.name(n) }},
	{"every", "instead of at: names of members, in any structure of a request",
		func(d ruleDecoder, r *Rule, n *yaml.Node) {
			r.every(d.pos(n)).Names = d.texts(n)
		}},
	{"except", "members that every excludes: Structure.Member", func(d ruleDecoder, r *Rule, n *yaml.Node) {
		r.every(d.pos(n)).Except = d.texts(n)
	}},
	{"operations", "the operations it applies to; absent: all",
		func(d ruleDecoder, r *Rule, n *yaml.Node) { r.operations = d.names(n) }},
	{"when", "condition on the structure", func(d ruleDecoder, r *Rule, n *yaml.Node) { r.When = d.cond(n) }},
	{"each", "a list: the assertions are about each of its elements",
		func(d ruleDecoder, r *Rule, n *yaml.Node) { r.Each = d.path(n) }},
	{"where", "condition on the element of each", func(d ruleDecoder, r *Rule, n *yaml.Node) { r.Where = d.cond(n) }},
}

// aboutKeys has the other keys of a rule: the check of the wire, and the
// description of the rule.
var aboutKeys = []ruleKey[Rule]{
	{"wire", "assertion: a check of the request before it is decoded", func(d ruleDecoder, r *Rule, n *yaml.Node) {
		r.Wire = WireCheck(d.word(n, wireWords()))
	}},
	{"unless", "ids of stronger rules, whose violations at the same path suppress this rule",
		func(d ruleDecoder, r *Rule, n *yaml.Node) { r.unless = d.names(n) }},
	{"level", "error, warning or off", func(d ruleDecoder, r *Rule,
		n *yaml.Node) {
		r.Level = ruleLevels[d.word(n, keysOf(ruleLevels))]
	}},
	{"code", "EC2's error code, if a public source names it",
		func(d ruleDecoder, r *Rule, n *yaml.Node) { r.Code = d.of(n, &codeText) }},
	{"message", "the problem; default: derived from the assertion",
		func(d ruleDecoder, r *Rule, n *yaml.Node) { r.Message = d.prose(n) }},
	{"because", "the reason for the rule, in a sentence",
		func(d ruleDecoder, r *Rule, n *yaml.Node) { r.Because = d.prose(n) }},
	{"source", "the source of the fact", func(d ruleDecoder, r *Rule, n *yaml.Node) { r.Source = d.prose(n) }},
	{"history", "older limits and texts, each with its dates",
		func(d ruleDecoder, r *Rule, n *yaml.Node) { r.History = d.proseList(n) }},
}

// testKeys has the keys of a test. A plain value means {equal: value}, a list
// {oneOf: list}, a word of presenceWords that test.
var testKeys = []ruleKey[Test]{
	{"is", "one of present, absent, nonEmpty, blank, known",
		func(d ruleDecoder, t *Test, n *yaml.Node) { d.presence(t, n) }},
	{"equal", "a value, or $Member", func(d ruleDecoder, t *Test,
		n *yaml.Node) {
		t.OneOf = append(t.OneOf, d.operand(n))
	}},
	{"oneOf", "a list of values", func(d ruleDecoder, t *Test,
		n *yaml.Node) {
		t.OneOf = append(t.OneOf, d.operands(n)...)
	}},
	{"not", "a value or a list: present, and none of these",
		func(d ruleDecoder, t *Test, n *yaml.Node) { t.NoneOf = append(t.NoneOf, d.operands(n)...) }},
	{"min", "the minimum of a number", func(d ruleDecoder, t *Test, n *yaml.Node) { t.Min = d.number(n) }},
	{"max", "the maximum of a number", func(d ruleDecoder, t *Test, n *yaml.Node) { t.Max = d.number(n) }},
	{"length", "{min, max, unit}: unit is chars (the default), bytes, or decoded for the decoded bytes of base64; " +
		"elements for a list", func(d ruleDecoder, t *Test, n *yaml.Node) {
		t.Length = &Bounds{}
		readMapping(d, n, lengthKeys, t)
	}},
	{"pattern", "an RE2 expression that matches",
		func(d ruleDecoder, t *Test, n *yaml.Node) { t.Pattern = d.of(n, &patternText) }},
	{"noPattern", "an RE2 expression that does not match",
		func(d ruleDecoder, t *Test, n *yaml.Node) { t.NoPattern = d.of(n, &patternText) }},
	{"chars", "only these characters: A-Z is a range, - at an end is itself",
		func(d ruleDecoder, t *Test, n *yaml.Node) { t.Chars = d.text(n) }},
	{"noChars", "none of these characters", func(d ruleDecoder, t *Test, n *yaml.Node) { t.NoChars = d.text(n) }},
	{"prefix", "begins with this, or with one of these",
		func(d ruleDecoder, t *Test, n *yaml.Node) { t.Prefix = d.texts(n) }},
	{"noPrefix", "begins with none of these", func(d ruleDecoder, t *Test, n *yaml.Node) { t.NoPrefix = d.texts(n) }},
	{"format", "a named format: see Formats",
		func(d ruleDecoder, t *Test, n *yaml.Node) { t.Format = d.word(n, keysOf(Formats)) }},
	{"fold", "steps that normalize spellings, for equal, oneOf and not",
		func(d ruleDecoder, t *Test, n *yaml.Node) { t.Fold = d.folds(n) }},
	{"default", "the value that the service uses for an absent one",
		func(d ruleDecoder, t *Test, n *yaml.Node) { s := d.text(n); t.Default = &s }},
}

var lengthKeys = []ruleKey[Test]{
	{"min", "at least", func(d ruleDecoder, t *Test, n *yaml.Node) { t.Length.Min = d.number(n) }},
	{"max", "at most", func(d ruleDecoder, t *Test, n *yaml.Node) { t.Length.Max = d.number(n) }},
	{"unit", "chars, bytes or decoded",
		func(d ruleDecoder, t *Test, n *yaml.Node) { t.LengthIn = units[d.word(n, keysOf(units))] }},
}

var ruleLevels = map[string]Level{"error": LevelError, "warning": LevelWarning, "off": LevelOff}

var units = map[string]Unit{"chars": Chars, "bytes": Bytes, "decoded": Decoded}

var presenceWords = map[string]Presence{"present": Present, "absent": Absent, "nonEmpty": NonEmpty, "blank": Blank}

// known is the word for a test of an enum's value.
const known = "known"

// wireChecks lists all checks of the wire.
var wireChecks = []WireCheck{
	WireActionMissing, WireActionUnknown, WireVersionUnknown, WireUnknownParameter, WireDuplicate,
	WireListIndex, WireBoolean, WireInteger, WireFloat, WireTimestamp, WireBlob,
}

func wireWords() []string {
	var words []string
	for _, w := range wireChecks {
		words = append(words, string(w))
	}
	return words
}

// foldSteps maps each fold to whether it has prefixes or suffixes.
var foldSteps = map[FoldOp]bool{FoldTrimPrefix: true, FoldTrimSuffix: true, FoldTrimDigits: false, FoldLower: false}
