package ec2

func (c *Client) RunInstances(in *RunInstancesInput) (*RunInstancesOutput, error) { return nil, nil }

type RunInstancesInput struct{}
type RunInstancesOutput struct{}
