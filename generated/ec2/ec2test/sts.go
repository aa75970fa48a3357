package ec2test

// This file implements STS's GetCallerIdentity: programs with one endpoint for all
// services also send it to that endpoint.

import (
	"context"
	"net/http"

	"github.com/ec2gen/ec2gen/runtime/ec2http"
	"github.com/ec2gen/ec2gen/runtime/sigv4"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// newSTS returns the handler of requests that are signed for STS.
func newSTS(e *EC2) http.Handler {
	service := ec2http.Service{Version: "2011-06-15", Namespace: "https://sts.amazonaws.com/doc/2011-06-15/"}
	operations := map[string]ec2http.OperationHandler[*EC2]{"GetCallerIdentity": callerIdentity}
	return ec2http.NewHandler(service, operations, e, func(o *ec2http.Options) { o.Authorize = e.authorize("sts") })
}

func callerIdentity(ctx context.Context, x *ec2http.Exchange, e *EC2) error {
	if err := x.Check(func() valid.Violations { return nil }); err != nil {
		return err
	}
	who, err := e.caller(ctx)
	if err != nil {
		return err
	}
	result := x.Response.Enter("GetCallerIdentityResult")
	x.Response.Text("Arn", "arn:aws:iam::"+who.account+":root")
	x.Response.Text("UserId", who.account)
	x.Response.Text("Account", who.account)
	x.Response.Leave(result)
	return nil
}

// handlerOf returns the handler of the service in a request's signature.
func (e *EC2) handlerOf(r *http.Request) http.Handler {
	if header, err := sigv4.Parse(r); err == nil && header.Service == "sts" {
		return e.sts
	}
	return e.handler
}
