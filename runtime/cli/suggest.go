package cli

// This file suggests names for mistyped ones.

import "github.com/ec2gen/ec2gen/runtime/valid"

// didYouMean returns a clause that suggests the nearest name, or "" if no name is near.
func didYouMean(word string, names []string) string {
	if best := valid.Nearest(word, names); best != "" {
		return "; did you mean " + best + "?"
	}
	return ""
}
