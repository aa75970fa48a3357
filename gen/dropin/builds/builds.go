// Package builds finds ways of building a program that a replace line in its go.mod
// breaks: a Dockerfile that downloads modules before it copies the sources, and go
// install MODULE@version in the documentation.
package builds

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// A Program describes a program with a drop-in.
type Program struct {
	Module   string // the path in go.mod
	Out      string // slash-separated directory of the drop-in below the program's root; "" if it is elsewhere
	Vendored bool   // builds use the vendor directory instead of the drop-in
}

// Notes reads the program's files below root and returns a note with a remedy for
// each line that a replace line breaks.
func Notes(root fs.FS, p Program) (notes []string, err error) {
	err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrPermission):
			return nil
		case err != nil:
			return err
		case d.IsDir() && skipped(name, p):
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		check := checkOf(d.Name())
		if check == nil {
			return nil
		}
		data, err := fs.ReadFile(root, name)
		if note := check(name, data, p); err == nil && note != "" {
			notes = append(notes, note)
		}
		return err
	})
	return notes, err
}

// maxDepth is the maximum depth of files below the root.
const maxDepth = 4

func skipped(name string, p Program) bool {
	base := path.Base(name)
	return name != "." && (base[0] == '.' || base == "vendor" || base == "node_modules" || base == "testdata" ||
		name == p.Out) ||
		strings.Count(name, "/") >= maxDepth
}

// checkOf returns the check for a file with that name, or nil.
func checkOf(name string) func(name string, data []byte, p Program) string {
	lower := strings.ToLower(name)
	switch {
	case strings.HasPrefix(lower, "dockerfile"), strings.HasSuffix(lower, ".dockerfile"), strings.HasPrefix(lower,
		"containerfile"):
		return checkDockerfile
	case strings.HasSuffix(lower, ".md"), strings.HasSuffix(lower, ".rst"), strings.HasSuffix(lower, ".adoc"):
		return checkInstall
	}
	return nil
}

// checkDockerfile returns a note about the first step that reads go.mod before the
// drop-in is copied.
func checkDockerfile(name string, data []byte, p Program) string {
	copied := p.Vendored
	for _, step := range steps(data) {
		switch step.verb {
		case "FROM":
			copied = p.Vendored
		case "COPY", "ADD":
			copied = copied || copies(step.words, p.Out)
		case "RUN":
			if copied || !readsGoMod(step.text) || mounts(step.text, p.Out) {
				continue
			}
			if p.Out == "" {
				return fmt.Sprintf("%s:%d:1: go.mod names a directory outside the program for %s; use an -out inside it",
					name, step.line, sdk)
			}
			return fmt.Sprintf("%s:%d:1: go.mod names %s, which is not copied yet; add in front: COPY %[3]s %[3]s", name,
				step.line, p.Out)
		}
	}
	return ""
}

const sdk = "service/ec2"

var readsModules = regexp.MustCompile(`\bgo\s+(mod\s+(download|verify|tidy|vendor)|build|install|test|list|vet|generate|run)\b`)

// readsGoMod reports whether a command reads the program's go.mod: go install and go run
// of a version do not.
func readsGoMod(text string) bool {
	return readsModules.MatchString(installOf.ReplaceAllString(text, ""))
}

// A step is an instruction of a Dockerfile.
type step struct {
	verb, text string
	words      []string
	line       int
}

// steps splits a Dockerfile into its instructions. A backslash continues a line.
func steps(data []byte) (list []step) {
	text, from := "", 0
	lines := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if strings.HasPrefix(line, "#") {
			continue
		}
		if text == "" {
			from = n
		}
		if part, more := strings.CutSuffix(line, "\\"); more {
			text += part + " "
			continue
		}
		if words := strings.Fields(text + line); len(words) > 0 {
			list = append(list, step{strings.ToUpper(words[0]), text + line, words[1:], from})
		}
		text = ""
	}
	return list
}

// copies reports whether COPY with these words copies a directory of the context.
func copies(words []string, dir string) bool {
	var places []string
	for _, word := range words {
		switch word = strings.Trim(word, `[]",`); {
		case strings.HasPrefix(word, "--from="):
			return false
		case !strings.HasPrefix(word, "--"):
			places = append(places, word)
		}
	}
	for i, source := range places {
		if i < len(places)-1 && holds(source, dir) {
			return true
		}
	}
	return false
}

// holds reports whether source is a directory of the context or contains it.
func holds(source, dir string) bool {
	if dir == "" {
		return false
	}
	source = strings.TrimPrefix(path.Clean("/"+source), "/")
	return source == "" || source == dir || strings.HasPrefix(dir, source+"/") || source == "*"
}

var mountOf = regexp.MustCompile(`--mount=(\S+)`)

// mounts reports whether RUN mounts a directory of the context.
func mounts(text, dir string) bool {
	for _, match := range mountOf.FindAllStringSubmatch(text, -1) {
		bind, source := false, "."
		for _, setting := range strings.Split(match[1], ",") {
			key, value, _ := strings.Cut(setting, "=")
			switch key {
			case "type":
				bind = value == "bind"
			case "source", "src":
				source = value
			case "from":
				return false
			}
		}
		if bind && holds(source, dir) {
			return true
		}
	}
	return false
}

// checkInstall returns a note about the first line that installs a version of the
// program: the go command then rejects a go.mod with replace lines.
func checkInstall(name string, data []byte, p Program) string {
	lines := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; lines.Scan(); n++ {
		for _, at := range installOf.FindAllStringSubmatchIndex(lines.Text(), -1) {
			whole, program := lines.Text()[at[0]:at[1]], lines.Text()[at[2]:at[3]]
			if program == p.Module || strings.HasPrefix(program, p.Module+"/") {
				return fmt.Sprintf("%s:%d:%d: %s fails for a go.mod with a replace line; do not change go.mod: use ec2gen dropin "+
					"-replace=false -modfile go.ec2.mod, "+
					"and build releases with go build -modfile go.ec2.mod", name, n, at[0]+1, whole)
			}
		}
	}
	return ""
}

var installOf = regexp.MustCompile(`go (?:install|run) (?:-\S+ )*([\w./~-]+)@[\w.+-]+`)
