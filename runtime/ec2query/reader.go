package ec2query

// This file is the server half: the Reader, which finds parameters by their path,
// remembers which ones were asked for, and collects what is wrong with the rest.

import (
	"sort"
	"strings"
)

// A Reader gives the parameters of one request to code that knows their names and
// types. That code works through an input's members, in any order,
//
//	func readEbs(r *ec2query.Reader, v *types.EbsBlockDevice) {
//		v.Encrypted = r.Bool("Encrypted")
//		v.VolumeSize = r.Int32("VolumeSize")
//	}
//	func readMapping(r *ec2query.Reader, v *types.BlockDeviceMapping) {
//		v.DeviceName = r.String("DeviceName")
//		if r.Enter("Ebs") {
//			v.Ebs = new(types.EbsBlockDevice)
//			readEbs(r, v.Ebs)
//			r.Leave()
//		}
//	}
//	for l := r.List("BlockDeviceMapping"); l.Next(); {
//		in.BlockDeviceMappings = append(in.BlockDeviceMappings, types.BlockDeviceMapping{})
//		readMapping(r, &in.BlockDeviceMappings[len(in.BlockDeviceMappings)-1])
//	}
//
// and then asks for the Problems: values of a wrong form, lists with gaps, and every
// parameter that nothing asked for, which is one that the operation does not have.
//
// A Reader is made by Parse and is for one goroutine.
type Reader struct {
	pairs    []pair  // sorted by path, keys unique
	scopes   []scope // what has been entered; the first is the whole request
	problems []located
}

// A scope is a structure or list element that was entered.
type scope struct {
	path      string // what its keys start with: "BlockDeviceMapping.1."
	low, high int    // its pairs: pairs[low:high]
}

func (r *Reader) scope() scope { return r.scopes[len(r.scopes)-1] }

// A Kind says what is wrong with a parameter. "wire-" and the kind is the id of the rule
// that the parameter breaks.
type Kind string

// The kinds of problem.
const (
	Unknown   Kind = "unknown-parameter"   // the operation has no such parameter
	Duplicate Kind = "duplicate-parameter" // the key is there twice; the first counts
	ListIndex Kind = "list-index"          // not a number from 1, or one is left out
	Boolean   Kind = "boolean"             // neither true nor false
	Integer   Kind = "integer"             // not a decimal integer, or too large for its type
	Float     Kind = "float"               // not a number, NaN, Infinity or -Infinity
	Blob      Kind = "blob"                // not base64
	Timestamp Kind = "timestamp"           // not in the format the member has
)

// A Problem is one thing that is wrong with a request.
type Problem struct {
	Key    string // "BlockDeviceMapping.1.Ebs.Encrypted"
	Kind   Kind
	Detail string // what was found and what was expected, in words
}

// located is a problem with its place in the body, for the order.
type located struct {
	Problem
	offset int
}

// maxProblems is how many problems are kept. Nobody reads more, and each takes many
// times the memory of the few bytes that cause it.
const maxProblems = 100

// Problems returns what is wrong with the parameters, in the order of the body, and at
// most 100 of it. It is known when everything that the operation has was asked for.
func (r *Reader) Problems() []Problem {
	all := append([]located(nil), r.problems...)
	for i := 0; i < len(r.pairs) && len(all) < maxProblems; i++ {
		if p := r.pairs[i]; !p.used {
			all = append(all, located{Problem{p.key, Unknown, "the operation has no such parameter"}, p.offset})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].offset < all[j].offset })
	var list []Problem
	for _, p := range all {
		list = append(list, p.Problem)
	}
	return list
}

// report records a problem with p.
func (r *Reader) report(p *pair, kind Kind, detail string) {
	if len(r.problems) < maxProblems {
		r.problems = append(r.problems, located{Problem{p.key, kind, detail}, p.offset})
	}
}

// dropDuplicates keeps the first pair of each key.
func (r *Reader) dropDuplicates() {
	kept := r.pairs[:0]
	for i := range r.pairs {
		p := r.pairs[i]
		if n := len(kept); n > 0 && kept[n-1].key == p.key {
			r.report(&p, Duplicate, "given more than once; the first value counts")
			continue
		}
		kept = append(kept, p)
	}
	r.pairs = kept
}

// index returns the place of the parameter called name in the current scope, or -1.
func (r *Reader) index(name string) int {
	s := r.scope()
	key := s.path + name
	i := s.low + sort.Search(s.high-s.low, func(i int) bool { return comparePaths(r.pairs[s.low+i].key, key) >= 0 })
	if i == s.high || r.pairs[i].key != key {
		return -1
	}
	return i
}

// find returns the parameter called name in the current scope and marks it as asked
// for; nil if there is none.
func (r *Reader) find(name string) *pair {
	i := r.index(name)
	if i < 0 {
		return nil
	}
	r.pairs[i].used = true
	return &r.pairs[i]
}

// inside returns the scope of the keys that start with path, which must end in a dot
// or be that of the current scope. It is empty if there are none.
func (r *Reader) inside(path string) scope {
	s := r.scope()
	if path == s.path {
		return s
	}
	pairs := r.pairs[s.low:s.high]
	low := sort.Search(len(pairs), func(i int) bool { return comparePaths(pairs[i].key, path) >= 0 })
	n := sort.Search(len(pairs)-low, func(i int) bool { return !strings.HasPrefix(pairs[low+i].key, path) })
	return scope{path, s.low + low, s.low + low + n}
}

// Has reports whether the parameter called name is there, with any value. It does not
// count as asking for it.
func (r *Reader) Has(name string) bool { return r.index(name) >= 0 }

// Ignore marks parameters as asked for that mean nothing to the operation, such as
// those of a signature.
func (r *Reader) Ignore(names ...string) {
	for _, name := range names {
		r.find(name)
	}
}

// Enter makes the structure called name the current scope, if the request has anything
// in it, and reports whether it has. Only then Leave must be called.
func (r *Reader) Enter(name string) bool {
	s := r.inside(r.scope().path + name + ".")
	if s.low == s.high {
		return false
	}
	r.scopes = append(r.scopes, s)
	return true
}

// Leave returns to the scope that was current before the last Enter. Without one it
// does nothing.
func (r *Reader) Leave() {
	if n := len(r.scopes); n > 1 {
		r.scopes = r.scopes[:n-1]
	}
}
