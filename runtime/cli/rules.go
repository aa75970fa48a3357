package cli

// This file implements --validate: it checks the model's rules before anything is
// sent, and reports violations by option.

import (
	"encoding/json"
	"fmt"
	"github.com/ec2gen/ec2gen/runtime/cliname"
	"strings"

	"github.com/ec2gen/ec2gen/runtime/valid"
)

// rules reports violations of the model's rules. Errors stop the command; with
// --validate strict, so do warnings.
func (c *command) rules(params map[string]any) error {
	if c.globals.validate == "" || c.globals.validate == "off" || c.op.Rules == nil {
		return nil
	}
	data, err := json.Marshal(params)
	if err != nil {
		return err
	}
	found, err := c.op.Rules(data)
	if err != nil {
		return err
	}
	var problems []string
	stop := false
	for _, v := range found {
		v.Path = c.optionPath(v.Path)
		problems = append(problems, v.String())
		stop = stop || v.Level == valid.LevelError || c.globals.validate == "strict"
	}
	if stop {
		return &parameterError{problems}
	}
	for _, p := range problems {
		fmt.Fprintln(c.Stderr, p)
	}
	return nil
}

// optionPath returns a path of the input with the option's name:
// --block-device-mappings[1].Ebs.Iops.
func (c *command) optionPath(path string) string {
	end := strings.IndexAny(path, ".[")
	if end < 0 {
		end = len(path)
	}
	if path == "" || c.op.Input == "" || c.api.shape(c.op.Input).member(path[:end]) == nil {
		return path
	}
	return "--" + cliname.Kebab(path[:end]) + path[end:]
}
