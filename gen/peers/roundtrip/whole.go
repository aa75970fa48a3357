//go:build !whole

package main

import (
	"fmt"
	"os"
)

// main replaces the command until all of EC2, which it compares, is generated.
func main() {
	fmt.Fprintln(os.Stderr, "run make roundtrip in the root of the repository: it generates all of EC2 first")
	os.Exit(2)
}
