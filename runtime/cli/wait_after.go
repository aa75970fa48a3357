package cli

// This file is --wait on a command: after register-image --wait, the program
// waits until the new image is available. Which waiters fit is found in the
// table: those whose operation takes the ids of what the response or the request
// names.

import (
	"slices"
	"strings"
)

// waitAfter waits for what a command changed, if --wait asks for it.
func (c *command) waitAfter(sender *sender, params map[string]any, got *result) error {
	if c.globals.wait == "" {
		return nil
	}
	fitting := c.fittingWaiters(params, got.whole())
	name := c.globals.wait
	if name == "?" {
		names := sortedKeys(fitting)
		if len(names) != 1 {
			return usagef("--wait: say for what: one of %s", strings.Join(names, ", "))
		}
		name = names[0]
	}
	wait, ok := fitting[name]
	if !ok {
		return usagef("--wait %s: not a waiter for %s; use one of: %s%s", name, c.op.Command,
			strings.Join(sortedKeys(fitting), ", "), didYouMean(name, sortedKeys(fitting)))
	}
	return c.poll(sender, wait.waiterCommand, wait.params)
}

// A fittingWaiter is a waiter with the parameters that name what was changed.
type fittingWaiter struct {
	waiterCommand
	params map[string]any
}

// fittingWaiters are those that take ids of a kind that the response, or else the
// request, has: ImageIds for an ImageId.
func (c *command) fittingWaiters(params map[string]any, got page) map[string]fittingWaiter {
	found := map[string]fittingWaiter{}
	for name, w := range c.waiters() {
		if w.op.Input == "" || w.op.Name == c.op.Name {
			continue
		}
		for _, m := range c.api.shape(w.op.Input).Members {
			if c.api.shape(m.Shape).Kind != List || !strings.HasSuffix(m.Name, "Ids") {
				continue
			}
			ids := idsOf(strings.TrimSuffix(m.Name, "s"), got)
			if ids == nil {
				ids = idsOf(strings.TrimSuffix(m.Name, "s"), params)
			}
			if ids != nil {
				found[name] = fittingWaiter{w, map[string]any{m.Name: ids}}
			}
		}
	}
	return found
}

// idsOf are the values of a member, or of its plural, at the top of some fields or
// one list below.
func idsOf(member string, fields map[string]any) []any {
	if id, ok := fields[member].(string); ok {
		return []any{id}
	}
	if ids, ok := fields[member+"s"].([]any); ok {
		return ids
	}
	var ids []any
	for _, key := range sortedKeys(fields) {
		list, _ := fields[key].([]any)
		for _, item := range list {
			inner, _ := item.(map[string]any)
			if id, ok := inner[member].(string); ok && !slices.Contains(ids, any(id)) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}
