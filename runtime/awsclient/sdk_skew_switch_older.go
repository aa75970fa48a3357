//go:build ec2gen_older

package awsclient

// This file replaces sdk_skew_switch.go for versions that always correct the skew.

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
)

func configDisablesSkew(aws.Config) bool { return false }

func disableAttemptSkew(*retry.Attempt, bool) {}

func disableTimingSkew(*awsmiddleware.RecordResponseTiming, bool) {}
