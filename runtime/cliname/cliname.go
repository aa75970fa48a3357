// Package cliname derives command line names from API names, by the rules of
// botocore, which the AWS CLI uses.
package cliname

import (
	"regexp"
	"strings"
)

var (
	pluralAcronym = regexp.MustCompile(`[A-Z]{2,}s$`)
	wordStart     = regexp.MustCompile(`(.)([A-Z][a-z]+)`)
	acronymEnd    = regexp.MustCompile(`([a-z0-9])([A-Z])`)
)

// Kebab returns the command line form of an API name: register-image for
// RegisterImage, ebs-optimized for EbsOptimized.
func Kebab(name string) string {
	if strings.Contains(name, "-") {
		return name
	}
	if acronym := pluralAcronym.FindString(name); acronym != "" {
		name = strings.TrimSuffix(name, acronym) + "-" + strings.ToLower(acronym)
	}
	name = wordStart.ReplaceAllString(name, "$1-$2")
	return strings.ToLower(acronymEnd.ReplaceAllString(name, "$1-$2"))
}
