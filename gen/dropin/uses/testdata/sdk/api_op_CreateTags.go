package ec2

func (c *Client) CreateTags(in *CreateTagsInput) (*CreateTagsOutput, error) { return nil, nil }

type CreateTagsInput struct{}
type CreateTagsOutput struct{}
