//go:build whole

package main

// This file makes the requests: those that rules are tried with, changes of them,
// and random ones.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/ec2gen/ec2gen/gen/peers/internal/values"
	"github.com/ec2gen/ec2gen/runtime/valid"
	"github.com/ec2gen/ec2gen/spec/spectest/rulecase"
)

// A request is one that both sides judge.
type request struct {
	operation string
	input     reflect.Value // a pointer to the generated input
	from      string        // "iops-required fail.json", "random 3", "iops-required pass.json changed 1"
}

// violations is everything that our rules have against the request.
func (r request) violations() valid.Violations {
	return r.input.Interface().(interface{ Violations() valid.Violations }).Violations()
}

// A maker makes requests for a client's operations.
type maker struct {
	client reflect.Value
	seed   uint64
}

// input is an empty input of the operation.
func (m maker) input(operation string) (reflect.Value, bool) {
	method := m.client.MethodByName(operation)
	if !method.IsValid() {
		return reflect.Value{}, false
	}
	return reflect.New(method.Type().In(1).Elem()), true
}

// cases are the requests that rules are tried with, below a directory.
func (m maker) cases(dir string) ([]request, error) {
	all, err := rulecase.Read(dir)
	if err != nil {
		return nil, err
	}
	var list []request
	for _, c := range all {
		in, ok := m.input(c.Operation)
		if !ok {
			return nil, fmt.Errorf("%s %s: unknown operation %s", c.Rule, c.Section, c.Operation)
		}
		d := json.NewDecoder(bytes.NewReader(c.Input))
		d.DisallowUnknownFields()
		if err := d.Decode(in.Interface()); err != nil {
			return nil, fmt.Errorf("%s %s: %w", c.Rule, c.Section, err)
		}
		list = append(list, request{c.Operation, in, c.Rule + " " + c.Section})
	}
	return list, nil
}

// changed are requests with one member changed, n of each that our rules accept.
func (m maker) changed(list []request, n int) ([]request, error) {
	var made []request
	for _, r := range list {
		if r.violations().Level() == valid.LevelError {
			continue
		}
		for i := range n {
			in, err := clone(r.input)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", r.from, err)
			}
			values.New(m.seed, values.Stream(r.operation+r.from, i), values.Random).Change(in.Interface())
			made = append(made, request{r.operation, in, fmt.Sprintf("%s changed %d", r.from, i)})
		}
	}
	return made, nil
}

// clone copies an input with all below it.
func clone(in reflect.Value) (reflect.Value, error) {
	data, err := json.Marshal(in.Interface())
	if err != nil {
		return in, err
	}
	c := reflect.New(in.Type().Elem())
	return c, json.Unmarshal(data, c.Interface())
}

// random are n requests for each operation: one in which nothing is set, one in
// which everything is, and random ones.
func (m maker) random(operations []string, n int) []request {
	var list []request
	for _, op := range operations {
		for i := range n {
			in, _ := m.input(op)
			form := []values.Form{values.Zero, values.Full, values.Random}[min(i, 2)]
			values.New(m.seed, values.Stream(op, i), form).Fill(in.Interface(), in.Type().Elem())
			list = append(list, request{op, in, fmt.Sprintf("random %d", i)})
		}
	}
	return list
}
