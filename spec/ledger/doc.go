// Package ledger accounts for what AWS's documentation says about requests in
// prose. It takes the documentation of every operation and of every member that
// a request can hold apart into sentences, picks those that state a constraint or
// a default, and compares them with the ledger: a file with one line per sentence
// that says what became of it. A sentence without a line is an error, and so is a
// line without a sentence.
//
// AWS's text stays out of the repository. A line has a fingerprint of the
// sentence, and the places where it stands:
//
//	9c1f03ab77e2 rule:iops-required EbsBlockDevice.Iops
//	41d0b6a0c3d9 model:default CreateVolumeRequest.VolumeType
//	f00dab31c0de no:account RunInstances
//	77aa01b2c3d4 no:behavior *.DryRun
//
// A place is an operation, a shape and a member joined by a dot, or * and a
// member: that member of whichever shape.
//
// # What becomes of a sentence
//
//	rule:ID,ID       these rules check it
//	model:FACT,FACT  the model states it, and the tool verifies that it does, at
//	                 each place: required, range, length, enum, pattern, default,
//	                 type (the member's type alone), token (an idempotency token)
//	no:REASON        no request can break it where a validator sees it: see Reasons
//	open             it could be a rule, and nobody has written one yet
//
// Several of these may be joined by +. The program ec2ledger in the directory
// below prints sentences for the person who classifies them, writes the lines,
// and compares two models.
//
// # The picking words
//
// Patterns has the words by which a sentence is picked, as data. They were found
// over the model of 2026-08-07, in which operations and members of requests have
// about 8,300 different sentences. First came the words that a person expects
// (must, only, at least, ...), then every word that stood in constraints among the
// sentences that were left, with those removed again that picked behavior only
// (range of ports, same, error, optional). A look at 200 random unpicked sentences
// (seed 2) found five that state something: "Possible netmask lengths ... are",
// "1 to 30", "Use separate requests", and two that were cut off at a colon. The words
// and the splitter were changed for them. A second look (seed 7) found one, values
// in brackets behind a noun. A third (seed 20261121) found three: "use ... instead",
// which names what a member is not for, and "one ... at a time"; with "in the same
// request" they picked 34 more sentences, of which four state what a rule checks.
// To repeat it:
//
//	go run ./spec/ledger/ec2ledger unpicked MODEL 200 20261121
package ledger
