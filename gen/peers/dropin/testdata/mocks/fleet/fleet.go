// Package fleet keeps the client behind interfaces, the SDK's and its own, so that
// tests can put something else there.
package fleet

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// API is what the package needs of EC2.
type API interface {
	ec2.DescribeInstancesAPIClient
	ec2.DescribeInstanceTypesAPIClient
	StopInstances(ctx context.Context, params *ec2.StopInstancesInput, optFns ...func(*ec2.Options)) (*ec2.StopInstancesOutput, error)
	TerminateInstances(ctx context.Context, params *ec2.TerminateInstancesInput, optFns ...func(*ec2.Options)) (*ec2.TerminateInstancesOutput, error)
}

var _ API = (*ec2.Client)(nil)

// Fleet is the instances with a tag.
type Fleet struct {
	api   API
	owner string
	delay time.Duration
}

// New makes a Fleet.
func New(api API, owner string) *Fleet {
	return &Fleet{api: api, owner: owner, delay: time.Millisecond}
}

// Instances lists the fleet, page by page.
func (f *Fleet) Instances(ctx context.Context) ([]types.Instance, error) {
	var all []types.Instance
	pages := ec2.NewDescribeInstancesPaginator(f.api, &ec2.DescribeInstancesInput{
		Filters:    []types.Filter{{Name: aws.String("tag:Owner"), Values: []string{f.owner}}, {Name: aws.String("instance-state-name"), Values: []string{string(types.InstanceStateNameRunning)}}},
		MaxResults: aws.Int32(5),
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, fmt.Errorf("list: %w", err)
		}
		for _, r := range page.Reservations {
			all = append(all, r.Instances...)
		}
	}
	return all, nil
}

// Stop stops the fleet and waits until it has.
func (f *Fleet) Stop(ctx context.Context, ids ...string) error {
	if _, err := f.api.StopInstances(ctx, &ec2.StopInstancesInput{InstanceIds: ids, Force: aws.Bool(true)}); err != nil {
		return err
	}
	waiter := ec2.NewInstanceStoppedWaiter(f.api, func(o *ec2.InstanceStoppedWaiterOptions) {
		o.MinDelay, o.MaxDelay, o.LogWaitAttempts = f.delay, f.delay, true
		decide := o.Retryable
		o.Retryable = func(ctx context.Context, in *ec2.DescribeInstancesInput, out *ec2.DescribeInstancesOutput, err error) (bool, error) {
			again, err := decide(ctx, in, out, err)
			fmt.Println("again:", again, err)
			return again, err
		}
	})
	return waiter.Wait(ctx, &ec2.DescribeInstancesInput{InstanceIds: ids}, time.Minute)
}

// Memory sums what the types of instances have.
func (f *Fleet) Memory(ctx context.Context) (mib int64, err error) {
	pages := ec2.NewDescribeInstanceTypesPaginator(f.api, nil, func(o *ec2.DescribeInstanceTypesPaginatorOptions) { o.StopOnDuplicateToken = true })
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return 0, err
		}
		for _, t := range page.InstanceTypes {
			mib += aws.ToInt64(t.MemoryInfo.SizeInMiB)
		}
	}
	return mib, nil
}

// Purge terminates what is left.
func (f *Fleet) Purge(ctx context.Context, ids ...string) error {
	out, err := f.api.TerminateInstances(ctx, &ec2.TerminateInstancesInput{InstanceIds: ids})
	if err != nil {
		return err
	}
	for _, change := range out.TerminatingInstances {
		fmt.Println(aws.ToString(change.InstanceId), change.CurrentState.Name, aws.ToInt32(change.CurrentState.Code))
	}
	return nil
}
