package cli

// This file is --validate: the model's rules, before anything is sent, in the
// words of the command line.

import (
	"encoding/json"
	"fmt"
	"github.com/ec2gen/ec2gen/runtime/cliname"
	"strings"

	"github.com/ec2gen/ec2gen/runtime/valid"
)

// rules reports what the model's rules find. Errors stop the command, and with
// --validate strict warnings do, too.
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

// optionPath is a path of the input in the option's own words:
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
