package spec

// This file declares the conditions of rules: what is tested (a path), and how (a
// test). Conditions have two uses. In when, where and any, all, not they select: an
// absent value fails every test except those for absence. In assert they demand: an
// absent value passes, because require is the assertion about presence. In both, a
// Default replaces an absent value.

// A Cond holds when all of its parts hold. The zero Cond always holds.
type Cond struct {
	Tests []*Test // in file order
	Any   []*Cond // if not empty: at least one holds
	All   []*Cond // each holds
	Not   *Cond   // does not hold
	Pos   Pos
}

// Walk calls f for each test in c, which may be nil.
func (c *Cond) Walk(f func(*Test)) {
	if c == nil {
		return
	}
	for _, t := range c.Tests {
		f(t)
	}
	for _, part := range append(append(append([]*Cond{}, c.Any...), c.All...), c.Not) {
		part.Walk(f)
	}
}

// A Test is a test of one path: all fields that are set must hold.
type Test struct {
	// Path is the tested path. If it leads through a list, the test must hold for
	// at least one element.
	Path     *Path
	Presence Presence

	Known     bool      // enum: one of the model's values
	OneOf     []Operand // equal to one of these
	NoneOf    []Operand // present, and equal to none of these
	Min, Max  *float64  // a number, inclusive
	Length    *Bounds   // characters of a string, elements of a list
	LengthIn  Unit
	Pattern   string // RE2, unanchored unless it says so
	NoPattern string // RE2 that does not match
	Chars     string // only these characters, as inside [] of a pattern: "A-Za-z0-9_"
	NoChars   string // none of these characters
	Prefix    []string
	NoPrefix  []string
	Format    string // a format that only code can check: see Formats

	Fold    []Fold  // applied to the value, and to the operands of OneOf and NoneOf
	Default *string // the value that the service uses for an absent one

	Pos Pos
}

// Presence is a test of whether there is a value.
type Presence int

// The tests of presence. A list without elements is absent, as it is on the
// wire; a string without characters is present, as it is on the wire.
const (
	AnyPresence Presence = iota // not tested
	Present
	Absent
	NonEmpty // present, and not the empty string
	Blank    // absent, or the empty string
)

// Unit is the unit of a length.
type Unit int

// The units.
const (
	Chars Unit = iota // Unicode characters; elements of a list
	Bytes
	Decoded // bytes after decoding base64 text
)

// An Operand is the other side of a comparison: a literal, or another member.
type Operand struct {
	Value string // the literal, if Ref is nil
	Ref   *Path
	Pos   Pos
}

// A Path leads from a structure to a value below it: "Ebs.Iops".
type Path struct {
	Text  string // as written
	Base  Base
	Steps []PathStep // none: the base itself, written "."
	Shape *Shape     // the shape at the end
	Pos   Pos
}

// Base is where a path starts.
type Base int

// The bases.
const (
	Here    Base = iota // the subject of the condition: the element in where and in assertions under each
	Root                // "$Name": the structure that the rule is at
	Element             // "$.Name": the element of each
)

// A PathStep is one member of a path.
type PathStep struct {
	Name   string
	Member *Member
	Each   bool // "Name[]": continue with the elements of this list
}

// Last returns the member at the end of the path, or nil for ".".
func (p *Path) Last() *Member {
	if len(p.Steps) == 0 {
		return nil
	}
	return p.Steps[len(p.Steps)-1].Member
}

// Many reports whether the path leads through a list.
func (p *Path) Many() bool {
	for _, s := range p.Steps {
		if s.Each {
			return true
		}
	}
	return false
}

// A Fold is one step that normalizes different spellings of a value.
type Fold struct {
	Op FoldOp
	// Args are prefixes or suffixes; the first one that matches is removed.
	Args []string
	Pos  Pos
}

// FoldOp is the operation of a Fold.
type FoldOp string

// The folds.
const (
	FoldTrimPrefix FoldOp = "trimPrefix"
	FoldTrimSuffix FoldOp = "trimSuffix"
	FoldTrimDigits FoldOp = "trimDigits" // at the end
	FoldLower      FoldOp = "lower"
)

// Formats has the named formats of tests with their descriptions. runtime/valid
// implements them.
var Formats = map[string]string{
	"base64":              "standard base64 with padding",
	"ipv4":                "an IPv4 address",
	"ipv6":                "an IPv6 address",
	"ip":                  "an IP address",
	"cidr4":               "an IPv4 block in CIDR notation, such as 10.0.0.0/16",
	"cidr6":               "an IPv6 block in CIDR notation, such as 2001:db8::/56",
	"cidr":                "a block in CIDR notation, such as 10.0.0.0/16",
	"mac":                 "a MAC address",
	"arn":                 "an ARN",
	"future":              "a time in the future",
	"resource-id":         "an ID that ends in 8 or 17 hexadecimal digits in lower case",
	"uefi-variable-store": "a UEFI variable store as EC2 writes it (base64 of AMZNUEFI, CRC-32C, version 0, zlib)",
}
