// Package measure runs commands and measures each: wall time, processor time, peak
// memory of its largest process.
package measure

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// A Step has the measurements of one command.
type Step struct {
	Wall, CPU time.Duration
	Peak      int64 // bytes, of the largest process that the command started
}

// Run runs a command in dir and prints its measurements to w.
func Run(w io.Writer, what, dir string, env []string, name string, args ...string) (Step, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Stderr, cmd.Env = dir, os.Stderr, append(os.Environ(), env...)
	start := time.Now()
	err := cmd.Run()
	s := Step{Wall: time.Since(start)}
	if cmd.ProcessState != nil {
		if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			s.CPU = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
			s.Peak = usage.Maxrss * 1024
		}
	}
	fmt.Fprintf(w, "%-40s %8.2f s wall %8.2f s cpu %7.0f MB peak\n", what, s.Wall.Seconds(), s.CPU.Seconds(),
		float64(s.Peak)/1e6)
	return s, err
}

// Caches creates build caches with only the standard library.
type Caches struct{ template string }

// NewCaches builds the standard library. Close removes it.
func NewCaches() (*Caches, error) {
	dir, err := os.MkdirTemp("", "ec2gen-std-")
	if err != nil {
		return nil, err
	}
	c := &Caches{template: dir}
	std := exec.Command("go", "build", "std")
	std.Env = append(os.Environ(), "GOCACHE="+dir)
	if out, err := std.CombinedOutput(); err != nil {
		c.Close()
		return nil, fmt.Errorf("go build std: %w\n%s", err, out)
	}
	return c, nil
}

// Fresh returns a new cache, which the caller removes.
func (c *Caches) Fresh() (dir string, err error) {
	if dir, err = os.MkdirTemp("", "ec2gen-cache-"); err != nil {
		return "", err
	}
	if err := os.CopyFS(dir, os.DirFS(c.template)); err != nil {
		os.RemoveAll(dir)
		return "", err
	}
	return dir, nil
}

// Close removes the files of NewCaches.
func (c *Caches) Close() { os.RemoveAll(c.template) }
