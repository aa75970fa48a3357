//go:build whole

package main

// This file compares the middleware stack that a program's APIOptions receive: it
// must have each of the SDK's ids, in the SDK's order.

import (
	"context"
	"fmt"
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	ours "github.com/ec2gen/ec2gen/gen/peers/internal/whole/ec2"
)

// A stack has the ids of each step.
type stack map[string][]string

// noting is an APIOption that records the stack.
func (s stack) noting(m *middleware.Stack) error {
	s["Initialize"], s["Serialize"], s["Build"] = m.Initialize.List(), m.Serialize.List(), m.Build.List()
	s["Finalize"], s["Deserialize"] = m.Finalize.List(), m.Deserialize.List()
	return nil
}

type intercepting struct{}

func (intercepting) BeforeExecution(context.Context, *smithyhttp.InterceptorContext) error {
	return nil
}

func (o *observer) middleware() (string, error) {
	for _, op := range []string{"DescribeImages", "RunInstances", "CopySnapshot"} {
		for n, intercepted := range []bool{false, true} {
			a, b := stack{}, stack{}
			theirs, own := sdk.Options{Region: "us-east-1"}, ours.Options{Region: "us-east-1"}
			theirs.APIOptions, own.APIOptions = append(theirs.APIOptions, a.noting), append(own.APIOptions, b.noting)
			if intercepted {
				theirs.Interceptors.AddBeforeExecution(intercepting{})
				own.Interceptors.AddBeforeExecution(intercepting{})
			}
			callBoth(op, sdk.New(theirs), ours.New(own))
			for step, ids := range a {
				o.inOrder(op, step, n, ids, b[step])
			}
		}
	}
	return "3 operations with and without interceptors", nil
}

// callBoth assembles both stacks; it ignores the results of the calls.
func callBoth(op string, a *sdk.Client, b *ours.Client) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	switch op {
	case "DescribeImages":
		_, _ = a.DescribeImages(ctx, nil)
		_, _ = b.DescribeImages(ctx, nil)
	case "RunInstances":
		_, _ = a.RunInstances(ctx, nil)
		_, _ = b.RunInstances(ctx, nil)
	case "CopySnapshot":
		_, _ = a.CopySnapshot(ctx, nil)
		_, _ = b.CopySnapshot(ctx, nil)
	}
}

// inOrder looks for the SDK's ids among ours.
func (o *observer) inOrder(op, step string, n int, ids, among []string) {
	if len(ids)+len(among) == 0 {
		o.add(op, "steps of "+step, n, "no stack was seen")
	}
	last := -1
	for _, id := range ids {
		at := slices.Index(among, id)
		switch {
		case at < 0:
			o.add(op, "steps of "+step, n, id+" is not in ours: "+fmt.Sprint(among))
		case at < last:
			o.add(op, "steps of "+step, n, id+" is elsewhere in ours: "+fmt.Sprint(among)+"; the SDK has "+fmt.Sprint(ids))
		default:
			last = at
		}
	}
}
