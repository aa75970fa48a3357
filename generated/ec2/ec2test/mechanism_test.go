package ec2test

// This file checks the tables of this package against the model and the generated types:
// filters and the members that they compare, and the members that have ids.

import (
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2/types"
	"github.com/ec2gen/ec2gen/spec"
)

// filterTables has the filters of each operation, and the type whose members they
// compare.
var filterTables = map[string]struct {
	filters filters
	of      any
}{
	"DescribeAvailabilityZones":     {zoneFilters, types.AvailabilityZone{}},
	"DescribeImages":                {imageFilters, types.Image{}},
	"DescribeImportImageTasks":      {imageTaskFilters, types.ImportImageTask{}},
	"DescribeImportSnapshotTasks":   {taskFilters, types.ImportSnapshotTask{}},
	"DescribeInstanceStatus":        {instanceStatusFilters, types.InstanceStatus{}},
	"DescribeInstanceTypeOfferings": {offeringFilters, types.InstanceTypeOffering{}},
	"DescribeInstanceTypes":         {instanceTypeFilters, types.InstanceTypeInfo{}},
	"DescribeInstances":             {instanceFilters, reserved{}},
	"DescribeKeyPairs":              {keyPairFilters, types.KeyPairInfo{}},
	"DescribeRegions":               {regionFilters, types.Region{}},
	"DescribeSecurityGroups":        {securityGroupFilters, types.SecurityGroup{}},
	"DescribeSnapshots":             {snapshotFilters, types.Snapshot{}},
	"DescribeSubnets":               {subnetFilters, types.Subnet{}},
	"DescribeTags":                  {tagFilters, types.TagDescription{}},
	"DescribeVolumes":               {volumeFilters, types.Volume{}},
	"DescribeVolumesModifications":  {modificationFilters, types.VolumeModification{}},
	"DescribeVpcs":                  {vpcFilters, types.Vpc{}},
}

// TestFiltersLookAtMembers fails for a path that does not name a member or a value.
func TestFiltersLookAtMembers(t *testing.T) {
	for operation, table := range filterTables {
		for name, path := range table.filters {
			if strings.HasPrefix(path, noMember) {
				continue
			}
			at := reflect.TypeOf(table.of)
			for _, step := range strings.Split(path, ".") {
				for at.Kind() == reflect.Pointer || at.Kind() == reflect.Slice {
					at = at.Elem()
				}
				field, ok := at.FieldByName(step)
				require.True(t, ok, "%s: filter %s: %s has no %s", operation, name, at, step)
				at = field.Type
			}
			for at.Kind() == reflect.Pointer || at.Kind() == reflect.Slice {
				at = at.Elem()
			}
			assert.NotPanics(t, func() { appendText(nil, reflect.New(at).Elem()) }, "%s: filter %s", operation, name)
		}
	}
}

// TestFiltersOfTheDocumentation checks that each operation has the filters in the
// model, and only those and the ones in the list below.
func TestFiltersOfTheDocumentation(t *testing.T) {
	undocumented := map[string]string{
		"DescribeImportImageTasks task-state": "documented with the operation, not in the list",
	}
	model, err := spec.Embedded()
	require.NoError(t, err)
	for operation, table := range filterTables {
		documented := map[string]bool{}
		for _, name := range model.Operation(operation).Input.Member("Filters").Filters {
			if !strings.HasPrefix(name, "tag") {
				documented[name] = true
				assert.NotEmpty(t, table.filters[name], "%s lacks the filter %s", operation, name)
			}
		}
		for name := range table.filters {
			reason := undocumented[operation+" "+name]
			assert.NotEqual(t, documented[name], reason != "", "%s: filter %s: documented %v, listed as %q",
				operation, name, documented[name], reason)
		}
	}
}

// idMember matches the names of members that have ids of resources.
var idMember = regexp.MustCompile(`(Image|Snapshot|Volume|Instance|Group|Subnet|Vpc|KeyPair|ImportTask)Ids?$`)

// notIDs has members whose names match but that do not have ids of our kinds, and
// what they have.
var notIDs = map[string]string{
	"SecondarySubnetId": "of secondary networks, which are not kept",
}

// TestMembersWithIDs checks that every member of a request that has ids of a
// resource is in the table of its kind.
func TestMembersWithIDs(t *testing.T) {
	members, seen, operations := idMembers(), map[string]bool{}, 0
	api := reflect.TypeOf(&EC2{})
	for i := 0; i < api.NumMethod(); i++ {
		m := api.Method(i)
		if m.Type.NumIn() != 3 || !strings.HasSuffix(m.Type.In(2).String(), "Input") || !implemented(m.Name) {
			continue
		}
		operations++
		walkMembers(m.Type.In(2), map[reflect.Type]bool{}, func(name string) {
			if !idMember.MatchString(name) || members[name] != nil || members[m.Name+"."+name] != nil {
				return
			}
			assert.NotEmpty(t, notIDs[name], "%s: member %s has no kind", m.Name, name)
			seen[name] = true
		})
	}
	assert.GreaterOrEqual(t, operations, 16)
	for name := range notIDs {
		assert.True(t, seen[name], "no request has %s: remove it from the list", name)
	}
}

// walkMembers visits the names of all members below a type.
func walkMembers(of reflect.Type, above map[reflect.Type]bool, visit func(name string)) {
	for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
		of = of.Elem()
	}
	if of.Kind() != reflect.Struct || above[of] {
		return
	}
	above[of] = true
	defer delete(above, of)
	for i := 0; i < of.NumField(); i++ {
		visit(of.Field(i).Name)
		walkMembers(of.Field(i).Type, above, visit)
	}
}

// implemented reports whether this package implements an operation, instead of the
// generated Unimplemented.
func implemented(operation string) bool {
	m, ok := reflect.TypeOf(&EC2{}).MethodByName(operation)
	if !ok {
		return false
	}
	file, _ := runtime.FuncForPC(m.Func.Pointer()).FileLine(m.Func.Pointer())
	return file != "<autogenerated>"
}
