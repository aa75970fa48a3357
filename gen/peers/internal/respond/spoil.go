// This file breaks responses like a truncated connection, a proxy, a service of
// another version or a careless test server.

package respond

import (
	"bytes"
	"regexp"
	"sort"
	"strings"

	"github.com/ec2gen/ec2gen/gen/peers/internal/values"
)

// Spoils has functions that break a response, by name. Each returns nil if it
// cannot break the response. Some results are legal XML that EC2 does not send.
var Spoils = map[string]func(s *values.Source, body []byte) []byte{
	"truncated": truncated,
	"empty":     func(*values.Source, []byte) []byte { return []byte{} },
	"blank":     func(*values.Source, []byte) []byte { return []byte(" \n\t") },
	"plain text": func(*values.Source, []byte) []byte {
		return []byte("upstream connect error or disconnect/reset before headers")
	},
	"an HTML page": func(*values.Source, []byte) []byte { return []byte(htmlPage) },
	"JSON":         func(*values.Source, []byte) []byte { return []byte(`{"message": "forbidden"}`) },
	"text before": func(_ *values.Source,
		b []byte) []byte {
		return append([]byte("garbage "), afterDeclaration(b)...)
	},
	"text behind":       func(_ *values.Source, b []byte) []byte { return append(bytes.Clone(b), " garbage"...) },
	"markup behind":     func(_ *values.Source, b []byte) []byte { return append(bytes.Clone(b), "</oops><"...) },
	"two documents":     func(_ *values.Source, b []byte) []byte { return append(bytes.Clone(b), afterDeclaration(b)...) },
	"a byte order mark": func(_ *values.Source, b []byte) []byte { return append([]byte("\ufeff"), b...) },
	"a document type": func(_ *values.Source, b []byte) []byte {
		return append([]byte("<!DOCTYPE r [<!ENTITY e \"x\">]>"), afterDeclaration(b)...)
	},
	"another encoding": func(_ *values.Source, b []byte) []byte {
		return append([]byte(`<?xml version="1.0" encoding="ISO-8859-1"?>`), afterDeclaration(b)...)
	},
	"another version": func(_ *values.Source, b []byte) []byte {
		return append([]byte(`<?xml version="1.1"?>`), afterDeclaration(b)...)
	},
	"an end tag misspelt": replaced(endTags, func(_ *values.Source, at string) string { return "</x" + at[2:] }),
	"an end tag missing":  replaced(endTags, func(*values.Source, string) string { return "" }),
	"a stray <": replaced(texts,
		func(_ *values.Source, at string) string { return ">" + at[1:len(at)-1] + "<<" }),
	"a stray &":             replaced(texts, func(_ *values.Source, at string) string { return ">a & b<" }),
	"an unknown entity":     replaced(texts, func(*values.Source, string) string { return ">&nbsp;<" }),
	"an illegal reference":  replaced(texts, func(*values.Source, string) string { return ">&#1;<" }),
	"a control character":   replaced(texts, func(*values.Source, string) string { return ">\x01<" }),
	"invalid UTF-8":         replaced(texts, func(*values.Source, string) string { return ">\xff\xfe<" }),
	"]]> in text":           replaced(texts, func(*values.Source, string) string { return ">a]]>b<" }),
	"an element in a value": replaced(texts, func(_ *values.Source, at string) string { return "><b" + at + "/b><" }),
	"a comment in a value":  replaced(texts, func(_ *values.Source, at string) string { return ">a<!-- c -->b<" }),
	"a PI in a value":       replaced(texts, func(_ *values.Source, at string) string { return ">a<?pi?>b<" }),
	"CDATA and text":        replaced(texts, func(_ *values.Source, at string) string { return ">a<![CDATA[b]]>c<" }),
	"a word for a number":   replaced(numbers, func(*values.Source, string) string { return ">many<" }),
	"no number":             replaced(numbers, func(*values.Source, string) string { return "><" }),
	"a number with spaces": replaced(numbers,
		func(_ *values.Source, at string) string { return "> " + at[1:len(at)-1] + " <" }),
	"a number with a plus": replaced(numbers, func(*values.Source, string) string { return ">+7<" }),
	"a fraction":           replaced(numbers, func(*values.Source, string) string { return ">7.0<" }),
	"a number too large":   replaced(numbers, func(*values.Source, string) string { return ">99999999999<" }),
	"a number beyond all": replaced(numbers,
		func(*values.Source, string) string { return ">999999999999999999999999<" }),
	"a number for a truth": replaced(truths,
		func(s *values.Source, _ string) string { return []string{">1<", ">0<", ">7<"}[s.IntN(3)] }),
	"a truth shouted": replaced(truths, func(s *values.Source, _ string) string {
		return []string{">TRUE<", ">True<", ">T<", ">tRUE<"}[s.IntN(4)]
	}),
	"no truth":            replaced(truths, func(*values.Source, string) string { return "><" }),
	"a time without zone": replaced(times, func(*values.Source, string) string { return ">2026-08-07T00:00:00<" }),
	"a date for a time":   replaced(times, func(*values.Source, string) string { return ">2026-08-07<" }),
	"seconds for a time":  replaced(times, func(*values.Source, string) string { return ">1786060800<" }),
	"no time":             replaced(times, func(*values.Source, string) string { return "><" }),
	"an element repeated": repeated,
	"upper case":          replaced(names, func(_ *values.Source, at string) string { return strings.ToUpper(at) }),
	"an attribute bare":   replaced(starts, func(_ *values.Source, at string) string { return at[:len(at)-1] + " a=b>" }),
	"an attribute twice": replaced(starts,
		func(_ *values.Source, at string) string { return at[:len(at)-1] + ` a="1" a="2">` }),
	"xsi:nil": replaced(leaves,
		func(_ *values.Source, at string) string { return regexpName.FindString(at) + ` xsi:nil="true"/>` }),
	"deep nesting": deep,
}

const htmlPage = `<!DOCTYPE html>
<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr></body></html>`

var (
	endTags    = regexp.MustCompile(`</[A-Za-z0-9:]+>`)
	texts      = regexp.MustCompile(`>[A-Za-z0-9.-]+</`)
	numbers    = regexp.MustCompile(`>-?[0-9]+</`)
	truths     = regexp.MustCompile(`>(true|false)</`)
	times      = regexp.MustCompile(`>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z</`)
	names      = regexp.MustCompile(`<[a-z][A-Za-z]*>[A-Za-z0-9.-]*</[a-z][A-Za-z]*>`)
	leaves     = regexp.MustCompile(`<[a-z][A-Za-z]*>[A-Za-z0-9.-]*</[a-z][A-Za-z]*>`)
	starts     = regexp.MustCompile(`<[a-z][A-Za-z]*>`)
	regexpName = regexp.MustCompile(`<[a-z][A-Za-z]*`)
)

// SpoilNames returns the sorted names of Spoils.
func SpoilNames() []string {
	var list []string
	for name := range Spoils {
		list = append(list, name)
	}
	sort.Strings(list)
	return list
}

// replaced changes one random match of a pattern. The match of a pattern for text
// ends in "</"; by receives it without the slash.
func replaced(pattern *regexp.Regexp, by func(s *values.Source, at string) string) func(*values.Source, []byte) []byte {
	return func(s *values.Source, body []byte) []byte {
		all := pattern.FindAllIndex(body, -1)
		if len(all) == 0 {
			return nil
		}
		at := all[s.IntN(len(all))]
		from, to := at[0], at[1]
		if body[to-1] == '/' {
			to--
		}
		return bytes.Join([][]byte{body[:from], []byte(by(s, string(body[from:to]))), body[to:]}, nil)
	}
}

func truncated(s *values.Source, body []byte) []byte { return body[:s.IntN(len(body))] }

// afterDeclaration returns the body without its XML declaration, which is only
// legal at the very beginning.
func afterDeclaration(body []byte) []byte {
	if end := bytes.Index(body, []byte("?>")); end >= 0 && bytes.HasPrefix(body, []byte("<?xml")) {
		return body[end+2:]
	}
	return body
}

// repeated writes one element twice, which may be a value, a structure or a list.
func repeated(s *values.Source, body []byte) []byte {
	all := starts.FindAllIndex(body, -1)
	if len(all) == 0 {
		return nil
	}
	at := all[s.IntN(len(all))]
	name := body[at[0]+1 : at[1]-1]
	end := []byte("</" + string(name) + ">")
	length := bytes.Index(body[at[0]:], end)
	if length < 0 || bytes.Count(body[at[0]:at[0]+length], body[at[0]:at[1]]) != 1 {
		return nil
	}
	element := body[at[0] : at[0]+length+len(end)]
	return bytes.Join([][]byte{body[:at[0]], element, body[at[0]:]}, nil)
}

// deep adds a thousand nested unknown elements.
func deep(_ *values.Source, body []byte) []byte {
	const depth = 1000
	end := bytes.LastIndex(body, []byte("</"))
	return bytes.Join([][]byte{body[:end], bytes.Repeat([]byte("<deep>"), depth), bytes.Repeat([]byte("</deep>"), depth),
		body[end:]}, nil)
}
