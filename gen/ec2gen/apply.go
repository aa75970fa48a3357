package main

// This file writes the results of commands.

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/ec2gen/ec2gen/gen/files"
)

// apply makes all changes or none. An interrupt before the first file is in place
// stops it; the rest takes milliseconds.
func apply(changes ...*files.Changes) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return files.Apply(ctx, changes...)
}
