package ec2

func (c *Client) TerminateInstances(in *TerminateInstancesInput) (*TerminateInstancesOutput, error) {
	return nil, nil
}

type TerminateInstancesInput struct{}
type TerminateInstancesOutput struct{}
