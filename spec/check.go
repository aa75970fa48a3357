package spec

// This file is what a model must meet beyond its form: a table of checks, one
// function each. A check sees a linked model and reports; it changes nothing.

// A checker runs checks on a model.
type checker struct {
	model  *Model
	faults *faults
	places places
}

// runChecks runs all of them.
func runChecks(c *checker) {}
