package spec

// This file embeds the model of EC2, so that the program works without other files.

import (
	"embed"
	"io/fs"
)

//go:embed ec2/2016-11-15/*.yaml ec2/2016-11-15/SOURCE ec2/2016-11-15/ledger.txt
var embedded embed.FS

// Embedded returns the built-in model: all of EC2, API version 2016-11-15, with
// our overlays. Each call returns a new model.
func Embedded() (*Model, error) {
	return load(embedded, "ec2/2016-11-15", func(file string) string { return "spec/" + file })
}

// EmbeddedOverlays returns the overlays of the built-in model, for other models of
// the same API.
func EmbeddedOverlays() ([]Source, error) { return embeddedFiles("overlay*.yaml") }

// EmbeddedLedger returns the ledger of the built-in model: see package ledger.
func EmbeddedLedger() ([]byte, error) { return embedded.ReadFile("ec2/2016-11-15/ledger.txt") }

func embeddedFiles(pattern string) (sources []Source, err error) {
	files, err := fs.Glob(embedded, "ec2/2016-11-15/"+pattern)
	for _, file := range files {
		data, err := embedded.ReadFile(file)
		if err != nil {
			return nil, err
		}
		sources = append(sources, Source{Name: "spec/" + file, Data: data})
	}
	return sources, err
}

// embeddedStack returns the built-in model before linking.
func embeddedStack() (Stack, error) {
	model, err := embeddedFiles("model.yaml")
	if err != nil {
		return Stack{}, err
	}
	overlays, err := EmbeddedOverlays()
	return Stack{Model: model, Layers: []Layer{{Files: overlays}}}, err
}
