package main

// This file shows the progress of long work on a terminal, after a second.

import (
	"fmt"
	"io"
	"os"
	"time"
)

// showProgress starts to show progress, and returns the function that stops it.
func showProgress(w io.Writer, what string) (stop func()) {
	if !isTerminal(w) {
		return func() {}
	}
	done, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for seconds := 0; ; {
			select {
			case <-done:
				if seconds > 0 {
					fmt.Fprint(w, "\r\x1b[K")
				}
				return
			case <-tick.C:
				seconds++
				fmt.Fprintf(w, "\rec2gen: %s, %d s", what, seconds)
			}
		}
	}()
	return func() { close(done); <-gone }
}

// progress returns the writer for the go command's download messages: standard
// error if it is a terminal.
func (c *call) progress() io.Writer {
	if isTerminal(c.stderr) {
		return c.stderr
	}
	return nil
}

// isTerminal reports whether w is a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && f.Name() != os.DevNull
}
