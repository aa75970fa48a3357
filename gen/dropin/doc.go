// Package dropin is the second product of ec2gen: a drop-in, which is a Go module
// that replaces github.com/aws/aws-sdk-go-v2/service/ec2 in one program. The module
// has the SDK's path, the SDK's names and the SDK's requests, and of its 800
// operations only those that the program uses. The program's sources stay as they
// are; a replace line in its go.mod selects the module.
//
// There are four packages, used in this order by the command ec2gen dropin:
//
//   - uses reads the sources of a program and lists the operations and names of the
//     SDK's package that it uses, with positions;
//   - module turns that list and a model into the files of the module;
//   - link connects the program to it: a replace line, or a go.mod for -modfile;
//   - builds finds other ways of building the program that a replace line breaks.
//
// A drop-in is made of the same parts as a package of one's own: gen generates the
// package, and module adds what makes it a replacement: the parts of
// runtime/awsclient that fit the program's version of the SDK's core, merged into the
// package so that its types have the SDK's path; what that needs, copied below internal/;
// and go.mod, go.sum and LICENSE.
//
// After its first day: when the SDK is upgraded, the versions that the build has are
// compared with what the SDK requires; left_out_gen.go and the comment on Client say what
// to run when an operation is missing.
package dropin
