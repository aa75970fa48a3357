package valid

// This file looks up the values of enums.

import (
	"sync"
	"sync/atomic"
)

// Known is the set of known values of an enum. Generated packages have one for each enum
// in their requests. Most programs use few of them, so the first lookup builds the index.
// The zero Known is empty.
type Known[T ~string] struct {
	// Values returns the list. It is a method expression such as
	// types.VolumeType.Values.
	Values func(T) []T

	once  sync.Once
	ready uint32 // 1 once index can be read without waiting
	index map[T]struct{}
}

// Has reports whether the enum has the value. It is safe for concurrent use.
func (k *Known[T]) Has(value T) bool {
	if atomic.LoadUint32(&k.ready) == 0 {
		k.once.Do(k.fill) // The closure allocates, so it is created only here.
	}
	_, ok := k.index[value]
	return ok
}

func (k *Known[T]) fill() {
	if k.Values != nil {
		list := k.Values("")
		k.index = make(map[T]struct{}, len(list))
		for _, v := range list {
			k.index[v] = struct{}{}
		}
	}
	atomic.StoreUint32(&k.ready, 1)
}
