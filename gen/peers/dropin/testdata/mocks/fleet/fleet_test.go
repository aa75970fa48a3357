package fleet

import (
	"context"
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/smithy-go"
)

// mock returns what a test sets. The embedded interface covers the rest.
type mock struct {
	API
	pages []*ec2.DescribeInstancesOutput
	asked []*ec2.DescribeInstancesInput
}

func (m *mock) DescribeInstances(ctx context.Context, in *ec2.DescribeInstancesInput, _ ...func(*ec2.Options)) (*ec2.DescribeInstancesOutput, error) {
	m.asked = append(m.asked, in)
	if len(m.pages) == 0 {
		return nil, &smithy.GenericAPIError{Code: "InternalError", Message: "no more"}
	}
	page := m.pages[0]
	m.pages = m.pages[1:]
	return page, nil
}

func (m *mock) StopInstances(context.Context, *ec2.StopInstancesInput, ...func(*ec2.Options)) (*ec2.StopInstancesOutput, error) {
	return &ec2.StopInstancesOutput{}, nil
}

func page(next string, states ...types.InstanceStateName) *ec2.DescribeInstancesOutput {
	out := &ec2.DescribeInstancesOutput{}
	if next != "" {
		out.NextToken = aws.String(next)
	}
	for _, s := range states {
		out.Reservations = append(out.Reservations, types.Reservation{Instances: []types.Instance{{State: &types.InstanceState{Name: s}}}})
	}
	return out
}

func TestPages(t *testing.T) {
	m := &mock{pages: []*ec2.DescribeInstancesOutput{page("2", "running"), page("", "running", "running")}}
	all, err := New(m, "me").Instances(context.Background())
	if err != nil || len(all) != 3 || len(m.asked) != 2 || *m.asked[1].NextToken != "2" || *m.asked[1].MaxResults != 5 {
		t.Fatal(all, err, m.asked)
	}
}

func TestWaiterBehindAnInterface(t *testing.T) {
	m := &mock{pages: []*ec2.DescribeInstancesOutput{page("", "stopping"), page("", "stopped")}}
	if err := New(m, "me").Stop(context.Background(), "i-1"); err != nil {
		t.Fatal(err)
	}
	m = &mock{pages: []*ec2.DescribeInstancesOutput{page("", "terminated")}}
	if err := New(m, "me").Stop(context.Background(), "i-1"); err == nil || err.Error() != "waiter state transitioned to Failure" {
		t.Fatal(err)
	}
	var api smithy.APIError
	if err := New(&mock{}, "me").Stop(context.Background(), "i-1"); !errors.As(err, &api) {
		t.Fatal(err)
	}
}
