package spec

// This file checks operations: their inputs, outputs and errors, and that
// paginators, waiters and host prefixes name existing members.

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// eachOperation runs f within each operation.
func (c *checker) eachOperation(f func(o *Operation)) {
	for _, o := range c.model.Operations {
		undo := c.at(o.Pos)
		c.within("operation", o.Name, func() { f(o) })
		undo()
	}
}

func checkOperationShapes(c *checker) {
	c.eachOperation(func(o *Operation) {
		structure := func(role string, field any, s *Shape) {
			if s != nil && s.Kind != Structure && s.Kind != Invalid {
				c.fault(field, "name a structure", "%s %s is of type %s", role, quote(s.Name), s.Kind)
			}
		}
		structure("input", &o.Input, o.Input)
		structure("output", &o.Output, o.Output)
		for i, e := range o.Errors {
			structure("error", &o.Errors[i], e)
			if e != nil && e.Kind == Structure && e.Error == nil {
				c.fault(&o.Errors[i], "add error: {code: ...} to the shape", "structure %s is not an error", quote(e.Name))
			}
			if slices.Contains(o.Errors[:i], e) {
				c.fault(&o.Errors[i], "remove one of the two", "duplicate error %s", quote(e.Name))
			}
		}
	})
	c.eachShape(func(s *Shape) {
		if s.Error != nil {
			c.within("error", "", func() {
				c.oneOf(&s.Error.Fault, "fault", "", "client", "server")
				c.status(&s.Error.Status)
			})
		}
	})
}

// oneOf checks that a word is one of words.
func (c *checker) oneOf(field *string, what string, words ...string) bool {
	if slices.Contains(words, *field) {
		return true
	}
	known := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" })
	c.fault(field, didYouMean(*field, known, "use one of "+join(known)), "unknown %s %s", what, quote(*field))
	return false
}

func (c *checker) status(field *int) {
	if *field != 0 && (*field < 300 || *field > 599) {
		c.fault(field, "use a status from 400 to 599", "%d is not the HTTP status of an error", *field)
	}
}

var hostLabelName = regexp.MustCompile(`\{([^}]*)\}`)

// checkHostPrefix checks that the labels of a prefix are members, and that each
// member with hostLabel is in it.
func checkHostPrefix(c *checker) {
	c.eachOperation(func(o *Operation) {
		used := map[string]bool{}
		for _, match := range hostLabelName.FindAllStringSubmatch(o.HostPrefix, -1) {
			m := member(o.Input, match[1])
			used[match[1]] = true
			switch {
			case m == nil:
				c.fault(&o.HostPrefix, membersOf(o.Input, match[1]), "hostPrefix: the input has no member %s", quote(match[1]))
			case !m.HostLabel || !m.Required:
				c.fault(&o.HostPrefix, "add hostLabel: true and required: true to the member",
					"hostPrefix: member %s is not a required host label", quote(m.Name))
			}
		}
		if o.Input == nil {
			return
		}
		for _, m := range o.Input.Members {
			if m.HostLabel && !used[m.Name] {
				c.fault(&o.HostPrefix, "add {"+m.Name+"} to hostPrefix, or remove hostLabel",
					"member %s is a host label, but hostPrefix does not have it", quote(m.Name))
			}
		}
	})
}

// member returns a member of a shape, which may be nil.
func member(s *Shape, name string) *Member {
	if s == nil {
		return nil
	}
	return s.Member(name)
}

func membersOf(s *Shape, name string) string {
	switch {
	case s == nil:
		return "the operation has none"
	case s.Kind != Structure:
		return quote(s.Name) + " is no structure"
	case len(s.Members) <= 5 && len(s.Members) > 0:
		return didYouMean(name, labels(s.Members), "it has "+join(labels(s.Members)))
	}
	return didYouMean(name, labels(s.Members), "name one that it has")
}

// path follows member names joined by dots, through lists where [] follows a
// name, and reports unknown names.
func (c *checker) path(field any, key, path string, s *Shape) {
	for _, name := range strings.Split(path, ".") {
		name, each := strings.CutSuffix(name, "[]")
		m := member(s, name)
		if m == nil {
			c.within(key, "", func() { c.fault(field, membersOf(s, name), "%s: unknown member %s", quote(path), quote(name)) })
			return
		}
		s = m.Shape
		if each && s.Kind != List {
			c.within(key, "", func() { c.fault(field, "remove []", "%s: %s is not a list", quote(path), quote(name)) })
			return
		} else if each {
			s = s.Elem.Shape
		}
	}
}

func checkPaginators(c *checker) {
	c.eachOperation(func(o *Operation) {
		p := o.Paginator
		if p == nil {
			return
		}
		defer c.at(p.Pos)()
		c.within("paginator", "", func() {
			for _, key := range []struct {
				name   string
				field  *string
				in     *Shape
				needed bool
			}{
				{"inputToken", &p.InputToken, o.Input, true},
				{"outputToken", &p.OutputToken, o.Output, true},
				{"limitKey", &p.LimitKey, o.Input, false},
				{"moreResults", &p.MoreResults, o.Output, false},
			} {
				if *key.field != "" {
					c.path(key.field, key.name, *key.field, key.in)
				} else if key.needed {
					c.fault(nil, "add it", "missing %s", key.name)
				}
			}
			if p.InputToken != "" && p.OutputToken != "" && lookUp(o.Input, p.InputToken) != nil {
				c.tokens(p, o)
			}
			for i := range p.ResultKeys {
				c.path(&p.ResultKeys[i], "resultKeys", p.ResultKeys[i], o.Output)
			}
		})
	})
}

// tokens reports tokens that are members but not strings.
func (c *checker) tokens(p *Paginator, o *Operation) {
	var wrong *QueryError // reported by path
	if _, _, err := p.Tokens(o); err != nil && !errors.As(err, &wrong) {
		c.fault(nil, "name others", "%s", err)
	}
}

func checkWaiters(c *checker) {
	c.eachOperation(func(o *Operation) {
		for _, w := range o.Waiters {
			undo := c.at(w.Pos)
			c.within("waiter", w.Name, func() {
				for _, n := range []struct {
					key   string
					field *int
				}{{"delay", &w.Delay}, {"maxAttempts", &w.MaxAttempts}} {
					if *n.field <= 0 {
						c.fault(n.field, "use at least 1", "%s is %d", n.key, *n.field)
					}
				}
				if w.Delay > maxDelay {
					c.fault(&w.Delay, "use 1 to 86400 seconds", "delay is %d", w.Delay)
				}
				if len(w.Acceptors) == 0 {
					c.fault(&w.Acceptors, "add one, or the waiter never ends", "missing acceptors")
				}
				for i := range w.Acceptors {
					c.acceptor(o, i, &w.Acceptors[i])
				}
			})
			undo()
		}
	})
}

// maxDelay is a day, in seconds.
const maxDelay = 24 * 60 * 60

func (c *checker) acceptor(o *Operation, i int, a *Acceptor) {
	defer c.at(a.Pos)()
	c.context.enter("acceptor", strconv.Itoa(i+1))
	defer c.context.leave()
	c.oneOf(&a.State, "state", "success", "failure", "retry")
	if !c.oneOf(&a.Matcher, "matcher", "path", "pathAll", "pathAny", "status", "error") {
		return
	}
	if a.Expected == "" {
		c.fault(&a.Expected, "add it", "missing expected")
	}
	isPath := strings.HasPrefix(a.Matcher, "path")
	switch argument := a.Argument; {
	case !isPath && argument != "":
		c.fault(&a.Argument, "remove it", "matcher %s takes no argument", a.Matcher)
	case a.Matcher == "status":
		if n, err := strconv.Atoi(a.Expected); err != nil || n < 100 || n > 599 {
			c.fault(&a.Expected, "give one from 100 to 599", "%s is not an HTTP status", quote(a.Expected))
		}
	case !isPath:
	case argument == "":
		c.fault(nil, "add it", "missing argument")
	default:
		var wrong *QueryError
		if _, err := a.Query(o); errors.As(err, &wrong) {
			c.within("argument", "", func() { c.fault(&a.Argument, wrong.Remedy, "%s: %s", quote(wrong.Expression), wrong.Msg) })
		}
	}
}

func checkErrorCodes(c *checker) {
	operations, members := labels(c.model.Operations), c.requestMembers()
	for _, e := range c.model.Errors {
		undo := c.at(e.Pos)
		c.within("error code", e.Code, func() {
			c.status(&e.Status)
			c.knownNames("operation", e.Operations, operations)
			c.knownNames("request member", e.Members, members)
			for i := range e.Fields {
				c.errorField(&e.Fields[i])
			}
		})
		undo()
	}
}

// requestMembers returns the names of all members of requests, or nil if no error
// code names members.
func (c *checker) requestMembers() []string {
	var in []Step
	for _, e := range c.model.Errors {
		if e.Members == nil {
			continue
		}
		for _, o := range c.model.Operations {
			if o.Input != nil {
				in = append(in, Step{Shape: o.Input})
			}
		}
		return slices.Sorted(maps.Keys(memberNames(in)))
	}
	return nil
}

// knownNames reports unknown and duplicate names of a list.
func (c *checker) knownNames(what string, names, known []string) {
	for i, name := range names {
		if _, ok := slices.BinarySearch(known, name); !ok {
			c.fault(&names[i], didYouMean(name, known, "remove it"), "unknown %s %s", what, quote(name))
		} else if slices.Contains(names[:i], name) {
			c.fault(&names[i], "remove one of the two", "duplicate %s %s", what, quote(name))
		}
	}
}

func (c *checker) errorField(f *ErrorField) {
	defer c.at(f.Pos)()
	c.within("field", f.Name, func() {
		re := c.pattern(&f.Pattern)
		switch {
		case f.Pattern == "":
			c.fault(nil, "add it", "missing pattern")
		case re != nil && re.NumSubexp() != 1:
			c.fault(&f.Pattern, "put ( ) around the part that is the field's value, and (?: ) around others",
				"pattern: %d groups where one is expected", re.NumSubexp())
		}
	})
}
