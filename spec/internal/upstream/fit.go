package upstream

// This file has the checks of both importers that keep them from creating a useless
// model.

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// WrongService returns the reason why a model of a service with other protocols is
// rejected.
func WrongService(id string, protocols []string) string {
	if len(protocols) == 0 {
		return "this model names no protocol; ec2gen supports only EC2 Query: use EC2's model"
	}
	var each []string
	for _, p := range protocols {
		if !slices.Contains(each, p) {
			each = append(each, p)
		}
	}
	return fmt.Sprintf("this is the model of %q, with the protocol %s; ec2gen supports only EC2 Query: use EC2's model",
		id, strings.Join(each, ", "))
}

var (
	xmlName   = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.:-]*$`)
	queryName = regexp.MustCompile(`^[A-Za-z0-9_.:-]+$`)
)

// XMLName reports whether s can be an element's name.
func XMLName(s string) bool { return len(s) < 256 && xmlName.MatchString(s) }

// QueryName reports whether s can be part of a request's key.
func QueryName(s string) bool { return len(s) < 256 && queryName.MatchString(s) }

// Incomplete describes what a shape of its kind lacks, or returns "".
func Incomplete(s *spec.Shape) string {
	switch {
	case s.Kind == spec.Invalid:
		return fmt.Sprintf("shape %q has no type", s.Name)
	case s.Kind == spec.List && s.Elem == nil:
		return fmt.Sprintf("list %q has no element", s.Name)
	case s.Kind == spec.Map && (s.Key == nil || s.Elem == nil):
		return fmt.Sprintf("map %q lacks its key or value", s.Name)
	}
	return ""
}

// Field returns the member with that name, or nil. The members need not be sorted.
func Field(s *spec.Shape, name string) *spec.Member {
	if s == nil {
		return nil
	}
	for _, m := range s.Members {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// BadPaginator returns the reason why a paginator does not fit its operation, or
// "". Each token must be one member, because the model supports no other form.
func BadPaginator(op *spec.Operation, p *spec.Paginator) string {
	for _, name := range []string{p.InputToken, p.LimitKey} {
		if name != "" && Field(op.Input, name) == nil {
			return fmt.Sprintf("the input has no member %q", name)
		}
	}
	for _, path := range append([]string{p.OutputToken, p.MoreResults}, p.ResultKeys...) {
		if path == "" {
			continue
		}
		s := op.Output
		for part := range strings.SplitSeq(path, ".") {
			m := Field(s, part)
			if m == nil {
				return fmt.Sprintf("the output has no member %q", path)
			}
			s = m.Shape
		}
	}
	if p.InputToken == "" || p.OutputToken == "" {
		return "it does not name both tokens"
	}
	if _, _, err := p.Tokens(op); err != nil {
		return err.Error()
	}
	return ""
}

// maxDelay is a day, in seconds.
const maxDelay = 24 * 60 * 60

// badWaiter returns the reason why a waiter of an operation is not supported, or
// "". All shapes must be known.
func badWaiter(op *spec.Operation, w *spec.Waiter) string {
	switch {
	case w.Delay < 1 || w.Delay > maxDelay:
		return fmt.Sprintf("its delay is %d seconds, not 1 to %d", w.Delay, maxDelay)
	case w.MaxAttempts < 1:
		return fmt.Sprintf("its number of attempts is %d, not 1 or more", w.MaxAttempts)
	case len(w.Acceptors) == 0:
		return "it has no acceptors"
	}
	for i := range w.Acceptors {
		a := &w.Acceptors[i]
		switch {
		case !slices.Contains([]string{"success", "failure", "retry"}, a.State):
			return fmt.Sprintf("unknown state %q", a.State)
		case !slices.Contains([]string{"path", "pathAll", "pathAny", "status", "error"}, a.Matcher):
			return fmt.Sprintf("unknown matcher %q", a.Matcher)
		case strings.HasPrefix(a.Matcher, "path") && a.Argument == "":
			return fmt.Sprintf("matcher %q without an argument", a.Matcher)
		case strings.HasPrefix(a.Matcher, "path"):
			if _, err := a.Query(op); err != nil {
				return err.Error()
			}
		}
	}
	return ""
}

// numbers and texts are the kinds that have a range, or a pattern.
var (
	numbers = []spec.Kind{spec.Integer, spec.Long, spec.Float, spec.Double}
	texts   = []spec.Kind{spec.String, spec.Enum}
	sized   = []spec.Kind{spec.String, spec.Enum, spec.Blob, spec.List, spec.Map}
)

// takeMisplaced removes constraints and formats that values of a kind do not have,
// and returns their names.
func takeMisplaced(c *spec.Constraints, format *spec.TimestampFormat, kind spec.Kind) (names []string) {
	if c.Length != nil && !slices.Contains(sized, kind) {
		c.Length, names = nil, append(names, "length")
	}
	if c.Range != nil && !slices.Contains(numbers, kind) {
		c.Range, names = nil, append(names, "range")
	}
	if c.Pattern != "" && !slices.Contains(texts, kind) {
		c.Pattern, names = "", append(names, "pattern")
	}
	if *format != spec.DefaultFormat && kind != spec.Timestamp {
		*format, names = spec.DefaultFormat, append(names, "timestamp format")
	}
	return names
}
