package ec2test

// This file is for tests of failures: errors, delays and dropped connections that a test
// asks for.

import (
	"net/http"
	"sync"
	"time"

	"github.com/ec2gen/ec2gen/runtime/ec2http"
)

// A Fault is what happens to requests of an operation instead of, or before, what
// they ask for.
type Fault struct {
	Operation string        // "RegisterImage"; "": every operation
	Times     int           // how many requests meet it; 0: all
	Delay     time.Duration // before anything else
	Code      string        // answer with this error: "RequestLimitExceeded"; "": do as asked
	Message   string
	Status    int  // HTTP status of Code; 0: 400
	Drop      bool // close the connection without an answer
}

// faults are the faults that wait for requests.
type faults struct {
	mu   sync.Mutex
	list []*Fault
}

// Inject makes requests meet a fault. Where several fit, the one that was
// injected first is met until it is used up, or removed by the function returned.
func (e *EC2) Inject(f Fault) (remove func()) {
	e.faults.mu.Lock()
	defer e.faults.mu.Unlock()
	e.faults.list = append(e.faults.list, &f)
	return func() { e.faults.remove(&f) }
}

// remove takes a fault away, where it is not used up yet.
func (f *faults) remove(gone *Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, one := range f.list {
		if one == gone {
			f.list = append(append([]*Fault{}, f.list[:i]...), f.list[i+1:]...)
			return
		}
	}
}

// take finds the fault that a request meets.
func (f *faults) take(operation string) (Fault, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, one := range f.list {
		if one.Operation != "" && one.Operation != operation {
			continue
		}
		if one.Times == 1 {
			f.list = append(append([]*Fault{}, f.list[:i]...), f.list[i+1:]...)
		} else if one.Times > 1 {
			one.Times--
		}
		return *one, true
	}
	return Fault{}, false
}

// meet lets a request have its fault.
func (f *faults) meet(call *ec2http.Call) error {
	fault, ok := f.take(call.Operation)
	if !ok {
		return nil
	}
	if fault.Delay > 0 {
		timer := time.NewTimer(fault.Delay)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-call.Request.Context().Done():
		}
	}
	if fault.Drop {
		panic(http.ErrAbortHandler)
	}
	if fault.Code != "" {
		return &ec2http.Error{Code: fault.Code, Message: fault.Message, Status: fault.Status}
	}
	return nil
}
