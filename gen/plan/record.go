package plan

// This file declares the record of how a package was generated.

// A Record describes a package and how it was generated, for its readers.
type Record struct {
	About   string // the first paragraph, which begins "Package"; "": its operations of the API
	Command string // the command that repeats it: "ec2gen gen"
	Version string // of ec2gen; "": a checkout
	Model   string // "the built-in model of 2026-08-07"
	Docs    string // version of the SDK's package whose documentation is quoted; "": none
	Update  string // when to run the command: "To add an operation, add it to ec2gen.yaml and run"
}
