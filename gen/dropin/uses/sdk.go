package uses

// This file reads the operations of the SDK's package from its sources, and the
// names that belong to each: inputs, paginators, waiters. The SDK has one file per
// operation with all of them.

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// An sdk has the contents of the package.
type sdk struct {
	operations map[string]bool
	owner      map[string]string // operation by a name that is declared in its file
}

const opFile = "api_op_"

var declaration = regexp.MustCompile(`(?m)^(?:type|func) ([A-Z]\w*)`)

func readSDK(dir string) (*sdk, error) {
	files, err := filepath.Glob(filepath.Join(dir, opFile+"*.go"))
	if err != nil {
		return nil, err
	}
	s := &sdk{operations: map[string]bool{}, owner: map[string]string{}}
	for _, file := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), opFile), ".go")
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if !bytes.Contains(data, []byte("func (c *Client) "+name+"(")) {
			continue // a test
		}
		s.operations[name] = true
		for _, m := range declaration.FindAllSubmatch(data, -1) {
			s.owner[string(m[1])] = name
		}
	}
	if len(s.operations) == 0 {
		return nil, fmt.Errorf("%s has no operations; is it already a drop-in? Remove its replace line to generate it again",
			dir)
	}
	return s, nil
}
