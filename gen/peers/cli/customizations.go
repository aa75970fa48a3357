//go:build whole

package main

// This file compares customizations-cli.yaml with the installed AWS CLI: each
// module that changes the plain API has a row, and each row has such a module.

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/ec2gen/ec2gen/gen/peers/internal/findings"
)

// A customization is a row: its source, one name or several, and either where ours
// has it or the reason why not.
type customization struct {
	From, Carried, Reason string
}

var (
	importOf  = regexp.MustCompile(`(?m)^from awscli\.([a-z0-9_.]+) import`)
	handlerOf = regexp.MustCompile(`'((?:[a-z-]+\.)?(?:\*\.)?ec2\.[A-Za-z.*-]+)'`)
)

// checkCustomizations returns missing and superfluous rows of the table.
func checkCustomizations(python, table string) ([]findings.Finding, error) {
	out, err := exec.Command(python, "-c", "import awscli; print(awscli.__path__[0])").Output()
	if err != nil {
		return nil, fmt.Errorf("%w; make setup-cli installs the AWS CLI", err)
	}
	dir := strings.TrimSpace(string(out))
	names, err := matches(filepath.Join(dir, "handlers.py"), importOf, "")
	if err != nil {
		return nil, err
	}
	more, err := matches(filepath.Join(dir, "botocore", "handlers.py"), handlerOf, "botocore:")
	if err != nil {
		return nil, err
	}
	rows, err := readCustomizations(table)
	if err != nil {
		return nil, err
	}
	var list []findings.Finding
	add := func(name, text string) {
		list = append(list, findings.Finding{Operation: name, Kind: "customization", Text: text})
	}
	names = append(names, more...)
	for _, name := range names {
		if !slices.Contains(rows, name) {
			add(name, "is in the AWS CLI and not in "+table)
		}
	}
	for _, row := range rows {
		if !slices.Contains(names, row) {
			add(row, "is in "+table+" and not in the AWS CLI")
		}
	}
	return list, nil
}

func matches(file string, pattern *regexp.Regexp, prefix string) (names []string, err error) {
	data, err := os.ReadFile(file)
	for _, match := range pattern.FindAllSubmatch(data, -1) {
		if name := prefix + string(match[1]); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names, err
}

// readCustomizations reads the names of all rows.
func readCustomizations(table string) (names []string, err error) {
	data, err := os.ReadFile(table)
	if err != nil {
		return nil, err
	}
	var rows []customization
	if err := yaml.Unmarshal(data, &rows); err != nil {
		return nil, fmt.Errorf("%s: %w", table, err)
	}
	for _, row := range rows {
		if (row.Carried == "") == (row.Reason == "") {
			return nil, fmt.Errorf("%s: %s: either carried or reason", table, row.From)
		}
		names = append(names, strings.Fields(row.From)...)
	}
	return names, nil
}
