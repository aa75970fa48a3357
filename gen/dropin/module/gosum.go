package module

// This file writes the module's go.sum, so that the go command works inside the
// module without changing it: the lines of the program's own go.sum for the
// module's requirements.

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"strings"

	"github.com/ec2gen/ec2gen/gen/files"
)

// goSum returns go.sum, or nothing if the program has none.
func goSum(o Options) ([]files.File, error) {
	data, err := os.ReadFile(strings.TrimSuffix(o.Uses.GoMod, ".mod") + ".sum")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	required := []string{
		"github.com/aws/aws-sdk-go-v2 " + o.Uses.Core,
		"github.com/aws/smithy-go " + o.Uses.Smithy,
	}
	var sums bytes.Buffer
	for _, line := range strings.SplitAfter(string(data), "\n") {
		for _, r := range required {
			if strings.HasPrefix(line, r+" ") || strings.HasPrefix(line, r+"/go.mod ") {
				sums.WriteString(line)
			}
		}
	}
	if sums.Len() == 0 {
		return nil, nil
	}
	return []files.File{{Name: "go.sum", Data: sums.Bytes(), VouchedBy: "go.mod"}}, nil
}
