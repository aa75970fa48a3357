// Package htmlpages prints the reference as a directory of HTML that works from disk and
// from any web server: one style sheet, one script, and a search index that is also a
// script, because pages on disk cannot fetch data. Without scripts, everything works
// except the search and the selection of a client.
package htmlpages

// This file lists the pages.

import (
	"bytes"
	_ "embed"
	"html/template"
	"strings"

	"github.com/ec2gen/ec2gen/gen/emit/docs/page"
	"github.com/ec2gen/ec2gen/gen/emit/docs/reference"
)

var (
	//go:embed pages.html
	source string
	//go:embed style.css
	style string
	//go:embed script.js
	script string
)

// A view is the data of a template.
type view struct {
	Title   string
	Ref     *reference.Reference
	Op      *reference.Operation
	Shape   *reference.Shape
	Letters []letter
	Years   []year
}

// Pages lists the files.
func Pages(r *reference.Reference) []page.File {
	p := &printer{ref: r, linker: newLinker(r)}
	p.template = template.Must(template.New("pages").Funcs(p.functions()).Parse(source))
	list := []page.File{
		p.page("index.html", "index", view{Title: "Operations", Letters: letters(r)}),
		p.page("types.html", "types", view{Title: "Types"}),
		p.page("rules.html", "rules", view{Title: "Rules"}),
		p.page("errors.html", "errors", view{Title: "Error codes"}),
		p.page("history.html", "history", view{Title: "History", Years: years(r)}),
		{Name: "style.css", Content: func() string { return "/* " + r.Marker + " */\n" + style }},
		{Name: "script.js", Content: func() string { return "// " + r.Marker + "\n" + script }},
		{Name: "search.js", Content: func() string { return "// " + r.Marker + "\n" + index(r) }},
	}
	for _, o := range r.Operations {
		list = append(list, p.page(o.Page+".html", "operation", view{Title: o.Name, Op: o}))
	}
	for _, s := range r.Shapes {
		list = append(list, p.page(s.Page+".html", "shape", view{Title: s.Name, Shape: s}))
	}
	return list
}

// A printer executes templates.
type printer struct {
	ref      *reference.Reference
	template *template.Template
	linker   *linker
}

// page returns a file printed by a template. The comment at the top marks it as
// generated; html/template would remove a comment.
func (p *printer) page(name, template string, v view) page.File {
	v.Ref = p.ref
	return page.File{Name: name, Content: func() string {
		var b bytes.Buffer
		b.WriteString("<!doctype html>\n<!-- " + comment(p.ref.Marker) + " -->\n")
		if err := p.template.ExecuteTemplate(&b, template, v); err != nil {
			panic(err) // a template does not fit its data
		}
		return b.String()
	}}
}

// comment escapes text that would end a comment.
func comment(text string) string {
	return strings.NewReplacer("--", "- -", "<", "", ">", "").Replace(text)
}
