package main

// This file implements help: for the program, a command, or the configuration.

import (
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/ec2gen/ec2gen/gen/ec2gen/internal/config"
)

func runHelp(c *call) error {
	if err := c.parse(noFlags); err != nil {
		return err
	}
	switch topic := c.flags.Arg(0); {
	case c.flags.NArg() > 1:
		return c.usagef("expected one COMMAND, got %d arguments", c.flags.NArg())
	case topic == "":
		usage(c.stdout)
	case topic == "config":
		config.Describe(c.stdout)
	case findCommand(topic) == nil:
		return c.usagef("unknown command %q; %s", topic, strings.TrimSuffix(suggestCommand(topic), "?"))
	default:
		cmd := findCommand(topic)
		return cmd.run(&call{command: *cmd, argv: []string{"-h"}, stdout: c.stdout, stderr: c.stderr})
	}
	return nil
}

// usage prints the help of the program.
func usage(w io.Writer) {
	fmt.Fprint(w, "ec2gen generates Go packages from a model of Amazon EC2's API.\n\n")
	for _, cmd := range commands() {
		fmt.Fprintf(w, "  ec2gen %-11s %s\n", cmd.name, cmd.short)
	}
	fmt.Fprint(w, `
More: ec2gen help COMMAND, ec2gen help config (the keys of ec2gen.yaml).
The manual: go doc github.com/ec2gen/ec2gen/gen/ec2gen

Exit status: 0 success; 1 "no" or "differs"; 2 error.

example:
  ec2gen init -operations RegisterImage,RunInstances -out internal/ec2 && ec2gen gen
`)
}

// help prints the usage of a command, its flags and an example.
func (c *call) help(w io.Writer) {
	fmt.Fprintf(w, "usage: ec2gen %s\n\n%s.\n\n", strings.TrimSpace(c.name+" "+c.args),
		strings.ToUpper(c.short[:1])+c.short[1:])
	c.flags.VisitAll(func(f *flag.Flag) {
		name, text := flag.UnquoteUsage(f)
		if v, ok := f.Value.(*keyValue); ok {
			name = v.key.Arg
		}
		fmt.Fprintln(w, strings.TrimRight("  -"+f.Name+" "+name, " "))
		for _, line := range wrap(text+defaultText(f), 72) {
			fmt.Fprintln(w, "        "+line)
		}
	})
	fmt.Fprintf(w, "\nexample:\n  %s\n", c.example)
}

// defaultText returns the default of a flag whose description does not mention it.
func defaultText(f *flag.Flag) string {
	if f.DefValue == "" || f.DefValue == "false" || f.DefValue == "0" || strings.Contains(f.Usage, "efault:") {
		return ""
	}
	return " (default: " + f.DefValue + ")"
}

// wrap breaks text into lines of at most width characters.
func wrap(text string, width int) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return append(lines, line)
}
