//go:build whole

package main

// This file compares the two judgments of each request, and counts.

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/gen/peers/internal/findings"
	"github.com/ec2gen/ec2gen/gen/peers/internal/whole/ec2"
	"github.com/ec2gen/ec2gen/gen/peers/internal/wire"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// A comparison is what came of all requests.
type comparison struct {
	operations map[string]bool
	classes    map[string]int // "both accept it"
	alone      map[string]int // rules that reject what moto accepts
	findings   []findings.Finding
}

func newComparison() *comparison {
	return &comparison{map[string]bool{}, map[string]int{}, map[string]int{}, nil}
}

// compare asks both sides about a request.
func (c *comparison) compare(peer *motoProcess, r request) error {
	found := r.violations()
	body := encode(r)
	if body == "" {
		c.classes["our client does not send it: CopySnapshot is presigned in the source region"]++
		return nil
	}
	response, err := peer.send(body)
	if err != nil {
		return err
	}
	c.operations[r.operation] = true
	errors, warnings := rules(found, valid.LevelError), rules(found, valid.LevelWarning)
	v, code, message := judge(response)
	switch {
	case v != accepted && v != rejected:
		c.classes["moto "+string(v)]++
	case v == accepted && len(errors) == 0:
		c.classes["both accept it"]++
	case v == rejected && len(errors) > 0:
		c.classes["both reject it"]++
	case v == accepted:
		c.classes["only our rules reject it"]++
		for _, id := range errors {
			c.alone[id]++
		}
	default:
		kind := "passes"
		if len(warnings) > 0 {
			kind = "warns"
		}
		c.classes["only moto rejects it, ours "+kind]++
		c.findings = append(c.findings, findings.Finding{Operation: r.operation, Case: len(c.findings),
			Kind: strings.Join(append([]string{kind}, warnings...), " "),
			Text: fmt.Sprintf("%s: %s; %s\n    %.300s", code, message, r.from, body)})
	}
	return nil
}

// encode returns the body of the request, as our client sends it, or "" if it does
// not send it.
func encode(r request) string {
	transport := &wire.Transport{Next: wire.Response{Body: []byte("<R/>")}}
	client := reflect.ValueOf(ec2.New(clientOptions(transport)))
	client.MethodByName(r.operation).Call([]reflect.Value{reflect.ValueOf(context.Background()), r.input})
	sent := transport.Last()
	if sent == nil {
		return ""
	}
	return string(sent.Body)
}

// print shows the counts, and for the verbose the rules that stand alone.
func (c *comparison) print(verbose bool) {
	for _, class := range slices.Sorted(maps.Keys(c.classes)) {
		fmt.Printf("%7d %s\n", c.classes[class], class)
	}
	if !verbose {
		return
	}
	sources := map[string]string{}
	for _, r := range ec2.ValidationRules() {
		sources[r.ID] = r.Source
	}
	for _, id := range slices.Sorted(maps.Keys(c.alone)) {
		fmt.Printf("%7d only %s rejects: %s\n", c.alone[id], id, sources[id])
	}
}
