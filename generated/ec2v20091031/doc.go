// Package ec2v20091031 has RegisterImage as Amazon EC2's Query API of 2009-10-31
// described it. No program should use it: it is a second model that tests the
// generator, and a record of an old version of the API.
//
// All files but this one are generated from spec/ec2/2009-10-31 by ec2gen.
package ec2v20091031
