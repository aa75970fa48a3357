// Command peers holds the code that ec2gen generates for all of EC2 against the
// AWS SDK for Go, which it claims to equal: everything that the two packages
// export, the requests that their clients send, what they do not send, and what
// they make of responses: good ones, errors, and documents broken in every way that
// package respond knows.
//
// Usage:
//
//	go run . [-cases N] [-seed S] [-only Operation,...] [-print N] [-v]
//
// Inputs and responses are random and come from the seed. The first cases of an
// operation are special: nothing set, everything set, everything empty, lists of
// more than nine. A difference that stays is in differences-names.yaml or
// differences-wire.yaml with its reason; an entry that no longer fires is a failure,
// so the tables never excuse more than is there.
//
// Beside it stand
//
//	behavior   how a client behaves: endpoints, failures, retries, pages, waiters (make behavior)
//	dropin     programs on the SDK and on a drop-in (make dropin)
//	roundtrip  the generated server between two clients (make roundtrip)
//	ec2test    the SDK against the EC2 for tests (make interop)
//	speed      encoding and decoding, measured (make bench-peers)
//	wholebuild generating and compiling all of EC2, measured (make whole-ec2)
//	recordtests records the requests in the tests of a program (make record-tests)
//	recorder, calltable   write Go source for the others
//
// All is a module of its own, so that the SDK's 400,000 lines never reach the root
// go.mod. The generated package is written by `make whole` and not committed.
//
// Exit status: 0 no unexplained difference, 1 some, 2 trouble.
package main
