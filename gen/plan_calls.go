package gen

// This file plans what is built from several calls: paginators and waiters.

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// A paginator is how an operation's pages are walked.
type paginator struct {
	goName   string // DescribeImagesPaginator
	input    *field // NextToken of the request
	output   *query // NextToken of the answer
	limit    *field // MaxResults; nil: none
	optsName string // DescribeImagesPaginatorOptions
}

// A waiter polls an operation.
type waiter struct {
	*spec.Waiter
	goName    string // ImageAvailableWaiter
	baseName  string // ImageAvailable
	retryable string // imageAvailableStateRetryable
	acceptors []acceptor
}

// An acceptor is one way for a waiter to decide.
type acceptor struct {
	*spec.Acceptor
	query *query // for path matchers
}

func (p *planner) planPaginatorsAndWaiters() {
	for _, op := range p.ops {
		if op.Paginator != nil {
			op.paginator = p.planPaginator(op)
		}
		for _, w := range op.Waiters {
			op.waiters = append(op.waiters, p.planWaiter(op, w))
		}
		if op.paginator != nil || len(op.waiters) > 0 {
			op.apiClient = p.client.claim(op.goName+"APIClient", op.Name, op.Pos)
		}
	}
}

func (p *planner) planPaginator(op *operation) *paginator {
	from := op.Paginator
	pg := &paginator{
		goName:   p.client.claim(op.goName+"Paginator", op.Name, from.Pos),
		optsName: p.client.claim(op.goName+"PaginatorOptions", op.Name, from.Pos),
		input:    op.input.member(from.InputToken),
	}
	p.client.claim("New"+pg.goName, op.Name, from.Pos)
	refuse := func(format string, args ...any) {
		p.add(from.Pos, nil, "see the members of its input and output", "paginator of %s: %s", op.Name, fmt.Sprintf(format, args...))
	}
	if pg.input == nil || pg.input.shape.Kind != spec.String {
		refuse("inputToken %s is not a string member of the input", quote(from.InputToken))
	}
	output, err := parseQuery(from.OutputToken, op.output)
	if err != nil {
		refuse("outputToken %v", err)
	} else if end, many := output.last(); many || end.Kind != spec.String || output.op != "" {
		refuse("outputToken %s is not one string", quote(from.OutputToken))
	}
	pg.output = output
	if from.LimitKey != "" {
		if pg.limit = op.input.member(from.LimitKey); pg.limit == nil || pg.limit.shape.Kind != spec.Integer {
			refuse("limitKey %s is not an integer member of the input", quote(from.LimitKey))
		}
	}
	return pg
}

func (p *planner) planWaiter(op *operation, from *spec.Waiter) *waiter {
	base := exported(from.Name)
	if base == "" {
		p.add(from.Pos, nil, "call it by letters and digits", "waiter of %s: no Go name can be made of %s", op.Name, quote(from.Name))
		base = "X"
	}
	w := &waiter{Waiter: from, baseName: base, goName: p.client.claim(base+"Waiter", from.Name, from.Pos)}
	p.client.claim(base+"WaiterOptions", from.Name, from.Pos)
	p.client.claim("New"+base+"Waiter", from.Name, from.Pos)
	w.retryable = p.private.free(unexported(base) + "StateRetryable")
	if from.Delay < 0 || from.Delay > 24*60*60 {
		p.add(from.Pos, nil, "give a number of seconds, at most a day", "waiter %s: a delay of %d seconds", from.Name, from.Delay)
	}
	for i := range from.Acceptors {
		a := acceptor{Acceptor: &from.Acceptors[i]}
		if err := a.plan(op); err != nil {
			p.add(a.Pos, nil, "see spec/doc.go for what an acceptor can say", "waiter %s: %v", from.Name, err)
			continue
		}
		w.acceptors = append(w.acceptors, a)
	}
	return w
}

// states are what an acceptor can decide.
var states = map[string]bool{"success": true, "failure": true, "retry": true}

// plan checks one acceptor and resolves its path.
func (a *acceptor) plan(op *operation) (err error) {
	if !states[a.State] {
		return fmt.Errorf("state %s is not success, failure or retry", quote(a.State))
	}
	switch a.Matcher {
	case "error":
		return nil
	case "status":
		if n, err := strconv.Atoi(a.Expected); err != nil || n < 100 || n > 599 {
			return fmt.Errorf("status %s is not an HTTP status", quote(a.Expected))
		}
		return nil
	case "path", "pathAll", "pathAny":
		if a.query, err = parseQuery(a.Argument, op.output); err != nil {
			return err
		}
		return a.checkPath()
	}
	return fmt.Errorf("matcher %s is not path, pathAll, pathAny, status or error", quote(a.Matcher))
}

// checkPath says why the generator has no Go for a path.
func (a *acceptor) checkPath() error {
	end, many := a.query.last()
	text := end.Kind == spec.String || end.Kind == spec.Enum
	switch {
	case a.query.op != "" && a.Matcher != "path":
		return fmt.Errorf("%s of a length: a length is one value, its matcher is path", a.Matcher)
	case a.query.op != "" && !many && end.Kind != spec.List && end.Kind != spec.Map && end.Kind != spec.String:
		return fmt.Errorf("%s: what it measures has no length", quote(a.Argument))
	case a.query.op != "" || !text && end.Kind == spec.Boolean:
		if v := strings.ToLower(a.Expected); v != "true" && v != "false" {
			return fmt.Errorf("%s is true or false, and %s is expected", quote(a.Argument), quote(a.Expected))
		}
	case !text:
		return fmt.Errorf("%s is compared, and is neither text nor true or false", quote(a.Argument))
	}
	if a.query.op == "" && many != (a.Matcher != "path") {
		return fmt.Errorf("matcher %s does not fit %s: path is for one value, pathAll and pathAny for several", a.Matcher, quote(a.Argument))
	}
	return nil
}
