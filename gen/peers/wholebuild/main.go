// Command wholebuild runs commands in sequence and prints measurements of each:
// wall time, processor time, peak memory of its largest process.
//
//	wholebuild -model FILE   generate all of EC2 in a separate directory, compile, vet
package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/ec2gen/ec2gen/gen/peers/internal/measure"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "wholebuild:", err)
		os.Exit(2)
	}
}

func run(args []string) error {
	dir, err := os.MkdirTemp("", "ec2gen-steps-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		return err
	}
	if len(args) != 2 || args[0] != "-model" {
		return fmt.Errorf("usage: wholebuild -model FILE")
	}
	return whole(root, dir, args[1])
}

// measured runs a command and prints its measurements.
func measured(what, dir string, env []string, name string, args ...string) (measure.Step, error) {
	return measure.Run(os.Stdout, what, dir, env, name, args...)
}

// whole generates all operations from AWS's own file into a module, and compiles
// and vets it.
func whole(root, dir, model string) error {
	tool := filepath.Join(dir, "ec2gen")
	out := filepath.Join(dir, "ec2")
	if _, err := measured("build ec2gen", root, nil, "go", "build", "-o", tool, "./gen/ec2gen"); err != nil {
		return err
	}
	if _, err := measured("generate", dir, nil, tool, "gen", "-model", model, "-out", out, "-module",
		"example.com/whole/ec2", "-server"); err != nil {
		return err
	}
	if err := prepare(root, out); err != nil {
		return err
	}
	if _, err := measured("compile", out, nil, "go", "build", "-mod=mod", "./..."); err != nil {
		return err
	}
	if _, err := measured("vet", out, nil, "go", "vet", "-mod=mod", "./..."); err != nil {
		return err
	}
	return sizes(out)
}

// prepare adds a replace line for this checkout to a generated module.
func prepare(root, dir string) error {
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "go.sum"), sum, 0o666); err != nil {
		return err
	}
	cmd := exec.Command("go", "mod", "edit", "-replace", "github.com/ec2gen/ec2gen="+root)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	return cmd.Run()
}

// sizes prints the size of the generated code. A file larger than 2 MB is an error,
// because editors are slow with it.
func sizes(dir string) error {
	var files int
	var total, largest int64
	var name string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		files++
		total += info.Size()
		if info.Size() > largest {
			largest, name = info.Size(), path
		}
		return nil
	})
	if err != nil {
		return err
	}
	name, _ = filepath.Rel(dir, name)
	fmt.Printf("%d files, %.1f MB; the largest is %s, %.2f MB\n", files, float64(total)/1e6, name, float64(largest)/1e6)
	if largest > 2<<20 {
		return fmt.Errorf("%s is larger than 2 MB", name)
	}
	return nil
}
