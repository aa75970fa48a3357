package ec2test

// This file implements encryption keys. A key is an id, an alias or an ARN of
// either. Every name is accepted, and shown as the ARN of a key.

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// awsKeyAlias is the alias of the key that AWS makes in every account for EBS.
const awsKeyAlias = "alias/aws/ebs"

// keyArn returns the ARN of the key with a name, or of AWS's key for EBS if there
// is no name.
func (t *tx) keyArn(name *string) *string {
	key := aws.ToString(name)
	switch {
	case strings.HasPrefix(key, "arn:"):
	case key == "":
		key = t.arn("kms", awsKeyAlias)
	case strings.HasPrefix(key, "alias/"):
		key = t.arn("kms", key)
	default:
		key = t.arn("kms", "key/"+key)
	}
	return &key
}

// arn returns the ARN of a resource in the caller's account and Region.
func (t *tx) arn(service, resource string) string {
	return "arn:aws:" + service + ":" + t.region + ":" + t.account + ":" + resource
}

// awsManaged reports whether AWS manages a key. No other account can use it.
func (t *tx) awsManaged(key *string) bool {
	return aws.ToString(key) == "" || strings.HasSuffix(*key, awsKeyAlias)
}

// checkEncryption rejects a key without encryption.
func (t *tx) checkEncryption(key *string, encrypted *bool) error {
	if aws.ToString(key) != "" && !aws.ToBool(encrypted) {
		return reject("InvalidParameterDependency",
			"The parameter KmsKeyId requires the parameter Encrypted to be set.")
	}
	return nil
}
