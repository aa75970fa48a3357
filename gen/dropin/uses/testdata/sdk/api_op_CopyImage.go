package ec2

func (c *Client) CopyImage(in *CopyImageInput) (*CopyImageOutput, error) { return nil, nil }

type CopyImageInput struct{}
type CopyImageOutput struct{}
