package spec

// This file determines which operations may return an error code. AWS's models
// declare no errors for EC2, and a list of operations per code would be outdated
// after the next update. Most codes concern something that a request names, such as
// an AMI's ID, so a code may list the members that name it.

// General reports whether any operation may return the code.
func (e *ErrorCode) General() bool { return len(e.Operations) == 0 && len(e.Members) == 0 }

// ErrorsOf returns the error codes that an operation may return, sorted by code.
func (m *Model) ErrorsOf(o *Operation) []*ErrorCode {
	names := requestMembers(o)
	var list []*ErrorCode
	for _, e := range m.Errors {
		if e.General() || e.names(o, names) {
			list = append(list, e)
		}
	}
	return list
}

// names reports whether the code names the operation, or a member of its request.
func (e *ErrorCode) names(o *Operation, members map[string]bool) bool {
	for _, name := range e.Operations {
		if name == o.Name {
			return true
		}
	}
	for _, name := range e.Members {
		if members[name] {
			return true
		}
	}
	return false
}

// requestMembers returns the names of all members of an operation's request, at any
// depth.
func requestMembers(o *Operation) map[string]bool {
	if o.Input == nil {
		return nil
	}
	return memberNames([]Step{{Shape: o.Input}})
}

// memberNames returns the names of all members that are reachable from the roots.
func memberNames(roots []Step) map[string]bool {
	names := map[string]bool{}
	for s := range reachable(roots) {
		for _, m := range s.Members {
			names[m.Name] = true
		}
	}
	return names
}
