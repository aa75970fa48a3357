package reference

// This file creates the reference from the plan.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/gen/doctext"
	"github.com/ec2gen/ec2gen/gen/emit"
	"github.com/ec2gen/ec2gen/gen/emit/docs/snippet"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/runtime/cliname"
	"github.com/ec2gen/ec2gen/spec"
)

// A builder is the state of creating a reference.
type builder struct {
	*Reference
	plan    *plan.Plan
	shapes  map[*spec.Shape]*Shape
	rules   map[*spec.Rule]*Rule
	errors  map[*spec.ErrorCode]*Error
	rulesAt map[*spec.Shape][]*plan.Rule // by the structure that they are at, or whose members they are about
	makes   *snippet.Maker
	pages   pageNames
	docs    map[string]doctext.Doc
}

// New returns the reference for a plan.
func New(p *plan.Plan) *Reference {
	s := p.Model.Service
	b := &builder{Reference: &Reference{
		Title: emit.OneLine(cmp.Or(s.Title, s.ID, "The API")), API: emit.OneLine(s.ID + " " + s.APIVersion),
		Service:   cmp.Or(s.EndpointPrefix, "ec2"),
		Namespace: s.XMLNamespace, Source: emit.OneLine(p.Source), Marker: emit.Marker(p),
		Package: p.Package, Import: p.ImportPath, Reports: p.Reports,
	}, plan: p, shapes: map[*spec.Shape]*Shape{}, rules: map[*spec.Rule]*Rule{}, errors: map[*spec.ErrorCode]*Error{},
		rulesAt: map[*spec.Shape][]*plan.Rule{}, makes: snippet.NewMaker(p), pages: pageNames{},
		docs: map[string]doctext.Doc{}}
	b.addOperations()
	b.addShapes()
	b.addRules()
	b.addErrors()
	for _, op := range b.Operations {
		b.fill(op, p.Operations[op.index])
	}
	b.fillShapes()
	b.relate()
	b.addHistory()
	return b.Reference
}

// addOperations names the pages of operations; the rest depends on the other pages.
func (b *builder) addOperations() {
	for i, op := range b.plan.Operations {
		o := &Operation{Name: op.Name, GoName: op.GoName, Function: snippet.Snake(op.Name), Since: op.Since,
			Deprecated: deprecation(op.Deprecated), Doc: b.doc(op.Doc), operation: op.Operation, index: i}
		if snippet.HasCommand(op.Name) {
			o.Command = cliname.Kebab(op.Name)
		}
		o.Page = b.pages.claim(op.Name)
		o.Summary = summary(o)
		b.Operations = append(b.Operations, o)
	}
}

// doc parses documentation, each text once.
func (b *builder) doc(text string) doctext.Doc {
	if text == "" {
		return doctext.Doc{}
	}
	if known, ok := b.docs[text]; ok {
		return known
	}
	d := doctext.Parse(text)
	b.docs[text] = d
	return d
}

// summary returns the first sentence of an operation's documentation, or its name
// in words.
func summary(o *Operation) string {
	for _, block := range o.Doc.Blocks {
		if block.Kind == doctext.Paragraph {
			return sentence(block.Text)
		}
	}
	words := strings.ReplaceAll(cliname.Kebab(o.Name), "-", " ")
	return strings.ToUpper(words[:1]) + words[1:] + "."
}

// sentence returns the first sentence of a text.
func sentence(text string) string {
	for i := range text {
		rest := text[i:]
		if strings.HasPrefix(rest, ". ") && !strings.HasSuffix(text[:i], "e.g") && !strings.HasSuffix(text[:i], "i.e") {
			return text[:i+1]
		}
	}
	return text
}

func deprecation(d *spec.Deprecation) string {
	return strings.TrimPrefix(emit.Deprecation(d), "Deprecated: ")
}

// fill creates the page of an operation.
func (b *builder) fill(o *Operation, op *plan.Operation) {
	lines := &outline{builder: b, op: op, page: o, ids: map[string]bool{}, rules: map[string][]*RuleAt{},
		conditions: map[string][]*Rule{}}
	o.Request = lines.request()
	o.Response = lines.response()
	o.Skeleton = responseOutline(o, b.Namespace)
	o.Rules = lines.used()
	o.Facts = facts(o, op)
	for _, e := range b.plan.Model.ErrorsOf(op.Operation) {
		o.Errors = append(o.Errors, b.errors[e])
		if !e.General() {
			b.errors[e].Operations = append(b.errors[e].Operations, o)
		}
	}
	b.addExamples(o, op)
	o.History = history(o)
}

// facts returns the special facts about calling an operation.
func facts(o *Operation, op *plan.Operation) (list []Fact) {
	for _, m := range o.Request {
		switch {
		case m.Name == "DryRun":
			list = append(list, Fact{"Dry run",
				"DryRun checks permissions only. The response is always an error: DryRunOperation if the request would have " +
					"succeeded, UnauthorizedOperation if not.", m.ID})
		case m.Token:
			list = append(list, Fact{"Idempotency",
				m.Name + " makes a retry return the first result. If it is not set, clients generate one per call and repeat " +
					"it in their retries.", m.ID})
		}
	}
	if p := op.Operation.Paginator; p != nil {
		text := fmt.Sprintf("Results come in pages: %s of the response is %s of the next request.", p.OutputToken,
			p.InputToken)
		if p.LimitKey != "" {
			text += " " + p.LimitKey + " limits a page."
		}
		list = append(list, Fact{"Pages", text + " In Go, New" + op.GoName + "Paginator requests all of them.", p.InputToken})
	}
	for _, w := range op.Operation.Waiters {
		list = append(list, Fact{"Waiter",
			fmt.Sprintf("%s calls it every %d s, at most %d times, until %s. In Go: New%sWaiter; AWS CLI: wait %s.",
				w.Name, w.Delay, w.MaxAttempts, until(w), w.Name, cliname.Kebab(w.Name)), ""})
	}
	if op.HostPrefix != "" {
		list = append(list, Fact{"Host", "The request goes to " + op.HostPrefix + " before the endpoint's host.", ""})
	}
	return list
}

// until describes the success of a waiter.
func until(w *spec.Waiter) string {
	for _, a := range w.Acceptors {
		if a.State != "success" {
			continue
		}
		switch a.Matcher {
		case "error":
			return "the response is the error " + a.Expected
		case "status":
			return "the response has status " + a.Expected
		case "pathAll":
			return "all of " + a.Argument + " are " + a.Expected
		case "pathAny":
			return "one of " + a.Argument + " is " + a.Expected
		}
		return a.Argument + " is " + a.Expected
	}
	return "it is done"
}

// relate finds related operations: with the same last word, or the same words after
// the verb.
func (b *builder) relate() {
	about := map[string][]*Operation{}
	for _, o := range b.Operations {
		about[thing(o.Name)] = append(about[thing(o.Name)], o)
	}
	for _, o := range b.Operations {
		for _, other := range about[thing(o.Name)] {
			if other != o {
				o.Related = append(o.Related, other)
			}
		}
		slices.SortFunc(o.Related, func(x, y *Operation) int { return cmp.Compare(x.Name, y.Name) })
	}
}

// thing returns the subject of an operation: image for RegisterImage and
// DescribeImages.
func thing(name string) string {
	words := strings.Split(cliname.Kebab(name), "-")
	if len(words) > 1 {
		words = words[1:]
	}
	last := len(words) - 1
	words[last] = strings.TrimSuffix(words[last], "s")
	return strings.Join(words, " ")
}
