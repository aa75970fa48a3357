// Package ec2 is the part of Amazon EC2's API that an image pipeline calls:
// registering, copying, describing and deregistering AMIs, their attributes,
// tags and snapshots. Names and behavior are those of
// github.com/aws/aws-sdk-go-v2/service/ec2, so that code written for that
// package compiles after a change of import path.
//
//	client := ec2.NewFromConfig(cfg)
//	out, err := client.RegisterImage(ctx, &ec2.RegisterImageInput{
//		Name:           aws.String("my-image"),
//		RootDeviceName: aws.String("/dev/xvda"),
//		// ...
//	})
//
// Beyond the SDK, each input has Validate, which finds before anything is sent
// what EC2 would reject, and Violations, which also reports warnings. A call
// runs the same checks; Options.Validation sets how strict they are.
//
// All files but this one are generated from spec/ec2/2016-11-15 by ec2gen.
package ec2
