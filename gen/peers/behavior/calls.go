//go:build whole

package main

// This file iterates over the pages of every paged operation, and runs every
// waiter, with both clients.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"sort"
	"strings"
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/ec2gen/ec2gen/gen/peers/internal/apimodel"
	"github.com/ec2gen/ec2gen/gen/peers/internal/failure"
	"github.com/ec2gen/ec2gen/gen/peers/internal/mirror"
	"github.com/ec2gen/ec2gen/gen/peers/internal/whole/calls"
	ours "github.com/ec2gen/ec2gen/gen/peers/internal/whole/ec2"
	"github.com/ec2gen/ec2gen/gen/peers/internal/wire"
)

func (o *observer) calls() (string, error) {
	walked, waits := 0, 0
	for _, name := range names(calls.Paginators) {
		for n, w := range walks() {
			o.walk(name, n, w)
			walked++
		}
	}
	for _, name := range names(calls.Waiters) {
		n, err := o.wait(name)
		if err != nil {
			return "", err
		}
		waits += n
	}
	for _, name := range append(append([]string{}, calls.OnlySDK...), calls.OnlyOurs...) {
		o.add(name, "one of them", 0, "is in one package only")
	}
	return fmt.Sprintf("%d paginators in %d walks, %d waiters in %d waits", len(calls.Paginators), walked,
		len(calls.Waiters), waits), nil
}

func names[T any](table map[string]T) []string {
	var list []string
	for name := range table {
		list = append(list, name)
	}
	sort.Strings(list)
	return list
}

// methodInputs returns the two inputs of an operation.
func methodInputs(op string) (any, any) {
	in := func(client any) any {
		m, _ := reflect.TypeOf(client).MethodByName(op)
		return reflect.New(m.Type.In(2).Elem()).Interface()
	}
	return in((*sdk.Client)(nil)), in((*ours.Client)(nil))
}

// A walk is one sequence of pages.
type walk struct {
	responses []wire.Response
	token     string // in the first request
	most      int32  // MaxResults in the first request
	limit     int32
	stop      bool
}

// walks returns sequences with an end, without an end, and with an error. The token
// is at the same path in all of EC2's pages.
func walks() []walk {
	page := func(token string) wire.Response {
		return ok("<R><requestId>r</requestId><nextToken>" + token + "</nextToken></R>")
	}
	end := ok("<R/>")
	return []walk{
		{responses: []wire.Response{end}},
		{responses: []wire.Response{page("a"), page("b &amp; c"), page("")}},
		{responses: []wire.Response{page("a"), end}, token: "start", most: 5},
		{responses: []wire.Response{page("a"), page("a"), page("a")}, limit: 7, stop: true},
		{responses: []wire.Response{page("a"), page("a"), page("b"), end}, limit: 7, most: 5},
		{responses: []wire.Response{page("a"), errorResponse(400, "Odd"), page("b"), end}},
		{responses: []wire.Response{page("start"), end}, token: "start", stop: true},
	}
}

// walk compares one walk.
func (o *observer) walk(name string, n int, w walk) {
	a, b, sent, also := clients(w.responses)
	in, inToo := methodInputs(name)
	for _, v := range []any{in, inToo} {
		set(v, "NextToken", w.token, w.token != "")
		set(v, "MaxResults", w.most, w.most != 0)
	}
	p := calls.Paginators[name]
	x, y := p.SDK(a, in, w.limit, w.stop), p.Ours(b, inToo, w.limit, w.stop)
	for step := range 6 {
		more := x.More()
		o.differ(name, "paginator", n, fmt.Sprint("more, step ", step), more, y.More())
		outX, errX := x.Next(context.Background())
		outY, errY := y.Next(context.Background())
		o.compare(name, "paginator", n, outX, outY, errX, errY)
		if !more {
			break
		}
	}
	o.differ(name, "paginator", n, "requests", sent, also)
}

// compare compares the results of two calls.
func (o *observer) compare(name, kind string, n int, a, b any, errA, errB error) {
	for _, line := range failure.Diff(errA, errB) {
		o.add(name, kind, n, line)
	}
	if errA != nil || errB != nil {
		return
	}
	for _, d := range mirror.Diff(a, b) {
		o.add(name, kind, n, d.String())
	}
}

// set sets a member if the input has it and wanted is true.
func set(in any, member string, value any, wanted bool) {
	field := reflect.ValueOf(in).Elem().FieldByName(member)
	if !wanted || !field.IsValid() || field.Kind() != reflect.Pointer ||
		!reflect.TypeOf(value).AssignableTo(field.Type().Elem()) {
		return
	}
	p := reflect.New(field.Type().Elem())
	p.Elem().Set(reflect.ValueOf(value))
	field.Set(p)
}

// A waiterModel is a waiter in AWS's file.
type waiterModel struct {
	Acceptors []struct {
		Matcher, State, Argument string
		Expected                 any
	}
}

// wait gives a waiter each response that one of its acceptors is about, twice,
// before one that decides, and returns the number of waits.
func (o *observer) wait(name string) (int, error) {
	w := calls.Waiters[name]
	o.differ(name, "waiter", 0, "delays", w.SDKDelays(), w.OursDelays())
	raw, ok := o.model.Waiters[name]
	if !ok {
		return 0, fmt.Errorf("waiter %s is not in AWS's file", name)
	}
	var model waiterModel
	if err := json.Unmarshal(raw, &model); err != nil {
		return 0, err
	}
	end := errorResponse(400, "TheEnd")
	responses := o.responses(o.model.Operations[w.Operation], model)
	n := 0
	for i := range responses {
		for _, then := range []wire.Response{end, responses[0], responses[len(responses)-1]} {
			o.waitFor(name, n, w, []wire.Response{responses[i], responses[i], then, end})
			n++
		}
	}
	return n, nil
}

func (o *observer) waitFor(name string, n int, w calls.Waits, responses []wire.Response) {
	a, b, sent, also := clients(responses)
	in, inToo := methodInputs(w.Operation)
	const delay, most = time.Millisecond, 20 * time.Second
	outX, errX := w.SDK(context.Background(), a, in, delay, most)
	outY, errY := w.Ours(context.Background(), b, inToo, delay, most)
	o.compare(name, "waiter", n, outX, outY, errX, errY)
	o.differ(name, "waiter", n, "requests", sent, also)
	_, errX = w.SDK(context.Background(), a, in, delay, 0)
	_, errY = w.Ours(context.Background(), b, inToo, delay, 0)
	o.compare(name, "waiter without time", n, nil, nil, errX, errY)
}

// responses returns the responses that a waiter's acceptors are about, and others.
func (o *observer) responses(op *apimodel.Operation, model waiterModel) []wire.Response {
	list := []wire.Response{ok("<R/>"), ok(""), errorResponse(400, "Other"), errorResponse(500, "InternalError"), {Status: 404},
		{Err: errors.New("connection reset by peer")}}
	for _, a := range model.Acceptors {
		switch a.Matcher {
		case "error":
			list = append(list, errorResponse(400, fmt.Sprint(a.Expected)))
		case "status":
			if status, is := a.Expected.(float64); is {
				list = append(list, wire.Response{Status: int(status), Body: []byte("<R/>")})
			}
		default:
			expected := fmt.Sprint(a.Expected)
			for _, values := range [][]string{{}, {expected}, {expected, "other"}, {"other", expected}, {expected, expected},
				{"other"}, {""}} {
				list = append(list, ok("<R>"+o.document(op.Output, steps(a.Argument), values)+"</R>"))
			}
		}
	}
	return list
}

var path = regexp.MustCompile(`[A-Z]\w*(\[\])?(\.\w+(\[\])?)*`)

// steps returns the steps of the path in an acceptor's argument: Images[], State.
func steps(argument string) []string { return strings.Split(path.FindString(argument), ".") }

// document returns the XML of a structure in which a path has these values, one
// after the other.
func (o *observer) document(ref *apimodel.Ref, steps []string, values []string) string {
	if len(steps) == 0 {
		return strings.Join(values, "")
	}
	name, isList := strings.CutSuffix(steps[0], "[]")
	member := o.model.Shapes[ref.Shape].Members[name]
	element := member.LocationName
	if element == "" {
		element = name
	}
	var b strings.Builder
	switch {
	case isList:
		items := o.model.Shapes[member.Shape].Member
		for _, v := range values {
			b.WriteString("<item>" + o.document(items, steps[1:], []string{v}) + "</item>")
		}
		if len(steps) == 1 {
			b.Reset()
			b.WriteString(strings.Repeat("<item></item>", len(values)))
		}
	default:
		b.WriteString(o.document(member, steps[1:], values))
	}
	return "<" + element + ">" + b.String() + "</" + element + ">"
}
