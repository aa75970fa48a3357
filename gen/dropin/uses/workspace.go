package uses

// This file is the workspace around the program, if there is one. A workspace that uses
// the drop-in is read without it: as one of the workspace's modules it would count as a
// part of the program, and have no version.

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/mod/modfile"
)

// readWorkspace finds what matters in a go.work; name is what go env GOWORK prints.
func (p *program) readWorkspace(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil // there is none, or the go command says what is wrong with it
	}
	work, err := modfile.ParseWork(name, data, nil)
	if err != nil {
		return nil
	}
	p.work = name
	without := false
	for _, use := range work.Use {
		dir := FromFile(name, use.Path)
		mod, err := readMod(filepath.Join(dir, "go.mod"))
		switch {
		case errors.Is(err, os.ErrNotExist) || err == nil && mod.Module != nil && mod.Module.Mod.Path == Module:
			without = true
		case err == nil && mod.Module != nil && requiresSDK(mod):
			p.users = append(p.users, workspaceUser{mod.Module.Mod.Path, dir})
		}
	}
	if !without {
		return nil
	}
	return p.copyWorkspace(work)
}

// A workspaceUser is a module of the workspace that requires the SDK.
type workspaceUser struct{ path, dir string }

// requiresSDK reports whether packages of a module may depend on the SDK. Since Go 1.17,
// go.mod lists each module that they depend on.
func requiresSDK(mod *modfile.File) bool {
	for _, r := range mod.Require {
		if r.Mod.Path == Module {
			return true
		}
	}
	return mod.Go == nil
}

func readMod(name string) (*modfile.File, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return modfile.ParseLax(name, data, nil)
}

// FromFile returns the path of a directory that a go.mod or go.work names.
func FromFile(name, dir string) string {
	if filepath.IsAbs(dir) {
		return dir
	}
	return filepath.Join(filepath.Dir(name), dir)
}

// copyWorkspace writes a copy of go.work without the drop-in and without directories
// that do not exist.
func (p *program) copyWorkspace(work *modfile.WorkFile) error {
	copied := &modfile.WorkFile{Syntax: &modfile.FileSyntax{}}
	if work.Go != nil {
		if err := copied.AddGoStmt(work.Go.Version); err != nil {
			return err
		}
	}
	for _, use := range work.Use {
		dir := FromFile(p.work, use.Path)
		if mod, err := readMod(filepath.Join(dir, "go.mod")); err != nil || mod.Module == nil ||
			mod.Module.Mod.Path == Module {
			continue
		}
		if err := copied.AddUse(filepath.ToSlash(dir), ""); err != nil {
			return err
		}
	}
	for _, r := range work.Replace {
		to := r.New
		if to.Version == "" {
			to.Path = filepath.ToSlash(FromFile(p.work, to.Path))
		}
		if r.Old.Path == Module {
			continue
		}
		if err := copied.AddReplace(r.Old.Path, r.Old.Version, to.Path, to.Version); err != nil {
			return err
		}
	}
	return p.writeWorkspace(modfile.Format(copied.Syntax))
}

func (p *program) writeWorkspace(data []byte) (err error) {
	if p.workTemp, err = os.MkdirTemp("", "ec2gen-"); err != nil {
		return err
	}
	name := filepath.Join(p.workTemp, "go.work")
	p.env = []string{"GOWORK=" + name}
	sums, err := os.ReadFile(p.work + ".sum")
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return errors.Join(os.WriteFile(name, data, 0o666), os.WriteFile(name+".sum", sums, 0o666))
}

// unread are the directories of the workspace's modules that use the SDK and of which no
// package was read.
func (p *program) unread(packages []*pkg) (dirs []string) {
	read := map[string]bool{}
	for _, pkg := range packages {
		if m := pkg.Module; m != nil && m.Main && !pkg.DepOnly {
			read[m.Path] = true
		}
	}
	for _, user := range p.users {
		if !read[user.path] {
			dirs = append(dirs, user.dir)
		}
	}
	return dirs
}
