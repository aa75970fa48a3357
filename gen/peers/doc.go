// Command peers compares the code that ec2gen generates for all of EC2 with the AWS
// SDK for Go: everything that the two packages export, the requests that their
// clients send or reject, and their results for responses: valid ones, errors, and
// documents broken in every way that package respond implements.
//
// Usage:
//
//	go run . [-cases N] [-seed S] [-only Operation,...] [-print N] [-v]
//
// Inputs and responses are generated at random from the seed. The first cases of an
// operation are special: nothing set, everything set, everything empty, lists with
// more than nine elements. Accepted differences are in differences-names.yaml or
// differences-wire.yaml with reasons; an entry that no longer fires is a failure,
// so the tables never excuse too much.
//
// Other comparisons:
//
//	behavior   behavior of clients: endpoints, failures, retries, pages, waiters (make behavior)
//	dropin     programs on the SDK and on a drop-in (make dropin)
//	moto       what the rules and what moto reject (make moto)
//	roundtrip  the generated server between two clients (make roundtrip)
//	ec2test    the SDK with the fake EC2 (make interop)
//	speed      encoding and decoding, measured (make bench-peers)
//	wholebuild generating and compiling all of EC2, measured (make whole-ec2)
//	recordtests records the requests in the tests of a program (make record-tests)
//	recorder, calltable   write Go source for the others
//
// All of this is a separate module, so that the root go.mod does not require the
// SDK's 400,000 lines. `make whole` writes the generated package, which is not
// committed.
//
// Exit status: 0 no unexplained difference, 1 some, 2 error.
package main
