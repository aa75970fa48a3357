package awsclient

// This file turns the correction of clock skew off if the options do.

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
)

func configDisablesSkew(cfg aws.Config) bool { return cfg.DisableClockSkewCorrection }

func disableAttemptSkew(a *retry.Attempt, off bool) { a.DisableClockSkewCorrection = off }

func disableTimingSkew(r *awsmiddleware.RecordResponseTiming, off bool) {
	r.DisableClockSkewCorrection = off
}
