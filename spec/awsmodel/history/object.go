package history

// This file runs git: one process per list, and one process for all files.

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// git runs the git program in a repository and returns its output.
func git(dir string, args ...string) ([]byte, error) {
	cmd := command(dir, args...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if errors.Is(err, exec.ErrNotFound) {
		return nil, errors.New("the git program is not installed; install git")
	} else if err != nil {
		return nil, fmt.Errorf("%s: git %s: %s", dir, args[0], strings.TrimSpace(complaint.String()))
	}
	return out, nil
}

func command(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command("git", append([]string{"-C", dir}, args...)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	return cmd
}

// objects is a git process that prints objects by name.
type objects struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func openObjects(dir string) (*objects, error) {
	if _, err := git(dir, "rev-parse", "--git-dir"); err != nil {
		return nil, err
	}
	cmd := command(dir, "cat-file", "--batch")
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	return &objects{cmd, in, bufio.NewReader(out)}, cmd.Start()
}

func (o *objects) close() error {
	return errors.Join(o.in.Close(), o.cmd.Wait())
}

// maxObject is the maximum size of a stored file: AWS's largest has about 10 MB.
const maxObject = 256 << 20

// read returns an object by its name, COMMIT:PATH, or nil if there is none.
func (o *objects) read(name string) ([]byte, error) {
	if strings.ContainsAny(name, "\r\n") {
		return nil, fmt.Errorf("%q: not a path of a repository; name another", name)
	}
	if _, err := fmt.Fprintln(o.in, name); err != nil {
		return nil, err
	}
	head, err := o.out.ReadString('\n')
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(head, " missing\n") {
		return nil, nil
	}
	var id, kind string
	var size int64
	_, err = fmt.Sscanf(head, "%s %s %d\n", &id, &kind, &size)
	if err != nil || kind != "blob" || size > maxObject {
		if err == nil { // skip the rest of this object
			_, err = io.CopyN(io.Discard, o.out, size+1)
		}
		return nil, errors.Join(err, fmt.Errorf("%s: git says %q; expected a file of at most %d MB", name,
			strings.TrimSpace(head), maxObject>>20))
	}
	data := make([]byte, size+1) // including the line break after it
	_, err = io.ReadFull(o.out, data)
	return data[:size], err
}
