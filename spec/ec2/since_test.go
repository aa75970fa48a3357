package ec2_test

// This file compares the dates of the overlays with AWS's models before and after
// real updates: a model has exactly the things with dates up to its own.

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec/spectest"
)

// An upstream has the parts of AWS's model that have dates here.
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

// known reports whether the model has the shape of the thing. AWS renames and
// splits structures, and members keep their dates under the new name.
func (d dated) known(m *upstream) bool {
	if d.kind == "operation" {
		return true
	}
	_, ok := m.Shapes[d.shape]
	return ok
}

// withdrawn has things that AWS published before their date, withdrew, and
// published again.
var withdrawn = map[string]string{
	"member VolumeModification Operator": "published 2026-04-22, withdrawn 2026-05-13, back 2026-05-18, withdrawn " +
		"2026-06-09, back 2026-07-01",
}

func TestSince(t *testing.T) {
	dir := shared(t)
	changes, err := filepath.Glob(filepath.Join(dir, "models", "changes-*"))
	require.NoError(t, err)
	require.NotEmpty(t, changes)
	all := dates(t)
	require.Greater(t, len(all), 11000, "dates of operations, members and values")

	decided, fired := map[dated]bool{}, map[string]bool{}
	var wrong, renamed []string
	for _, change := range changes {
		on := strings.TrimPrefix(filepath.Base(change), "changes-")
		for _, side := range []string{"before", "after"} {
			var m upstream
			readModel(t, filepath.Join(change, side, "service-2.json.gz"), &m)
			for _, d := range all {
				had := d.since < on || d.since == on && side == "after"
				decided[d] = decided[d] || d.since == on
				switch has := d.in(&m); {
				case had && !has && !d.known(&m):
					renamed = append(renamed, d.String())
				case has && withdrawn[d.String()] != "":
					fired[d.String()] = true
				case had != has:
					wrong = append(wrong, fmt.Sprintf("%s, since %s, in the model %s %s: %t", d, d.since, side, on, has))
				}
			}
		}
	}
	assert.Empty(t, wrong)
	assert.Len(t, fired, len(withdrawn), "an exception that is no longer needed")
	assert.Less(t, len(renamed), 2000, "members of renamed structures")
	for _, d := range all {
		if exact := []string{"2022-05-10", "2022-10-03", "2023-03-03", "2024-03-07"}; slices.Contains(exact, d.since) {
			assert.True(t, decided[d], "%s, since %s, is between a model and the next", d, d.since)
		}
	}
}

// TestSinceOfRules compares the dates with those in the reference on RegisterImage,
// which was made independently from the same models.
func TestSinceOfRules(t *testing.T) {
	since := map[string]string{}
	for _, d := range dates(t) {
		since[d.String()] = d.since
	}
	compared := 0
	compare := func(of, date string) {
		assert.Equal(t, date, since[of], of)
		compared++
	}
	text := string(spectest.Read(t, "reference/rules.md"))
	value := regexp.MustCompile(`([a-z][a-z0-9_-]*) (?:since )?M:(\d{4}-\d\d-\d\d)`)
	enums := map[string]string{"BootMode": "BootModeValues", "Architecture": "ArchitectureValues",
		"…Ebs.VolumeType": "VolumeType"}
	for _, row := range regexp.MustCompile("(?m)^\\| ([^|]+) \\| `[^|]+` \\| [^|]+ \\| ([^|]+) \\| ([^|]+) \\|$").
		FindAllStringSubmatch(text, -1) {
		shape, member := "RegisterImageRequest", strings.TrimSuffix(row[1], "[]")
		if ebs, ok := strings.CutPrefix(member, "…Ebs."); ok {
			shape, member = "EbsBlockDevice", ebs
		}
		if date, ok := strings.CutPrefix(row[2], "M:"); ok {
			compare("member "+shape+" "+member, date)
		}
		for _, v := range value.FindAllStringSubmatch(row[3], -1) {
			if enum := enums[row[1]]; enum != "" {
				compare("value "+enum+" "+v[1], v[2])
			}
		}
	}
	for _, row := range regexp.MustCompile("(?m)^\\| ((?:`[a-zA-Z]+`(?:, )?)+) \\| [^|]+ \\| M:(\\d{4}-\\d\\d-\\d\\d) \\|$").FindAllStringSubmatch(text, -1) {
		for _, name := range strings.Split(row[1], ", ") {
			name = strings.Trim(name, "`")
			compare("member Image "+strings.ToUpper(name[:1])+name[1:], row[2])
		}
	}
	assert.GreaterOrEqual(t, compared, 25)
}

// Known dates of an update, to check that the test above finds anything.
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
