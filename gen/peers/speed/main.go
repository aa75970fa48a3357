// Command speed compares generated encoding and decoding with the SDK's, in one
// run: RegisterImage with three block device mappings and tags, and a
// DescribeImages response of 1,000 images from memory.
//
// For the SDK, it runs the two middlewares of a call, OperationSerializer and
// OperationDeserializer, from the client's own stack, because nothing smaller is
// exported. For ours, it runs the middlewares with the same names ("as called"),
// and only the encoder and decoder, into a reused buffer and from memory ("alone").
// Each number is the best of three alternating rounds.
//
//	go run ./speed
package main

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"testing"
)

const rounds = 3

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "speed:", err)
		os.Exit(1)
	}
}

func run() error {
	s, err := newSides()
	if err != nil {
		return err
	}
	if err := s.agree(); err != nil {
		return err
	}
	form, _ := url.ParseQuery(string(s.body))
	fmt.Printf("encode RegisterImage, %d keys, %d bytes\n", len(form), len(s.body))
	compare([]contender{{"the SDK", s.sdkEncode}, {"generated, as called", s.oursEncode},
		{"of it the SDK's core", s.coreEncode}, {"generated, alone", s.oursEncodeAlone}}, len(s.body), 1)
	fmt.Println("call RegisterImage, from input to output, signed, with a response from memory")
	compare([]contender{{"the SDK", s.sdkCall}, {"generated", s.oursCall}}, len(s.body), 1)
	fmt.Printf("decode DescribeImages, %d images, %.2f MB\n", images, float64(len(s.document))/1e6)
	compare([]contender{{"the SDK", s.sdkDecode}, {"generated, as called", s.oursDecode},
		{"generated, alone", s.oursDecodeAlone}}, len(s.document), images)
	return nil
}

// agree checks that both sides do the same work, before measuring.
func (s *sides) agree() error {
	for _, body := range [][]byte{s.oursEncode(), s.oursEncodeAlone()} {
		if !bytes.Equal(body, s.sdkEncode()) {
			return fmt.Errorf("the bodies differ:\n%s\n%s", s.sdkEncode(), body)
		}
	}
	s.body = s.sdkEncode()
	for i, decode := range []func() []byte{s.sdkDecode, s.oursDecode, s.oursDecodeAlone} {
		if decode(); s.decoded != images {
			return fmt.Errorf("decoder %d found %d images of %d", i, s.decoded, images)
		}
	}
	return nil
}

// A contender does the work once.
type contender struct {
	name string
	work func() []byte
}

// compare measures the contenders and prints a line for each; the others are
// compared with the first. per is the unit of allocations.
func compare(list []contender, size, per int) {
	best := make([]testing.BenchmarkResult, len(list))
	for range rounds {
		for i, c := range list {
			result := testing.Benchmark(func(b *testing.B) {
				b.ReportAllocs()
				for range b.N {
					c.work()
				}
			})
			if best[i].N == 0 || result.NsPerOp() < best[i].NsPerOp() {
				best[i] = result
			}
		}
	}
	for i, c := range list {
		nanoseconds := float64(best[i].NsPerOp())
		fmt.Printf("  %-22s %10.2f µs %7.0f MB/s %10.1f allocations %12d bytes", c.name, nanoseconds/1e3,
			float64(size)/nanoseconds*1e3, float64(best[i].AllocsPerOp())/float64(per), best[i].AllocedBytesPerOp()/int64(per))
		if per > 1 {
			fmt.Print(" an image")
		}
		if i > 0 {
			fmt.Printf("  %.1f times faster", float64(best[0].NsPerOp())/nanoseconds)
		}
		fmt.Println()
	}
}
