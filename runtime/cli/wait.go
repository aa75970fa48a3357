package cli

// This file implements the command wait. Option --wait in wait_after.go uses it,
// too.

import (
	"errors"
	"fmt"
	"github.com/ec2gen/ec2gen/runtime/cliname"
	"slices"
	"strings"
	"time"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	"github.com/jmespath-community/go-jmespath"
)

// A waiterCommand is a waiter with the operation that it polls.
type waiterCommand struct {
	op     *Operation
	waiter *Waiter
}

// waiters returns the API's waiters by their names on the command line.
func (r *run) waiters() map[string]waiterCommand {
	all := map[string]waiterCommand{}
	for i := range r.api.Operations {
		op := r.api.Operations[i]
		for j := range op.Waiters {
			all[cliname.Kebab(op.Waiters[j].Name)] = waiterCommand{op, &op.Waiters[j]}
		}
	}
	return all
}

// waitCommand runs: wait image-available --image-ids ami-1.
func (r *run) waitCommand(words []string) error {
	all := r.waiters()
	name, words := r.afterService(words)
	if name == "help" || name == "" && wantsHelp(words) {
		return r.helpWaiters()
	}
	found, ok := all[name]
	switch {
	case name == "":
		return usagef("the following arguments are required: subcommand; one of: %s", strings.Join(sortedKeys(all), ", "))
	case !ok:
		return usagef("argument subcommand: Invalid choice: '%s'%s", name, didYouMean(name, sortedKeys(all)))
	}
	c := r.newCommand(found.op)
	if len(words) == 1 && words[0] == "help" || wantsHelp(words) {
		return r.helpWaiter(name, found, c)
	}
	params, err := c.parameters(words)
	if err != nil {
		return err
	}
	if err := r.api.check(found.op, params); err != nil {
		return err
	}
	sender, err := r.connect()
	if err != nil {
		return err
	}
	return r.poll(sender, found, params)
}

// poll sends requests until an acceptor decides.
func (r *run) poll(sender *sender, w waiterCommand, params map[string]any) error {
	acceptors, err := compile(w.waiter)
	if err != nil {
		return err
	}
	delay, attempts := r.patience(w.waiter)
	for attempt := 1; ; attempt++ {
		got, err := sender.send(r.ctx, w.op, params)
		state, matched := decide(acceptors, got, err)
		switch {
		case state == "success":
			return nil
		case state == "failure":
			return waiterError(w, "Waiter encountered a terminal failure state: "+matched)
		case state == "" && err != nil:
			var api smithy.APIError
			if errors.As(err, &api) {
				return waiterError(w, fmt.Sprintf("An error occurred (%s): %s", api.ErrorCode(), api.ErrorMessage()))
			}
			return err
		case attempt >= attempts:
			return waiterError(w, "Max attempts exceeded")
		}
		select {
		case <-r.ctx.Done():
			return r.ctx.Err()
		case <-time.After(delay):
		}
	}
}

// patience returns the delay between a waiter's attempts, and their number.
func (r *run) patience(w *Waiter) (delay time.Duration, attempts int) {
	seconds, attempts := int64(w.Delay), w.MaxAttempts
	if r.globals.waitDelay != nil {
		seconds = *r.globals.waitDelay
	}
	if r.globals.waitMax != nil {
		attempts = int(*r.globals.waitMax)
	}
	return time.Duration(seconds) * time.Second, attempts
}

func waiterError(w waiterCommand, reason string) error {
	return fmt.Errorf("Waiter %s failed: %s", w.waiter.Name, reason) // the AWS CLI's words
}

// An acceptor is a compiled acceptor of the table.
type acceptor struct {
	*Acceptor
	path jmespath.JMESPath
}

func compile(w *Waiter) ([]acceptor, error) {
	var list []acceptor
	for i := range w.Acceptors {
		a := acceptor{Acceptor: &w.Acceptors[i]}
		if a.Argument != "" {
			path, err := jmespath.Compile(a.Argument)
			if err != nil {
				return nil, fmt.Errorf("waiter %s: %s: %w", w.Name, a.Argument, err)
			}
			a.path = path
		}
		list = append(list, a)
	}
	return list, nil
}

// decide returns the state of the first acceptor that matches, or "" if none does.
func decide(acceptors []acceptor, got page, err error) (state, matched string) {
	for _, a := range acceptors {
		if a.matches(got, err) {
			return a.State, fmt.Sprintf("%s %s: %q", a.Matcher, a.Argument, a.Expected)
		}
	}
	return "", ""
}

func (a acceptor) matches(got page, err error) bool {
	switch a.Matcher {
	case "error":
		var api smithy.APIError
		return errors.As(err, &api) && api.ErrorCode() == a.Expected
	case "status":
		return fmt.Sprint(status(err)) == a.Expected
	}
	if err != nil || a.path == nil {
		return false
	}
	found, err := a.path.Search(numbersForQuery(got))
	if err != nil {
		return false
	}
	found = integersAgain(found)
	equal := func(v any) bool { return waiterText(v) == a.Expected }
	list, isList := found.([]any)
	switch a.Matcher {
	case "path":
		return equal(found)
	case "pathAny":
		return isList && slices.ContainsFunc(list, equal)
	case "pathAll":
		return isList && len(list) > 0 && !slices.ContainsFunc(list, func(v any) bool { return !equal(v) })
	}
	return false
}

// waiterText formats a value like the expected values in the table.
func waiterText(v any) string {
	if b, ok := v.(bool); ok {
		return fmt.Sprint(b)
	}
	if v == nil {
		return "null"
	}
	return scalarText(v)
}

func status(err error) int {
	var response *awshttp.ResponseError
	if errors.As(err, &response) {
		return response.HTTPStatusCode()
	}
	if err == nil {
		return 200
	}
	return 0
}
