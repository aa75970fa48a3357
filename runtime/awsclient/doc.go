// Package awsclient is the call behind every generated method: validate, encode,
// resolve the endpoint, sign, send, retry, decode.
//
// It stands on aws-sdk-go-v2's core and smithy-go, and is the one package here
// that does. A call is a smithy middleware stack with the SDK's step names and
// middleware ids, in the SDK's order, so that what programs insert with
// Options.APIOptions (tracing, metrics, user agents, fault injection) keeps
// working:
//
//	Initialize   RegisterServiceMetadata, legacyEndpointContextSetter, SetLogger, OperationIdempotencyTokenAutoFill,
//	             OperationInputValidation
//	Serialize    setOperationInput, ResolveEndpoint, OperationSerializer
//	Build        ClientRequestID, ComputeContentLength, UserAgent, RecursionDetection
//	Finalize     InterceptBeforeRetryLoop, Retry, InterceptAttempt, RetryMetricsHeader, ResolveAuthScheme, GetIdentity,
//	             ResolveEndpointV2, disableHTTPS, ComputePayloadHash, setLegacyContextSigningOptions, Signing
//	Deserialize  AddRawResponseToMetadata, ErrorCloseResponseBody, CloseResponseBody, ResponseErrorWrapper,
//	             RequestIDRetriever, OperationDeserializer, RecordResponseTiming, RequestResponseLogger
//
// Interceptors add the SDK's steps for them. Versions of the SDK differ in their steps;
// these are those of the newest, and those of older ones that programs refer to.
//
// Versions of the SDK's core differ as well. What a version may lack is in a file of its
// own, sdk_FEATURE.go, with another, sdk_FEATURE_older.go, to replace it.
//
// # What a call costs
//
// Encoding is 30 times faster than the SDK's by itself, and 4 to 8 times as part of a
// call. The rest is the SDK's core: of the 20 allocations of OperationSerializer, 18 make
// the smithy request and copy it when its body is set (SetStream), one is the body and
// one the closure that a meter would time. Nothing else is spent on tracers and meters
// that the options do not have, and an operation's types are erased once, not per call.
// A whole call has 316 allocations, the SDK's 374: the stack is built anew for each call
// because APIOptions may change it, retries copy the request, and SigV4 hashes and
// formats it. "make bench-peers" measures each of these.
//
// The package knows the protocol and the pipeline and nothing about any
// operation: generated code describes each by an Operation and hands it to Call.
package awsclient
