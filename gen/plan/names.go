package plan

// This file derives Go names from the model's names. It has all rules about names,
// and the plan applies them once: emitters print names as they are.
//
// The names are those of aws-sdk-go-v2/service/ec2, so that code for it still
// compiles. There are two special cases. A name that Go or the generated code uses
// itself (a field called Validate, like the method) gets an underscore appended,
// always in the same way. Two names of the model that become one name in Go are an
// error with both positions: if one got an underscore, its name could change when a
// third one appears.

import (
	"fmt"
	"go/token"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ec2gen/ec2gen/spec"
)

// exported returns a name of the model as an exported Go name: its first letter is
// capitalized, characters that are not allowed in an identifier are removed, and
// the letters after them are capitalized. It returns "" if nothing is left.
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

// isExported reports whether a name can be an exported Go name.
func isExported(name string) bool {
	return token.IsIdentifier(name) && token.IsExported(name)
}

// unexported returns an exported name with its first letter in lower case.
func unexported(name string) string {
	r, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(r)) + name[size:]
}

// constant returns the part of an enum constant's name for its value. The SDK's
// rule: split at everything that is neither a letter nor a digit; a part with mixed
// case keeps it, others become lower case; capitalize each part.
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

// snake returns a Go name as part of a file name: RegisterImage -> register_image.
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

// A scope assigns the names of one Go scope: the fields of a structure, or the
// declarations of a package. For a used name, claim reports an error with both
// positions, and free returns another name.
type scope struct {
	what   string // for messages: "package types", "structure Tag"
	remedy string // for two things with one name
	taken  map[string]spec.Pos
	errs   *problems

	rejected string // the last rejected name
}

// newScope returns a scope in which the generated code already uses some names.
func newScope(what string, errs *problems) *scope {
	return &scope{what: what, remedy: "write a goName for one of them in the overlay", taken: map[string]spec.Pos{},
		errs: errs}
}

// claim assigns name to the thing at pos that is called original in the model, or
// records an error.
func (s *scope) claim(name, original string, pos spec.Pos) string {
	if first, ok := s.taken[name]; ok {
		if s.rejected == original {
			return name // a waiter has three names: one message is enough
		}
		s.rejected = original
		s.errs.add(pos, []spec.Pos{first}, s.remedy,
			"%s: %s would be called %s, which is already used", s.what, quote(original), name)
		return name
	}
	s.taken[name] = pos
	return name
}

// free returns name, with underscores appended if it is used, for names that are
// internal to generated code.
func (s *scope) free(name string) string {
	for {
		if _, ok := s.taken[name]; !ok {
			s.taken[name] = spec.Pos{}
			return name
		}
		name += "_"
	}
}

// choose decides an exported name: the overlay's or otherwise the derived one. It
// records invalid names and replaces them, so that planning finds other mistakes,
// too.
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
			"%s: cannot derive a Go name from %s", s.what, quote(original))
		return "X"
	}
	if reserved[name] {
		name += "_"
	}
	return s.claim(name, original, pos)
}

// problems collects the generator's errors about a model; earlier phases have found
// all others.
type problems struct{ list spec.Errors }

func (p *problems) add(pos spec.Pos, related []spec.Pos, remedy, format string, args ...any) {
	p.list = append(p.list, &spec.Error{Pos: pos, Msg: fmt.Sprintf(format, args...), Remedy: remedy, Related: related})
}

// err returns all problems by position, or nil if there are none.
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

// quote quotes a name, shortened in case a hostile model makes it long.
func quote(name string) string {
	const most = 60
	if len(name) > most {
		return fmt.Sprintf("%.*q...", most, name)
	}
	return fmt.Sprintf("%q", name)
}
