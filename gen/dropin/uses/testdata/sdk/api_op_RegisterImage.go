package ec2

func (c *Client) RegisterImage(in *RegisterImageInput) (*RegisterImageOutput, error) { return nil, nil }

type RegisterImageInput struct{}
type RegisterImageOutput struct{}
