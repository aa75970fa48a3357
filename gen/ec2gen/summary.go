package main

// This file writes the last line: what was done, and what to run next.

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/ec2gen/ec2gen/gen/dropin/link"
)

// done returns what was written:
//
//	wrote 9 files to third_party/ec2 (46 operations), removed 3, changed go.mod; next: go build ./...
func (p *output) done() string {
	out, dir := p.changes[0], p.job.Out
	if p.upToDate() {
		text := fmt.Sprintf("%s is up to date: %s (%s)", dir, count(out.Unchanged, "file"), p.operations())
		if p.vendorStale {
			text += "; next: " + p.vendor
		}
		return text
	}
	return fmt.Sprintf("wrote %s to %s (%s)%s%s%s; next: %s", count(len(out.Written), "file"), dir, p.operations(),
		p.removed("removed"), p.goMods("changed"), p.movedFrom("removed"), p.next())
}

// next is the command to run after the output was written.
func (p *output) next() string {
	const build = "go build ./..."
	switch {
	case !p.job.IsDropIn():
		return build
	case p.job.ModFile != "":
		env := ""
		if link.Workspace(p.job.patternDir()) != "" {
			env = "GOWORK=off "
		}
		return env + "go build -modfile " + filepath.ToSlash(p.job.ModFile) + " ./..."
	case p.linkless:
		return p.useInWorkspace() + " && " + build
	case p.vendor != "":
		return p.vendor + " && " + build
	}
	return build
}

// useInWorkspace is the command that adds a drop-in to the program's workspace.
func (p *output) useInWorkspace() string {
	dir := filepath.ToSlash(p.job.Out)
	if !filepath.IsAbs(p.job.Out) && !strings.HasPrefix(dir, "../") {
		dir = "./" + dir
	}
	if link.Workspace(p.job.patternDir()) == "" {
		return "go work init . " + dir
	}
	return "go work use " + dir
}

// planned returns what would be written.
func (p *output) planned() string {
	out, dir := p.changes[0], p.job.Out
	if p.upToDate() {
		return p.done()
	}
	return fmt.Sprintf("would write %s to %s (%s)%s%s%s; next: %s", count(len(out.Written), "file"), dir, p.operations(),
		p.removed("remove"), p.goMods("change"), p.movedFrom("remove"), p.job.command)
}

// upToDate reports whether there is nothing to write.
func (p *output) upToDate() bool {
	for _, ch := range p.changes {
		if !ch.Empty() {
			return false
		}
	}
	return true
}

func (p *output) removed(verb string) string {
	if n := len(p.changes[0].Removed); n > 0 {
		return fmt.Sprintf(", %s %d", verb, n)
	}
	return ""
}

// goMods returns what happened to go.mod, or "" for packages of the user's own.
func (p *output) goMods(verb string) string {
	if !p.job.IsDropIn() {
		return ""
	}
	var names []string
	for _, ch := range p.changes[1:] {
		if ch == p.moved {
			continue
		}
		for _, w := range ch.Written {
			names = append(names, filepath.ToSlash(filepath.Join(ch.Dir, w.Name)))
		}
	}
	if len(names) == 0 {
		return ", go.mod unchanged"
	}
	return ", " + verb + " " + strings.Join(names, ", ")
}

// movedFrom returns a text with the former directory of the drop-in.
func (p *output) movedFrom(verb string) string {
	if p.moved == nil || p.moved.Empty() {
		return ""
	}
	return fmt.Sprintf(", %s the drop-in in %s", verb, p.moved.Dir)
}

func (p *output) operations() string { return count(len(p.model.Operations), "operation") }

// count returns a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
