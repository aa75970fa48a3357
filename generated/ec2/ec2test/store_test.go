package ec2test_test

// This file has a store that fails, and one that does not.

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
)

// A memory is a store whose disk can be full.
type memory struct {
	records map[string][]byte
	full    bool
}

func (m *memory) Load(f func(key string, value []byte) error) error {
	for key, value := range m.records {
		if err := f(key, value); err != nil {
			return err
		}
	}
	return nil
}

func (m *memory) Apply(changes map[string][]byte) error {
	if m.full {
		return errors.New("no space left")
	}
	for key, value := range changes {
		if delete(m.records, key); value != nil {
			m.records[key] = value
		}
	}
	return nil
}

func TestStore(t *testing.T) {
	store := &memory{records: map[string][]byte{}}
	open := func() *ec2test.EC2 {
		e := ec2test.New(func(o *ec2test.Options) { o.AnySnapshot, o.Store = true, store })
		require.NoError(t, e.Load())
		return e
	}
	e := open()
	kept, err := e.RegisterImage(ctx, request("kept"))
	require.NoError(t, err)
	store.full = true
	_, err = e.RegisterImage(ctx, request("lost"))
	assert.Equal(t, "InternalError", codeOf(err))
	_, err = e.DeregisterImage(ctx, &ec2.DeregisterImageInput{ImageId: kept.ImageId})
	assert.Equal(t, "InternalError", codeOf(err))

	store.full = false
	images, err := e.DescribeImages(ctx, &ec2.DescribeImagesInput{})
	require.NoError(t, err)
	require.Len(t, images.Images, 1, "what was not acknowledged has not happened")
	assert.Equal(t, "kept", *images.Images[0].Name)
	_, err = e.RegisterImage(ctx, request("lost"))
	require.NoError(t, err, "the name is free")

	again, err := open().DescribeImages(ctx, &ec2.DescribeImagesInput{})
	require.NoError(t, err)
	assert.Len(t, again.Images, 2)

	store.records["nonsense/x"] = []byte("{}")
	assert.ErrorContains(t, ec2test.New(func(o *ec2test.Options) { o.Store = store }).Load(), `the record "nonsense/x" is not one of this program's`)
}

// codeOf is the code of a refusal that came without HTTP.
func codeOf(err error) string {
	var e interface{ ErrorCode() string }
	if errors.As(err, &e) {
		return e.ErrorCode()
	}
	return ""
}
