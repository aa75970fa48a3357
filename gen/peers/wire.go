//go:build whole

package main

// This file sends the same inputs and the same responses through both clients.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"

	"github.com/ec2gen/ec2gen/gen/peers/internal/apimodel"
	"github.com/ec2gen/ec2gen/gen/peers/internal/failure"
	"github.com/ec2gen/ec2gen/gen/peers/internal/findings"
	"github.com/ec2gen/ec2gen/gen/peers/internal/mirror"
	"github.com/ec2gen/ec2gen/gen/peers/internal/respond"
	"github.com/ec2gen/ec2gen/gen/peers/internal/values"
	"github.com/ec2gen/ec2gen/gen/peers/internal/wire"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// A wireResult is the result of all comparisons.
type wireResult struct {
	mu                          sync.Mutex
	operations                  int
	requests, responses, errors int
	broken                      int
	findings                    []findings.Finding
	skipped                     []string
}

// compareWire compares every operation, on all processors. The result for an
// operation only depends on the seed and its name.
func compareWire(model *apimodel.Model, operations []*apimodel.Operation, cases int, seed uint64) *wireResult {
	result := &wireResult{}
	work := make(chan *apimodel.Operation)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			p := newPair()
			for op := range work {
				result.operation(p, model, op, cases, seed)
			}
		}()
	}
	for _, op := range operations {
		work <- op
	}
	close(work)
	wg.Wait()
	sort.Slice(result.findings, func(i, j int) bool {
		a, b := result.findings[i], result.findings[j]
		return a.Operation < b.Operation || a.Operation == b.Operation &&
			(a.Kind < b.Kind || a.Kind == b.Kind && a.Case < b.Case)
	})
	return result
}

func (r *wireResult) operation(p *pair, model *apimodel.Model, op *apimodel.Operation, cases int, seed uint64) {
	sdkType, oursType, ok := p.inputs(op.Name)
	if !ok {
		r.mu.Lock()
		r.skipped = append(r.skipped, op.Name)
		r.mu.Unlock()
		return
	}
	var found []findings.Finding
	for n := range cases {
		for _, text := range p.request(op, sdkType, oursType,
			values.New(seed, values.Stream(op.Name, n), values.Form(min(n, int(values.Random))))) {
			found = append(found, findings.Finding{Operation: op.Name, Kind: "request", Case: n, Text: text})
		}
		form := respond.Form(min(n, int(respond.Random)))
		body := respond.New(model, values.New(seed, values.Stream(op.Name+" response", n), values.Random), form).Response(op)
		for _, text := range p.response(op, sdkType, oursType, wire.Response{Body: body}) {
			found = append(found, findings.Finding{Operation: op.Name, Kind: "response", Case: n, Text: text})
		}
		spoilt, how := spoil(values.New(seed, values.Stream(op.Name+" broken", n), values.Random), body)
		for _, text := range p.response(op, sdkType, oursType, wire.Response{Body: spoilt}) {
			found = append(found, findings.Finding{Operation: op.Name, Kind: "broken: " + how, Case: n, Text: text})
		}
	}
	bad := errorResponses(values.New(seed, values.Stream(op.Name+" error", 0), values.Random))
	for n, res := range bad {
		for _, text := range p.response(op, sdkType, oursType, res) {
			found = append(found, findings.Finding{Operation: op.Name, Kind: "error", Case: n, Text: text})
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.operations++
	r.requests += cases
	r.responses += cases
	r.broken += cases
	r.errors += len(bad)
	r.findings = append(r.findings, found...)
}

// request sends one random input through both clients.
func (p *pair) request(op *apimodel.Operation, sdkType, oursType reflect.Type, source *values.Source) []string {
	in, copied := reflect.New(sdkType), reflect.New(oursType)
	source.Fill(in.Interface(), oursType)
	if err := mirror.Copy(copied.Interface(), in.Interface()); err != nil {
		return []string{"cannot be copied: " + err.Error()}
	}
	inJSON := jsonDiff(in.Interface(), copied.Interface()) // now, because the SDK sets tokens in the caller's own input
	empty := wire.Response{Body: []byte("<" + op.Name + "Response/>")}
	p.sdkTransport.Next, p.oursTransport.Next = empty, empty
	var lines []string
	var sdkErr, oursErr error
	for range 2 { // again, in case the clock advanced between two signatures
		_, sdkErr = call(p.sdk, op.Name, clone(in))
		_, oursErr = call(p.ours, op.Name, copied)
		if lines = wire.Diff(p.sdkTransport.Last(), p.oursTransport.Last()); len(lines) == 0 {
			break
		}
	}
	lines = append(append(inJSON, lines...), failure.Diff(sdkErr, oursErr)...)
	if sdkErr != nil && oursErr != nil {
		return lines // for another reason, which comes first
	}
	_, strictErr := call(p.strict, op.Name, in)
	p.sdkTransport.Last()
	return append(lines, failure.RequiredDiff(strictErr, required(copied.Interface()))...)
}

// clone copies an input, because the SDK sets members.
func clone(in reflect.Value) reflect.Value {
	c := reflect.New(in.Type().Elem())
	c.Elem().Set(in.Elem())
	return c
}

// required returns the paths of our violations that the SDK also checks: required
// members.
func required(in any) []string {
	var paths []string
	for _, v := range in.(interface{ Violations() valid.Violations }).Violations() {
		if v.SDKChecks {
			paths = append(paths, v.Path)
		}
	}
	return paths
}

// spoil breaks a response in one of the implemented ways.
func spoil(source *values.Source, body []byte) (spoilt []byte, how string) {
	list := respond.SpoilNames()
	for {
		how = list[source.IntN(len(list))]
		if spoilt = respond.Spoils[how](source, body); spoilt != nil {
			return spoilt, how
		}
	}
}

// response gives both clients the same response and compares their results.
func (p *pair) response(op *apimodel.Operation, sdkType, oursType reflect.Type, next wire.Response) []string {
	p.sdkTransport.Next, p.oursTransport.Next = next, next
	sdkOut, sdkErr := call(p.sdk, op.Name, reflect.New(sdkType))
	oursOut, oursErr := call(p.ours, op.Name, reflect.New(oursType))
	p.sdkTransport.Last()
	p.oursTransport.Last()
	if lines := failure.Diff(sdkErr, oursErr); len(lines) > 0 || sdkErr != nil {
		return lines
	}
	lines := metadataDiff(sdkOut, oursOut)
	differences := mirror.Diff(sdkOut, oursOut)
	for _, d := range differences {
		lines = append(lines, d.String())
	}
	if len(differences) == 0 {
		lines = append(lines, jsonDiff(sdkOut, oursOut)...)
	}
	return lines
}

// jsonDiff compares two marshaled inputs or outputs.
func jsonDiff(sdk, ours any) []string {
	a, errA := json.Marshal(sdk)
	b, errB := json.Marshal(ours)
	switch {
	case (errA == nil) != (errB == nil):
		return []string{fmt.Sprintf("json: %v, %v", errA, errB)}
	case errA != nil || bytes.Equal(a, b):
		return nil // a NaN, which JSON does not support
	}
	var x, y any
	if json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && sameJSON(x, y) {
		return nil // in another order
	}
	return []string{fmt.Sprintf("json: %.300s, %.300s", a, b)}
}

// sameJSON reports whether two documents are equal, ignoring members that are not
// set in one and unknown in the other's model: names are compared elsewhere.
func sameJSON(a, b any) bool {
	x, isX := a.(map[string]any)
	y, isY := b.(map[string]any)
	if list, ok := a.([]any); ok {
		other, ok := b.([]any)
		return ok && slices.EqualFunc(list, other, sameJSON)
	}
	if !isX || !isY {
		return reflect.DeepEqual(a, b)
	}
	for key := range x {
		if _, both := y[key]; both && !sameJSON(x[key], y[key]) || !both && !unset(x[key]) {
			return false
		}
	}
	for key := range y {
		if _, both := x[key]; !both && !unset(y[key]) {
			return false
		}
	}
	return true
}

// unset reports whether a JSON value means that a member was not set: for an enum,
// it is "".
func unset(v any) bool { return v == nil || v == "" }

// metadataDiff compares the request ids of two outputs.
func metadataDiff(sdk, ours any) []string {
	id := func(out any) string {
		metadata := reflect.ValueOf(out).Elem().FieldByName("ResultMetadata").Interface().(middleware.Metadata)
		id, ok := awsmiddleware.GetRequestIDMetadata(metadata)
		return fmt.Sprint(id, ok)
	}
	if a, b := id(sdk), id(ours); a != b {
		return []string{fmt.Sprintf("request id: %s, %s", a, b)}
	}
	return nil
}

// errorResponses returns error responses: variants of EC2's envelope, and the
// results of proxies and broken connections.
func errorResponses(s *values.Source) []wire.Response {
	code, message := s.Word(), s.Word()
	envelope := func(inner string) []byte {
		return []byte("<?xml version=\"1.0\"?>\n<Response><Errors><Error>" + inner +
			"</Error></Errors><RequestID>req-1</RequestID></Response>")
	}
	return []wire.Response{
		{Status: 400, Body: envelope("<Code>" + code + "</Code><Message>" + message + " &amp; &lt;more&gt;</Message>")},
		{Status: 412, Body: envelope("<Code>DryRunOperation</Code><Message>Request would have succeeded, but DryRun flag " +
			"is set.</Message>")},
		{Status: 503, Body: envelope("<Code>RequestLimitExceeded</Code><Message>Request limit exceeded.</Message>")},
		{Status: 500, Body: envelope("<Code>InternalError</Code><Message></Message>")},
		{Status: 400, Body: envelope("<Message>" + message + "</Message>")},
	}
}

// print prints the first findings that the table does not explain, and the totals.
func (r *wireResult) print(table *findings.Table, all bool, show int, took time.Duration) (clean bool) {
	listed, unexplained := table.Print(os.Stdout, r.findings, all, show)
	if len(r.skipped) > 0 {
		fmt.Println("wire: in the model, but not in both packages:", strings.Join(r.skipped, ", "))
	}
	fmt.Printf("wire: %d operations, %d requests, %d responses, %d broken ones, %d error responses; %d differences are "+
		"listed with a reason, %d unexplained; %.0f s\n",
		r.operations, r.requests, r.responses, r.broken, r.errors, listed, unexplained, took.Seconds())
	return unexplained+len(r.skipped) == 0
}
