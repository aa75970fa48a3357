package emit

// This file is the last step of the generator: it prints every output with
// jennifer, groups imports, and runs gofmt, on all processors.
//
// Grouping imports takes only a few lines because the form of jennifer's import
// block is known; golang.org/x/tools/imports would parse every file again.

import (
	"bytes"
	"fmt"
	"go/format"
	"runtime"
	"sort"
	"strings"
	"sync"

	"github.com/dave/jennifer/jen"

	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/gen/plan"
)

// Render prints the outputs, in name order.
func Render(p *plan.Plan, outs []Output) ([]files.File, error) {
	sort.Slice(outs, func(i, j int) bool { return outs[i].path() < outs[j].path() })
	made := make([]files.File, len(outs))
	errs := make([]error, len(outs))
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				made[i].Name = outs[i].path()
				made[i].Data, errs[i] = outs[i].content(p)
			}
		}()
	}
	for i := range outs {
		next <- i
	}
	close(next)
	wg.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", made[i].Name, err)
		}
	}
	return made, nil
}

// printGo prints a Go file. A source that does not parse is a bug in ec2gen, not a
// mistake in the model, and the error says so.
func printGo(p *plan.Plan, pkg plan.Package, printTo func(f *jen.File)) ([]byte, error) {
	f := newFile(p, pkg)
	printTo(f)
	var buf bytes.Buffer
	if err := f.Render(&buf); err != nil {
		return nil, fmt.Errorf("cannot be printed: %w; this is a bug in ec2gen; please report it", err)
	}
	src, err := format.Source(groupImports(buf.Bytes()))
	if err != nil {
		return nil, fmt.Errorf("is not Go: %w; this is a bug in ec2gen; please report it", err)
	}
	return src, nil
}

// newFile returns an empty Go file of a package.
func newFile(p *plan.Plan, pkg plan.Package) *jen.File {
	f := jen.NewFilePathName(pkg.Path, pkg.Name)
	f.NoFormat = true
	f.HeaderComment(Marker(p))
	for _, own := range []plan.Package{p.ClientPackage, p.TypesPackage, p.ServerPackage, p.CLIPackage} {
		if own != pkg {
			f.ImportName(own.Path, own.Name)
		}
	}
	for _, name := range []string{"awsclient", "cli", "ec2http", "ec2query", "ec2time", "ec2xml", "valid"} {
		f.ImportName(p.Runtime(name), name)
	}
	f.ImportName(MiddlewarePath, "middleware")
	f.ImportName(AWSPath, "aws")
	f.ImportName(smithyPath, "smithy")
	return f
}

// Import paths of other packages that generated code uses.
const (
	AWSPath        = "github.com/aws/aws-sdk-go-v2/aws"
	V4Path         = "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithyPath     = "github.com/aws/smithy-go"
	MiddlewarePath = "github.com/aws/smithy-go/middleware"
)

// groupImports adds an empty line between the standard library and other packages
// in jennifer's import block, which is sorted by path. Packages of the standard
// library have no dot in the first element of their paths.
func groupImports(src []byte) []byte {
	head, rest, ok := bytes.Cut(src, []byte("\nimport (\n"))
	if !ok {
		return src
	}
	block, body, _ := bytes.Cut(rest, []byte("\n)\n"))
	var std, others []string
	for _, line := range strings.Split(string(block), "\n") {
		first, _, _ := strings.Cut(strings.Trim(line[strings.Index(line, `"`):], `"`), "/")
		if strings.Contains(first, ".") {
			others = append(others, line)
		} else {
			std = append(std, line)
		}
	}
	var out bytes.Buffer
	out.Grow(len(src) + 1)
	out.Write(head)
	out.WriteString("\nimport (\n" + strings.Join(std, "\n"))
	if len(std) > 0 && len(others) > 0 {
		out.WriteString("\n")
	}
	out.WriteString("\n" + strings.Join(others, "\n") + "\n)\n")
	out.Write(body)
	return out.Bytes()
}
