//go:build ec2gen_older

package awsclient

// This file replaces sdk_client_skew.go for versions in which each retry loop has
// its own skew.

import (
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
)

func shareSkew(*retry.Attempt, *atomic.Int64) {}
