package sdkdoc

// This file finds the SDK's sources.

import (
	"io"
	"os"

	"golang.org/x/mod/modfile"

	"github.com/ec2gen/ec2gen/gen/gotool"
)

// Sources has the sources of one version of the SDK's package.
type Sources struct {
	Dir     string
	Version string
}

// Find returns the sources of a version, which may be a query such as latest. The
// go command downloads the module if it is missing in the module cache. progress,
// if not nil, receives messages about it.
func Find(version string, progress io.Writer) (*Sources, error) {
	m, err := gotool.Download(Module, version, progress)
	if err != nil {
		return nil, err
	}
	return &Sources{Dir: m.Dir, Version: m.Version}, nil
}

// Required returns the version that a go.mod requires, or "". It ignores replace
// lines: a drop-in has no documentation of its own.
func Required(goMod string) (string, error) {
	data, err := os.ReadFile(goMod)
	if err != nil {
		return "", err
	}
	file, err := modfile.ParseLax(goMod, data, nil)
	if err != nil {
		return "", err
	}
	for _, r := range file.Require {
		if r.Mod.Path == Module {
			return r.Mod.Version, nil
		}
	}
	return "", nil
}
