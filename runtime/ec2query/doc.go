// Package ec2query writes and reads the body of an EC2 Query request: an HTML form
// whose keys are the paths of the values.
//
//	Action=RegisterImage&BlockDeviceMapping.1.DeviceName=%2Fdev%2Fxvda&...&Version=2016-11-15
//
// Names of structure members are joined by dots, list elements are numbered from 1
// (https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html). A Writer
// writes such a body for a client. Parse returns a Reader of such a body for a
// server: it is strict, and reports all problems.
//
// The package implements the format of values and paths, and contains nothing about
// any operation; code that ec2gen generates calls it.
package ec2query
