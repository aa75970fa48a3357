//go:build whole

package main

// This file collects the command lines: those of testdata/lines.txt, systematic
// ones for the AMI operations and 50 others, and random ones.

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/gen/peers/internal/apimodel"
	"github.com/ec2gen/ec2gen/runtime/cliname"
)

//go:embed testdata/lines.txt
var listed string

// A command is one command line.
type command struct {
	operation string
	args      []string
}

// format returns the output format of the command, for the comparison.
func (c command) format() string {
	for i, arg := range c.args {
		if arg == "--generate-cli-skeleton" {
			if i+1 < len(c.args) && c.args[i+1] == "yaml-input" {
				return "yaml-skeleton"
			}
			return "skeleton"
		}
	}
	for i, arg := range c.args {
		if arg == "--output" && i+1 < len(c.args) {
			return c.args[i+1]
		}
	}
	return "json"
}

// amiOperations has the AMI operations, others 50 that programs call.
var amiOperations = strings.Fields(`RegisterImage DeregisterImage DescribeImages DescribeImageAttribute CopyImage CreateImage
	ModifyImageAttribute ResetImageAttribute EnableImageDeprecation DisableImageDeprecation CreateTags DeleteTags
	CreateSnapshot DescribeSnapshots ImportSnapshot DescribeImportSnapshotTasks`)

var others = strings.Fields(`RunInstances DescribeInstances StartInstances StopInstances RebootInstances TerminateInstances
	DescribeInstanceStatus DescribeInstanceTypes ModifyInstanceAttribute DescribeInstanceAttribute GetPasswordData
	CreateVolume AttachVolume DetachVolume DeleteVolume DescribeVolumes ModifyVolume CopySnapshot DeleteSnapshot
	ModifySnapshotAttribute CreateKeyPair DeleteKeyPair DescribeKeyPairs ImportKeyPair CreateSecurityGroup
	DeleteSecurityGroup DescribeSecurityGroups AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress
	RevokeSecurityGroupIngress CreateVpc DeleteVpc DescribeVpcs ModifyVpcAttribute CreateSubnet DescribeSubnets
	CreateRouteTable CreateRoute DescribeRouteTables AllocateAddress AssociateAddress DescribeAddresses
	CreateNetworkInterface DescribeNetworkInterfaces CreateNetworkAclEntry CreateLaunchTemplate CreateFleet
	RequestSpotInstances DescribeRegions DescribeAvailabilityZones BundleInstance`)

// collect returns all command lines.
func collect(model *apimodel.Model, dir, only string, seed uint64, random int) ([]command, error) {
	var all []command
	if random == 0 {
		fromFile, err := readLines(dir)
		if err != nil {
			return nil, err
		}
		all = fromFile
		for _, name := range append(slices.Clone(amiOperations), others...) {
			all = append(all, systematic(model, model.Operations[name], dir)...)
		}
	}
	names := make([]string, 0, len(model.Operations))
	for name := range model.Operations {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for n := range random {
			m := &maker{model: model, rand: rand.New(rand.NewPCG(seed, stream(name, n))), dir: dir}
			all = append(all, m.line(model.Operations[name]))
		}
	}
	return slices.DeleteFunc(all, func(c command) bool {
		ok, _ := path.Match(only, c.operation)
		return !ok
	}), nil
}

func stream(name string, n int) uint64 {
	h := uint64(n)
	for _, b := range []byte(name) {
		h = h*1099511628211 + uint64(b)
	}
	return h
}

// readLines reads testdata/lines.txt: one command line per line, with shell quotes,
// and "file NAME" with content in JSON.
func readLines(dir string) ([]command, error) {
	var all []command
	for n, line := range strings.Split(listed, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case strings.HasPrefix(line, "file "):
			name, content, _ := strings.Cut(strings.TrimPrefix(line, "file "), " ")
			var text string
			if err := json.Unmarshal([]byte(content), &text); err != nil {
				return nil, fmt.Errorf("testdata/lines.txt:%d: %w", n+1, err)
			}
			if err := os.WriteFile(path.Join(dir, name), []byte(text), 0o600); err != nil {
				return nil, err
			}
			continue
		}
		args, err := split(strings.ReplaceAll(line, "$DIR", dir))
		if err != nil {
			return nil, fmt.Errorf("testdata/lines.txt:%d: %w", n+1, err)
		}
		all = append(all, command{operation: fmt.Sprintf("lines.txt:%d", n+1), args: append([]string{"ec2"}, args...)})
	}
	return all, nil
}

// split splits a line like a shell, but only with quotes.
func split(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	quote, inside := byte(0), false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
			if c == '\\' && quote == '"' && i+1 < len(line) && (line[i+1] == '"' || line[i+1] == '\\') {
				i++
			}
			word.WriteByte(line[i])
		case c == '\'' || c == '"':
			quote, inside = c, true
		case c == ' ':
			if inside {
				words = append(words, word.String())
			}
			word.Reset()
			inside = false
		default:
			inside = true
			word.WriteByte(c)
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("unterminated quote %c", quote)
	}
	if inside {
		words = append(words, word.String())
	}
	return words, nil
}

// systematic returns the lines of one operation: each option with the required
// ones, all together, skeletons, and a skeleton as input.
func systematic(model *apimodel.Model, op *apimodel.Operation, dir string) []command {
	m := &maker{model: model, rand: rand.New(rand.NewPCG(7, stream(op.Name, 0))), dir: dir}
	name := cliname.Kebab(op.Name)
	var all []command
	add := func(args ...string) {
		all = append(all, command{op.Name, append([]string{"ec2", name}, args...)})
	}
	add("--generate-cli-skeleton")
	add("--generate-cli-skeleton", "yaml-input")
	if op.Input == nil {
		add()
		return all
	}
	shape := model.Shapes[op.Input.Shape]
	formats := []string{"json", "text", "table", "yaml"}
	var required, everything []string
	for _, member := range shape.MemberNames() {
		if slices.Contains(shape.Required, member) {
			required = append(required, m.option(shape, member)...)
		}
	}
	for i, member := range shape.MemberNames() {
		option := m.option(shape, member)
		everything = append(everything, option...)
		if slices.Contains(shape.Required, member) {
			option = nil
		}
		add(append(append(slices.Clone(required), option...), "--output", formats[i%len(formats)])...)
	}
	add(append(everything, "--output", "json")...)
	add(append(slices.Clone(required), "--generate-cli-skeleton", "output")...)
	add(append(slices.Clone(required), "--no-paginate", "--output", "yaml-stream")...)
	return all
}
