package plan

// This file plans paginators and waiters, which make several calls.

import (
	"fmt"
	"strconv"

	"github.com/ec2gen/ec2gen/spec"
)

// A Paginator describes how to iterate over an operation's pages.
type Paginator struct {
	GoName      string      // DescribeImagesPaginator
	Input       *Field      // NextToken of the request
	Output      *Expression // NextToken of the response
	Limit       *Field      // MaxResults; nil: none
	OptionsName string      // DescribeImagesPaginatorOptions
}

// A Waiter polls an operation.
type Waiter struct {
	*spec.Waiter
	GoName    string // ImageAvailableWaiter
	BaseName  string // ImageAvailable
	Retryable string // imageAvailableStateRetryable
	Acceptors []Acceptor
}

// An Acceptor is one way for a waiter to decide.
type Acceptor struct {
	*spec.Acceptor
	Expression *Expression // for path matchers
}

func (p *planner) planPaginatorsAndWaiters() {
	for _, op := range p.Operations {
		if op.Operation.Paginator != nil {
			op.Paginator = p.planPaginator(op)
		}
		for _, w := range op.Operation.Waiters {
			op.Waiters = append(op.Waiters, p.planWaiter(op, w))
		}
		if op.Paginator != nil || len(op.Waiters) > 0 {
			op.APIClient = p.client.claim(op.GoName+"APIClient", op.Name, op.Pos)
		}
	}
}

func (p *planner) planPaginator(op *Operation) *Paginator {
	from := op.Operation.Paginator
	pg := &Paginator{
		GoName:      p.client.claim(op.GoName+"Paginator", op.Name, from.Pos),
		OptionsName: p.client.claim(op.GoName+"PaginatorOptions", op.Name, from.Pos),
		Input:       op.Input.member(from.InputToken),
	}
	p.client.claim("New"+pg.GoName, op.Name, from.Pos)
	report := func(format string, args ...any) {
		p.add(from.Pos, nil, "see the members of its input and output", "paginator of %s: %s", op.Name,
			fmt.Sprintf(format, args...))
	}
	_, output, err := from.Tokens(op.Operation)
	if err != nil {
		report("%v", err)
		return pg
	}
	pg.Output = expression(output, op.Output)
	if from.LimitKey != "" {
		pg.Limit = op.Input.member(from.LimitKey)
	}
	return pg
}

func (p *planner) planWaiter(op *Operation, from *spec.Waiter) *Waiter {
	base := exported(from.Name)
	if base == "" {
		p.add(from.Pos, nil, "use letters and digits", "waiter of %s: cannot derive a Go name from %s", op.Name,
			quote(from.Name))
		base = "X"
	}
	w := &Waiter{Waiter: from, BaseName: base, GoName: p.client.claim(base+"Waiter", from.Name, from.Pos)}
	p.client.claim(base+"WaiterOptions", from.Name, from.Pos)
	p.client.claim("New"+base+"Waiter", from.Name, from.Pos)
	w.Retryable = p.private.free(unexported(base) + "StateRetryable")
	if from.Delay < 0 || from.Delay > 24*60*60 {
		p.add(from.Pos, nil, "use 1 to 86400 seconds", "waiter %s: a delay of %d seconds", from.Name,
			from.Delay)
	}
	for i := range from.Acceptors {
		a := Acceptor{Acceptor: &from.Acceptors[i]}
		if err := a.plan(op); err != nil {
			p.add(a.Pos, nil, "see spec/doc.go for the keys of acceptors", "waiter %s: %v", from.Name, err)
			continue
		}
		w.Acceptors = append(w.Acceptors, a)
	}
	return w
}

// states has the states that an acceptor can decide.
var states = map[string]bool{"success": true, "failure": true, "retry": true}

// plan checks one acceptor and resolves its path.
func (a *Acceptor) plan(op *Operation) (err error) {
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
		q, err := a.Query(op.Operation)
		if err == nil {
			a.Expression = expression(q, op.Output)
		}
		return err
	}
	return fmt.Errorf("matcher %s is not path, pathAll, pathAny, status or error", quote(a.Matcher))
}
