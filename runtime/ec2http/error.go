package ec2http

// This file is errors: what operations return, and what clients see of it.

import (
	"errors"
	"net/http"

	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// An Error is an answer that says no.
type Error struct {
	Code       string // "InvalidAMIName.Duplicate"
	Message    string
	Status     int              // HTTP; 0: 400
	Violations valid.Violations // what was wrong with the request, where that was it
}

func (e *Error) Error() string { return e.Code + ": " + e.Message }

// ErrorCode is the code that the client sees.
func (e *Error) ErrorCode() string { return e.Code }

// ErrorMessage is the message that the client sees.
func (e *Error) ErrorMessage() string { return e.Message }

// coded is what errors have that are meant for clients: those of this package,
// of smithy, and generated ones.
type coded interface {
	ErrorCode() string
	ErrorMessage() string
}

// answerOf is the answer to an error. One without a code is nobody's business
// but the server's.
func answerOf(err error) *Error {
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	var c coded
	if errors.As(err, &c) && c.ErrorCode() != "" {
		e := &Error{Code: c.ErrorCode(), Message: c.ErrorMessage()}
		var s interface{ HTTPStatusCode() int }
		if errors.As(err, &s) {
			e.Status = s.HTTPStatusCode()
		}
		return e
	}
	return internal()
}

func internal() *Error {
	return &Error{Code: "InternalError", Message: "the server has failed", Status: http.StatusInternalServerError}
}

// unreadable is the answer to a form that cannot be taken apart.
func unreadable(err error) *Error {
	var limit *ec2query.LimitError
	if errors.As(err, &limit) {
		status := http.StatusBadRequest
		if limit.What == "bytes" {
			status = http.StatusRequestEntityTooLarge
		}
		return &Error{Code: "RequestTooLarge", Message: err.Error(), Status: status}
	}
	return &Error{Code: "MalformedQueryString", Message: err.Error()}
}

// wireCodes are EC2's codes for what is wrong with a request as such, where the
// model has no rule that says more.
var wireCodes = map[string]string{
	"action-missing":    "MissingAction",
	"action-unknown":    "InvalidAction",
	"version-unknown":   "NoSuchVersion",
	"unknown-parameter": "UnknownParameter",
}

// refuse is the answer to violations, nil when none is an error: EC2 names one.
func refuse(found valid.Violations) error {
	for _, v := range found {
		if v.Level < valid.LevelError {
			continue
		}
		code := v.Code
		if code == "" {
			code = "InvalidParameterValue"
		}
		message := v.Message
		if v.Path != "" {
			message = v.Path + ": " + message
		}
		return &Error{Code: code, Message: message, Violations: found}
	}
	return nil
}
