//go:build !whole

package main

import (
	"fmt"
	"os"
)

// main stands in until all of EC2 is generated, which this command compares.
func main() {
	fmt.Fprintln(os.Stderr, "run make moto in the root of the repository: it generates all of EC2 first")
	os.Exit(2)
}
