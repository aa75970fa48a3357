// Package command runs programs in a directory.
package command

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
)

// Run runs a program in dir. The error has its output.
func Run(dir, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), strings.Join(args, " "), err, out)
	}
	return nil
}

// BuildEC2gen builds ec2gen into dir and returns its path. The working directory is
// gen/peers.
func BuildEC2gen(dir string) (string, error) {
	tool := filepath.Join(dir, "ec2gen")
	return tool, Run(filepath.Join("..", ".."), "go", "build", "-o", tool, "./gen/ec2gen")
}
