package plan

// This file turns the model's names into Go's. Every rule about names is here,
// and the plan applies them once: emitters print what they are given.
//
// The names are those of aws-sdk-go-v2/service/ec2, so that code written for it
// keeps compiling. Two situations need more than a rule. A name that Go or the
// generated code needs for itself (a field called Validate beside the method)
// gets an underscore behind it, always the same way. Two names of the model
// that become one name in Go are rejected with both positions: whichever got
// the underscore, the other's meaning would change when a third one appears.

import (
	"fmt"
	"go/token"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ec2gen/ec2gen/spec"
)

// exported is a name of the model as an exported Go name: its first letter
// capitalized, what cannot stand in an identifier left out and the letter
// after it capitalized. It is "" when nothing usable is left.
//
//	blockDeviceMapping -> BlockDeviceMapping
//	InvalidAMIName.Duplicate -> InvalidAMINameDuplicate
func exported(name string) string {
	var b strings.Builder
	up := true
	for _, r := range name {
		switch {
		case r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r), r == utf8.RuneError:
			up = true
			continue
		case up:
			r = unicode.ToUpper(r)
			up = false
		}
		b.WriteRune(r)
	}
	if !isExported(b.String()) {
		return ""
	}
	return b.String()
}

// isExported reports whether a name, whoever chose it, can be an exported Go name.
func isExported(name string) bool {
	return token.IsIdentifier(name) && token.IsExported(name)
}

// unexported is an exported name with its first letter in lower case.
func unexported(name string) string {
	r, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(r)) + name[size:]
}

// constant is the part of an enum constant's name that stands for its value.
// The SDK's rule: cut at everything that is neither letter nor digit; a piece
// that mixes cases keeps them, any other becomes lower case; capitalise each.
//
//	x86_64 -> X8664
//	legacy-bios -> LegacyBios
//	t2.micro -> T2Micro
func constant(value string) string {
	var b strings.Builder
	for _, part := range strings.FieldsFunc(value,
		func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if strings.ToLower(part) == part || strings.ToUpper(part) == part {
			part = strings.ToLower(part)
		}
		r, size := utf8.DecodeRuneInString(part)
		b.WriteRune(unicode.ToUpper(r))
		b.WriteString(part[size:])
	}
	return b.String()
}

// snake is a Go name as a file name's part: RegisterImage -> register_image.
func snake(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) && runes[i-1] != '_' {
			ends := i+1 < len(runes) && unicode.IsLower(runes[i+1])
			if !unicode.IsUpper(runes[i-1]) || ends {
				b.WriteByte('_')
			}
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// A scope hands out the names of one Go scope: the fields of a structure, the
// declarations of a package. Asking for a taken name is rejected with both
// positions (claim), or responded with another name (free).
type scope struct {
	what   string // for messages: "package types", "structure Tag"
	remedy string // when two want one name
	taken  map[string]spec.Pos
	errs   *problems

	refused string // what was refused last
}

// newScope is a scope in which the generated code already uses some names.
func newScope(what string, errs *problems) *scope {
	return &scope{what: what, remedy: "write a goName for one of them in the overlay", taken: map[string]spec.Pos{},
		errs: errs}
}

// claim gives name to the thing at pos that the model calls original, or
// records why it cannot.
func (s *scope) claim(name, original string, pos spec.Pos) string {
	if first, ok := s.taken[name]; ok {
		if s.refused == original {
			return name // a waiter has three names: one message is enough
		}
		s.refused = original
		s.errs.add(pos, []spec.Pos{first}, s.remedy,
			"%s: %s would be called %s, as another is already", s.what, quote(original), name)
		return name
	}
	s.taken[name] = pos
	return name
}

// free gives name, or name with as many underscores as it takes. For names
// that only generated code sees.
func (s *scope) free(name string) string {
	for {
		if _, ok := s.taken[name]; !ok {
			s.taken[name] = spec.Pos{}
			return name
		}
		name += "_"
	}
}

// choose decides an exported name: the one that a person wrote, else the
// derived one. Unusable names are recorded and replaced, so that planning goes
// on to the other mistakes.
func (s *scope) choose(override, original string, reserved map[string]bool, pos spec.Pos) string {
	name := exported(original)
	switch {
	case override != "" && !isExported(override):
		s.errs.add(pos, nil, "write a letter in upper case, then letters, digits and underscores",
			"%s: goName %s is not an exported Go name", s.what, quote(override))
		return "X"
	case override != "":
		name = override
	case name == "":
		s.errs.add(pos, nil, "write a goName for it in the overlay",
			"%s: no Go name can be made of %s", s.what, quote(original))
		return "X"
	}
	if reserved[name] {
		name += "_"
	}
	return s.claim(name, original, pos)
}

// problems collects what is wrong with a model from the generator's point of
// view; the phases before have found everything else.
type problems struct{ list spec.Errors }

func (p *problems) add(pos spec.Pos, related []spec.Pos, remedy, format string, args ...any) {
	p.list = append(p.list, &spec.Error{Pos: pos, Msg: fmt.Sprintf(format, args...), Remedy: remedy, Related: related})
}

// err is all problems by position, nil when there are none.
func (p *problems) err() error {
	if len(p.list) == 0 {
		return nil
	}
	sort.SliceStable(p.list, func(i, j int) bool { return before(p.list[i].Pos, p.list[j].Pos) })
	return p.list
}

func before(a, b spec.Pos) bool {
	if a.File != b.File {
		return a.File < b.File
	}
	if a.Line != b.Line {
		return a.Line < b.Line
	}
	return a.Col < b.Col
}

// quote shortens a name that a hostile model made long.
func quote(name string) string {
	const most = 60
	if len(name) > most {
		return fmt.Sprintf("%.*q...", most, name)
	}
	return fmt.Sprintf("%q", name)
}
