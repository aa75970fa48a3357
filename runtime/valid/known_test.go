package valid_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ec2gen/ec2gen/runtime/valid"
)

type color string

func (color) Values() []color { return []color{"red", "green"} }

func TestKnown(t *testing.T) {
	known := valid.Known[color]{Values: color.Values}
	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			assert.True(t, known.Has("red"))
			assert.False(t, known.Has("blue"))
			assert.False(t, known.Has(""))
		}()
	}
	all.Wait()
	assert.Zero(t, testing.AllocsPerRun(100, func() { known.Has("green") }))

	var none valid.Known[color]
	assert.False(t, none.Has("red"))
}
