// Package ec2v20091031 is RegisterImage as Amazon EC2's Query API of 2009-10-31
// described it. Nobody should need it; it is the second model that keeps the
// generator honest, and a record of what the API once was.
//
// All files but this one are generated from spec/ec2/2009-10-31 by ec2gen.
package ec2v20091031
