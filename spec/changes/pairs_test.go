package changes_test

// This file holds Compare against AWS's own updates: six pairs of whole models.

import (
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

var updates = []string{"2019-11-04", "2022-05-10", "2022-10-03", "2023-03-03", "2024-03-07", "2026-05-13"}

// readPair reads both sides of an update.
func readPair(t testing.TB, date string) (old, new *spec.Model) {
	t.Helper()
	var wg sync.WaitGroup
	var errs [2]error
	for i, side := range []struct {
		name string
		to   **spec.Model
	}{{"before", &old}, {"after", &new}} {
		wg.Add(1)
		path := spectest.Shared(t, filepath.Join("models", "changes-"+date, side.name, "service-2.json.gz"))
		go func() {
			defer wg.Done()
			*side.to, _, errs[i] = awsmodel.Read(path, awsmodel.Options{Docs: true})
		}()
	}
	wg.Wait()
	require.NoError(t, errs[0])
	require.NoError(t, errs[1])
	return old, new
}
