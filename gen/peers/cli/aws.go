//go:build whole

package main

// This file runs the AWS CLI as a process for many command lines.

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
)

// environment returns the environment of both programs, without this machine's
// configuration.
func environment(dir string) map[string]string {
	return map[string]string{
		"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "",
		"AWS_CONFIG_FILE": path.Join(dir, "config"), "AWS_SHARED_CREDENTIALS_FILE": path.Join(dir, "credentials"),
		"AWS_EC2_METADATA_DISABLED": "true", "AWS_PAGER": "", "AWS_DATA_PATH": path.Join(dir, "data"), "HOME": dir,
		"AWS_PROFILE": "", "AWS_DEFAULT_OUTPUT": "", "TZ": "UTC", "LC_ALL": "C.UTF-8", "AWS_MAX_ATTEMPTS": "1",
	}
}

type awsProcess struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func startAWS(python, dir string) (*awsProcess, error) {
	cmd := exec.Command(python, "cli/testdata/driver.py")
	for name, value := range environment(dir) {
		set := os.Setenv(name, value)
		if value == "" {
			set = os.Unsetenv(name)
		}
		if set != nil {
			return nil, set
		}
	}
	cmd.Env = append(os.Environ(), "AWS_PAGER=")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("%w; make setup-cli installs the AWS CLI", err)
	}
	return &awsProcess{cmd, in, bufio.NewReaderSize(out, 1<<20)}, nil
}

// run runs one command line.
func (p *awsProcess) run(args []string, server *recorder) outcome {
	server.reset()
	data, err := json.Marshal(args)
	if err == nil {
		_, err = p.in.Write(append(data, '\n'))
	}
	var o outcome
	if err == nil {
		var line []byte
		if line, err = p.out.ReadBytes('\n'); err == nil {
			err = json.Unmarshal(line, &o)
		}
	}
	if err != nil {
		return outcome{Code: -1, Stderr: "the AWS CLI's process: " + err.Error()}
	}
	o.requests = server.reset()
	return o
}

func (p *awsProcess) stop() {
	p.in.Close()
	_ = p.cmd.Wait()
}
