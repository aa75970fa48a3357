package ec2_test

// This file compares the dates of the overlay with AWS's models on both sides
// of real updates: what a date says was added later is not in them yet, and what
// it says was there already is.

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// An upstream is as much of AWS's model as has dates here.
type upstream struct {
	Operations map[string]struct{}
	Shapes     map[string]struct {
		Members map[string]struct{}
		Enum    []string
	}
}

// A dated is one thing with a date: an operation, a member or an enum's value.
type dated struct{ kind, shape, name, since string }

func dates(t *testing.T) []dated {
	var list []dated
	m := load(t, current)
	for _, op := range m.Operations {
		list = append(list, dated{"operation", "", op.Name, op.Since})
	}
	for _, s := range m.Shapes {
		for _, f := range s.Members {
			list = append(list, dated{"member", s.Name, f.Name, f.Since})
		}
		for _, v := range s.Values {
			list = append(list, dated{"value", s.Name, v.Value, v.Since})
		}
	}
	return slices.DeleteFunc(list, func(d dated) bool { return d.since == "" })
}

// in reports whether the model has the thing. A model without the shape has
// neither its members nor its values.
func (d dated) in(m *upstream) bool {
	switch d.kind {
	case "operation":
		_, ok := m.Operations[d.name]
		return ok
	case "member":
		_, ok := m.Shapes[d.shape].Members[d.name]
		return ok
	}
	return slices.Contains(m.Shapes[d.shape].Enum, d.name)
}

func (d dated) String() string { return strings.TrimSpace(d.kind + " " + d.shape + " " + d.name) }

func TestSince(t *testing.T) {
	dir := shared(t)
	changes, err := filepath.Glob(filepath.Join(dir, "models", "changes-*"))
	require.NoError(t, err)
	require.NotEmpty(t, changes)
	all := dates(t)
	require.Greater(t, len(all), 80, "dates of parameters, values and elements")

	decided := map[dated]bool{}
	for _, change := range changes {
		on := strings.TrimPrefix(filepath.Base(change), "changes-")
		for _, side := range []string{"before", "after"} {
			var m upstream
			readModel(t, filepath.Join(change, side, "service-2.json.gz"), &m)
			for _, d := range all {
				had := d.since < on || d.since == on && side == "after"
				assert.Equal(t, had, d.in(&m), "%s, since %s, in the model %s %s", d, d.since, side, on)
				decided[d] = decided[d] || d.since == on
			}
		}
	}
	for _, d := range all {
		if exact := []string{"2022-05-10", "2022-10-03", "2023-03-03", "2024-03-07"}; slices.Contains(exact, d.since) {
			assert.True(t, decided[d], "%s, since %s, is between a model and the next", d, d.since)
		}
	}
}

// Dates that an update brought, as a check that the test above sees anything.
func TestSinceOfKnownUpdates(t *testing.T) {
	since := map[string]string{}
	for _, d := range dates(t) {
		since[d.String()] = d.since
	}
	for of, date := range map[string]string{
		"operation  RegisterImage":                      "2009-10-31",
		"member RegisterImageRequest EnaSupport":        "2016-04-01",
		"member RegisterImageRequest TpmSupport":        "2022-05-10",
		"member RegisterImageRequest ImdsSupport":       "2022-10-03",
		"member Image ImdsSupport":                      "2022-10-03",
		"value ImageAttributeName imdsSupport":          "2022-10-03",
		"value BootModeValues uefi-preferred":           "2023-03-03",
		"member RegisterImageRequest TagSpecifications": "2024-03-07",
		"value ArchitectureValues arm64_mac":            "2022-11-09",
		"member EbsBlockDevice EbsCardIndex":            "2026-01-21",
	} {
		assert.Equal(t, date, since[of], of)
	}
}
