package awsclient

// This file reports a call to the caller's tracer and meter, with the names that
// the SDK uses.

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/middleware"
	"github.com/aws/smithy-go/tracing"
)

// scope names the instruments. It is the SDK's name, because dashboards use it.
const scope = "github.com/aws/aws-sdk-go-v2/service/ec2"

// The types of Options.MeterProvider and Options.TracerProvider.
type (
	meterProvider  = metrics.MeterProvider
	tracerProvider = tracing.TracerProvider
)

// meterAttempts makes the retry loop measure attempts.
func (p *pipeline) meterAttempts(a *retry.Attempt) {
	a.OperationMeter = p.options.MeterProvider.Meter(scope)
}

func (o *Options) resolveObservers() {
	if o.TracerProvider == nil {
		o.TracerProvider = &tracing.NopTracerProvider{}
	}
	if o.MeterProvider == nil {
		o.MeterProvider = metrics.NopMeterProvider{}
	}
}

// The durations of a call and its parts, in seconds.
const (
	callDuration            = "client.call.duration"
	serializeDuration       = "client.call.serialization_duration"
	resolveIdentityDuration = "client.call.auth.resolve_identity_duration"
	resolveEndpointDuration = "client.call.resolve_endpoint_duration"
	signRequestDuration     = "client.call.auth.signing_duration"
	deserializeDuration     = "client.call.deserialization_duration"
)

var durations = []struct{ name, about string }{
	{callDuration, "The whole call, including retries and bodies"},
	{serializeDuration, "Encoding the request's body"},
	{resolveIdentityDuration, "Resolving the credentials"},
	{resolveEndpointDuration, "Resolving the endpoint, without name resolution"},
	{signRequestDuration, "Signing the request"},
	{deserializeDuration, "Decoding the response's body"},
}

type instrumentsKey struct{}

// observe starts the span and the measurement of a whole call, and returns the
// function that ends them.
func (p *pipeline) observe(ctx context.Context) (context.Context, func(error), error) {
	ctx = middleware.WithServiceID(ctx, p.client.service.ID)
	ctx = middleware.WithOperationName(ctx, p.op.name)
	_, unmetered := p.options.MeterProvider.(metrics.NopMeterProvider)
	_, untraced := p.options.TracerProvider.(*tracing.NopTracerProvider)
	p.metered, p.traced = !unmetered, !untraced
	if p.metered {
		instruments := map[string]metrics.Float64Histogram{}
		meter := p.options.MeterProvider.Meter(scope)
		for _, d := range durations {
			h, err := meter.Float64Histogram(d.name,
				func(o *metrics.InstrumentOptions) { o.UnitLabel, o.Description = "s", d.about })
			if err != nil {
				return ctx, nil, err
			}
			instruments[d.name] = h
		}
		ctx = context.WithValue(ctx, instrumentsKey{}, instruments)
	}
	tracer := p.options.TracerProvider.Tracer(scope)
	ctx = tracing.WithOperationTracer(ctx, tracer)
	ctx, span := tracer.StartSpan(ctx, p.client.service.ID+"."+p.op.name, func(o *tracing.SpanOptions) {
		o.Kind = tracing.SpanKindClient
		o.Properties.Set("rpc.system", "aws-api")
		o.Properties.Set("rpc.method", p.op.name)
		o.Properties.Set("rpc.service", p.client.service.ID)
	})
	start := time.Now()
	return ctx, func(err error) {
		if p.metered {
			record(ctx, callDuration, start)
		}
		if p.traced {
			endSpan(span, err)
		}
	}, nil
}

// endSpan ends a span with the call's status.
func endSpan(span tracing.Span, err error) {
	if err != nil {
		span.SetProperty("exception.type", fmt.Sprintf("%T", err))
		span.SetProperty("exception.message", err.Error())
		var api smithy.APIError
		if errors.As(err, &api) {
			span.SetProperty("api.error_code", api.ErrorCode())
			span.SetProperty("api.error_message", api.ErrorMessage())
			span.SetProperty("api.error_fault", api.ErrorFault().String())
		}
	}
	span.SetProperty("error", err != nil)
	if err == nil {
		span.SetStatus(tracing.SpanStatusOK)
	} else {
		span.SetStatus(tracing.SpanStatusError)
	}
	span.End()
}

// A property is an attribute of a span or a measurement.
type property struct{ key, value string }

// A span is a part of the call for the tracer. The zero value does nothing.
type span struct{ tracing.Span }

// startSpan starts the span of a part of the call.
func (p *pipeline) startSpan(ctx context.Context, name string) (context.Context, span) {
	if !p.traced {
		return ctx, span{}
	}
	ctx, started := tracing.StartSpan(ctx, name)
	return ctx, span{started}
}

// set sets a property of the span.
func (s span) set(p property) {
	if s.Span != nil {
		s.SetProperty(p.key, p.value)
	}
}

// end ends the span.
func (s span) end() {
	if s.Span != nil {
		s.End()
	}
}

// timed measures a part of the call.
func (p *pipeline) timed(ctx context.Context, name string, do func() error, properties ...property) error {
	if !p.metered {
		return do()
	}
	start := time.Now()
	err := do()
	record(ctx, name, start, properties...)
	return err
}

func record(ctx context.Context, name string, start time.Time, properties ...property) {
	instruments, ok := ctx.Value(instrumentsKey{}).(map[string]metrics.Float64Histogram)
	if !ok {
		return
	}
	instruments[name].Record(ctx, time.Since(start).Seconds(), func(o *metrics.RecordMetricOptions) {
		o.Properties.Set("rpc.service", middleware.GetServiceID(ctx))
		o.Properties.Set("rpc.method", middleware.GetOperationName(ctx))
		for _, p := range properties {
			o.Properties.Set(p.key, p.value)
		}
	})
}
