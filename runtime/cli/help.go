package cli

// This file is help: for the program, for a command, for waiters. It is plain
// text for a terminal of any width.

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// commands are the names of the operations, by name, and wait.
func (r *run) commands() []string {
	var names []string
	for _, op := range r.api.Operations {
		if !removedCommands[op.Command] {
			names = append(names, op.Command)
		}
	}
	if len(r.waiters()) > 0 {
		names = append(names, "wait")
	}
	slices.Sort(names)
	return names
}

func (r *run) helpCommands() error {
	w := r.Stdout
	fmt.Fprintf(w, "%s calls %s, with the options of the AWS CLI.\n\n", r.Name, r.api.Title)
	fmt.Fprintf(w, "usage:\n  %s COMMAND [options]\n  %[1]s COMMAND help\n\nexample:\n  %[1]s %s\n\ncommands:\n", r.Name, r.exampleCommand())
	for _, op := range r.api.Operations {
		if !removedCommands[op.Command] {
			r.entry(op.Command, firstSentence(op.Doc))
		}
	}
	if len(r.waiters()) > 0 {
		r.entry("wait", "Wait until a resource is in a state.")
	}
	r.entry("completion", "Print completion for bash, zsh or fish.")
	fmt.Fprintf(w, "\noptions of every command:\n")
	for _, o := range everyOption() {
		r.entry(o.name+placeholder(o.arity, o.choices, "value"), optionDocs[o.name])
	}
	return nil
}

// exampleCommand is a command that the program has.
func (r *run) exampleCommand() string {
	for _, op := range r.api.Operations {
		if strings.HasPrefix(op.Command, "describe-") {
			return op.Command + " --region us-east-1 --output table"
		}
	}
	return r.api.Operations[0].Command + " help"
}

func (r *run) helpWaiters() error {
	fmt.Fprintf(r.Stdout, "usage:\n  %s wait WAITER [options]\n\nwaiters:\n", r.Name)
	all := r.waiters()
	for _, name := range sortedKeys(all) {
		w := all[name]
		r.entry(name, fmt.Sprintf("Call %s every %d s, at most %d times.", w.op.Command, w.waiter.Delay, w.waiter.MaxAttempts))
	}
	return nil
}

func (r *run) helpOperation(c *command) error {
	w := r.Stdout
	fmt.Fprintf(w, "%s\n\n", c.op.Command)
	writeWrapped(w, "", c.op.Doc, r.Columns)
	if c.op.Deprecated != "" {
		writeWrapped(w, "", "Deprecated: "+c.op.Deprecated, r.Columns)
	}
	fmt.Fprintf(w, "usage:\n  %s %s [options]\n", r.Name, c.op.Command)
	r.section("required", c.options, func(o *commandOption) bool { return o.need && !o.hidden })
	r.section("options", c.options, func(o *commandOption) bool { return !o.need && !o.hidden })
	fmt.Fprintf(w, "\nThe options of every command are listed by: %s help\n", r.Name)
	return nil
}

// section prints some of a command's options.
func (r *run) section(title string, options []*commandOption, keep func(*commandOption) bool) {
	first := true
	for i := 0; i < len(options); i++ {
		o := options[i]
		if !keep(o) {
			continue
		}
		if first {
			fmt.Fprintf(r.Stdout, "\n%s:\n", title)
			first = false
		}
		name := o.name
		if o.arity == none && i+1 < len(options) && options[i+1].dest == o.dest {
			i++
			name += " | " + options[i].name
		}
		r.entry(name+r.valueForm(o), r.optionDoc(o))
	}
}

// optionDoc is an option's documentation with the values that are known.
func (r *run) optionDoc(o *commandOption) string {
	doc := o.doc
	if o.member == nil {
		return doc
	}
	shape := r.api.shape(o.member.Shape)
	if shape.Kind == List {
		shape = r.api.shape(shape.element().Shape)
	}
	if len(shape.Enum) > 0 && !strings.Contains(doc, shape.Enum[0]) {
		doc = strings.TrimSpace(doc + "\n\nValues: " + strings.Join(shape.Enum, ", ") + ".")
	}
	return doc
}

// valueForm is what follows an option: <string>, or the shorthand of a structure.
func (r *run) valueForm(o *commandOption) string {
	if o.member == nil {
		return placeholder(o.arity, o.choices, "value")
	}
	if o.arity == none {
		return ""
	}
	shape := r.api.shape(o.member.Shape)
	if shape.Kind == List {
		return " " + r.shorthandForm(r.api.shape(shape.element().Shape), nil) + " ..."
	}
	return " " + r.shorthandForm(shape, nil)
}

func placeholder(n arity, choices []string, name string) string {
	if len(choices) > 0 {
		name = strings.Join(choices, "|")
	}
	switch n {
	case none:
		return ""
	case maybe:
		return " [<" + name + ">]"
	case several:
		return " <" + name + "> ..."
	}
	return " <" + name + ">"
}

// maxForm is how deep shorthand is shown before it is cut short.
const maxForm = 3

// shorthandForm shows how a value of a shape is written.
func (r *run) shorthandForm(s *Shape, outer []string) string {
	if slices.Contains(outer, s.Name) || len(outer) > maxForm {
		return "..."
	}
	inside := append(slices.Clone(outer), s.Name)
	switch s.Kind {
	case Structure:
		parts := make([]string, len(s.Members))
		for i, m := range s.Members {
			parts[i] = m.Name + "=" + r.shorthandForm(r.api.shape(m.Shape), inside)
		}
		if form := strings.Join(parts, ","); len(outer) == 0 {
			return form
		}
		return "{" + strings.Join(parts, ",") + "}"
	case List:
		return "[" + r.shorthandForm(r.api.shape(s.element().Shape), inside) + ",...]"
	case Map:
		return "KEY=" + r.shorthandForm(r.api.shape(s.value().Shape), inside) + ",..."
	}
	return "<" + s.Kind.String() + ">"
}

// entry prints a name and below it what it is.
func (r *run) entry(name, doc string) {
	fmt.Fprintf(r.Stdout, "  %s\n", name)
	writeWrapped(r.Stdout, "      ", doc, r.Columns)
}

// writeWrapped prints paragraphs, each with an indent and broken between words.
func writeWrapped(w io.Writer, indent, doc string, columns int) {
	for _, paragraph := range strings.Split(strings.TrimSpace(doc), "\n\n") {
		line := indent
		for _, word := range strings.Fields(paragraph) {
			if len(line) > len(indent) && columnsOf(line)+1+columnsOf(word) > columns {
				fmt.Fprintln(w, line)
				line = indent
			}
			if len(line) > len(indent) {
				line += " "
			}
			line += word
		}
		if len(line) > len(indent) {
			fmt.Fprintln(w, line)
		}
		if indent == "" {
			fmt.Fprintln(w)
		}
	}
}
