// Package cli is the command line of an EC2 API: it parses arguments, sends
// requests and prints responses as the AWS CLI does, from a table of operations
// and shapes that ec2gen generates.
//
// A generated package holds the table, an [API], and a function Main that calls
// [Run]. Options, values, output formats and exit codes are those of version 2
// of the AWS CLI, so a script that calls aws ec2 can call the program instead.
//
// # From arguments to a response
//
//	arguments   split into options and values            arguments.go, globals.go
//	values      text becomes parameters                  value.go, shorthand.go, paramfile.go
//	parameters  customized, read from files, checked     customize.go, input.go, check.go
//	request     encoded from the table                   encode.go, call.go
//	response    decoded by the table, paged              decode.go, pages.go, wait.go
//	output      queried and printed                      output*.go
//
// Parameters and decoded responses are plain values: map[string]any, []any,
// string, bool, int64, float64 and []byte. Nothing is compiled per operation,
// which keeps a program with all 800 operations small.
//
// # Beyond the AWS CLI
//
// --validate rules reports everything that the model's rules find, before
// anything is sent, with paths that start with the option's name. For a
// mistyped command, option or value, the error suggests the nearest name.
// --wait waits until the changed resource is ready; --wait-delay and
// --wait-attempts set the delay and the number of attempts, here and for the
// command wait. --dry-run-ok reports a passed dry run with a sentence and exit
// code 0 instead of an error. The command completion prints scripts for bash,
// zsh and fish, and help accepts a command's name.
package cli
