package ec2test

// This file saves requests as files.

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
)

// Save writes the parameters of the request as a form to a file of dir, which must exist.
// The file's name is the operation and a hash of the parameters, OPERATION-HASH.body, so
// that equal requests have one file. A request without an operation is not saved, because
// it was rejected earlier. It may be called by Options.OnRequest.
func (r Request) Save(dir string) error {
	if r.Operation == "" {
		return nil
	}
	form := r.Form.Encode() // sorted
	sum := sha256.Sum256([]byte(form))
	return os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%x.body", r.Operation, sum[:5])), []byte(form), 0o666)
}
