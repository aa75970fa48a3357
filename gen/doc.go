// Package gen generates a Go package from a linked model: types, enums, encoders,
// decoders, a client. It handles Go and no YAML.
//
// Generate joins the packages below. Package plan is the Go view of a model and
// makes all decisions. Each package below emit prints one concern; it imports the
// plan and the helpers of package emit, and no other concern. Package files
// compares the result with a directory and writes it; no other package accesses the
// disk.
//
// Read plan/plan.go first, and then one of the concerns together with its output,
// such as emit/query/query.go and generated/ec2/query_gen.go.
//
// # Another service, another protocol
//
// The packages plan and emit contain nothing specific to EC2: the model has the
// host prefix, the signing name and the XML namespace (spec.Service), and the only
// protocol is spec.Protocol. A second Query protocol, such as the awsQuery of IAM
// and Auto Scaling, has other keys and another envelope around results and errors.
// It would change only these files:
//
//	spec/model.go                   Protocol has two values; keys of the second are not capitalized
//	spec/check_shape.go             accepts both
//	spec/botocore/botocore.go       imports models of the second protocol
//	spec/smithy/smithy.go           the same
//	runtime/ec2query/writer.go      keys of lists (Name.member.1) and maps (Name.entry.1.key)
//	runtime/ec2query/reader.go      the same, for servers
//	runtime/awsclient/response.go   the output is in OpResponse/OpResult
//	runtime/ec2xml/error.go         the error is in ErrorResponse/Error
//	runtime/ec2http/error.go        the same, for servers
//	gen/emit/client/client.go       the protocol becomes a field of awsclient.Service
package gen
