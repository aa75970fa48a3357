package spec

// This file carries the AMI model in the program, so that it works without
// any file of its own.

import "embed"

//go:embed ec2/2016-11-15/*.yaml
var embedded embed.FS

// Embedded returns EC2's AMI model, API version 2016-11-15, which is part of
// the program. Each call returns a model of its own.
func Embedded() (*Model, error) {
	return load(embedded, "ec2/2016-11-15", func(file string) string { return "spec/" + file })
}
