package ec2

func (c *Client) DescribeImages(in *DescribeImagesInput) (*DescribeImagesOutput, error) {
	return nil, nil
}

type DescribeImagesInput struct{ ImageIds []string }
type DescribeImagesOutput struct{}
type DescribeImagesAPIClient interface {
	DescribeImages(in *DescribeImagesInput) (*DescribeImagesOutput, error)
}

func NewDescribeImagesPaginator(c DescribeImagesAPIClient) any { return nil }
func NewImageAvailableWaiter(c DescribeImagesAPIClient) any    { return nil }

type unexported struct{}
