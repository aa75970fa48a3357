package ec2http

// This file converts the errors of operations to error responses.

import (
	"errors"
	"net/http"

	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// An Error is an error response.
type Error struct {
	Code       string // "InvalidAMIName.Duplicate"
	Message    string
	Status     int              // HTTP status; 0 means 400
	Violations valid.Violations // violations of the request, if they are the cause
}

func (e *Error) Error() string { return e.Code + ": " + e.Message }

// ErrorCode returns the code of the response.
func (e *Error) ErrorCode() string { return e.Code }

// ErrorMessage returns the message of the response.
func (e *Error) ErrorMessage() string { return e.Message }

// coded is implemented by errors that are meant for clients: those of this package, of
// smithy, and generated ones.
type coded interface {
	ErrorCode() string
	ErrorMessage() string
}

// responseOf returns the error response for an error. The text of an error without a code
// is not sent to the client.
func responseOf(err error) *Error {
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
	return &Error{Code: "InternalError", Message: "an internal error has occurred", Status: http.StatusInternalServerError}
}

// unreadable returns the error response for a form that cannot be parsed.
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

// wireCodes are EC2's codes for invalid requests. Rules of the model override them.
var wireCodes = map[string]string{
	"action-missing":    "MissingAction",
	"action-unknown":    "InvalidAction",
	"version-unknown":   "NoSuchVersion",
	"unknown-parameter": "UnknownParameter",
}

// violationError returns the error response for violations, or nil if none is an error. Like
// EC2, it reports only the first one.
func violationError(found valid.Violations) error {
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
