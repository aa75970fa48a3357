// Package dropin is the second product of ec2gen: a drop-in, which is a Go module
// that replaces github.com/aws/aws-sdk-go-v2/service/ec2 in one program. The
// module has the SDK's path, names and requests, but only those of its 800
// operations that the program uses. The program's sources do not change; a
// replace line in its go.mod selects the module.
//
// There are four packages, used in this order by the command ec2gen dropin:
//
//   - uses reads the sources of a program and lists the operations and names of the
//     SDK's package that it uses, with positions;
//   - module generates the files of the module from that list and a model;
//   - link connects the program to it: a replace line, or a go.mod for -modfile;
//   - builds finds other ways of building the program that a replace line breaks.
//
// A drop-in has the same parts as a package of the user's own: gen generates the
// package, and module adds the parts that make it a replacement: the files of
// runtime/awsclient for the program's version of the SDK's core, merged into the
// package so that its types have the SDK's path; the packages that they import,
// copied to internal/; and go.mod, go.sum, LICENSE.txt and NOTICE.
//
// Later, after an upgrade of the SDK, the versions in the build are compared with
// the SDK's requirements; left_out_gen.go and the comment on Client say what to run
// if an operation is missing.
package dropin
