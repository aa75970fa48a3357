package generated_test

// In this file the service rejects a call with each error code of the model: the
// error must have the code's type and still be an API error.

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
	"github.com/ec2gen/ec2gen/spec"
)

const errorBody = `<?xml version="1.0" encoding="UTF-8"?>
<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors><RequestID>4e759009-7884-46eb-bcf9-0a238087d593</RequestID></Response>`

// reject returns the error of a call that the service rejects, without a retry.
func reject(status int, code, message string) error {
	client := ec2.New(ec2.Options{
		Region:     "us-east-1",
		Retryer:    aws.NopRetryer{},
		HTTPClient: &responding{status: status, body: fmt.Sprintf(errorBody, code, message)},
	})
	_, err := client.DeregisterImage(context.Background(),
		&ec2.DeregisterImageInput{ImageId: aws.String("ami-0123456789abcdef0")})
	return err
}

func TestErrorsAreTyped(t *testing.T) {
	m, err := spec.Load("../spec/ec2/2016-11-15")
	require.NoError(t, err)
	for _, e := range m.Errors {
		status := e.Status
		if status == 0 {
			status = http.StatusBadRequest
		}
		err := reject(status, e.Code, "no")
		assert.Contains(t, typesIn(err), "*types."+strings.ReplaceAll(e.Code, ".", ""), "%s: %v", e.Code, err)

		var api smithy.APIError
		if assert.ErrorAs(t, err, &api, e.Code) {
			assert.Equal(t, e.Code, api.ErrorCode())
			assert.Equal(t, "no", api.ErrorMessage())
		}
		var response *awshttp.ResponseError
		if assert.ErrorAs(t, err, &response, e.Code) {
			assert.Equal(t, status, response.HTTPStatusCode())
			assert.Equal(t, "4e759009-7884-46eb-bcf9-0a238087d593", response.ServiceRequestID())
		}
	}
}

// typesIn returns the types of an error and of all errors that it wraps.
func typesIn(err error) []string {
	var list []string
	for ; err != nil; err = errors.Unwrap(err) {
		list = append(list, reflect.TypeOf(err).String())
	}
	return list
}

// A program that registers an existing AMI continues with that AMI.
func TestDuplicateNameHasTheImageID(t *testing.T) {
	err := reject(http.StatusBadRequest, "InvalidAMIName.Duplicate",
		"AMI name ami-1 is already in use by AMI ami-0ea09a82f221f584a")
	var duplicate *types.InvalidAMINameDuplicate
	require.ErrorAs(t, err, &duplicate)
	assert.Equal(t, "ami-0ea09a82f221f584a", duplicate.ImageId)

	err = reject(http.StatusBadRequest, "InvalidAMIName.Duplicate", "the name is in use")
	require.ErrorAs(t, err, &duplicate)
	assert.Empty(t, duplicate.ImageId)
}

// The error of a successful dry run has its own type.
func TestDryRunOperation(t *testing.T) {
	err := reject(http.StatusPreconditionFailed, "DryRunOperation",
		"Request would have succeeded, but DryRun flag is set.")
	var yes *types.DryRunOperation
	require.ErrorAs(t, err, &yes)
	var no *types.UnauthorizedOperation
	assert.False(t, errors.As(err, &no))
}

// A code that the model does not have is a plain API error.
func TestUnknownErrorCode(t *testing.T) {
	err := reject(http.StatusBadRequest, "SomethingNew", "no")
	var api smithy.APIError
	require.ErrorAs(t, err, &api)
	assert.Equal(t, "SomethingNew", api.ErrorCode())
	assert.NotContains(t, strings.Join(typesIn(err), " "), "*types.")
}
