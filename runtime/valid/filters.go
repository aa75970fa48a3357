package valid

// This file checks names of filters.

import (
	"strconv"
	"strings"
)

// Filters are the names of filters in an operation's documentation, sorted, each on a line
// of its own, with a line break before the first and behind the last. A name that ends with a
// colon stands for all that begin with it: tag: for tag:KEY. It is one string, because a
// program pays for it whether it filters or not.
type Filters string

// Has reports whether a filter has one of the names. Filters by tag pass, because most
// operations take them that do not document them. Has does not allocate.
func (f Filters) Has(name string) bool {
	if name == "" || strings.HasPrefix(name, "tag:") || name == "tag-key" || name == "tag-value" {
		return true
	}
	if key := strings.IndexByte(name, ':'); key >= 0 {
		// Some are documented without the colon.
		return f.line(name[:key+1]) || strings.HasSuffix(name[:key], "tag") && f.line(name[:key])
	}
	return f.line(name)
}

// line reports whether a line is the text, by binary search.
func (f Filters) line(text string) bool {
	low, high := 0, len(f)-1 // line breaks, before the first line and behind the last
	for low < high {
		start := low + strings.LastIndexByte(string(f[low:(low+high+1)/2]), '\n')
		end := start + 1 + strings.IndexByte(string(f[start+1:]), '\n')
		switch line := string(f[start+1 : end]); {
		case line == text:
			return true
		case text < line:
			high = start
		default:
			low = end
		}
	}
	return false
}

// Names returns the names.
func (f Filters) Names() []string { return strings.Fields(string(f)) }

// Filter reports element i of a list of filters, whose name is none of the known ones.
func (c *Collector) Filter(member string, i int, name string, known Filters) {
	message := "is not a documented filter of " + c.Operation
	if similar := Nearest(name, known.Names()); similar != "" {
		message += "; did you mean " + strconv.Quote(similar) + "?"
	}
	c.Item(member, i)
	c.Add(&FilterName, "Name", message, name)
	c.Leave()
}
