package ec2test

// This file implements deregistration protection, and disabled images.

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// The values of an image's deregistration protection.
const (
	protectionOff      = "disabled"
	protectionOn       = "enabled-without-cooldown"
	protectionCooldown = "enabled-with-cooldown"
)

// cooldown is how long an image with a cooldown stays protected.
const cooldown = 24 * time.Hour

// protected reports whether an image cannot be deregistered.
func (i *image) protected(t *tx) bool {
	if !i.ProtectedUntil.IsZero() {
		return t.now.Before(i.ProtectedUntil)
	}
	return aws.ToString(i.DeregistrationProtection) != protectionOff && i.DeregistrationProtection != nil
}

// EnableImageDeregistrationProtection protects an image.
func (e *EC2) EnableImageDeregistrationProtection(ctx context.Context,
	in *ec2.EnableImageDeregistrationProtectionInput) (*ec2.EnableImageDeregistrationProtectionOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.EnableImageDeregistrationProtectionOutput, error) {
		i, err := images.change(t, in.ImageId)
		if err != nil {
			return nil, err
		}
		i.ProtectedUntil, i.DeregistrationProtection = time.Time{}, aws.String(protectionOn)
		if aws.ToBool(in.WithCooldown) {
			i.DeregistrationProtection = aws.String(protectionCooldown)
		}
		return &ec2.EnableImageDeregistrationProtectionOutput{Return: i.DeregistrationProtection}, nil
	})
}

// DisableImageDeregistrationProtection ends the protection, after the cooldown if
// the image has one.
func (e *EC2) DisableImageDeregistrationProtection(ctx context.Context,
	in *ec2.DisableImageDeregistrationProtectionInput) (*ec2.DisableImageDeregistrationProtectionOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.DisableImageDeregistrationProtectionOutput, error) {
		i, err := images.change(t, in.ImageId)
		if err != nil {
			return nil, err
		}
		out := &ec2.DisableImageDeregistrationProtectionOutput{Return: aws.String(protectionOff)}
		if aws.ToString(i.DeregistrationProtection) == protectionCooldown {
			if i.ProtectedUntil.IsZero() {
				i.ProtectedUntil = t.now.Add(cooldown)
			}
			out.Return = aws.String("disabled after cooldown: " + i.ProtectedUntil.Format(timeForm))
			return out, nil
		}
		i.DeregistrationProtection = aws.String(protectionOff)
		return out, nil
	})
}

// DisableImage keeps an image from being launched, and stops sharing it.
func (e *EC2) DisableImage(ctx context.Context, in *ec2.DisableImageInput) (*ec2.DisableImageOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.DisableImageOutput, error) {
		i, err := images.change(t, in.ImageId)
		if err == nil {
			i.State, i.Permissions = types.ImageStateDisabled, nil
		}
		return nil, err
	})
}

// EnableImage lets an image be launched again.
func (e *EC2) EnableImage(ctx context.Context, in *ec2.EnableImageInput) (*ec2.EnableImageOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.EnableImageOutput, error) {
		i, err := images.change(t, in.ImageId)
		if err == nil && i.State == types.ImageStateDisabled {
			i.State = ""
		}
		return nil, err
	})
}
