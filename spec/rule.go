package spec

// This file is the form of a rule: what several members of a request must meet
// together, which AWS says in prose only. A rule is data: it selects a place
// (at, each), says when it applies (operations, when, where) and what must then
// hold (one or more assertions). The generator turns it into plain Go; nothing
// interprets it at run time. The keys as people write them are in the table of
// rule_decode.go; conditions and paths are in rule_cond.go.

// A Rule is one requirement on a request.
type Rule struct {
	ID string // "iops-required", unique in the model

	// At is the structure that the rule is about, wherever a request holds one.
	// It is nil for a rule about the wire.
	At         *Shape
	Operations []*Operation // the rule applies to these only, by name; empty: to all
	When       *Cond        // on At; nil: always

	// Each is a list below At: the assertions then are about each element for
	// which Where holds. Nil: about At itself.
	Each  *Path
	Where *Cond

	// Every replaces At: the rule is about the value of each member of these names.
	Every *Every

	Asserts []Assertion // what must hold, one per kind at most, in the order of ruleKinds
	Wire    WireCheck   // instead: a check of the request as it came, before it is decoded; "": none

	// Unless names stronger rules: where one of them is broken at the same
	// path, this one says nothing.
	Unless []*Rule

	Level   Level
	Code    string   // EC2's error code; "": none is known
	Message string   // what is wrong, for a person; "": derived from the assertion
	Because string   // why, in a sentence
	Source  string   // where the fact is from
	History []string // older bounds and wordings, each with its dates
	Pos     Pos

	at         name // unresolved, until link
	operations []name
	unless     []name
}

// A name is a reference as it was written, not resolved yet.
type name struct {
	text string
	pos  Pos
}

// Level is what breaking a rule means.
type Level int

// The levels. An error stops a call before it is sent, a warning is reported,
// and a rule that is off says nothing until it is switched on by its id.
const (
	LevelOff Level = iota
	LevelWarning
	LevelError
)

// String is the level as it is written in YAML.
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
	WireActionUnknown    WireCheck = "action-unknown"      // an Action that the model does not have
	WireVersionUnknown   WireCheck = "version-unknown"     // no Version, or one that the API never had
	WireUnknownParameter WireCheck = "unknown-parameter"   // a key that is no member's
	WireDuplicate        WireCheck = "duplicate-parameter" // a key that is there twice
	WireListIndex        WireCheck = "list-index"          // an index that is not 1, 2, 3 without gaps
	WireBoolean          WireCheck = "boolean"             // neither true nor false
	WireInteger          WireCheck = "integer"             // not a decimal number of the member's width
	WireFloat            WireCheck = "float"
	WireTimestamp        WireCheck = "timestamp"
	WireBlob             WireCheck = "blob" // not base64
)

// AppliesTo reports whether the rule is checked in requests of that operation.
func (r *Rule) AppliesTo(op *Operation) bool {
	for _, o := range r.Operations {
		if o == op {
			return true
		}
	}
	return len(r.Operations) == 0
}

// Conds are all conditions of the rule, those of its assertions included.
func (r *Rule) Conds() []*Cond {
	list := []*Cond{r.When, r.Where}
	for _, a := range r.Asserts {
		list = append(list, a.Conds()...)
	}
	return list
}
