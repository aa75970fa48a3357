// Package valid is what generated validators report with: a violation has the
// path of the value, the id of the rule that it breaks, what is wrong and why,
// a level, and the error code that the service answers with.
//
// Generated code has two methods on each input. Violations reports everything,
// Validate applies the default policy and returns an *Error if, and only if, a
// violation is left that the service is sure to refuse:
//
//	if err := in.Validate(); err != nil {
//		var bad *valid.Error
//		if errors.As(err, &bad) {
//			for _, v := range bad.Violations { fmt.Println(v) }
//		}
//	}
//
// A Policy turns levels up, down or off, for all rules or by id:
//
//	p := valid.Policy{Levels: map[string]valid.Level{"backing-required": valid.LevelOff}}
//	err := p.Apply(in.Violations()).Err("RegisterImageInput")
//
// The package uses the standard library only, and a check that finds nothing
// allocates nothing.
package valid

import (
	"strconv"
	"strings"
)

// Level says what a violation means.
type Level int8

// The levels, from nothing to most.
const (
	LevelOff     Level = iota // not reported, unless a Policy switches the rule on
	LevelWarning              // reported, never stops a call: a hazard, a contested point, a limit that has moved before
	LevelError                // the service refuses the request: the call is not sent
)

// String is "off", "warning" or "error".
func (l Level) String() string {
	switch l {
	case LevelWarning:
		return "warning"
	case LevelError:
		return "error"
	}
	return "off"
}

// A Rule is what a violation breaks. Generated packages hold one for each rule
// of their model; the rules of single values are below.
type Rule struct {
	ID      string // "iops-required"
	Level   Level  // by default
	Code    string // the service's error code; "": none is known
	Because string // why the rule is there; "": it goes without saying
	Source  string // where the fact is from

	// SDK is set where the AWS SDK refuses the same: a member is absent that AWS's
	// model requires.
	SDK bool
	// Unless names stronger rules: a violation of one of them at the same path
	// takes the place of a violation of this one.
	Unless []string
	// Operations are those that the rule holds for; nil: all that have the values.
	Operations []string
	// Wire is set for a rule about a request as it arrives: the kind of problem
	// that a strict decoder reports. See Collector.Wire.
	Wire string
	// Holds reports whether a value keeps the rule, and Message is what is wrong if it
	// does not: for a rule about single values. See Collector.Text.
	Holds   func(value string) bool
	Message string
}

// The rules that follow from the type of a single value. They bear the same
// ids in every generated package.
var (
	// Required: a required member is absent. The AWS SDK refuses this too.
	Required = Rule{ID: "required", Level: LevelError, Code: "MissingParameter", SDK: true}
	// Length: a string, list or blob is too short or too long.
	Length = Rule{ID: "length", Level: LevelError, Code: "InvalidParameterValue"}
	// Range: a number is out of its bounds.
	Range = Rule{ID: "range", Level: LevelError, Code: "InvalidParameterValue"}
	// Form: a string does not match its pattern. It is a warning because some
	// patterns in AWS's models match no value that the service takes.
	Form = Rule{ID: "pattern", Level: LevelWarning, Code: "InvalidParameterValue"}
	// Enum: a value is not in the model's list, which may be older than the service.
	Enum = Rule{ID: "enum", Level: LevelWarning, Code: "InvalidParameterValue"}
)

// A Violation is one thing that is wrong with an input.
type Violation struct {
	Path    string // "BlockDeviceMappings[1].Ebs.Iops", indices from 0 as in Go; "": the input itself
	Rule    string // the rule's id
	Level   Level
	Code    string // the service's error code; "": none is known
	Message string // what is wrong: "must be at most 256000 when VolumeType is io2"
	Because string // why the rule is there; may be ""
	Value   string // the value as Go text, shortened; "": absent, or not for other eyes
	SDK     bool   // the AWS SDK refuses this too
}

// String is one line: path, what is wrong, the value, level and rule.
func (v Violation) String() string {
	var b strings.Builder
	if v.Path != "" {
		b.WriteString(v.Path + ": ")
	}
	b.WriteString(v.Message)
	if v.Value != "" {
		b.WriteString(", is " + v.Value)
	}
	b.WriteString(" (" + v.Level.String() + " " + v.Rule + ")")
	return b.String()
}

// Violations are all that is wrong with an input, errors before warnings
// and otherwise in the order of its members.
type Violations []Violation

// Level is the highest level among them, LevelOff if there are none.
func (vs Violations) Level() Level {
	max := LevelOff
	for i := range vs {
		if vs[i].Level > max {
			max = vs[i].Level
		}
	}
	return max
}

// Err is an *Error that names the input and lists all violations if at least
// one of them is an error, and nil otherwise.
func (vs Violations) Err(input string) error {
	if vs.Level() < LevelError {
		return nil
	}
	return &Error{Input: input, Violations: vs}
}

// count returns how many violations have the level.
func (vs Violations) count(l Level) int {
	n := 0
	for i := range vs {
		if vs[i].Level == l {
			n++
		}
	}
	return n
}

// An Error says that an input must not be sent. At least one of its
// violations is an error; warnings are listed beside it.
type Error struct {
	Input      string // the Go name of the input: "RegisterImageInput"
	Violations Violations
}

// Error has one line for the input and one for each violation.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Input + ": " + plural(e.Violations.count(LevelError), "error"))
	if n := e.Violations.count(LevelWarning); n > 0 {
		b.WriteString(" and " + plural(n, "warning"))
	}
	for _, v := range e.Violations {
		b.WriteString("\n- " + v.String())
	}
	return b.String()
}

func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}
