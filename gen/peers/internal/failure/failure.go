// Package failure compares errors: whether there is one, its properties, and its
// text.
package failure

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
)

// Diff compares two errors. Decoders have their own texts about a broken document;
// everything else must be equal.
func Diff(sdk, ours error) []string {
	switch {
	case sdk == nil && ours == nil:
		return nil
	case sdk == nil:
		return []string{"the SDK succeeds, we fail: " + ours.Error()}
	case ours == nil:
		return []string{"we succeed, the SDK fails: " + sdk.Error()}
	}
	if a, b := Kinds(sdk), Kinds(ours); a != b {
		return []string{fmt.Sprintf("error kinds: %s, %s; %q, %q", a, b, sdk.Error(), ours.Error())}
	}
	var broken *smithy.DeserializationError
	if errors.As(sdk, &broken) {
		return nil
	}
	if sdk.Error() != ours.Error() {
		return []string{fmt.Sprintf("error text: %q, %q", sdk.Error(), ours.Error())}
	}
	return nil
}

// Kinds returns the properties of an error that a program finds with errors.As, on
// one line.
func Kinds(err error) string {
	var list []string
	var operation *smithy.OperationError
	if errors.As(err, &operation) {
		list = append(list, "operation "+operation.Service()+" "+operation.Operation())
	}
	var response *awshttp.ResponseError
	if errors.As(err, &response) {
		list = append(list, fmt.Sprintf("response %d %q", response.HTTPStatusCode(), response.ServiceRequestID()))
	}
	var api smithy.APIError
	if errors.As(err, &api) {
		list = append(list, fmt.Sprintf("api %q %q %v", api.ErrorCode(), api.ErrorMessage(), api.ErrorFault()))
	}
	var serialization *smithy.SerializationError
	if errors.As(err, &serialization) {
		list = append(list, "serialization")
	}
	var deserialization *smithy.DeserializationError
	if errors.As(err, &deserialization) {
		list = append(list, "deserialization")
	}
	var canceled *smithy.CanceledError
	if errors.As(err, &canceled) {
		list = append(list, "canceled")
	}
	return strings.Join(list, ", ")
}

// RequiredDiff compares the missing required members that the SDK rejects before
// sending with those that our checks report. It ignores their order: the SDK uses
// that of AWS's file, and ours is by name.
func RequiredDiff(sdk error, ours []string) []string {
	var missing []string
	var invalid smithy.InvalidParamsError
	if errors.As(sdk, &invalid) {
		for _, e := range invalid.Errs() {
			if param, ok := e.(smithy.InvalidParamError); ok {
				_, path, _ := strings.Cut(param.Field(), ".")
				missing = append(missing, path)
			}
		}
	} else if sdk != nil {
		return []string{"the SDK rejects the input for another reason: " + sdk.Error()}
	}
	slices.Sort(missing)
	if a, b := strings.Join(missing, " "), strings.Join(slices.Sorted(slices.Values(ours)), " "); a != b {
		return []string{fmt.Sprintf("required: %.300s; %.300s", a, b)}
	}
	return nil
}
