package ec2test_test

// This file puts load on the server, with many connections, and compares it with
// moto under the same load. EC2GEN_LOAD sets the duration; without it the test is
// short.

import (
	"fmt"
	"math/rand"
	"net/http"
	"os"
	"runtime"
	"sort"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

const connections = 32

// A loaded is the result of a server under load.
type loaded struct {
	mu         sync.Mutex
	registered map[string]string // name by id
	latencies  []time.Duration
	failures   []error
	took       time.Duration
}

// load registers an image in one call of ten, and describes one in the others.
func load(client *ec2.Client, d time.Duration) *loaded {
	l := &loaded{registered: map[string]string{}}
	begin := time.Now()
	var wg sync.WaitGroup
	for worker := 0; worker < connections; worker++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			random := rand.New(rand.NewSource(int64(worker)))
			var ids []string
			for n := 0; time.Since(begin) < d; n++ {
				at := time.Now()
				var err error
				if len(ids) == 0 || random.Intn(10) == 0 {
					name := fmt.Sprintf("load %d %d", worker, n)
					var out *ec2.RegisterImageOutput
					if out, err = client.RegisterImage(ctx, request(name)); err == nil {
						ids = append(ids, *out.ImageId)
						l.mu.Lock()
						l.registered[*out.ImageId] = name
						l.mu.Unlock()
					}
				} else {
					_, err = described(client, aws.String(ids[random.Intn(len(ids))]))
				}
				l.mu.Lock()
				l.latencies = append(l.latencies, time.Since(at))
				if err != nil {
					l.failures = append(l.failures, err)
				}
				l.mu.Unlock()
			}
		}()
	}
	wg.Wait()
	l.took = time.Since(begin)
	return l
}

func (l *loaded) String() string {
	sort.Slice(l.latencies, func(i, j int) bool { return l.latencies[i] < l.latencies[j] })
	at := func(q float64) time.Duration {
		return l.latencies[int(q*float64(len(l.latencies)-1))].Round(10 * time.Microsecond)
	}
	return fmt.Sprintf("%d calls, %.0f a second; %v half, %v 90 %%, %v 99 %%, %v longest; %d images, %d failures",
		len(l.latencies), float64(len(l.latencies))/l.took.Seconds(), at(0.5), at(0.9), at(0.99), at(1),
		len(l.registered), len(l.failures))
}

// loadClient has a connection for each worker.
func loadClient(cfg aws.Config) *ec2.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = connections
	return ec2.NewFromConfig(cfg, func(o *ec2.Options) {
		o.HTTPClient = &http.Client{Transport: transport}
		o.Validation = valid.Policy{Mode: valid.Silent}
		o.Retryer = aws.NopRetryer{}
	})
}

func TestLoad(t *testing.T) {
	d := 300 * time.Millisecond
	if text := os.Getenv("EC2GEN_LOAD"); text != "" {
		var err error
		d, err = time.ParseDuration(text)
		require.NoError(t, err)
	}
	srv := ec2test.NewServer(func(o *ec2test.Options) { o.AnySnapshot = true })
	defer srv.Close()
	client := loadClient(srv.Config())
	l := load(client, d)
	assert.Empty(t, l.failures)
	all, err := client.DescribeImages(ctx, &ec2.DescribeImagesInput{})
	require.NoError(t, err)
	present := map[string]string{}
	for _, i := range all.Images {
		present[*i.ImageId] = *i.Name
	}
	assert.Equal(t, l.registered, present, "no image is lost, none is made up")
	all, present = nil, nil //nolint:wastedassign // so that the garbage collector takes them
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	// What requests leave behind: the newest 10,000 of them, and the images.
	assert.Less(t, memory.HeapAlloc, uint64(200<<20+8<<10*len(l.registered)+64*len(l.latencies)), "memory")
	t.Logf("ec2test: %v; %d MB in use", l, memory.HeapAlloc>>20)

	if os.Getenv("EC2GEN_LOAD") == "" {
		return
	}
	cfg := srv.Config()
	cfg.BaseEndpoint = aws.String(startMoto(t))
	t.Logf("moto:    %v", load(loadClient(cfg), min(d, 15*time.Second)))
}
