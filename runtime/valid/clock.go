package valid

// This file has the only check that depends on the clock.

import "time"

// Future reports whether t is later than the present time of this machine.
func Future(t time.Time) bool { return t.After(time.Now()) }
