//go:build ec2gen_older

package awsclient

// This file takes the place of sdk_client_skew.go where retry loops have skews of their own.

import (
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
)

func shareSkew(*retry.Attempt, *atomic.Int64) {}
