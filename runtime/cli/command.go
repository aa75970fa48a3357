package cli

// This file turns one operation into a command: its options come from its input and
// from customize.go, and a command line sets its parameters.

import (
	"fmt"
	"github.com/ec2gen/ec2gen/runtime/cliname"
	"maps"
	"math"
	"slices"
	"strconv"
)

// A command is an operation on the command line.
type command struct {
	*run
	op      *Operation
	options []*commandOption // in the order of the input's members, customizations last
	words   []string
	given   parsed
}

// A commandOption is an option with its effect on the parameters.
type commandOption struct {
	option
	member *Member // the member it sets; nil for a customization
	doc    string
	hidden bool // accepted, not in help
	// apply changes the parameters according to a value. If nil, the value is the
	// member's.
	apply func(c *command, params map[string]any, value any) error
}

// unset is the value of a switch pair when neither switch is given.
type unset struct{}

// newCommand returns the command for an operation.
func (r *run) newCommand(op *Operation) *command {
	c := &command{run: r, op: op}
	if op.Input != "" {
		s := r.api.shape(op.Input)
		for i := range s.Members {
			c.options = append(c.options, c.memberOptions(&s.Members[i])...)
		}
	}
	for _, add := range customizations {
		if add.command == "*" || add.command == op.Command {
			add.options(c)
		}
	}
	c.addPaging()
	c.options = append(c.options,
		&commandOption{option: option{name: "--cli-input-json", dest: "cli_input_json"},
			doc: "Read parameters from JSON, as --generate-cli-skeleton prints it.", apply: ignored},
		&commandOption{option: option{name: "--cli-input-yaml", dest: "cli_input_yaml"},
			doc: "Read parameters from YAML, as --generate-cli-skeleton yaml-input prints it.", apply: ignored},
		&commandOption{option: option{name: "--generate-cli-skeleton", dest: "skeleton", arity: maybe, sets: "input",
			choices: []string{"input", "output", "yaml-input"}},
			doc: "Print a skeleton of the parameters or of the result instead of calling.", apply: ignored})
	return c
}

func ignored(*command, map[string]any, any) error { return nil }

// memberOptions returns the options for one member: for a boolean, a pair of
// switches.
func (c *command) memberOptions(m *Member) []*commandOption {
	name := m.option()
	o := &commandOption{option: option{name: "--" + name, dest: name, required: m.Required && !m.Token},
		member: m, doc: m.Doc, hidden: m.Hidden}
	shape := c.api.shape(m.Shape)
	switch {
	case shape.Kind == Boolean:
		o.arity, o.sets, o.required = none, true, false
		no := *o
		no.name, no.sets = "--no-"+name, false
		return []*commandOption{o, &no}
	case c.api.isValueSwitch(shape):
		return c.valueSwitch(o)
	case shape.Kind == List:
		o.arity = several
	case shape.Kind == Long:
		o.convert = usageValue(parseInteger)
	case shape.Kind == Float, shape.Kind == Double:
		o.convert = usageValue(parseFloat)
	}
	return []*commandOption{o}
}

// usageValue reports a bad number as a usage error.
func usageValue(parse func(string) (any, error)) func(string) (any, error) {
	return func(word string) (any, error) {
		v, err := parse(word)
		if err != nil {
			return nil, fmt.Errorf("invalid value: '%s'", word)
		}
		return v, nil
	}
}

// isValueSwitch reports whether a structure has a single member, a boolean called
// Value. Such a structure may be given as a switch.
func (a *API) isValueSwitch(s *Shape) bool {
	return s.Kind == Structure && len(s.Members) == 1 && s.Members[0].Name == "Value" &&
		a.shape(s.Members[0].Shape).Kind == Boolean
}

// valueSwitch returns the options --name, --name Value=false and --no-name.
func (c *command) valueSwitch(o *commandOption) []*commandOption {
	o.arity, o.sets, o.required = maybe, unset{}, false
	o.apply = func(c *command, params map[string]any, value any) error {
		if _, bare := value.(unset); bare {
			params[o.member.Name] = map[string]any{"Value": true}
			return nil
		}
		return c.setMember(o, params, value)
	}
	no := &commandOption{option: option{name: "--no-" + o.dest, dest: "no-" + o.dest, arity: none, sets: true},
		member: o.member, doc: o.doc}
	no.apply = func(c *command, params map[string]any, value any) error {
		if _, both := c.given[o.dest]; both {
			return usagef("Cannot specify both the \"%s\" option and the \"%s\" option.", o.name, no.name)
		}
		params[o.member.Name] = map[string]any{"Value": false}
		return nil
	}
	return []*commandOption{o, no}
}

// find returns the option with that name, or nil.
func (c *command) find(name string) *commandOption {
	i := slices.IndexFunc(c.options, func(o *commandOption) bool { return o.name == name })
	if i < 0 {
		return nil
	}
	return c.options[i]
}

// add adds options. They replace options with the same name.
func (c *command) add(options ...*commandOption) {
	for _, o := range options {
		c.remove(o.name)
		c.options = append(c.options, o)
	}
}

func (c *command) remove(name string) {
	c.options = slices.DeleteFunc(c.options, func(o *commandOption) bool { return o.name == name })
}

// parameters parses the command's words.
func (c *command) parameters(words []string) (map[string]any, error) {
	c.words = words
	p := parser{}
	lenient := c.nothingRequired(words)
	for _, o := range c.options {
		plain := o.option
		plain.required = plain.required && !lenient
		p.options = append(p.options, plain)
	}
	values, rest, err := p.parse(words)
	if err != nil {
		return nil, err
	}
	if len(rest) > 0 {
		return nil, c.unknown(rest)
	}
	c.given = values
	params := map[string]any{}
	if err := c.checkGiven(); err != nil {
		return nil, err
	}
	for _, o := range c.options {
		if err := c.apply(o, params); err != nil {
			return nil, err
		}
	}
	if err := c.readInput(params); err != nil {
		return nil, err
	}
	return params, c.finish(params)
}

// nothingRequired reports whether options may be missing: with an input file, or
// for a skeleton of the input.
func (c *command) nothingRequired(words []string) bool {
	for i, word := range words {
		switch word {
		case "--cli-input-json", "--cli-input-yaml":
			return true
		case "--generate-cli-skeleton":
			if i+1 >= len(words) || words[i+1] != "output" {
				return true
			}
		}
	}
	return false
}

// unknown returns an error for words that belong to no option.
func (c *command) unknown(rest []string) error {
	var names []string
	for _, o := range c.options {
		names = append(names, o.name)
	}
	for _, o := range append(globalOptions, ourOptions...) {
		names = append(names, o.name)
	}
	list := ""
	for i, word := range rest {
		if i > 0 {
			list += ", "
		}
		list += word
	}
	name, _, _ := splitOption(rest[0])
	return usagef("Unknown options: %s%s", list, didYouMean(name, names))
}

// apply applies an option's value to the parameters.
func (c *command) apply(o *commandOption, params map[string]any) error {
	value, ok := c.given[o.dest]
	if !ok || o.member != nil && o.arity == none && o.apply == nil && value != o.sets {
		return nil
	}
	if o.apply != nil {
		return o.apply(c, params, value)
	}
	return c.setMember(o, params, value)
}

// setMember parses a value and sets the option's member to it.
func (c *command) setMember(o *commandOption, params map[string]any, value any) error {
	value, err := c.fromFile(o.name, value)
	if err != nil {
		return err
	}
	file := func(word string) (any, error) { return c.fromFile(o.name, word) }
	value, err = c.api.unpack(o.name, c.api.shape(o.member.Shape), value, file)
	if err != nil {
		return err
	}
	params[o.member.Name] = value
	return nil
}

// addPaging adds the options of paged commands. The service's own options stay, and
// turn paging off if used.
func (c *command) addPaging() {
	with := c.op.Paginator
	if with == nil {
		return
	}
	for _, name := range []string{with.InputToken, with.LimitKey} {
		if o := c.find("--" + cliname.Kebab(name)); name != "" && o != nil {
			o.hidden = true
		}
	}
	integer := usageValue(parseInteger)
	c.add(&commandOption{option: option{name: "--starting-token", dest: "starting_token"}, apply: ignored,
		doc: "NextToken of an earlier result, to continue where it ended."},
		&commandOption{option: option{name: "--max-items", dest: "max_items", convert: integer}, apply: ignored,
			doc: "Maximum number of items to return; get the rest with NextToken of the result."})
	if with.LimitKey != "" {
		c.add(&commandOption{option: option{name: "--page-size", dest: "page_size", convert: integer}, apply: ignored,
			doc: "Items per request."})
	}
}

// paging returns how the command requests pages, or nil if it sends one request.
func (c *command) paging(params map[string]any) (*paging, error) {
	with := c.op.Paginator
	if with == nil {
		return nil, nil
	}
	off := !c.globals.paginate
	for _, name := range []string{with.InputToken, with.LimitKey} {
		if _, own := params[name]; name != "" && own {
			off = true
		}
	}
	if off {
		return nil, c.pagingUnused()
	}
	p := &paging{maxItems: math.MaxInt64, start: text(c.given, "starting_token")}
	if n, ok := c.given["max_items"].(int64); ok {
		p.maxItems = n
	}
	if n, ok := c.given["page_size"].(int64); ok {
		p.pageSize = n
	} else if pagesByDefault(c.op, params) {
		p.pageSize = defaultPageSize
	}
	return p, nil
}

// pagingUnused rejects paging options if the command is not paged.
func (c *command) pagingUnused() error {
	for _, dest := range []string{"starting_token", "page_size", "max_items"} {
		if _, ok := c.given[dest]; ok {
			return usagef("Cannot specify --no-paginate along with pagination arguments: --%s", cliname.Kebab(dest))
		}
	}
	return nil
}

// fillTokens sets missing idempotency tokens.
func (c *command) fillTokens(params map[string]any) map[string]any {
	if c.op.Input == "" {
		return params
	}
	for _, m := range c.api.shape(c.op.Input).Members {
		if _, ok := params[m.Name]; m.Token && !ok {
			params = maps.Clone(params)
			params[m.Name] = newToken()
		}
	}
	return params
}

// positive parses the text of an integer option in a customization.
func positive(word string) (int64, bool) {
	n, err := strconv.ParseInt(word, 10, 64)
	return n, err == nil
}
