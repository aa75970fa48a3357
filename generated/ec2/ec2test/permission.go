package ec2test

// This file implements the permissions of other accounts to use an image or a
// snapshot.

import (
	"regexp"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// permits reports whether permissions include an account. "" is an account that no
// permission names.
func permits(list []types.LaunchPermission, account string) bool {
	for _, p := range list {
		if p.Group == types.PermissionGroupAll || account != "" && aws.ToString(p.UserId) == account {
			return true
		}
	}
	return false
}

// The forms of what a launch permission can name instead of an account.
var (
	organizationArn = regexp.MustCompile(`^arn:[a-z-]+:organizations::[0-9]{12}:organization/o-[a-z0-9]{10,32}$`)
	unitArn         = regexp.MustCompile(`^arn:[a-z-]+:organizations::[0-9]{12}:ou/o-[a-z0-9]{10,32}/` +
		`ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$`)
)

// checkPermission rejects an invalid permission.
func checkPermission(p types.LaunchPermission) error {
	for _, c := range []struct {
		what, value string
		ok          bool
	}{
		{"user id", aws.ToString(p.UserId), accountForm.MatchString(aws.ToString(p.UserId))},
		{"group", string(p.Group), p.Group == types.PermissionGroupAll},
		{"organization ARN", aws.ToString(p.OrganizationArn),
			organizationArn.MatchString(aws.ToString(p.OrganizationArn))},
		{"organizational unit ARN", aws.ToString(p.OrganizationalUnitArn),
			unitArn.MatchString(aws.ToString(p.OrganizationalUnitArn))},
	} {
		if c.value != "" && !c.ok {
			return rejectf("InvalidAMIAttributeItemValue", "Invalid attribute item value %s for %s item type.",
				quote(c.value), c.what)
		}
	}
	if permissionKey(p) == "" {
		return reject("InvalidAMIAttributeItemValue", "Invalid attribute item value \"\"")
	}
	return nil
}

// permissionKey returns what a permission names, as a comparable string, or "" if
// it names nothing.
func permissionKey(p types.LaunchPermission) string {
	return strings.Trim(strings.Join([]string{aws.ToString(p.UserId), string(p.Group),
		aws.ToString(p.OrganizationArn), aws.ToString(p.OrganizationalUnitArn)}, "|"), "|")
}

// permissionsFor returns the permissions of accounts and groups.
func permissionsFor(accounts, groups []string) (list []types.LaunchPermission) {
	for i := range accounts {
		list = append(list, types.LaunchPermission{UserId: &accounts[i]})
	}
	for _, g := range groups {
		list = append(list, types.LaunchPermission{Group: types.PermissionGroup(g)})
	}
	return list
}

// launchPermissionChanges returns the launch permissions to add and to remove, of
// both forms.
func launchPermissionChanges(in *ec2.ModifyImageAttributeInput) (add, remove []types.LaunchPermission) {
	if p := in.LaunchPermission; p != nil {
		add, remove = p.Add, p.Remove
	}
	old := permissionsFor(in.UserIds, in.UserGroups)
	for i := range in.OrganizationArns {
		old = append(old, types.LaunchPermission{OrganizationArn: &in.OrganizationArns[i]})
	}
	for i := range in.OrganizationalUnitArns {
		old = append(old, types.LaunchPermission{OrganizationalUnitArn: &in.OrganizationalUnitArns[i]})
	}
	if in.OperationType == types.OperationTypeRemove {
		return add, append(remove, old...)
	}
	return append(add, old...), remove
}

// changeLaunchPermissions adds and removes permissions. Images with encrypted
// snapshots cannot be public, and those encrypted with AWS's own key cannot be
// shared at all.
func (t *tx) changeLaunchPermissions(i *image, add, remove []types.LaunchPermission) error {
	for _, p := range append(append([]types.LaunchPermission{}, add...), remove...) {
		if err := checkPermission(p); err != nil {
			return err
		}
	}
	for _, id := range i.snapshotIDs() {
		s, err := snapshots.get(t, &id)
		if err != nil || !aws.ToBool(s.Encrypted) || len(add) == 0 {
			continue
		}
		if permits(add, "") {
			return reject("UnsupportedOperation",
				"Encrypted snapshots can't be shared publicly. Specify another snapshot.")
		}
		if t.awsManaged(s.KmsKeyId) {
			return reject("InvalidParameter",
				"Snapshots encrypted with the AWS Managed CMK can't be shared. Specify another snapshot.")
		}
	}
	i.Permissions = changed(i.Permissions, add, remove)
	return nil
}

// changed returns permissions after some were added and some removed.
func changed(have, add, remove []types.LaunchPermission) (list []types.LaunchPermission) {
	seen := map[string]bool{}
	for _, p := range remove {
		seen[permissionKey(p)] = true
	}
	for _, p := range append(append([]types.LaunchPermission{}, have...), add...) {
		if k := permissionKey(p); !seen[k] {
			seen[k] = true
			list = append(list, p)
		}
	}
	return list
}
