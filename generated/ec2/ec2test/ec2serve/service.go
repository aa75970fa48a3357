package main

// This file runs the server: from settings to a listener, until it is stopped.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/runtime/ec2http"
)

// serve serves until the process is told to stop.
func serve(s settings, stdout, stderr io.Writer) error {
	known, err := readSnapshots(s.snapshots)
	if err != nil {
		return err
	}
	server, done, err := newService(s.data, s.snapshots == "any")
	if err != nil {
		return err
	}
	defer done()
	for _, snapshot := range known {
		if !server.HasSnapshot(*snapshot.SnapshotId) { // what -data has of it is newer than the list
			server.AddSnapshot(snapshot)
		}
	}
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		return fmt.Errorf("-addr %s: %w", s.addr, err)
	}
	url := "http://" + listener.Addr().String()
	fmt.Fprintln(stdout, url)
	fmt.Fprintf(stderr, "ec2serve: set AWS_ENDPOINT_URL_EC2=%s and any credentials; stop with ^C\n", url)
	return serveUntilStopped(ec2http.NewServer(ec2http.LocalOnly(server, s.hosts...)), listener)
}

// newService makes a fake EC2, with the state of a file if there is one.
func newService(data string, anySnapshot bool) (server *ec2test.EC2, done func(), err error) {
	options := func(o *ec2test.Options) { o.AnySnapshot, o.RequestBytes = anySnapshot, -1 }
	if data == "" {
		return ec2test.New(options), func() {}, nil
	}
	store, err := openStore(data)
	if err != nil {
		return nil, nil, err
	}
	server = ec2test.New(options, func(o *ec2test.Options) { o.Store = store })
	if err := server.Load(); err != nil {
		return nil, nil, fmt.Errorf("-data: %w", err) // not closed: that may wait for what is corrupt
	}
	return server, store.close, nil
}

// serveUntilStopped serves until the process is told to stop, and finishes the
// requests in flight.
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
		return server.Close() // clients that are still sending get no response
	} else if err != nil {
		return err
	}
	return nil
}
