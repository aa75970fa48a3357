package spec

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNearest(t *testing.T) {
	names := []string{"RegisterImage", "DeregisterImage", "DescribeImages", "DryRun", "Name", "in", "In", "uefi",
		"uefi-preferred"}
	for name, want := range map[string]string{
		"RegisterImages":          "RegisterImage",
		"registerimage":           "RegisterImage",
		"DeregisterImages":        "DeregisterImage",
		"DescribeImage":           "DescribeImages",
		"dryRun":                  "DryRun",
		"Nmae":                    "Name",
		"Namen":                   "Name",
		"uefi_preferred":          "uefi-preferred",
		"IN":                      "In",
		"Image":                   "",
		"Id":                      "",
		"x":                       "",
		"":                        "",
		"Name" + longName:         "",
		"Something else entirely": "",
	} {
		assert.Equal(t, want, nearest(name, names), name)
	}
	assert.Equal(t, "aab", nearest("aac", []string{"aad", "aab"}), "the alphabetically first of two equally near names")
}

var longName = strings.Repeat("e", 100)
