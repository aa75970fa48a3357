package ec2test

// This file is encryption keys. Keys are known by name: an id, an alias or an ARN
// of either is taken as it is, and shown as the ARN of a key.

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// awsKeyAlias is the key of every account that AWS made for EBS.
const awsKeyAlias = "alias/aws/ebs"

// keyArn is the ARN of the key with a name; of AWS's key for EBS if there is none.
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

// arn is the ARN of something in the caller's account and Region.
func (t *tx) arn(service, resource string) string {
	return "arn:aws:" + service + ":" + t.region + ":" + t.account + ":" + resource
}

// awsManaged reports whether a key is AWS's own, which no other account can use.
func (t *tx) awsManaged(key *string) bool {
	return aws.ToString(key) == "" || strings.HasSuffix(*key, awsKeyAlias)
}

// checkEncryption rejects a key for what is not encrypted.
func (t *tx) checkEncryption(key *string, encrypted *bool) error {
	if aws.ToString(key) != "" && !aws.ToBool(encrypted) {
		return reject("InvalidParameterDependency",
			"The parameter KmsKeyId requires the parameter Encrypted to be set.")
	}
	return nil
}
