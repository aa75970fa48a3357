// Package ec2query writes and reads the body of an EC2 Query request: an HTML form
// whose keys spell the path of each value.
//
//	Action=RegisterImage&BlockDeviceMapping.1.DeviceName=%2Fdev%2Fxvda&...&Version=2016-11-15
//
// Names of structure members are joined by dots, list elements are numbered from 1
// (https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html). A Writer makes such
// a body for a client; Parse and the Reader it returns take one apart for a server,
// strictly, with everything that is wrong about it.
//
// The package knows how values and paths are spelled and nothing about any
// operation; code that ec2gen generates calls it.
package ec2query
