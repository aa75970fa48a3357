package link

// This file finds a drop-in that a program has already, so that the command that
// generated it need not be repeated with its flags.

import (
	"bytes"
	"os"
	"path/filepath"

	"golang.org/x/mod/modfile"

	"github.com/ec2gen/ec2gen/gen/dropin/uses"
)

// A Link is how a program has its drop-in. Of ModFile and Work, at most one is set; if
// none is, go.mod has a replace line.
type Link struct {
	Dir     string // of the drop-in; "": the program has none
	ModFile string // the copy of go.mod that names it, for go build -modfile
	Work    string // the go.work that uses it
}

// Find looks for a drop-in in goMod, then in copies of it that ModFile made, then in
// goWork, which is "" if the program is in no workspace.
func Find(goMod, goWork string) (Link, error) {
	dir, err := Dir(goMod)
	if err != nil || dir != "" {
		return Link{Dir: dir}, err
	}
	copies, err := filepath.Glob(filepath.Join(filepath.Dir(goMod), "*.mod"))
	if err != nil {
		return Link{}, err
	}
	for _, name := range copies {
		if data, err := os.ReadFile(name); err != nil || !bytes.HasPrefix(data, []byte(modHeader)) {
			continue
		}
		if dir, err := Dir(name); err == nil && dir != "" {
			return Link{Dir: dir, ModFile: name}, nil
		}
	}
	if dir := usedBy(goWork); dir != "" {
		return Link{Dir: dir, Work: goWork}, nil
	}
	return Link{}, nil
}

// usedBy returns the drop-in among the directories that a go.work uses, or "".
func usedBy(goWork string) string {
	data, err := os.ReadFile(goWork)
	if err != nil {
		return ""
	}
	work, err := modfile.ParseWork(goWork, data, nil)
	if err != nil {
		return "" // the go command will say what is wrong
	}
	for _, use := range work.Use {
		dir := uses.FromFile(goWork, use.Path)
		mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && modfile.ModulePath(mod) == uses.Module && uses.IsDropIn(dir) {
			return dir
		}
	}
	return ""
}

// Workspace returns the go.work that the go command uses in a directory, or "".
func Workspace(dir string) string {
	if name := os.Getenv("GOWORK"); name == "off" {
		return ""
	} else if name != "" {
		return name
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for {
		name := filepath.Join(dir, "go.work")
		if _, err := os.Stat(name); err == nil {
			return name
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}
