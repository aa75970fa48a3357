package awsclient

// This file helps generated code with values inside texts: fields of typed errors,
// labels in hosts.

import (
	"fmt"
	"regexp"
	"strings"

	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/ec2gen/ec2gen/runtime/ec2xml"
)

// MatchGroup returns what the first group of pattern matches in an error's message, or
// "". It compiles the pattern each time: once per failed call.
func MatchGroup(pattern, message string) string {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return "" // cannot happen: ec2gen has checked the pattern
	}
	m := re.FindStringSubmatch(message)
	if len(m) < 2 {
		return ""
	}
	return m[1]
}

// DecodeError reads the members of an error that is a structure in the model. A
// member that cannot be read keeps its value: code and message are already set.
func DecodeError[T any](body []byte, decode func(d *ec2xml.Decoder, v *T), v *T) {
	d := ec2xml.NewDecoder(body, ec2xml.Limits{})
	for d.Next() {
		if string(d.Name()) != "Errors" {
			d.Skip()
			continue
		}
		for d.Next() {
			if string(d.Name()) != "Error" {
				d.Skip()
				continue
			}
			decode(d, v)
			return
		}
	}
}

// HostPrefix replaces the labels in a host prefix such as "data-{Label}.". It returns an
// error if a label is missing or not a valid part of a host name.
func HostPrefix(template string, labels map[string]*string) (string, error) {
	for name, value := range labels {
		if value == nil || !smithyhttp.ValidHostLabel(*value) {
			return "", fmt.Errorf("input member %s must be a valid host label, as it becomes part of the host name", name)
		}
		template = strings.ReplaceAll(template, "{"+name+"}", *value)
	}
	return template, nil
}
