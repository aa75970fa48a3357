package cli

// This file completes command lines. The scripts for bash, zsh and fish ask the
// program itself, with the words so far; it answers with one candidate per line.

import (
	"fmt"
	"strings"
)

// completeCommand is what the scripts call.
const completeCommand = "__complete"

// completion prints the script of a shell.
func (r *run) completion(words []string) error {
	if len(words) == 1 {
		if script, ok := completionScripts[words[0]]; ok {
			fmt.Fprint(r.Stdout, strings.ReplaceAll(script, "NAME", r.Name))
			return nil
		}
	}
	return usagef("say for which shell: %s completion bash, zsh or fish\nexample: source <(%[1]s completion bash)", r.Name)
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
	for _, candidate := range r.candidates(words) {
		if strings.HasPrefix(candidate, words[len(words)-1]) {
			fmt.Fprintln(r.Stdout, candidate)
		}
	}
	return nil
}

// candidates are the words that may stand in the last word's place.
func (r *run) candidates(words []string) []string {
	before, last := words[:len(words)-1], words[len(words)-1]
	if len(before) > 0 && before[0] == r.api.Command {
		before = before[1:]
	}
	name, op, waiting := "", (*Operation)(nil), false
	for _, word := range before {
		switch {
		case strings.HasPrefix(word, "-"):
		case name == "" && word == "wait":
			name, waiting = word, true
		case waiting && op == nil:
			op = r.waiters()[word].op
		case name == "":
			name, op = word, r.api.operation(word)
		}
	}
	if len(before) > 0 {
		if values := r.values(op, before[len(before)-1]); values != nil {
			return values
		}
	}
	switch {
	case name == "" && !strings.HasPrefix(last, "-"):
		return append(r.commands(), "completion", "help")
	case waiting && op == nil:
		return sortedKeys(r.waiters())
	case strings.HasPrefix(last, "-"):
		return r.optionNames(op)
	}
	return nil
}

// values are the words that an option takes, nil if any will do.
func (r *run) values(op *Operation, name string) []string {
	for _, o := range append(globalOptions[:len(globalOptions):len(globalOptions)], ourOptions...) {
		if o.name == name && o.choices != nil {
			return o.choices
		}
	}
	if op == nil {
		return nil
	}
	c, err := r.newCommand(op)
	if err != nil {
		return nil
	}
	o := c.find(name)
	if o == nil || o.arity == none {
		return nil
	}
	if o.member == nil {
		return o.choices
	}
	shape := r.api.shape(o.member.Shape)
	if shape.Kind == List {
		shape = r.api.shape(shape.element().Shape)
	}
	return shape.Enum
}

// optionNames are the options of a command and of every command.
func (r *run) optionNames(op *Operation) []string {
	var names []string
	if op != nil {
		if c, err := r.newCommand(op); err == nil {
			for _, o := range c.options {
				if !o.hidden {
					names = append(names, o.name)
				}
			}
		}
	}
	for _, o := range append(globalOptions[:len(globalOptions):len(globalOptions)], ourOptions...) {
		names = append(names, o.name)
	}
	return names
}
