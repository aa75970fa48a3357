package ec2test_test

// This file proves of every member of a RegisterImage request that it is kept and
// shown: two requests that differ in that member alone must look different, in
// DescribeImages or in one of the attributes.

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// notShown are the members that EC2 does not show, and why.
var notShown = map[string]string{
	"BillingProducts":                "no answer of the API has them",
	"BlockDeviceMappings.NoDevice":   "takes a device away, whatever its text is",
	"DryRun":                         "says whether to do it at all",
	"TagSpecifications.ResourceType": "must be image",
}

func TestEveryMemberIsShown(t *testing.T) {
	seen := map[string]bool{}
	for _, path := range leaves(reflect.TypeOf(ec2.RegisterImageInput{}), "") {
		a, b := look(t, path, 0), look(t, path, 1)
		if reason := notShown[path]; reason != "" {
			seen[path] = true
			assert.Equal(t, a, b, "%s is shown: take it off the list", path)
			continue
		}
		assert.NotEqual(t, a, b, "%s makes no difference", path)
	}
	for path := range notShown {
		assert.True(t, seen[path], "there is no member %s", path)
	}
}

// leaves are the paths to all values below a structure.
func leaves(t reflect.Type, prefix string) (paths []string) {
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		path := strings.TrimPrefix(prefix+"."+f.Name, ".")
		inner := f.Type
		for inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Slice {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct && inner != reflect.TypeOf(time.Time{}) {
			paths = append(paths, leaves(inner, path)...)
			continue
		}
		paths = append(paths, path)
	}
	return paths
}

// look registers an image in which one member has one of two values, and returns
// all that can be seen of it.
func look(t *testing.T, path string, variant int) string {
	t.Helper()
	ctx := context.Background()
	e := ec2test.New(func(o *ec2test.Options) {
		o.AnySnapshot = true
		o.Now = func() time.Time { return time.Date(2022, 10, 3, 12, 0, 0, 0, time.UTC) }
		o.NewID = func(kind string) string { return kind + "-0123456789abcdef0" }
	})
	in := &ec2.RegisterImageInput{Name: aws.String("plain"), RootDeviceName: aws.String("/dev/xvda"),
		BlockDeviceMappings: []types.BlockDeviceMapping{{DeviceName: aws.String("/dev/xvda"),
			Ebs: &types.EbsBlockDevice{SnapshotId: aws.String("snap-00000000")}}},
		TagSpecifications: []types.TagSpecification{{ResourceType: types.ResourceTypeImage,
			Tags: []types.Tag{{Key: aws.String("k"), Value: aws.String("v")}}}}}
	switch {
	case path == "BlockDeviceMappings.Ebs.Encrypted", path == "BlockDeviceMappings.Ebs.VolumeSize":
		in.BlockDeviceMappings[0].Ebs.SnapshotId = nil // which would decide it
	}
	if path != "DryRun" && path != "TagSpecifications.ResourceType" {
		set(t, reflect.ValueOf(in).Elem(), "", strings.Split(path, "."), variant)
	}
	out, err := e.RegisterImage(ctx, in)
	require.NoError(t, err, path)
	images, err := e.DescribeImages(ctx, &ec2.DescribeImagesInput{ImageIds: []string{*out.ImageId}})
	require.NoError(t, err)
	require.Len(t, images.Images, 1)
	shown := []any{images.Images[0]}
	for _, name := range types.ImageAttributeName("").Values() {
		attribute, err := e.DescribeImageAttribute(ctx, &ec2.DescribeImageAttributeInput{ImageId: out.ImageId,
			Attribute: name})
		if name == types.ImageAttributeNameBlockDeviceMapping {
			require.Error(t, err)
			continue
		}
		require.NoError(t, err, name)
		attribute.ResultMetadata = images.ResultMetadata
		shown = append(shown, attribute)
	}
	data, err := json.Marshal(shown)
	require.NoError(t, err)
	return string(data)
}

// set gives the value at a path one of two values, and what is above it a place.
func set(t *testing.T, v reflect.Value, name string, path []string, variant int) {
	t.Helper()
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		set(t, v.Elem(), name, path, variant)
	case reflect.Slice:
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		}
		set(t, v.Index(0), name, path, variant)
	case reflect.Struct:
		set(t, v.FieldByName(path[0]), path[0], path[1:], variant)
	case reflect.Bool:
		v.SetBool(variant == 1)
	case reflect.Int32:
		v.SetInt(int64(1000 + variant))
	case reflect.String:
		text := []string{"one", "two"}[variant]
		if name == "SnapshotId" {
			text = []string{"snap-00000001", "snap-00000002"}[variant]
		}
		if values := v.MethodByName("Values"); values.IsValid() {
			list := values.Call(nil)[0]
			text = ""
			if n := list.Len() - 1 - variant; n >= 0 { // an enum with one value: that, or none
				text = list.Index(n).String()
			}
		}
		v.SetString(text)
	default:
		t.Fatalf("%v has a kind that this test does not know", v.Type())
	}
}
