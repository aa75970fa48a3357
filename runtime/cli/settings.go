package cli

// This file reads the settings of the configuration file that only the AWS CLI
// uses, such as the output format. The SDK reads regions and credentials.

import (
	"bufio"
	"os"
	"strings"

	"github.com/jmespath-community/go-jmespath"
)

// settings returns the settings of the profile.
func (r *run) settings() map[string]string {
	path := r.env("AWS_CONFIG_FILE")
	if path == "" {
		path = "~/.aws/config"
	}
	profile := r.globals.profile
	for _, name := range []string{"AWS_PROFILE", "AWS_DEFAULT_PROFILE"} {
		if profile == "" {
			profile = r.env(name)
		}
	}
	if profile == "" {
		profile = "default"
	}
	f, err := os.Open(r.expand(path))
	if err != nil {
		return nil
	}
	defer f.Close()
	keys, inside := map[string]string{}, false
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		switch key, value, ok := strings.Cut(line, "="); {
		case strings.HasPrefix(line, "["):
			name := strings.Trim(line, "[] \t")
			inside = name == profile && profile == "default" || strings.Join(strings.Fields(name), " ") == "profile "+profile
		case inside && ok && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, ";"):
			keys[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	return keys
}

// output returns how to print the result.
func (r *run) output() (*output, error) {
	format := r.globals.output
	if format == "" {
		format = r.env("AWS_DEFAULT_OUTPUT")
	}
	if format == "" {
		format = r.settings()["output"]
	}
	if format == "" {
		format = "json"
	}
	known := false
	for _, f := range formats {
		known = known || f == format
	}
	if !known {
		return nil, &valueError{"Unknown output type: " + format}
	}
	color := r.globals.color == "on" || r.globals.color != "off" && r.Terminal && r.env("NO_COLOR") == ""
	return &output{format: format, query: r.query(), color: color, width: r.Columns, w: r.Stdout}, nil
}

func (r *run) query() jmespath.JMESPath { return r.globals.query }
