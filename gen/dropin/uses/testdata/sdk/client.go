// Package ec2 has the layout of the SDK's package: one file an operation.
package ec2

type Options struct{}
type Client struct{}

func New(Options) *Client { return nil }
