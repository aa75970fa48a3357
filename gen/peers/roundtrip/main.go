//go:build whole

// Command roundtrip sends random inputs of every EC2 operation to the generated
// server, and random outputs back, through two clients: the generated one and
// the AWS SDK's, which shares no code with the server. Both sides must receive
// what was sent.
package main

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/ec2gen/ec2gen/gen/peers/internal/apimodel"
	"github.com/ec2gen/ec2gen/gen/peers/internal/mirror"
	"github.com/ec2gen/ec2gen/gen/peers/internal/values"
)

func main() {
	cases := flag.Int("cases", 20, "inputs and outputs per operation and client")
	seed := flag.Uint64("seed", 20221003, "seed of the random values")
	only := flag.String("only", "", "comma-separated operations; default: all")
	flag.Parse()
	dir, err := apimodel.Dir()
	if err != nil {
		fail(err)
	}
	model, err := apimodel.Load(dir)
	if err != nil {
		fail(err)
	}
	r := &result{}
	start := time.Now()
	r.all(model, *cases, *seed, *only)
	for i, line := range r.lines {
		if i == 40 {
			fmt.Printf("and %d more\n", len(r.lines)-i)
			break
		}
		fmt.Println(line)
	}
	fmt.Printf("roundtrip: %d operations, %d inputs and %d outputs through each of two clients, %d differences; %.0f s\n",
		r.operations, r.sent, r.sent, len(r.lines), time.Since(start).Seconds())
	if len(r.lines) > 0 || r.operations == 0 {
		os.Exit(1)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "roundtrip:", err)
	os.Exit(2)
}

type result struct {
	mu               sync.Mutex
	operations, sent int
	lines            []string
}

func (r *result) all(model *apimodel.Model, cases int, seed uint64, only string) {
	work := make(chan *apimodel.Operation)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s := newSides()
			for op := range work {
				lines := s.operation(op, cases, seed)
				r.mu.Lock()
				r.operations++
				r.sent += cases
				r.lines = append(r.lines, lines...)
				r.mu.Unlock()
			}
		}()
	}
	for name, op := range model.Operations {
		if only == "" || strings.Contains(","+only+",", ","+name+",") {
			work <- op
		}
	}
	close(work)
	wg.Wait()
	sort.Strings(r.lines)
}

// leftOut has members that a client uses before it sends: the SDK presigns a
// request in the source region, which must be valid, and adds its URL.
var leftOut = map[string][]string{"CopySnapshot": {"SourceRegion"}}

// operation sends cases of one operation through both clients.
func (s *sides) operation(op *apimodel.Operation, cases int, seed uint64) (lines []string) {
	sdkIn, oursIn, sdkOut, oursOut, ok := s.types(op.Name)
	if !ok {
		return []string{op.Name + ": not in both packages"}
	}
	for n := range cases {
		form := []values.Form{values.Full, values.Zero, values.Long, values.Random}[min(n, 3)]
		source := values.New(seed, values.Stream(op.Name, n), form)
		for _, c := range []struct {
			name    string
			client  reflect.Value
			in, out reflect.Type // of the client
			peer    [2]reflect.Type
		}{{"sdk", s.sdk, sdkIn, sdkOut, [2]reflect.Type{oursIn, oursOut}},
			{"ours", s.ours, oursIn, oursOut, [2]reflect.Type{sdkIn, sdkOut}}} {
			in, out := reflect.New(c.in), reflect.New(oursOut)
			source.Fill(in.Interface(), c.peer[0])
			if c.name == "sdk" {
				source.Fill(out.Interface(), sdkOut)
			} else {
				source.Fill(out.Interface(), oursOut)
			}
			tidy(in.Elem(), request)
			for _, name := range leftOut[op.Name] {
				in.Elem().FieldByName(name).SetZero()
			}
			tidy(out.Elem(), response)
			for _, d := range s.exchange(op.Name, c.client, in, out) {
				lines = append(lines, fmt.Sprintf("%s %d, %s: %s", op.Name, n, c.name, d))
			}
		}
	}
	return lines
}

// exchange sends one input and one output, and compares both ends.
func (s *sides) exchange(op string, client, in, out reflect.Value) (lines []string) {
	s.recorder.In, s.recorder.Next = nil, out.Interface()
	got, err := call(client, op, in)
	if err != nil {
		return []string{err.Error()}
	}
	forget(reflect.ValueOf(s.recorder.In).Elem(), in.Elem())
	for _, d := range mirror.Diff(in.Interface(), s.recorder.In) {
		lines = append(lines, "request"+d.String())
	}
	for _, d := range mirror.Diff(out.Interface(), got) {
		lines = append(lines, "response"+d.String())
	}
	return lines
}
