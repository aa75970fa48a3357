package validate

// This file prints the assertions of rules. Each kind of assertion has its own
// file, kind_NAME.go, and a line in the table; the shared code is below.

import (
	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/spec"
)

// A printer appends the check of an assertion, and reports whether the assertion is
// of the printer's kind.
type printer func(s *ruleFunc, g *jen.Group, a spec.Assertion, here origin) bool

// printers lists the printers of all kinds.
var printers = []printer{
	printerOf(printRequire),
	printerOf(printForbid),
	printerOf(printAnyOf),
	printerOf(printAtMostOne),
	printerOf(printAssert),
	printerOf(printDistinct),
	printerOf(printSame),
	printerOf(printCount),
	printerOf(printBounds),
	printerOf(printRatio),
}

func printerOf[T spec.Assertion](printOne func(s *ruleFunc, g *jen.Group, a T, here origin)) printer {
	return func(s *ruleFunc, g *jen.Group, a spec.Assertion, here origin) bool {
		own, ok := a.(T)
		if ok && s != nil {
			printOne(s, g, own, here)
		}
		return ok
	}
}

// asserts appends all assertions of the rule about here.
func (s *ruleFunc) asserts(g *jen.Group, here origin) {
	for _, a := range s.at.Rule.Asserts {
		for _, p := range printers {
			if p(s, g, a, here) {
				break
			}
		}
	}
}

func (s *ruleFunc) follow(path *spec.Path, here origin) value {
	return follow(s.from(path, here), path.Steps)
}

// violation returns the body of an if that reports a violation at a path, with the
// rule's own message if it has one. Inside each, paths of the element are below its
// list.
//
//	c.Item("BlockDeviceMappings", i)
//	c.Add(&ruleRootVolumeType, "Ebs.VolumeType", "must be ...", string(e.Ebs.VolumeType))
//	c.Leave()
func (s *ruleFunc) violation(path *spec.Path, message string, shown jen.Code) func(*jen.Group) {
	from := s.root.shape
	if s.element != nil && path.Base != spec.Root {
		from = s.element.shape
	}
	return s.report(s.below(path, s.loops), path.Text, goPath(from, upToList(path.Steps)), message, shown)
}

// below returns the loops that a value's path leads through: not the loop of each
// if the path starts at the rule's structure.
func (s *ruleFunc) below(path *spec.Path, loops []loop) []loop {
	if path.Base == spec.Root {
		return loops[len(s.loops):]
	}
	return loops
}

// report returns the body of an if that reports a violation below open loops.
func (s *ruleFunc) report(loops []loop, about, path, message string, shown jen.Code) func(*jen.Group) {
	r := s.at.Rule
	if r.Message != "" {
		message = emit.OneLine(r.Message)
	} else {
		message += r.ConditionText(about)
	}
	return func(g *jen.Group) {
		for _, l := range loops {
			g.Id("c").Dot("Item").Call(jen.Lit(l.list), jen.Id(l.index))
		}
		g.Id("c").Dot("Add").Call(jen.Op("&").Id(r.VarName), jen.Lit(path), jen.Lit(message), shown)
		for range loops {
			g.Id("c").Dot("Leave").Call()
		}
	}
}

// upToList cuts a path at its first list.
func upToList(steps []spec.PathStep) []spec.PathStep {
	for i, step := range steps {
		if step.Each {
			last := step
			last.Each = false
			return append(append([]spec.PathStep{}, steps[:i]...), last)
		}
	}
	return steps
}
