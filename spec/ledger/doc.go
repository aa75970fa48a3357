// Package ledger tracks the requirements that AWS's documentation states in prose.
// It splits the documentation of every operation and of every member of requests
// into sentences, picks those that state a constraint or a default, and compares
// them with the ledger: a file with one line per sentence and its outcome. A
// sentence without a line is an error, and so is a line without a sentence.
//
// AWS's text is not in the repository. A line has a fingerprint of the sentence and
// its places:
//
//	9c1f03ab77e2 rule:iops-required EbsBlockDevice.Iops
//	41d0b6a0c3d9 model:default CreateVolumeRequest.VolumeType
//	f00dab31c0de no:account RunInstances
//	77aa01b2c3d4 no:behavior *.DryRun
//
// A place is an operation, a shape and a member joined by a dot, or * and a member:
// that member in any shape.
//
// # Outcomes
//
//	rule:ID,ID       these rules check it
//	model:FACT,FACT  the model states it, and the tool verifies that it does, at
//	                 each place: required, range, length, enum, pattern, default,
//	                 type (the member's type alone), token (an idempotency token)
//	no:REASON        a validator cannot check it: see Reasons
//	open             it could become a rule
//
// Several of these may be joined by +. The program ec2ledger in the directory below
// prints sentences to classify, writes the lines, and compares two models.
//
// # The picking words
//
// Patterns has the words that pick a sentence, as data. They were found with the
// model of 2026-08-07, in which operations and members of requests have about 8,300
// different sentences. First came expected words (must, only, at least, ...), then
// all words of constraints among the remaining sentences, except words that picked
// only behavior (range of ports, same, error, optional). A review of 200 random
// unpicked sentences (seed 2) found five with a constraint: "Possible netmask
// lengths ... are", "1 to 30", "Use separate requests", and two that were cut off
// at a colon. The words and the splitter were changed for them. A second review
// (seed 7) found one, values in brackets after a noun. A third (seed 20261121)
// found three: "use ... instead", which says what a member is not for, and "one ...
// at a time"; with "in the same request" they picked 34 more sentences, four of
// which state the requirement of a rule. To repeat it:
//
//	go run ./spec/ledger/ec2ledger unpicked MODEL 200 20261121
package ledger
