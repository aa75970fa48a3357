package awsclient

// This file shares the clock skew of a client with its retry loops.

import (
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
)

func shareSkew(a *retry.Attempt, skew *atomic.Int64) { a.ClientSkew = skew }
