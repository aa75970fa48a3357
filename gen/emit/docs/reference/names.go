package reference

// This file derives names of pages and links from names in the model.

import (
	"fmt"
	"strings"
)

// pageNames has the used file names. They are unique ignoring case, for
// case-insensitive file systems.
type pageNames map[string]bool

// claim returns a unique name for a page. Names of the API are not changed.
func (p pageNames) claim(name string) string {
	clean := safe(name)
	for n := 2; p[strings.ToLower(clean)]; n++ {
		clean = fmt.Sprintf("%s-%d", safe(name), n)
	}
	p[strings.ToLower(clean)] = true
	return clean
}

// safe returns a name without characters that are special in a file system, a URL
// or a selector.
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
