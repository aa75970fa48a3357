package plan

// This file is what a package says about how it was made.

// A Record says what a package is and how it was made, for its readers.
type Record struct {
	About   string // the first paragraph, which begins "Package"; "": its operations of the API
	Command string // makes it again: "ec2gen gen"
	Version string // of ec2gen; "": a checkout
	Model   string // "the built-in model of 2026-08-07"
	Docs    string // version of the SDK's package whose documentation is quoted; "": none
	Update  string // when to run the command: "To add an operation, add it to ec2gen.yaml and run"
}
