package ec2test

// This file is pages. A token names the operation and the place, and is of no use
// to any other operation.

import (
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// paged is one page of a list, and the token of the next.
func paged[T any](e *EC2, operation string, all []T, size *int32, from *string) (page []T, next *string, err error) {
	start := 0
	if aws.ToString(from) != "" {
		if start, err = placeOf(operation, *from); err != nil {
			return nil, nil, err
		}
	}
	if start > len(all) {
		start = len(all)
	}
	end := len(all)
	if size != nil {
		if *size < 1 {
			return nil, nil, refusal("InvalidParameterValue", fmt.Sprintf("MaxResults is %d, and must be 1 or more", *size))
		}
		if n := start + int(*size); n < end {
			end = n
			next = aws.String(tokenOf(operation, n))
		}
	}
	return append([]T{}, all[start:end]...), next, nil
}

func tokenOf(operation string, place int) string {
	return base64.RawURLEncoding.EncodeToString([]byte(fmt.Sprintf("%s:%d", operation, place)))
}

func placeOf(operation, token string) (int, error) {
	data, err := base64.RawURLEncoding.DecodeString(token)
	place := 0
	rest, ok := strings.CutPrefix(string(data), operation+":")
	if err == nil && ok {
		_, err = fmt.Sscanf(rest, "%d", &place)
	}
	if err != nil || !ok || place < 0 || token != tokenOf(operation, place) {
		return 0, refusal("InvalidParameterValue", "The token in NextToken is not one that "+operation+" has returned")
	}
	return place, nil
}
