package cli

// This file has the global options, which may come before or after the command.

import (
	"net/url"
	"strconv"

	"github.com/jmespath-community/go-jmespath"
)

// globals are the values of the global options.
type globals struct {
	command     string
	version     bool
	debug       bool
	endpointURL string
	verifySSL   bool
	paginate    bool
	output      string
	query       jmespath.JMESPath
	profile     string
	region      string
	color       string
	sign        bool
	caBundle    string
	readTimeout *int64 // seconds; 0: no limit; nil: the default
	connTimeout *int64
	binary      string // base64 or raw-in-base64-out
	dryRunOK    bool
	validate    string // "": off; "rules": errors stop the call; "strict": warnings too
	wait        string // name of the waiter to run afterwards; "": none
	waitDelay   *int64 // seconds; nil: the waiter's
	waitMax     *int64 // attempts; nil: the waiter's
}

// globalOptions lists the AWS CLI's global options, then ours.
var globalOptions = []option{
	{name: "--debug", dest: "debug", arity: none, sets: true},
	{name: "--endpoint-url", dest: "endpoint-url"},
	{name: "--no-verify-ssl", dest: "verify-ssl", arity: none, sets: false},
	{name: "--no-paginate", dest: "paginate", arity: none, sets: false},
	{name: "--output", dest: "output", choices: formats},
	{name: "--query", dest: "query"},
	{name: "--profile", dest: "profile"},
	{name: "--region", dest: "region"},
	{name: "--version", dest: "version", arity: none, sets: true},
	{name: "--color", dest: "color", choices: []string{"on", "off", "auto"}},
	{name: "--no-sign-request", dest: "sign", arity: none, sets: false},
	{name: "--ca-bundle", dest: "ca-bundle"},
	{name: "--cli-read-timeout", dest: "read-timeout"},
	{name: "--cli-connect-timeout", dest: "connect-timeout"},
	{name: "--cli-binary-format", dest: "binary-format", choices: []string{"base64", "raw-in-base64-out"}},
	{name: "--no-cli-pager", dest: "no-pager", arity: none, sets: true},
	{name: "--cli-auto-prompt", dest: "auto-prompt", arity: none, sets: true},
	{name: "--no-cli-auto-prompt", dest: "auto-prompt", arity: none, sets: false},
}

// ourOptions lists the options that the AWS CLI lacks. They cannot be abbreviated,
// so they make no abbreviation of the AWS CLI's options ambiguous.
var ourOptions = []option{
	{name: "--validate", dest: "validate", choices: []string{"rules", "strict", "off"}},
	{name: "--dry-run-ok", dest: "dry-run-ok", arity: none, sets: true},
	{name: "--wait", dest: "wait", arity: maybe, sets: "?"},
	{name: "--wait-delay", dest: "wait-delay"},
	{name: "--wait-attempts", dest: "wait-attempts"},
}

// optionDocs has the help text of the global options.
var optionDocs = map[string]string{
	"--debug":               "Write requests and responses to standard error.",
	"--endpoint-url":        "Send requests to this URL.",
	"--no-verify-ssl":       "Do not check TLS certificates.",
	"--no-paginate":         "Send one request only.",
	"--output":              "Format of the result. Default: json.",
	"--query":               "JMESPath expression that filters the result.",
	"--profile":             "Profile of the configuration and credential files.",
	"--region":              "Region, such as us-east-1.",
	"--version":             "Print the version.",
	"--color":               "Color tables: on, off, or auto for terminals.",
	"--no-sign-request":     "Do not sign requests; no credentials are loaded.",
	"--ca-bundle":           "File with CA certificates to trust.",
	"--cli-read-timeout":    "Seconds to wait for a response. Default: 60; 0: no limit.",
	"--cli-connect-timeout": "Seconds to wait for a connection. Default: 60; 0: no limit.",
	"--cli-binary-format":   "Format of binary parameters: base64 (the default) or raw-in-base64-out.",
	"--no-cli-pager":        "Accepted for compatibility; no pager is ever started.",
	"--cli-auto-prompt":     "Accepted for compatibility; there is no prompt.",
	"--no-cli-auto-prompt":  "Accepted for compatibility; there is no prompt.",
	"--validate": "Check the model's rules before sending: rules (errors stop the call), strict (warnings " +
		"too), off.",
	"--dry-run-ok": "With --dry-run: exit 0 if the request would have succeeded.",
	"--wait": "Wait until the resource is ready. Takes a waiter's name, which may be omitted if the " +
		"command has one waiter.",
	"--wait-delay":    "Seconds between attempts of a waiter. Default: the waiter's own delay.",
	"--wait-attempts": "Number of attempts before a waiter fails. Default: the waiter's own number.",
}

// parseGlobals reads the global options and the command; the rest belongs to the
// command.
func (r *run) parseGlobals(args []string) (globals, []string, error) {
	ours, args, err := exactly(ourOptions, args)
	if err != nil {
		return globals{}, nil, err
	}
	p := parser{options: globalOptions, command: true}
	v, rest, err := p.parse(args)
	if err != nil {
		return globals{}, nil, err
	}
	g := globals{
		command: text(v, "command"), endpointURL: text(v, "endpoint-url"), output: text(v, "output"),
		profile: text(v, "profile"), region: text(v, "region"), color: text(v, "color"),
		caBundle: text(v, "ca-bundle"), binary: text(v, "binary-format"),
		version: v["version"] == true, debug: v["debug"] == true,
		verifySSL: v["verify-ssl"] != false, paginate: v["paginate"] != false, sign: v["sign"] != false,
		dryRunOK: ours["dry-run-ok"] == true, validate: text(ours, "validate"), wait: text(ours, "wait"),
	}
	if g.version {
		return g, rest, nil
	}
	if g.waitDelay, err = count(ours, "wait-delay"); err != nil {
		return g, nil, err
	}
	if g.waitMax, err = count(ours, "wait-attempts"); err != nil {
		return g, nil, err
	}
	return g, rest, g.resolve(v)
}

// count returns the value of one of our options: an integer of at least 0.
func count(v parsed, dest string) (*int64, error) {
	word, ok := v[dest].(string)
	if !ok {
		return nil, nil
	}
	n, err := strconv.ParseInt(word, 10, 32)
	if err != nil || n < 0 {
		return nil, usagef("argument --%s: invalid value: '%s'; use an integer of at least 0", dest, word)
	}
	return &n, nil
}

// resolve checks and converts the values that are not plain text.
func (g *globals) resolve(v parsed) (err error) {
	if query, ok := v["query"].(string); ok {
		if g.query, err = compileQuery(query); err != nil {
			return usagef("Bad value for --query %s: %v", query, err)
		}
	}
	if g.endpointURL != "" {
		if u, err := url.Parse(g.endpointURL); err != nil || u.Scheme == "" {
			return usagef("Bad value for --endpoint-url \"%s\": scheme is missing.  Must be of the form http://<hostname>/ "+
				"or https://<hostname>/", g.endpointURL)
		}
	}
	if g.readTimeout, err = seconds(v, "read-timeout", "--cli-read-timeout"); err != nil {
		return err
	}
	g.connTimeout, err = seconds(v, "connect-timeout", "--cli-connect-timeout")
	return err
}

func seconds(v parsed, dest, name string) (*int64, error) {
	word, ok := v[dest].(string)
	if !ok {
		return nil, nil
	}
	n, err := strconv.ParseInt(word, 10, 32)
	if err != nil {
		return nil, &valueError{"invalid literal for int() with base 10: '" + word + "' (" + name + ")"}
	}
	return &n, nil
}

func text(v parsed, dest string) string {
	word, _ := v[dest].(string)
	return word
}

// exactly removes options that are spelled in full from a command line.
func exactly(options []option, args []string) (parsed, []string, error) {
	values, rest := parsed{}, []string{}
	for i := 0; i < len(args); i++ {
		if args[i] == "--" {
			return values, append(rest, args[i:]...), nil
		}
		found := (*option)(nil)
		name, value, attached := splitOption(args[i])
		for j := range options {
			if options[j].name == name {
				found = &options[j]
			}
		}
		if found == nil {
			rest = append(rest, args[i])
			continue
		}
		one := &parseRun{parser: &parser{}, values: values, words: args, next: i + 1}
		if err := one.take(found, given(value, attached)); err != nil {
			return nil, nil, err
		}
		i = one.next - 1
	}
	return values, rest, nil
}
