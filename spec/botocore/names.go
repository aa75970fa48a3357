package botocore

// This file has names that botocore's form lacks: AWS's Smithy model names every
// enum value, and nearly all names can be derived from the value. These are EC2's
// exceptions, with the names that the SDKs use. A test with AWS's newest model
// fails for a row that no longer fits.

// valueNames are the names of enum values, by shape and value.
var valueNames = map[string]map[string]string{
	"BatchState":                          {"cancelled_terminating": "cancelled_terminating_instances"},
	"CapacityReservationInstancePlatform": {"Ubuntu Pro": "ubuntu_pro_linux"},
	"EventType":                           {"fleetRequestChange": "batch_change"},
	"FleetStateCode":                      {"deleted_terminating": "deleted_terminating_instances"},
	"ImageReferenceResourceType": {
		"imagebuilder:ContainerRecipe": "ImageBuilderContainerRecipe",
		"imagebuilder:ImageRecipe":     "ImageBuilderImageRecipe",
	},
	"InstanceHealthStatus": {"healthy": "healthy_status", "unhealthy": "unhealthy_status"},
	"IpamPublicAddressAwsService": {
		"global-accelerator":          "aga",
		"database-migration-service":  "dms",
		"load-balancer":               "ec2_lb",
		"elastic-container-service":   "ecs",
		"relational-database-service": "rds",
		"site-to-site-vpn":            "s2s_vpn",
	},
	"MacModificationTaskState": {"in-progress": "inprogress"},
	"MacModificationTaskType":  {"sip-modification": "SIPModification"},
	"SnapshotReturnCodes": {
		"client-error":        "error_code_client_error",
		"internal-error":      "error_code_internal_error",
		"missing-permissions": "error_missing_permissions",
		"skipped":             "warn_skipped",
	},
	"UnsuccessfulInstanceCreditSpecificationErrorCode": {
		"InvalidInstanceID.NotFound":  "instance_not_found",
		"InvalidInstanceID.Malformed": "invalid_instance_id",
	},
	"scope": {"Region": "regional"},
}

// ValueNames returns the names of enum values that this form lacks, by shape and
// value, for the test of the table.
func ValueNames() map[string]map[string]string { return valueNames }
