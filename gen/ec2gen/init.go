package main

// This file implements init, which writes an ec2gen.yaml with comments.

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/ec2gen/ec2gen/gen/ec2gen/internal/config"
)

func runInit(c *call) error {
	kind := config.Package
	if c.cutFirst("gen", "dropin") == "dropin" {
		kind = config.DropIn
	}
	flags := newTargetFlags(kind)
	if err := c.parse(flags.define); err != nil {
		return err
	}
	if err := flags.takeArguments(c); err != nil {
		return err
	}
	if err := flags.initDefaults(); err != nil {
		return err
	}
	name := flags.config
	if name == "" {
		name = config.FileNames[0]
	}
	if err := checkNoConfig(name); err != nil {
		return err
	}
	var text bytes.Buffer
	config.WriteTemplate(&text, flags.target)
	if err := os.WriteFile(name, text.Bytes(), 0o666); err != nil {
		return err
	}
	fmt.Fprintf(c.stderr, "ec2gen: wrote %s; next: ec2gen gen\n", name)
	return nil
}

// initDefaults sets the required values, so that gen works with the configuration
// as it is.
func (f *targetFlags) initDefaults() error {
	defaults := map[string]string{"out": "internal/ec2", "operations": "DescribeImages"}
	if f.target.IsSet("all") || f.target.IsSet("model") {
		delete(defaults, "operations")
	}
	if f.kind == config.DropIn {
		defaults = map[string]string{"dropin": "./...", "out": "third_party/ec2"}
	}
	for name, text := range defaults {
		if !f.target.IsSet(name) {
			if err := config.Lookup(name).Set(f.target, text); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkNoConfig rejects an existing configuration.
func checkNoConfig(name string) error {
	for _, other := range append([]string{name}, config.FileNames...) {
		if _, err := os.Lstat(other); err == nil {
			return fmt.Errorf("%s: exists; edit it, or remove it first", other)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
