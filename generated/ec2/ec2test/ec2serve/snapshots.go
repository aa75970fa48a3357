package main

// This file reads the file of -snapshots: the snapshots that exist at the start.

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

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
			err = fmt.Errorf("duplicate snapshot %s, also in line %d; remove one", words[0], first)
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
			return s, fmt.Errorf("%q is not a size in GiB; use at least 1", words[1])
		}
		n := int32(size)
		s.VolumeSize = &n
	}
	return s, nil
}
