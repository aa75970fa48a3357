package ec2

func (c *Client) StopInstances(in *StopInstancesInput) (*StopInstancesOutput, error) { return nil, nil }

type StopInstancesInput struct{}
type StopInstancesOutput struct{}
