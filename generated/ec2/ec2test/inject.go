package ec2test

// This file implements faults, for tests of failures: errors, delays and dropped
// connections.

import (
	"net/http"
	"sync"
	"time"

	"github.com/ec2gen/ec2gen/runtime/ec2http"
)

// A Fault delays, fails or drops requests of an operation.
type Fault struct {
	Operation string        // "RegisterImage"; "": every operation
	Times     int           // how many requests it applies to; 0: all
	Delay     time.Duration // before anything else
	Code      string        // the error to return: "RequestLimitExceeded"; "": execute the request
	Message   string
	Status    int  // HTTP status of Code; 0: 400
	Drop      bool // close the connection without a response
}

// faults has the faults that apply to later requests.
type faults struct {
	mu   sync.Mutex
	list []*Fault
}

// Inject adds a fault. The oldest fault applies if several match a request. A fault
// ends when it has applied Times times, or when the returned function is called.
func (e *EC2) Inject(f Fault) (remove func()) {
	e.faults.mu.Lock()
	defer e.faults.mu.Unlock()
	e.faults.list = append(e.faults.list, &f)
	return func() { e.faults.remove(&f) }
}

// remove removes a fault, unless it has ended.
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

// take returns the fault that applies to a request.
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

// meet applies a fault to a request.
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
