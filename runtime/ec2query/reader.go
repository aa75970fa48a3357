package ec2query

// This file has the Reader, for servers. It finds parameters by their path, records
// which ones were read, and collects problems.

import (
	"sort"
	"strings"
)

// A Reader has the parameters of one request. Its caller knows their names and
// types, and reads an input's members in any order:
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
// Afterwards, Problems returns invalid values, lists with gaps, and every parameter
// that was not read, because the operation does not have it.
//
// Parse returns a Reader. It is not safe for concurrent use.
type Reader struct {
	pairs    []pair  // sorted by path, keys unique
	scopes   []scope // the open scopes; the first is the whole request
	problems []located
}

// A scope is an open structure or list element.
type scope struct {
	path      string // prefix of its keys: "BlockDeviceMapping.1."
	low, high int    // its pairs: pairs[low:high]
}

func (r *Reader) scope() scope { return r.scopes[len(r.scopes)-1] }

// A Kind is the kind of a problem. The id of the violated rule is "wire-" plus the
// kind.
type Kind string

// The kinds of problem.
const (
	Unknown   Kind = "unknown-parameter"   // not a parameter of the operation
	Duplicate Kind = "duplicate-parameter" // a duplicate key; the first value counts
	ListIndex Kind = "list-index"          // not a number of at least 1, or after a gap
	Boolean   Kind = "boolean"             // neither true nor false
	Integer   Kind = "integer"             // not a decimal integer, or too large for its type
	Float     Kind = "float"               // not a number, NaN, Infinity or -Infinity
	Blob      Kind = "blob"                // not base64
	Timestamp Kind = "timestamp"           // not in the member's format
)

// A Problem is one problem of a request.
type Problem struct {
	Key    string // "BlockDeviceMapping.1.Ebs.Encrypted"
	Kind   Kind
	Detail string // the value and the expected form, in words
}

// located is a problem with its offset in the body, for sorting.
type located struct {
	Problem
	offset int
}

// maxProblems is the maximum number of problems that are kept. More would not help
// the sender, and each takes many times the memory of the few bytes that cause it.
const maxProblems = 100

// Problems returns the problems of the parameters in the order of the body, at most
// 100. Call it after reading all members of the operation.
func (r *Reader) Problems() []Problem {
	all := append([]located(nil), r.problems...)
	for i := 0; i < len(r.pairs) && len(all) < maxProblems; i++ {
		if p := r.pairs[i]; !p.used {
			all = append(all, located{Problem{p.key, Unknown, "unknown parameter"}, p.offset})
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
			r.report(&p, Duplicate, "duplicate parameter; the first value counts")
			continue
		}
		kept = append(kept, p)
	}
	r.pairs = kept
}

// index returns the index of the parameter called name in the current scope, or -1.
func (r *Reader) index(name string) int {
	s := r.scope()
	key := s.path + name
	i := s.low + sort.Search(s.high-s.low, func(i int) bool { return comparePaths(r.pairs[s.low+i].key, key) >= 0 })
	if i == s.high || r.pairs[i].key != key {
		return -1
	}
	return i
}

// find returns the parameter called name in the current scope and marks it as read,
// or nil if there is none.
func (r *Reader) find(name string) *pair {
	i := r.index(name)
	if i < 0 {
		return nil
	}
	r.pairs[i].used = true
	return &r.pairs[i]
}

// inside returns the scope of the keys that start with path, which must end in a
// dot or be the current scope's path. The scope may be empty.
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

// Has reports whether the request has the parameter called name, with any value. It
// does not mark the parameter as read.
func (r *Reader) Has(name string) bool { return r.index(name) >= 0 }

// Ignore marks parameters as read that do not belong to the operation, such as
// those of a signature.
func (r *Reader) Ignore(names ...string) {
	for _, name := range names {
		r.find(name)
	}
}

// Enter makes the structure called name the current scope and returns true if the
// request has any parameter in it. Only then must Leave be called.
func (r *Reader) Enter(name string) bool {
	s := r.inside(r.scope().path + name + ".")
	if s.low == s.high {
		return false
	}
	r.scopes = append(r.scopes, s)
	return true
}

// Leave restores the scope from before the last Enter. Without an open structure it
// does nothing.
func (r *Reader) Leave() {
	if n := len(r.scopes); n > 1 {
		r.scopes = r.scopes[:n-1]
	}
}
