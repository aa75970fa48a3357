// Package awsclient makes the call for every generated method: validate, encode,
// resolve the endpoint, sign, send, retry, decode.
//
// It is the only package here that uses aws-sdk-go-v2's core and smithy-go. A
// call is a smithy middleware stack with the SDK's step names and middleware
// ids, in the SDK's order, so that the middleware that programs insert with
// Options.APIOptions (tracing, metrics, user agents, fault injection) works:
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
// If there are interceptors, their steps are added as in the SDK. Versions of the
// SDK differ in their steps; these are the steps of the newest version, and older
// ones that programs refer to.
//
// Versions of the SDK's core differ, too. Each feature that a version may lack is
// in its own file, sdk_FEATURE.go; for older versions, sdk_FEATURE_older.go
// replaces it.
//
// # Types of generated packages
//
// Options and similar types of a generated package are aliases of the types here: a
// program with several generated packages has one type of options, and a package of
// three operations does not declare forty types. Reflection therefore reports this
// import path. That is harmless, because every program may import it and an alias is the same
// type: mocks that mockgen makes by reflection import this package, compile and satisfy
// the same interfaces (gen/ec2gen/testdata/life/own.txtar). A drop-in cannot do that,
// since its copy of this package is internal: there, package module makes the copy a
// part of the generated package.
//
// # What a call costs
//
// Encoding alone is 30 times faster than the SDK's; the serialization step of a
// call is 4 to 8 times faster. The remaining cost is the SDK's core: of the 20
// allocations of OperationSerializer, 18 create the smithy request and copy it when
// its body is set (SetStream), one is the body and one the closure that a meter
// would time. Absent tracers and meters cost nothing else, and an operation's types
// are erased once, not per call. A whole call has 316 allocations, the SDK's 374:
// each call builds the stack anew because APIOptions may change it, retries copy
// the request, and SigV4 hashes and formats it. "make bench-peers" measures each of
// these.
//
// The package implements the protocol and the pipeline, and contains nothing about
// any operation: generated code describes each one by an Operation and passes it to
// Call.
package awsclient
