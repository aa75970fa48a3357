package cli

// This file completes command lines. The scripts for bash, zsh and fish call the
// program itself with the words so far; it prints one candidate per line.

import (
	"fmt"
	"slices"
	"strings"
)

// completeCommand is the command that the scripts call.
const completeCommand = "__complete"

// completion prints the completion script for a shell.
func (r *run) completion(words []string) error {
	if len(words) == 1 {
		if script, ok := completionScripts[words[0]]; ok {
			fmt.Fprint(r.Stdout, strings.ReplaceAll(script, "NAME", r.Name))
			return nil
		}
	}
	return usagef("missing shell; use %s completion bash, zsh or fish\nexample: source <(%[1]s completion bash)", r.Name)
}

var completionScripts = map[string]string{
	"bash": `_NAME_complete() {
	local IFS=$'\n'
	COMPREPLY=($(NAME __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _NAME_complete NAME
`,
	"zsh": `#compdef NAME
_NAME() {
	local -a found
	found=(${(f)"$(NAME __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)"})
	if (( ${#found} )); then compadd -- $found; else _files; fi
}
compdef _NAME NAME
`,
	"fish": `complete -c NAME -a '(NAME __complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
`,
}

// complete prints the candidates for the last word.
func (r *run) complete(words []string) error {
	if len(words) > 0 && words[0] == "--" {
		words = words[1:]
	}
	if len(words) == 0 {
		words = []string{""}
	}
	before, last, prefix := splitLast(words)
	for _, candidate := range r.candidates(before, last) {
		if strings.HasPrefix(candidate, last) {
			fmt.Fprintln(r.Stdout, prefix+candidate)
		}
	}
	return nil
}

// splitLast separates the word that is completed from those before it. A value
// after "=" is a separate word: bash has already split it off, as "--output", "=",
// "tab", while zsh and fish expect "--output=" before the candidates.
func splitLast(words []string) (before []string, last, prefix string) {
	n := len(words) - 1
	before, last = words[:n], words[n]
	switch name, value, attached := splitOption(last); {
	case last == "=":
		return before, "", ""
	case n > 0 && words[n-1] == "=":
		return words[:n-1], last, ""
	case attached && strings.HasPrefix(name, "--"):
		return append(slices.Clone(before), name), value, name + "="
	}
	return before, last, ""
}

// A cursor says what the words before the last one select.
type cursor struct {
	service, waiting bool
	op               *Operation
	option           *commandOption // the option that takes the last word as a value; nil if none
}

// cursorAt reads the words before the last one. An option's value is not taken for
// a command.
func (r *run) cursorAt(words []string) cursor {
	var at cursor
	for _, word := range words {
		switch {
		case word == "=":
		case strings.HasPrefix(word, "-"):
			at.option = r.optionOf(at.op, word)
		case at.option != nil:
			if at.option.arity != several {
				at.option = nil
			}
		case at.op != nil:
		case !at.service && word == r.api.Command:
			at.service = true
		case at.waiting:
			at.op = r.waiters()[word].op
		case word == "wait":
			at.waiting = true
		default:
			at.op = r.api.operation(word)
		}
	}
	return at
}

// optionsOf returns the options of op, unless it is nil, and of every command.
func (r *run) optionsOf(op *Operation) []*commandOption {
	var list []*commandOption
	if op != nil {
		list = r.newCommand(op).options
	}
	for _, o := range everyOption() {
		list = append(list, &commandOption{option: o})
	}
	return list
}

// everyOption returns the options of every command.
func everyOption() []option { return append(slices.Clone(globalOptions), ourOptions...) }

// optionOf returns the option with that name if it takes values, or nil.
func (r *run) optionOf(op *Operation, name string) *commandOption {
	for _, o := range r.optionsOf(op) {
		if o.name == name && o.arity != none {
			return o
		}
	}
	return nil
}

// candidates returns the possible completions of the last word.
func (r *run) candidates(before []string, last string) []string {
	at := r.cursorAt(before)
	switch {
	case strings.HasPrefix(last, "-"):
		return r.optionNames(at.op)
	case at.option != nil && at.option.member != nil && at.option.member.Filters != "":
		return at.option.member.filterWords(before[len(before)-1])
	case at.option != nil:
		return r.values(at.option)
	case at.op != nil:
		return nil
	case at.waiting:
		return sortedKeys(r.waiters())
	case r.Name == "aws" && !at.service:
		return []string{r.api.Command}
	}
	return append(r.commands(), "completion", "help")
}

// filterWords returns the values with which an option for filters can begin: Name=vpc-id.
// After the word Name, they are the names alone, because bash has split the words at =.
func (m *Member) filterWords(previous string) []string {
	words := strings.Fields(m.Filters)
	if previous == "Name" {
		return words
	}
	for i, name := range words {
		words[i] = "Name=" + name
	}
	return words
}

// values returns the values that an option accepts, or nil if it accepts any.
func (r *run) values(o *commandOption) []string {
	if o.member == nil {
		return o.choices
	}
	shape := r.api.shape(o.member.Shape)
	if shape.Kind == List {
		shape = r.api.shape(shape.element().Shape)
	}
	return shape.Enum
}

// optionNames returns the option names to offer.
func (r *run) optionNames(op *Operation) []string {
	var names []string
	for _, o := range r.optionsOf(op) {
		if !o.hidden {
			names = append(names, o.name)
		}
	}
	return names
}
