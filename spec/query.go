package spec

// This file reads the JMESPath of waiters and paginators, and resolves it against
// the members of a response. The parser is jmespath-community's. The generator
// supports the expressions that AWS's waiters have in any published version of
// EC2:
//
//	Reservations[].Instances[].State.Name    values at a path
//	length(Reservations[]) > `0`             their number
//	length(Output || '') > `0`               the same; a missing list counts as empty
//
// Everything else is an error; an imported model only loses that waiter.

import (
	"errors"
	"fmt"
	"strings"

	"github.com/jmespath-community/go-jmespath/pkg/parsing"
)

// A Query is a resolved expression.
type Query struct {
	Steps    []QueryStep
	Operator string // of a comparison of the length: ">", "=="; "" for the values at the path
	Bound    int    // the number that the length is compared with
}

// A QueryStep goes from a structure to one of its members, or if Each to every
// element of that list.
type QueryStep struct {
	Member *Member
	Each   bool
}

// Last returns the shape at the end of the path, and whether there may be several
// values.
func (q *Query) Last() (s *Shape, many bool) {
	for _, step := range q.Steps {
		many = many || step.Each
		if s = step.Member.Shape; step.Each {
			s = s.Elem.Shape
		}
	}
	return s, many
}

// A QueryError is the reason why an expression cannot be used.
type QueryError struct {
	Expression  string
	Msg, Remedy string
}

func (e *QueryError) Error() string {
	return fmt.Sprintf("%s: %s; %s", quote(e.Expression), e.Msg, e.Remedy)
}

// ParseQuery parses an expression and resolves it against a structure. The error is
// a *QueryError.
func ParseQuery(text string, from *Shape) (*Query, error) {
	tree, err := parse(text)
	if err != nil {
		msg, _, _ := strings.Cut(err.Error(), "\n")
		return nil, &QueryError{text, strings.TrimPrefix(msg, "SyntaxError: "), "write JMESPath"}
	}
	r := &queryReader{text: text, at: from, query: &Query{}}
	if err := r.root(tree); err != nil {
		return nil, err
	}
	return r.query, nil
}

// parse calls the library's parser, which panics on a text such as "A\u0080".
func parse(text string) (tree parsing.ASTNode, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("malformed expression")
		}
	}()
	return parsing.NewParser().Parse(text)
}

// A queryReader follows an expression from member to member.
type queryReader struct {
	text  string
	at    *Shape // the shape at the end of the path so far
	query *Query
}

func (r *queryReader) fail(remedy, format string, args ...any) error {
	return &QueryError{r.text, fmt.Sprintf(format, args...), remedy}
}

// unsupported returns the error for expressions that the generator does not
// support.
func (r *queryReader) unsupported(what string) error {
	return r.fail("write a path such as Images[].State, or length(Images[]) > `0`", "%s is not supported", what)
}

var operators = map[any]string{
	parsing.TOKLT: "<", parsing.TOKLTE: "<=", parsing.TOKGT: ">", parsing.TOKGTE: ">=", parsing.TOKEQ: "==",
	parsing.TOKNE: "!=",
}

// root reads a comparison of a length, or a path.
func (r *queryReader) root(n parsing.ASTNode) error {
	if n.NodeType != parsing.ASTComparator {
		return r.path(n)
	}
	function, bound := n.Children[0], n.Children[1]
	if function.NodeType != parsing.ASTFunctionExpression || function.Value != "length" || len(function.Children) != 1 {
		return r.unsupported("a comparison of anything but length(...)")
	}
	const largest = 999_999_999
	number, ok := bound.Value.(float64)
	if bound.NodeType != parsing.ASTLiteral || !ok || number != float64(int(number)) || number < 0 || number > largest {
		return r.unsupported("a comparison with anything but a whole number in backquotes")
	}
	r.query.Operator, r.query.Bound = operators[n.Value], int(number)
	return r.path(withoutDefault(function.Children[0]))
}

// withoutDefault removes "or the empty text": a missing value has the length 0 anyway.
func withoutDefault(n parsing.ASTNode) parsing.ASTNode {
	if n.NodeType != parsing.ASTOrExpression || n.Children[1].NodeType != parsing.ASTLiteral {
		return n
	}
	switch v := n.Children[1].Value.(type) {
	case string:
		if v == "" {
			return n.Children[0]
		}
	case []any:
		if len(v) == 0 {
			return n.Children[0]
		}
	}
	return n
}

// path reads members joined by dots, with [] after lists.
func (r *queryReader) path(n parsing.ASTNode) error {
	switch n.NodeType {
	case parsing.ASTField:
		return r.member(n.Value)
	case parsing.ASTIdentity:
		return nil
	case parsing.ASTSubexpression:
		return r.both(n, r.path)
	case parsing.ASTProjection:
		return r.both(n, r.flatten)
	}
	return r.unsupported(strings.TrimPrefix(n.NodeType.String(), "AST"))
}

// both reads the left and then the right side of a dot or of [].
func (r *queryReader) both(n parsing.ASTNode, left func(parsing.ASTNode) error) error {
	if err := left(n.Children[0]); err != nil {
		return err
	}
	return r.path(n.Children[1])
}

// flatten reads a list followed by [].
func (r *queryReader) flatten(n parsing.ASTNode) error {
	if n.NodeType != parsing.ASTFlatten {
		return r.unsupported(strings.TrimPrefix(n.NodeType.String(), "AST"))
	}
	if err := r.path(n.Children[0]); err != nil {
		return err
	}
	if len(r.query.Steps) == 0 {
		return r.fail("name the list before []", "the response itself is not a list")
	}
	last := &r.query.Steps[len(r.query.Steps)-1]
	if r.at == nil || r.at.Kind != List || r.at.Elem == nil || last.Each {
		return r.fail("remove []", "%s is not a list", quote(last.Member.Name))
	}
	last.Each, r.at = true, r.at.Elem.Shape
	return nil
}

// member goes to a member of the structure that the path leads to.
func (r *queryReader) member(value any) error {
	name, _ := value.(string)
	if m := lookUp(r.at, name); m != nil {
		r.query.Steps, r.at = append(r.query.Steps, QueryStep{Member: m}), m.Shape
		return nil
	}
	if r.at == nil || r.at.Kind != Structure {
		return r.fail("end the path there", "%s is not a member of a structure", quote(name))
	}
	return r.fail(membersOf(r.at, name), "unknown member %s", quote(name))
}

// lookUp returns a member of a structure whose members need not be sorted.
func lookUp(s *Shape, name string) *Member {
	if s == nil {
		return nil
	}
	for _, m := range s.Members {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// Query resolves the argument of a path matcher. It also returns an error, a
// *QueryError, if the values cannot be equal to the expected one.
func (a *Acceptor) Query(o *Operation) (*Query, error) {
	q, err := ParseQuery(a.Argument, o.Output)
	if err != nil {
		return nil, err
	}
	wrong := func(remedy, format string, args ...any) (*Query, error) {
		return nil, &QueryError{a.Argument, fmt.Sprintf(format, args...), remedy}
	}
	end, many := q.Last()
	truth := strings.EqualFold(a.Expected, "true") || strings.EqualFold(a.Expected, "false")
	switch {
	case end == nil || q.Operator != "" && !many && !hasLength(end):
		return wrong("name a text, a list or a map", "what it measures has no length")
	case (q.Operator != "" || end.Kind == Boolean) && !truth:
		return wrong("expect true or false", "it is true or false, and %s is expected", quote(a.Expected))
	case q.Operator != "": // one value, which pathAll and pathAny treat as a list of one
	case end.Kind != Boolean && !isText(end.Kind):
		return wrong("name a text, or true or false", "its values are of type %s, and are compared", end.Kind)
	case many != (a.Matcher != "path"):
		return wrong("use path for one value, pathAll or pathAny for several", "matcher %s does not fit it", a.Matcher)
	}
	return q, nil
}

// hasLength reports whether JMESPath's length() can measure the shape.
func hasLength(s *Shape) bool { return s.Kind == List || s.Kind == Map || s.Kind == String }

// Tokens resolves a paginator's tokens: string members of the request and of the
// response. The error describes the first invalid one.
func (p *Paginator) Tokens(o *Operation) (input *Member, output *Query, err error) {
	input = lookUp(o.Input, p.InputToken)
	if input == nil || input.Shape.Kind != String {
		return nil, nil, fmt.Errorf("inputToken %s is not a string member of the input", quote(p.InputToken))
	}
	if output, err = ParseQuery(p.OutputToken, o.Output); err != nil {
		return nil, nil, fmt.Errorf("outputToken %w", err)
	}
	if end, many := output.Last(); many || output.Operator != "" || end == nil || end.Kind != String {
		return nil, nil, fmt.Errorf("outputToken %s is not one string", quote(p.OutputToken))
	}
	if limit := lookUp(o.Input, p.LimitKey); p.LimitKey != "" && (limit == nil || limit.Shape.Kind != Integer) {
		return nil, nil, fmt.Errorf("limitKey %s is not an integer member of the input", quote(p.LimitKey))
	}
	return input, output, nil
}
