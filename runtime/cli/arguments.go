package cli

// This file splits a command line into options and their values, by the rules
// of Python's argparse, which the AWS CLI uses: an unambiguous prefix names an
// option, --option=value is the same as two words, a negative number is a
// value, nothing after "--" is an option, and an option may come before or
// after the command.

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// arity is the number of arguments that an option takes.
type arity uint8

const (
	one     arity = iota // exactly one
	none                 // a switch
	maybe                // at most one
	several              // any number, including none
)

// An option is one option of a command.
type option struct {
	name     string // "--image-id"
	dest     string // the value it sets; several options may share one
	arity    arity
	sets     any      // the value of a switch, or of maybe without an argument
	choices  []string // the accepted values; if nil, any
	convert  func(word string) (any, error)
	required bool // the command fails without it
}

// A usageError is a command line that cannot be understood. The exit code is 252.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// parsed has the values by dest: a string for one argument, []string for several,
// or the value that an option sets or converts to.
type parsed map[string]any

// A parser knows the options of one level of the command line.
type parser struct {
	options []option
	command bool // the first positional argument is the command, stored as dest "command"
}

// parse sets the values of the known options, and returns all other words in order.
func (p *parser) parse(words []string) (parsed, []string, error) {
	run := &parseRun{parser: p, values: parsed{}, words: words}
	if err := run.all(); err != nil {
		return nil, nil, err
	}
	return run.values, run.rest, p.missing(run.values)
}

// missing reports required options that were not given.
func (p *parser) missing(values parsed) error {
	var names []string
	for _, o := range p.options {
		if _, ok := values[o.dest]; o.required && !ok {
			names = append(names, o.name)
		}
	}
	if len(names) > 0 {
		return usagef("the following arguments are required: %s", strings.Join(names, ", "))
	}
	return nil
}

// A parseRun is the state of parsing one command line.
type parseRun struct {
	*parser
	values parsed
	words  []string
	rest   []string
	next   int
}

func (r *parseRun) all() error {
	for r.next < len(r.words) {
		word := r.words[r.next]
		if word == "--" {
			return r.afterDashes()
		}
		found, attached, err := r.find(word)
		switch {
		case err != nil:
			return err
		case found != nil:
			r.next++
			err = r.take(found, attached)
		default:
			r.keep(word)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// keep stores a word that is not an option: the command, or a word for the next
// level.
func (r *parseRun) keep(word string) {
	r.next++
	if _, ok := r.values["command"]; r.command && !ok && !isOption(word) {
		r.values["command"] = word
		return
	}
	r.rest = append(r.rest, word)
}

// afterDashes keeps all words after "--".
func (r *parseRun) afterDashes() error {
	words := r.words[r.next+1:]
	r.next = len(r.words)
	if _, ok := r.values["command"]; r.command && !ok && len(words) > 0 {
		r.values["command"], words = words[0], words[1:]
	}
	r.rest = append(r.rest, words...)
	return nil
}

// find returns the option that a word names, with the value after "=", or nil if it
// names no option.
func (r *parseRun) find(word string) (*option, *string, error) {
	if !isOption(word) {
		return nil, nil, nil
	}
	name, value, attached := strings.Cut(word, "=")
	for _, spelling := range []string{word, name} {
		if i := slices.IndexFunc(r.options, func(o option) bool { return o.name == spelling }); i >= 0 {
			return &r.options[i], given(value, attached && spelling == name), nil
		}
	}
	if !strings.HasPrefix(word, "--") {
		return nil, nil, nil
	}
	var found []*option
	for i := range r.options {
		if strings.HasPrefix(r.options[i].name, name) {
			found = append(found, &r.options[i])
		}
	}
	switch len(found) {
	case 0:
		return nil, nil, nil
	case 1:
		return found[0], given(value, attached), nil
	}
	names := make([]string, len(found))
	for i, o := range found {
		names[i] = o.name
	}
	return nil, nil, usagef("ambiguous option: %s could match %s", word, strings.Join(names, ", "))
}

func given(value string, is bool) *string {
	if !is {
		return nil
	}
	return &value
}

var negativeNumber = regexp.MustCompile(`^-\d+$|^-\d*\.\d+$`)

// isOption reports whether a word looks like an option rather than a value.
func isOption(word string) bool {
	return len(word) > 1 && word[0] == '-' && !negativeNumber.MatchString(word) && !strings.Contains(word, " ")
}

// take reads the arguments of an option.
func (r *parseRun) take(o *option, attached *string) error {
	if o.arity == none {
		if attached != nil {
			return usagef("argument %s: ignored explicit argument '%s'", o.name, *attached)
		}
		r.values[o.dest] = o.sets
		return nil
	}
	var words []string
	if attached != nil {
		words = []string{*attached}
	} else {
		words = r.nextValues(o.arity)
	}
	switch {
	case o.arity == several:
		return r.set(o, words)
	case len(words) == 1:
		return r.set(o, words[0])
	case o.arity == maybe:
		r.values[o.dest] = o.sets
		return nil
	}
	return usagef("argument %s: expected one argument", o.name)
}

// nextValues returns the next words that an option may take.
func (r *parseRun) nextValues(n arity) []string {
	words := []string{}
	for r.next < len(r.words) && (n == several || len(words) == 0) {
		word := r.words[r.next]
		if word == "--" || isOption(word) {
			break
		}
		words = append(words, word)
		r.next++
	}
	return words
}

// set converts a value and stores it.
func (r *parseRun) set(o *option, value any) error {
	word, single := value.(string)
	if single && o.choices != nil && !slices.Contains(o.choices, word) {
		return usagef("argument %s: Invalid choice, valid choices are: %s%s", o.name, strings.Join(o.choices, " | "),
			didYouMean(word, o.choices))
	}
	if single && o.convert != nil {
		converted, err := o.convert(word)
		if err != nil {
			return usagef("argument %s: %v", o.name, err)
		}
		value = converted
	}
	r.values[o.dest] = value
	return nil
}

// splitOption splits --option=value.
func splitOption(word string) (name, value string, attached bool) {
	return strings.Cut(word, "=")
}
