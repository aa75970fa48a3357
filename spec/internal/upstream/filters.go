package upstream

// This file reads the names of filters out of the documentation of a list of them:
// they are facts, and AWS states them nowhere else.

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/ec2gen/ec2gen/spec"
)

// filterItem is the text of an item that describes a filter: its name, for tag:<key> with
// the key, and what separates it from the description.
var filterItem = regexp.MustCompile(`^\s*([A-Za-z][A-Za-z0-9._-]*)(:<[^>]*>)?\s*(?:$|[-–—:|])`)

// otherNames are further names of a filter, which its description has.
var otherNames = regexp.MustCompile(`also use ([A-Za-z0-9._-]+)(?: or ([A-Za-z0-9._-]+))? as the filter names?`)

// MayFilter reports whether a member can be a list of filters, by what AWS calls it.
func MayFilter(member string) bool { return member == "Filter" || member == "Filters" }

// FilterNames returns the names of filters that documentation lists, sorted. Each is
// at the beginning of an item of a list; the lists inside an item have its values. The
// name tag: stands for tag:KEY.
func FilterNames(fragment string) []string {
	var names []string
	var item strings.Builder
	depth := 0
	for z := html.NewTokenizer(strings.NewReader(fragment)); ; {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			names = append(names, namesOf(item.String())...)
			slices.Sort(names)
			return slices.Compact(names)
		case html.TextToken:
			if depth == 1 {
				item.Write(z.Text())
			}
		case html.StartTagToken, html.EndTagToken:
			name, _ := z.TagName()
			list := string(name) == "ul" || string(name) == "ol"
			if list || string(name) == "li" && depth == 1 {
				names = append(names, namesOf(item.String())...)
				item.Reset()
			}
			switch {
			case list && kind == html.StartTagToken:
				depth++
			case list && depth > 0:
				depth--
			}
		}
	}
}

// namesOf are the names of the filter that an item describes.
func namesOf(item string) []string {
	m := filterItem.FindStringSubmatch(item)
	if m == nil {
		return nil
	}
	names := []string{m[1]}
	if m[2] != "" || m[1] == "tag" { // some items leave the key out, and describe it
		names[0] += ":"
	}
	for _, others := range otherNames.FindAllStringSubmatch(item, -1) {
		for _, name := range others[1:] {
			if name != "" {
				names = append(names, name)
			}
		}
	}
	return names
}

// settleFilters removes the names of filters from a member that is no list of them.
func settleFilters(m *spec.Member) {
	if !m.Shape.IsFilters() {
		m.Filters = nil
	}
}
