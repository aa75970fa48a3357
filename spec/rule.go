package spec

// This file declares rules: requirements on one or several members of a request,
// which AWS only documents in prose. A rule is data: it selects a structure or an
// element (at, each), and says when it applies (operations, when, where) and what
// must then hold (one or more assertions). The generator converts it to plain Go;
// nothing interprets it at run time. rule_keys.go has the table of keys;
// rule_cond.go has conditions and paths.

// A Rule is one requirement on a request.
type Rule struct {
	ID string // "iops-required", unique in the model

	// At is the structure that the rule is about, wherever a request contains one.
	// It is nil for a rule about the wire.
	At         *Shape
	Operations []*Operation // the rule applies only to these, by name; if empty, to all
	When       *Cond        // on At; nil: always

	// Each is a list below At: the assertions are then about each element for which
	// Where holds. If nil, they are about At itself.
	Each  *Path
	Where *Cond

	// Every replaces At: the rule is about the value of each member with these
	// names.
	Every *Every

	Asserts []Assertion // what must hold, at most one per kind, in the order of ruleKinds
	Wire    WireCheck   // instead of assertions: a check of the request before it is decoded; "": none

	// Unless names stronger rules: a violation of one of them at the same path
	// suppresses this rule.
	Unless []*Rule

	Level   Level
	Code    string   // EC2's error code; "": unknown
	Message string   // the problem, for people; "": derived from the assertion
	Because string   // the reason, in a sentence
	Source  string   // the source of the fact
	History []string // older limits and texts, each with its dates
	Pos     Pos

	at         name // unresolved until link
	operations []name
	unless     []name
}

// A name is a reference as written, not yet resolved.
type name struct {
	text string
	pos  Pos
}

// Level is the severity of a violation.
type Level int

// The levels. An error stops a call before it is sent, a warning is reported, and a
// rule that is off is only checked if it is enabled by its id.
const (
	LevelOff Level = iota
	LevelWarning
	LevelError
)

// String returns the level as it is written in YAML.
func (l Level) String() string {
	switch l {
	case LevelError:
		return "error"
	case LevelWarning:
		return "warning"
	}
	return "off"
}

// A WireCheck names a check of the strict request decoder.
type WireCheck string

// The checks on the wire.
const (
	WireActionMissing    WireCheck = "action-missing"      // no Action
	WireActionUnknown    WireCheck = "action-unknown"      // an unknown Action
	WireVersionUnknown   WireCheck = "version-unknown"     // no Version, or an unknown one
	WireUnknownParameter WireCheck = "unknown-parameter"   // a key that belongs to no member
	WireDuplicate        WireCheck = "duplicate-parameter" // a duplicate key
	WireListIndex        WireCheck = "list-index"          // indexes that are not 1, 2, 3 without gaps
	WireBoolean          WireCheck = "boolean"             // neither true nor false
	WireInteger          WireCheck = "integer"             // not a decimal number of the member's width
	WireFloat            WireCheck = "float"
	WireTimestamp        WireCheck = "timestamp"
	WireBlob             WireCheck = "blob" // not base64
)

// AppliesTo reports whether the rule applies to requests of that operation.
func (r *Rule) AppliesTo(op *Operation) bool {
	for _, o := range r.Operations {
		if o == op {
			return true
		}
	}
	return len(r.Operations) == 0
}

// Conds returns all conditions of the rule, including those of its assertions.
func (r *Rule) Conds() []*Cond {
	list := []*Cond{r.When, r.Where}
	for _, a := range r.Asserts {
		list = append(list, a.Conds()...)
	}
	return list
}
