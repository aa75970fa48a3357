package main

// This file is about models: loading one from any form, and the commands that
// answer questions about one, check and why.

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
)

// loadModel reads a model of any form and keeps the operations named (nil: all)
// and the shapes that they reach.
func loadModel(path string, operations []string) (*spec.Model, error) {
	model, err := readModel(path)
	if err != nil || operations == nil {
		return model, err
	}
	return model.Slice(operations)
}

func readModel(path string) (*spec.Model, error) {
	if path == "" {
		return spec.Embedded()
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fmt.Errorf("%s: there is no such model; name a model folder, a model YAML file or an AWS model file", path)
	case err != nil:
		return nil, err
	case !info.IsDir() && !isYAML(path):
		model, _, err := awsmodel.Read(path, awsmodel.Options{})
		return model, err
	}
	return spec.Load(path)
}

func isYAML(path string) bool {
	return strings.HasSuffix(path, ".yaml") || strings.HasSuffix(path, ".yml")
}

func runCheck(c *call) error {
	if err := c.parse(noFlags); err != nil {
		return err
	}
	paths := c.flags.Args()
	if len(paths) == 0 {
		paths = []string{""}
	}
	bad := false
	for _, path := range paths {
		model, err := readModel(path)
		if path == "" {
			path = "the built-in model"
		}
		if err == nil {
			fmt.Fprintf(c.stderr, "ec2gen: %s is valid: %d operations, %d shapes, %d rules\n",
				path, len(model.Operations), len(model.Shapes), len(model.Rules))
			continue
		}
		if list := spec.Errors(nil); !errors.As(err, &list) {
			return err // the file could not be read: trouble, not an answer
		}
		bad = true
		fmt.Fprintln(c.stdout, err)
	}
	if bad {
		return errNo
	}
	return nil
}

func runWhy(c *call) error {
	var path, operations string
	if err := c.parse(func(fs *flag.FlagSet) {
		fs.StringVar(&path, "model", "", "model `PATH` (default: the built-in AMI model)")
		fs.StringVar(&operations, "operations", "", "comma-separated `NAMES` of the operations (default: all in the model)")
	}); err != nil {
		return err
	}
	if c.flags.NArg() != 1 {
		return c.usagef("expected one SHAPE, got %d arguments", c.flags.NArg())
	}
	model, err := loadModel(path, splitNames(operations))
	if err != nil {
		return err
	}
	chains := model.Why(c.flags.Arg(0))
	for _, chain := range chains {
		fmt.Fprintln(c.stdout, spec.FormatChain(chain))
	}
	if len(chains) == 0 {
		fmt.Fprintf(c.stderr, "ec2gen: no operation reaches a shape called %s\n", c.flags.Arg(0))
		return errNo
	}
	return nil
}
