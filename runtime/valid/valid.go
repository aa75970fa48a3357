// Package valid is the runtime of generated validators. A violation has the path of
// the value, the ID of the violated rule, a message and a reason, a level, and the
// error code that the service would return.
//
// Each generated input has two methods. Violations returns all violations. Validate
// applies the default policy and returns an *Error if a violation remains that the
// service would certainly reject, or nil otherwise:
//
//	if err := in.Validate(); err != nil {
//		var bad *valid.Error
//		if errors.As(err, &bad) {
//			for _, v := range bad.Violations { fmt.Println(v) }
//		}
//	}
//
// A Policy changes levels, for all rules or by ID:
//
//	p := valid.Policy{Levels: map[string]valid.Level{"backing-required": valid.LevelOff}}
//	err := p.Apply(in.Violations()).Err("RegisterImageInput")
//
// The package uses only the standard library. Checks without violations do not
// allocate.
package valid

import (
	"strconv"
	"strings"
)

// Level is the severity of a violation.
type Level int8

// The levels, in increasing order.
const (
	// LevelOff is not reported unless a Policy enables the rule.
	LevelOff Level = iota
	// LevelWarning is reported, but the call is sent: a risk, a disputed rule, or a limit that
	// has changed before.
	LevelWarning
	// LevelError stops the call, because the service rejects the request.
	LevelError
)

// String returns "off", "warning" or "error".
func (l Level) String() string {
	switch l {
	case LevelWarning:
		return "warning"
	case LevelError:
		return "error"
	}
	return "off"
}

// A Rule is a requirement on inputs. Generated packages have one for each rule of their
// model. The rules for single values are below.
type Rule struct {
	ID     string // "iops-required"
	Level  Level  // default level
	Code   string // error code of the service; "" if unknown
	Reason string // reason for the rule; "" if obvious
	Source string // source of the fact

	// SDKChecks reports whether the AWS SDK rejects such inputs too: AWS's
	// model requires the missing member.
	SDKChecks bool
	// SupersededBy lists stronger rules: a violation of one of them at the same
	// path suppresses a violation of this one.
	SupersededBy []string
	// Operations lists the operations that the rule applies to. If nil, it
	// applies to all operations with the values.
	Operations []string
	// Wire is set for a rule about the request on the wire: the kind of problem that
	// a strict decoder reports. See Collector.Wire.
	Wire string
	// Holds and Message are set for a rule about single values: Holds reports whether
	// a value satisfies the rule, and Message describes a violation. See
	// Collector.Text.
	Holds   func(value string) bool
	Message string
}

// The rules that follow from the type of a single value. They have the same IDs in
// every generated package.
var (
	// Required: a required member is missing. The AWS SDK rejects this, too.
	Required = Rule{ID: "required", Level: LevelError, Code: "MissingParameter", SDKChecks: true}
	// Length: a string, list or blob is too short or too long.
	Length = Rule{ID: "length", Level: LevelError, Code: "InvalidParameterValue"}
	// Range: a number is out of range.
	Range = Rule{ID: "range", Level: LevelError, Code: "InvalidParameterValue"}
	// PatternRule: a string does not match its pattern. It is a warning because
	// some patterns in AWS's models match no value that the service accepts.
	PatternRule = Rule{ID: "pattern", Level: LevelWarning, Code: "InvalidParameterValue"}
	// Enum: a value is not in the model, which may be older than the service.
	Enum = Rule{ID: "enum", Level: LevelWarning, Code: "InvalidParameterValue"}
	// FilterName: the documentation does not list the filter. It may be incomplete.
	FilterName = Rule{ID: "filter-name", Level: LevelWarning, Code: "InvalidParameterValue"}
	// RequiredEmpty: a required list is set, but empty, so that nothing is sent.
	RequiredEmpty = Rule{ID: "required-empty", Level: LevelWarning, Code: "MissingParameter"}
)

// A Violation is one problem of an input.
type Violation struct {
	Path      string // "BlockDeviceMappings[1].Ebs.Iops", with indices from 0 as in Go; "" for the input itself
	Rule      string // ID of the rule
	Level     Level
	Code      string // error code of the service; "" if unknown
	Message   string // the problem: "must be at most 256000 if VolumeType is io2"
	Reason    string // reason for the rule; "" if obvious
	Value     string // the value in Go syntax, shortened; "" if absent or sensitive
	SDKChecks bool   // whether the AWS SDK rejects this, too
}

// String returns one line: path, message, value, level and rule.
func (v Violation) String() string {
	var b strings.Builder
	if v.Path != "" {
		b.WriteString(v.Path + ": ")
	}
	b.WriteString(v.Message)
	if v.Value != "" {
		b.WriteString(", got " + v.Value)
	}
	b.WriteString(" (" + v.Level.String() + " " + v.Rule + ")")
	return b.String()
}

// Violations are the problems of an input, errors before warnings, in the order of the
// input's members.
type Violations []Violation

// Level returns the highest level of the violations, or LevelOff if there are none.
func (vs Violations) Level() Level {
	highest := LevelOff
	for i := range vs {
		if vs[i].Level > highest {
			highest = vs[i].Level
		}
	}
	return highest
}

// Err returns an *Error with the name of the input and all violations if at least one
// of them is an error, or nil otherwise.
func (vs Violations) Err(input string) error {
	if vs.Level() < LevelError {
		return nil
	}
	return &Error{Input: input, Violations: vs}
}

// count returns the number of violations with the level.
func (vs Violations) count(l Level) int {
	n := 0
	for i := range vs {
		if vs[i].Level == l {
			n++
		}
	}
	return n
}

// An Error means that an input must not be sent. At least one of its violations is an
// error; it also lists the warnings.
type Error struct {
	Input      string // Go name of the input: "RegisterImageInput"
	Violations Violations
}

// Error returns one line for the input and one for each violation.
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
