package reference

// This file is names of pages and links, which are made of names that others chose.

import (
	"fmt"
	"strings"
)

// pageNames are the names of files that are taken. They differ in more than case, for
// file systems that do not tell cases apart.
type pageNames map[string]bool

// claim is a name for the page of something. Names of the API are kept as they are.
func (p pageNames) claim(name string) string {
	clean := safe(name)
	for n := 2; p[strings.ToLower(clean)]; n++ {
		clean = fmt.Sprintf("%s-%d", safe(name), n)
	}
	p[strings.ToLower(clean)] = true
	return clean
}

// safe is a name with nothing in it that means something to a file system, a URL or
// a selector.
func safe(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '-', r == '_':
			b.WriteRune(r)
		case r == '.' && b.Len() > 0:
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "_%x", r)
		}
	}
	if b.Len() == 0 {
		return "_"
	}
	return b.String()
}
