//go:build whole

package main

// This file says what each side makes of a request.

import (
	"path"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/runtime/valid"
)

// A verdict is what moto makes of a request.
type verdict string

// The verdicts. Only the first two are about the request alone.
const (
	accepted verdict = "accepts it"
	rejected verdict = "rejects it"
	absent   verdict = "lacks or has the resource"        // differs in another account
	missing  verdict = "does not implement the operation" // or a part of it
	crashed  verdict = "raises an exception of its own"   // a fault of moto
)

// stateCodes are patterns of the codes that say something about resources, quotas or
// permissions, and nothing about the request alone.
var stateCodes = []string{
	"*NotFound", "*NotFoundException", "*.Duplicate", "*AlreadyExists", "*AlreadyExistsException", "*DoesNotExist",
	"*InUse", "*.Conflict", "*LimitExceeded", "*NotAttached", "*.AlreadyAssociated", "*Exists*", "IncorrectState",
	"DependencyViolation", "NoSuchEntity", "InvalidServiceName",
	"OperationNotPermitted", "AuthFailure", "*.Unavailable", "Duplicate*", "VPCIdNotSpecified",
}

// notImplemented are the exceptions by which moto says that it lacks something.
var notImplemented = []string{"NotImplementedError", "OperationNotFoundError", "FilterNotImplementedError"}

// judge returns moto's verdict, with the code and message of a rejection.
func judge(r reply) (v verdict, code, message string) {
	kind, _, _ := strings.Cut(r.Raised, ":")
	code, message = r.failure()
	switch {
	case slices.Contains(notImplemented, kind):
		return missing, kind, r.Raised
	case r.Raised != "" || r.Died != "":
		return crashed, kind, r.Raised + r.Died
	case r.Status < 300 || code == "DryRunOperation":
		return accepted, "", ""
	case r.Status >= 500:
		return crashed, code, message
	case slices.ContainsFunc(stateCodes, func(p string) bool { ok, _ := path.Match(p, code); return ok }):
		return absent, code, message
	}
	return rejected, code, message
}

// rules are the ids of the violations of a level, each once.
func rules(list valid.Violations, level valid.Level) (ids []string) {
	for _, v := range list {
		if v.Level == level && !slices.Contains(ids, v.Rule) {
			ids = append(ids, v.Rule)
		}
	}
	return ids
}
