// Command ec2gen generates Go code from a YAML model of Amazon EC2's API. It has two
// products:
//
//   - a package of your own with the operations that you name: types, enums,
//     validators, the request encoder, the response decoder and a client, with the
//     names and the wire format of aws-sdk-go-v2/service/ec2;
//   - a drop-in for a program: a module that replaces aws-sdk-go-v2/service/ec2, with
//     the operations that the program uses. The program's sources stay as they are.
//
// Usage:
//
//	ec2gen gen [flags]                     generate a package, or all packages in ec2gen.yaml
//	ec2gen dropin [flags] [PACKAGES]       generate a drop-in
//	ec2gen diff [gen|dropin] [flags] ...   print what they would change; write nothing
//	ec2gen uses [flags] [PACKAGES]         list what a program uses of the SDK's package
//	ec2gen init [gen|dropin] [flags] ...   write a commented ec2gen.yaml
//	ec2gen check [PATH ...]                validate configuration, models and overlays
//	ec2gen why [flags] SHAPE               print the members that lead to a shape
//	ec2gen import [flags]                  convert an AWS model file to model YAML
//	ec2gen changes [flags] [OLD] NEW       compare two models
//	ec2gen docs [flags]                    write reference pages
//	ec2gen completion bash|zsh|fish        print a completion script
//	ec2gen version                         print version, commit and the model's date
//	ec2gen help [COMMAND|config]           describe a command, or the keys of ec2gen.yaml
//
// Flags and arguments may be mixed. Each command prints its help with -h.
//
// # A package of your own
//
// In a module that needs three of EC2's operations:
//
//	go get -tool github.com/ec2gen/ec2gen/gen/ec2gen
//	go tool ec2gen init -operations RegisterImage,DescribeImages,RunInstances -out internal/ec2
//	go tool ec2gen gen
//
// init writes ec2gen.yaml; gen reads it. In a Go file of the module,
//
//	//go:generate go tool ec2gen gen
//
// makes go generate run it, and ec2gen diff in CI fails when the package is stale.
// Without ec2gen.yaml, the flags of gen have the same names as its keys. -all
// generates all of EC2.
//
// # A drop-in
//
// In the module of a program that uses github.com/aws/aws-sdk-go-v2/service/ec2:
//
//	go tool ec2gen dropin
//
// finds what the program uses (ec2gen uses lists it), writes a module with these
// parts and the required parts of the runtime to third_party/ec2, and adds a
// replace line to go.mod. It reads the packages ./..., including tests and
// dependencies; name others as arguments. The module's go.mod requires the
// program's go version or an older one, and the program's versions of the SDK's
// core and of smithy-go. Removing the replace line, and running go mod tidy,
// restores the SDK. go-licenses check and save recognize the module's license;
// report prints Unknown as the address of the license, as for every module that a
// directory replaces.
//
// After the program has changed, ec2gen gen or ec2gen dropin updates the module;
// ec2gen diff exits 1 if it is stale. -modfile FILE writes a copy of go.mod for
// go build -modfile instead of changing the program's; -replace=false changes
// neither, for a go.work that uses the module. Without these flags, ec2gen dropin keeps
// to the way in which the program has its drop-in.
//
// A drop-in rejects exactly the calls that the SDK rejects: those without a required
// member. The environment variable EC2GEN_VALIDATION enables more for one run: rules
// (the model's rules: errors stop a call), strict (warnings too), lenient, silent, and
// RULE=error, RULE=warning or RULE=off, separated by commas. In the program, set
// Options.Validation; ec2.ParseValidationPolicy parses the same words. All but silent
// need a build with -tags ec2gen_rules: without it the rules are not compiled, and calls
// that ask for them fail.
//
// # Configuration
//
// The configuration is ec2gen.yaml (or .ec2gen.yaml) in the working directory or the
// nearest directory above it, up to the root of the module. Paths in it are relative to
// it. Flags override it. ec2gen help config describes every key with an example. A
// file with several packages and drop-ins lists them below the key packages; gen and
// diff without flags apply to all of them; with flags, to the one with that -out.
//
// # Changes
//
// changes compares two models: directories, model files, AWS's own files in any form
// that import reads, or git:REV:PATH, a path at a revision of the repository. The
// report lists each operation that changed with the members of its request and
// response, the kind of each change, and its level:
//
//	breaking-wire  a valid request may fail, or a response can no longer be decoded
//	breaking-go    generated Go that compiled may no longer compile
//	notable        a tightened limit, a new rule, a deprecation
//	compatible     an addition, or a relaxed limit
//	docs           documentation only: counted, and listed with -docs
//
// Breaking changes come first. With one argument, the built-in model is the old one.
// -min LEVEL omits changes below that level. -used-by ./... omits changes that do
// not affect a program: of operations that it does not use, and of members and
// values that it does not name. For the others it shows the positions in the
// program.
//
// -fail-on LEVEL exits 1 if a change has that level or a worse one. -ignore FILE
// omits changes that a team has accepted:
//
//   - id: member-removed          # a kind, * for any
//     path: DescribeImages.Images[].Old*   # operation and path, * for any text
//     because: we never read it
//
// -format json writes one document. It has "level" (the most serious), "changes"
// (each once: kind, level, shape, member, name, from, to, members, fromPos and
// toPos with file, line and col), "operations" (name, status, level, limitsOnly,
// and its occurrences: index into changes, side, path, level), "shapes"
// (name, changes, affected operations), "model" (changes of the model itself)
// and "kinds" (their meanings). Fields may be added, but are never renamed or
// removed.
//
// -log DIR writes a page for each step of a series of models, and an index: the
// history of an API.
//
// # Reference pages
//
// docs writes pages for the operations of a model: for each its request and response to
// any depth with Go, wire and command line names, types, limits, values, dates and
// rules; its error codes; calls in Go, for the AWS CLI, boto3, paws, JavaScript and as
// Query parameters; and the dates of additions. -format html writes a directory that
// works from disk and from any web server, with a search over all names; markdown is
// for a repository; man is for the command line. With the key pages of ec2gen.yaml,
// ec2gen gen writes pages next to a package and ec2gen diff compares them. (The key
// docs selects the documentation in the package and its pages.)
//
// # Exit status
//
// 0 success; 1 "no" or "differs"; 2 error: a wrong command line, an invalid
// model, a file that cannot be read or written. Results go to standard output,
// everything else to standard error.
package main
