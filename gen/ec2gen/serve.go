package main

// This file is serve: ec2test as a process, for tests in other languages.

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
	"github.com/ec2gen/ec2gen/runtime/ec2http"
)

func runServe(c *call) error {
	var addr, data, snapshots string
	if err := c.parse(func(fs *flag.FlagSet) {
		fs.StringVar(&addr, "addr", "127.0.0.1:0", "`HOST:PORT` to listen on; port 0 takes a free one")
		fs.StringVar(&data, "data", "", "`FILE` that keeps the state across restarts (default: it is forgotten)")
		fs.StringVar(&snapshots, "snapshots", "", "`FILE` with the snapshots that exist, a line each: ID or ID SIZE in GiB; or the word any, for a completed one of 8 GiB behind every id")
	}); err != nil {
		return err
	}
	if c.flags.NArg() > 0 {
		return c.usagef("unexpected argument %q", c.flags.Arg(0))
	}
	known, err := readSnapshots(snapshots)
	if err != nil {
		return err
	}
	server, done, err := newService(data, snapshots == "any")
	if err != nil {
		return err
	}
	defer done()
	for _, s := range known {
		if !server.HasSnapshot(*s.SnapshotId) { // what -data has of it is newer than the list
			server.AddSnapshot(s)
		}
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("-addr %s: %w", addr, err)
	}
	url := "http://" + listener.Addr().String()
	fmt.Fprintln(c.stdout, url)
	fmt.Fprintf(c.stderr, "ec2gen: serving; clients find it with AWS_ENDPOINT_URL_EC2=%s and any key; stop with ^C\n", url)
	return serveUntilStopped(ec2http.NewServer(server), listener)
}

// newService is an EC2, with its state out of a file if there is one.
func newService(data string, anySnapshot bool) (server *ec2test.EC2, done func(), err error) {
	if data == "" {
		return ec2test.New(func(o *ec2test.Options) { o.AnySnapshot = anySnapshot }), func() {}, nil
	}
	store, err := openStore(data)
	if err != nil {
		return nil, nil, err
	}
	server = ec2test.New(func(o *ec2test.Options) { o.AnySnapshot, o.Store = anySnapshot, store })
	err = unlessDamaged(data, func() error {
		if err := server.Load(); err != nil {
			return fmt.Errorf("%s: %w", data, err)
		}
		return nil
	})
	if err != nil {
		return nil, nil, err // not closed: that may wait for what is damaged
	}
	return server, func() { _ = store.db.Close() }, nil // every request has been written before
}

// serveUntilStopped serves until the process is told to stop, and answers what is
// under way by then.
func serveUntilStopped(server *http.Server, listener net.Listener) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	patience, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(patience); errors.Is(err, context.DeadlineExceeded) {
		return server.Close() // who is still sending has had its time, and no answer
	} else if err != nil {
		return err
	}
	return nil
}

// readSnapshots reads the file of -snapshots. Lines that begin with # are comments.
func readSnapshots(file string) (list []types.Snapshot, err error) {
	if file == "" || file == "any" {
		return nil, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var errs []error
	seen := map[string]int{}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		words := strings.Fields(lines.Text())
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		s, err := snapshotLine(words)
		if first := seen[words[0]]; err == nil && first > 0 {
			err = fmt.Errorf("%s is in line %d already; remove one", words[0], first)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s:%d:1: %w", file, n, err))
			continue
		}
		seen[words[0]] = n
		list = append(list, s)
	}
	if err := lines.Err(); err != nil {
		errs = append(errs, fmt.Errorf("%s: %w", file, err))
	}
	return list, errors.Join(errs...)
}

func snapshotLine(words []string) (types.Snapshot, error) {
	s := types.Snapshot{SnapshotId: &words[0]}
	if !strings.HasPrefix(words[0], "snap-") || len(words) > 2 {
		return s, errors.New("expected a snapshot's id, snap-..., and perhaps its size in GiB")
	}
	if len(words) == 2 {
		size, err := strconv.ParseInt(words[1], 10, 32)
		if err != nil || size < 1 {
			return s, fmt.Errorf("%q is not a size in GiB; write a number from 1", words[1])
		}
		n := int32(size)
		s.VolumeSize = &n
	}
	return s, nil
}
