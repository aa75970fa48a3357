// Command clibench compares the generated command line with the AWS CLI, in one
// run: CPU time and memory of processes, and the size of the programs.
//
//	go run ./clibench
//
// It fails unless ours takes 40 times less CPU time and 4 times less memory. This
// process stays small and starts the others itself: the kernel counts the memory of
// a process from its fork, so a large process would add its size to the
// measurement.
package main

import (
	"debug/elf"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

// The targets, as ratios of the AWS CLI to ours.
const (
	cpuTarget    = 40
	memoryTarget = 4
)

func main() {
	aws := flag.String("aws", "/usr/bin/aws", "the AWS CLI, version 2")
	runs := flag.Int("runs", 9, "runs of the AWS CLI per row; ours runs ten times as often")
	flag.Parse()
	if err := run(*aws, *runs); err != nil {
		fmt.Fprintln(os.Stderr, "clibench:", err)
		os.Exit(1)
	}
}

func run(aws string, runs int) error {
	if _, err := os.Stat(aws); err != nil {
		return fmt.Errorf("%w; make setup-cli installs it", err)
	}
	dir, err := os.MkdirTemp("", "clibench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	programs, err := build(dir)
	if err != nil {
		return err
	}
	server := httptest.NewServer(http.HandlerFunc(respond))
	defer server.Close()
	b := &bench{aws: aws, runs: runs, dir: dir}
	for _, p := range programs {
		fmt.Printf("%s: %.1f MB, %s\n", p.what, float64(p.size)/1e6, p.linked)
		b.row(p, "a skeleton", "register-image", "--generate-cli-skeleton")
		b.row(p, "a call", "register-image", "--name", "image", "--image-location", "bucket/image.manifest.xml",
			"--endpoint-url", server.URL, "--region", "us-east-1")
		if b.err != nil {
			return b.err
		}
	}
	if b.failed {
		return fmt.Errorf("less than %d times the CPU time or %d times the memory", cpuTarget, memoryTarget)
	}
	return nil
}

func respond(w http.ResponseWriter, _ *http.Request) {
	fmt.Fprint(w, `<RegisterImageResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId><imageId>ami-1</imageId></RegisterImageResponse>`)
}

// A program is a build of the generated command line.
type program struct {
	what, path, linked string
	size               int64
}

// build builds the committed program, and the one with all operations that make
// whole has generated, as for a release.
func build(dir string) ([]program, error) {
	list := []program{
		{what: "ours, the AMI operations", path: filepath.Join(dir, "ec2")},
		{what: "ours, all 800 operations", path: filepath.Join(dir, "ec2-all")},
	}
	for i, source := range []string{"github.com/ec2gen/ec2gen/generated/ec2/ec2cli/ec2",
		"./internal/whole/ec2/ec2cli/ec2"} {
		cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", list[i].path, source)
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("go build %s: %w\n%s", source, err, out)
		}
		info, err := os.Stat(list[i].path)
		if err != nil {
			return nil, err
		}
		list[i].size = info.Size()
		if list[i].linked, err = linkage(list[i].path); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// linkage returns whether a program is static or requires a dynamic loader.
func linkage(path string) (string, error) {
	f, err := elf.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP {
			return "dynamic", nil
		}
	}
	return "static", nil
}

// A bench prints rows.
type bench struct {
	aws    string
	runs   int
	dir    string
	failed bool
	err    error
}

// row measures one command line in both programs, in turn.
func (b *bench) row(p program, what string, args ...string) {
	var theirs, ours []usage
	for range b.runs {
		theirs = append(theirs, b.measure(b.aws, append([]string{"ec2"}, args...)))
		for range 10 {
			ours = append(ours, b.measure(p.path, args))
		}
	}
	cpu, cpuOurs := median(theirs, usage.cpuTime), median(ours, usage.cpuTime)
	memory, memoryOurs := median(theirs, usage.memory), median(ours, usage.memory)
	fmt.Printf("  %-11s CPU %6.1f ms, the AWS CLI %6.1f ms: %5.1f times less; memory %5.1f MB, the AWS CLI %5.1f MB: "+
		"%4.1f times less\n", what,
		cpuOurs/1e6, cpu/1e6, cpu/cpuOurs, memoryOurs/1e6, memory/1e6, memory/memoryOurs)
	b.failed = b.failed || cpu < cpuTarget*cpuOurs || memory < memoryTarget*memoryOurs
}

// A usage is the resource usage of one process.
type usage struct {
	cpu   time.Duration
	bytes int64 // maximum resident size
}

func (u usage) cpuTime() float64 { return float64(u.cpu) }
func (u usage) memory() float64  { return float64(u.bytes) }

func (b *bench) measure(name string, args []string) usage {
	cmd := exec.Command(name, args...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + b.dir, "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
		"AWS_SECRET_ACCESS_KEY=secret", "AWS_EC2_METADATA_DISABLED=true", "AWS_PAGER="}
	out, err := cmd.CombinedOutput()
	if err != nil && b.err == nil {
		b.err = fmt.Errorf("%s %q: %w\n%s", name, args, err, out)
	}
	if cmd.ProcessState == nil {
		return usage{}
	}
	rusage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return usage{}
	}
	return usage{cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), rusage.Maxrss * 1024}
}

func median(list []usage, of func(usage) float64) float64 {
	values := make([]float64, len(list))
	for i, u := range list {
		values[i] = of(u)
	}
	slices.Sort(values)
	return values[len(values)/2]
}
