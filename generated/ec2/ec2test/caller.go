package ec2test

// This file finds the account and the Region of a request: the access key
// identifies the account, and the signature has the Region.

import (
	"context"
	"sort"

	"github.com/ec2gen/ec2gen/runtime/ec2http"
)

// caller returns the caller of a request. A request without a signature, or a call
// without HTTP, belongs to the default account in the default Region.
func (e *EC2) caller(ctx context.Context) (caller, error) {
	who := caller{e.options.Account, e.options.Region}
	call := ec2http.FromContext(ctx)
	if call == nil {
		return who, nil
	}
	if call.Region != "" {
		if !e.hasRegion(call.Region) {
			return who, &rejection{Code: "SignatureDoesNotMatch", Status: 403,
				Message: "Credential should be scoped to a valid region, not " + quote(call.Region)}
		}
		who.region = call.Region
	}
	who.account = e.accountOf(call.AccessKey)
	return who, nil
}

// accountOf returns the account that an access key belongs to.
func (e *EC2) accountOf(accessKey string) string {
	if account, ok := e.options.Accounts[accessKey]; ok {
		return account
	}
	if accountForm.MatchString(accessKey) {
		return accessKey
	}
	return e.options.Account
}

func (e *EC2) hasRegion(name string) bool {
	return name == e.options.Region || contains(e.options.Regions, name)
}

// regions returns the Regions of the server, sorted.
func (e *EC2) regions() []string {
	list := append([]string{}, e.options.Regions...)
	if !contains(list, e.options.Region) {
		list = append(list, e.options.Region)
	}
	sort.Strings(list)
	return list
}

// commercialRegions has the Regions that every AWS account can use without opting
// in.
var commercialRegions = []string{"ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1",
	"ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3",
	"sa-east-1",
	"us-east-1", "us-east-2", "us-west-1", "us-west-2"}
