package spec

// This file carries the model of EC2 in the program, so that it works without
// any file of its own.

import (
	"embed"
	"io/fs"
)

//go:embed ec2/2016-11-15/*.yaml ec2/2016-11-15/SOURCE
var embedded embed.FS

// Embedded returns the built-in model: all of EC2, API version 2016-11-15, with
// our overlays. Each call returns a model of its own.
func Embedded() (*Model, error) {
	return load(embedded, "ec2/2016-11-15", func(file string) string { return "spec/" + file })
}

// EmbeddedRules returns the built-in overlays that hold rules, for models
// of the same API from elsewhere: Link reads them onto one.
func EmbeddedRules() ([]Source, error) {
	var sources []Source
	files, err := fs.Glob(embedded, "ec2/2016-11-15/overlay-rules*.yaml")
	for _, file := range files {
		data, err := embedded.ReadFile(file)
		if err != nil {
			return nil, err
		}
		sources = append(sources, Source{Name: "spec/" + file, Data: data})
	}
	return sources, err
}
