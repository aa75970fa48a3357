package main

// This file implements version: the version of ec2gen and the date of its model.

import (
	"fmt"
	"runtime/debug"
	"strings"

	"golang.org/x/mod/module"

	"github.com/ec2gen/ec2gen/spec"
)

func runVersion(c *call) error {
	if err := c.parse(noFlags); err != nil {
		return err
	}
	version, commit := moduleVersion()
	fmt.Fprintf(c.stdout, "ec2gen %s\n", version)
	if commit != "" {
		fmt.Fprintf(c.stdout, "commit %s\n", commit)
	}
	model, err := spec.Embedded()
	if err != nil {
		return err
	}
	fmt.Fprintf(c.stdout, "model %s %s of %s, %s\n", model.Service.ID, model.Service.APIVersion, spec.EmbeddedDate(),
		count(len(model.Operations), "operation"))
	return nil
}

// moduleVersion returns the version of the module that ec2gen is built from, and the
// commit. The version of any checkout is "(devel)".
func moduleVersion() (version, commit string) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(devel)", ""
	}
	for _, m := range append([]*debug.Module{&info.Main}, info.Deps...) {
		if m.Path == selfPath {
			version = m.Version
		}
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			version, commit = "(devel)", s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			commit += ", modified"
		}
	}
	if version == "" {
		version = "(devel)"
	}
	if rev, err := module.PseudoVersionRev(version); err == nil && commit == "" {
		commit = rev
	}
	return version, strings.TrimPrefix(commit, ", ")
}
