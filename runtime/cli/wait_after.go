package cli

// This file implements --wait: after register-image --wait, the program waits until
// the new image is available. The table tells which waiters fit: those whose
// operation takes IDs that the response or the request contains.

import (
	"slices"
	"strings"
)

// waitAfter waits for the changed resource, if --wait is given.
func (c *command) waitAfter(sender *sender, params map[string]any, got *result) error {
	if c.globals.wait == "" {
		return nil
	}
	fitting := c.fittingWaiters(params, got.whole())
	name := c.globals.wait
	if name == "?" {
		names := sortedKeys(fitting)
		if len(names) != 1 {
			return usagef("--wait: missing waiter; use one of: %s", strings.Join(names, ", "))
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

// A fittingWaiter is a waiter with parameters that name the changed resource.
type fittingWaiter struct {
	waiterCommand
	params map[string]any
}

// fittingWaiters returns the waiters that take IDs of a kind in the response or,
// failing that, in the request: ImageIds for an ImageId.
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

// idsOf returns the values of a member, or of its plural, at the top level of
// fields or in one list below.
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
