package valid

// This file looks up the values of enums.

import (
	"sync"
	"sync/atomic"
)

// Known is the values of an enum. A generated package has one for each enum that its
// requests hold, and most programs look at few of them: the values are indexed at the
// first lookup. The zero Known knows no value.
type Known[T ~string] struct {
	// Values returns the list, as the Values method of an enum does: it is a method
	// expression such as types.VolumeType.Values.
	Values func(T) []T

	once  sync.Once
	ready uint32 // 1 once index can be read without waiting
	index map[T]struct{}
}

// Has reports whether the enum has the value. It may be called from several goroutines.
func (k *Known[T]) Has(value T) bool {
	if atomic.LoadUint32(&k.ready) == 0 {
		k.once.Do(k.fill) // (The closure is memory, so it is made here alone.)
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
