//go:build whole

package main

// This file runs moto as a process.

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"os/exec"
	"regexp"
)

//go:embed driver.py
var driver string

// A motoProcess is moto in a Python process.
type motoProcess struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	version string
}

// startMoto starts moto with the given Python.
func startMoto(python string) (*motoProcess, error) {
	p := &motoProcess{cmd: exec.Command(python, "-c", driver)}
	in, err := p.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	p.in, p.out = in, bufio.NewReaderSize(out, 1<<20)
	var hello struct{ Version string }
	if err := p.read(&hello); err != nil {
		return nil, fmt.Errorf("%s does not start moto: %w; make setup-interop installs it", python, err)
	}
	p.version = hello.Version
	return p, nil
}

func (p *motoProcess) read(v any) error {
	line, err := p.out.ReadBytes('\n')
	if err != nil {
		return err
	}
	return json.Unmarshal(line, v)
}

// stop ends the process.
func (p *motoProcess) stop() error {
	if err := p.in.Close(); err != nil {
		return err
	}
	return p.cmd.Wait()
}

// A reply is what moto makes of a request.
type reply struct {
	Status       int
	Body         string
	Raised, Died string // instead of a response
}

// send sends the body of a request.
func (p *motoProcess) send(body string) (r reply, err error) {
	line, err := json.Marshal(body)
	if err != nil {
		return r, err
	}
	if _, err := p.in.Write(append(line, '\n')); err != nil {
		return r, err
	}
	return r, p.read(&r)
}

// errorElement is the error in a response. It is no parser's work: moto returns
// values of the request in messages, and some are no XML.
var errorElement = regexp.MustCompile(`(?s)<Code>(.*?)</Code>\s*<Message(?:/>|>(.*?)</Message>)`)

// failure is the error in a response.
func (r reply) failure() (code, message string) {
	m := errorElement.FindStringSubmatch(r.Body)
	if m == nil {
		return "", ""
	}
	return m[1], html.UnescapeString(m[2])
}
