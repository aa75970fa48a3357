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

// serve serves until a signal stops the process.
func serve(s settings, stdout, stderr io.Writer) error {
	server, done, err := newService(s, stderr)
	if err != nil {
		return err
	}
	defer done()
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		return fmt.Errorf("-addr %s: %w", s.addr, err)
	}
	url := "http://" + listener.Addr().String()
	fmt.Fprintln(stdout, url)
	fmt.Fprintf(stderr, "ec2serve: set AWS_ENDPOINT_URL_EC2=%s and any credentials; open it in a browser to see the "+
		"state; stop with ^C\n", url)
	handler := withPage(page{server, s.keep > 0})
	return serveUntilStopped(ec2http.NewServer(ec2http.LocalOnly(handler, s.hosts...)), listener)
}

// newService returns a fake EC2 with the settings. done closes its files.
func newService(s settings, stderr io.Writer) (server *ec2test.EC2, done func(), err error) {
	if s.record != "" {
		if err := os.MkdirAll(s.record, 0o777); err != nil {
			return nil, nil, fmt.Errorf("-record: %w", err)
		}
	}
	seed, err := readSeed(s.seed)
	known, err2 := readSnapshots(s.snapshots)
	if err := errors.Join(err, err2); err != nil {
		return nil, nil, err
	}
	if err := seed.plant(ec2test.New(s.options(stderr))); err != nil { // before -data changes
		return nil, nil, err
	}
	server, done, err = openState(s.data, s.options(stderr))
	if err != nil {
		return nil, nil, err
	}
	for _, snapshot := range known {
		if !server.HasSnapshot(*snapshot.SnapshotId) { // an existing one is newer, from -data
			server.AddSnapshot(snapshot)
		}
	}
	if err := seed.plant(server); err != nil {
		done()
		return nil, nil, err
	}
	return server, done, nil
}

// options returns the server's options.
func (s settings) options(stderr io.Writer) func(*ec2test.Options) {
	return func(o *ec2test.Options) {
		o.Account, o.Accounts, o.Region = s.account, s.accounts, s.region
		o.AnySnapshot = s.snapshots == "any"
		if o.RequestBytes = s.keep << 20; s.keep == 0 {
			o.RequestBytes = -1
		}
		if s.verbose || s.record != "" {
			o.OnRequest = s.onRequest(stderr)
		}
	}
}

// onRequest logs and records requests.
func (s settings) onRequest(stderr io.Writer) func(ec2test.Request) {
	log := &requestLog{w: stderr}
	return func(r ec2test.Request) {
		if s.verbose {
			log.add(r)
		}
		if s.record == "" {
			return
		}
		if err := r.Save(s.record); err != nil {
			log.write(fmt.Sprint("ec2serve: -record: ", err))
		}
	}
}

// openState returns a fake EC2 with the state of a file, if there is one.
func openState(data string, options func(*ec2test.Options)) (server *ec2test.EC2, done func(), err error) {
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

// serveUntilStopped serves until a signal stops the process, and finishes the
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
