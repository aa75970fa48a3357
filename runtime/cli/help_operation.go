package cli

// This file prints help for one command: its options, the forms of their values,
// its result.

import (
	"fmt"
	"slices"
	"strings"
)

// helpOperation prints help for one command.
func (r *run) helpOperation(c *command) error {
	fmt.Fprintf(r.Stdout, "%s\n\n", c.op.Command)
	writeWrapped(r.Stdout, "", c.op.Doc, r.Columns)
	if c.op.Deprecated != "" {
		writeWrapped(r.Stdout, "", "Deprecated: "+c.op.Deprecated, r.Columns)
	}
	r.usage(c.op.Command, c)
	r.optionSections(c)
	r.resultSection(c.op)
	return nil
}

// usage prints the command with its required options.
func (r *run) usage(name string, c *command) {
	line := r.called() + " " + name
	for _, o := range c.options {
		if o.required && !o.hidden {
			line += " " + o.name + r.shortForm(o)
		}
	}
	fmt.Fprintln(r.Stdout, "usage:")
	writeWrapped(r.Stdout, "  ", line+" [options]", r.Columns)
}

func (r *run) optionSections(c *command) {
	r.section("required", c.options, func(o *commandOption) bool { return o.required && !o.hidden })
	r.section("options", c.options, func(o *commandOption) bool { return !o.required && !o.hidden })
	fmt.Fprintf(r.Stdout, "\nFor the options of every command, run: %s help\n", r.called())
}

// resultSection lists the members of the result, for --query.
func (r *run) resultSection(op *Operation) {
	if op.Output == "" {
		return
	}
	for i, m := range r.api.shape(op.Output).Members {
		if i == 0 {
			fmt.Fprint(r.Stdout, "\nresult:\n")
		}
		r.entry(m.Name+" "+r.resultForm(&m), m.Doc)
	}
}

// resultForm describes the type of a member of the result: <string>, or a list of
// structures with the names of their members.
func (r *run) resultForm(m *Member) string {
	shape, list := r.api.shape(m.Shape), ""
	if shape.Kind == List {
		shape, list = r.api.shape(shape.element().Shape), " ..."
	}
	if shape.Kind != Structure {
		return "<" + shape.Kind.String() + ">" + list
	}
	names := make([]string, len(shape.Members))
	for i := range shape.Members {
		names[i] = shape.Members[i].Name
	}
	return "{" + strings.Join(names, ",") + "}" + list
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

// filters returns the documented names of a list of filters.
func (m *Member) filters() []string {
	names := strings.Fields(m.Filters)
	for i, name := range names {
		if strings.HasSuffix(name, ":") {
			names[i] = name + "KEY"
		}
	}
	return names
}

// optionDoc returns an option's documentation with the known values and names of
// filters.
func (r *run) optionDoc(o *commandOption) string {
	doc := o.doc
	if o.member == nil {
		return doc
	}
	if names := o.member.filters(); len(names) > 0 && !strings.Contains(doc, names[0]) {
		doc = strings.TrimSpace(doc + "\n\nNames of filters: " + strings.Join(names, ", ") + ".")
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

// valueForm describes the value of an option: <string>, or the shorthand of a
// structure.
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

// shortForm describes the value of an option in a usage line.
func (r *run) shortForm(o *commandOption) string {
	if o.member == nil {
		return placeholder(o.arity, o.choices, "value")
	}
	kind := r.api.shape(o.member.Shape)
	if kind.Kind == List {
		kind = r.api.shape(kind.element().Shape)
	}
	return placeholder(o.arity, nil, kind.Kind.String())
}

// maxForm is the depth to which shorthand is shown.
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
