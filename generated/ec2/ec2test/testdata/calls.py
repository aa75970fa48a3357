"""Calls every operation of ec2test with boto3, from a table: a name for the response, the
operation, its parameters, and what the response must be. Parameters and expectations see the
responses before. A code is what the operation must be rejected with."""

import sys
from types import SimpleNamespace

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

client = boto3.client("ec2", endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id="AKIDINTEROP",
                      aws_secret_access_key="interop secret", config=Config(retries={"max_attempts": 1}))


r = SimpleNamespace()  # the responses by name


def instance(response):
    return response["Reservations"][0]["Instances"][0]


def tag(kind):
    return [{"ResourceType": kind, "Tags": [{"Key": "Name", "Value": kind}]}]


SSH = [{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "203.0.113.0/24"}]}]

CALLS = [
    # Where.
    ("regions", "describe_regions", {}, lambda: len(r.regions["Regions"]) == 17),
    ("zones", "describe_availability_zones", {}, lambda: [z["ZoneName"][-1] for z in r.zones["AvailabilityZones"]] == ["a", "b", "c"]),
    ("types", "describe_instance_types", {"InstanceTypes": ["t3.micro"]}, lambda: r.types["InstanceTypes"][0]["VCpuInfo"]["DefaultVCpus"] == 2),
    ("offers", "describe_instance_type_offerings", {"Filters": [{"Name": "instance-type", "Values": ["t3.micro"]}]},
     lambda: len(r.offers["InstanceTypeOfferings"]) == 1),
    ("vpcs", "describe_vpcs", {}, lambda: r.vpcs["Vpcs"][0]["IsDefault"]),
    ("subnets", "describe_subnets", {}, lambda: len(r.subnets["Subnets"]) == 3),
    # Key pairs and security groups.
    ("key", "create_key_pair", {"KeyName": "key", "TagSpecifications": tag("key-pair")}, lambda: "BEGIN RSA PRIVATE KEY" in r.key["KeyMaterial"]),
    ("imported", "import_key_pair", {"KeyName": "imported", "PublicKeyMaterial":
     b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE9nS3sOSyDrFdsX1fLI2y6gYiQpOYL4lOyKjC0QJkAQ"}, lambda: r.imported["KeyName"] == "imported"),
    ("keys", "describe_key_pairs", {"KeyNames": ["imported"]}, lambda: r.keys["KeyPairs"][0]["KeyType"] == "ed25519"),
    ("group", "create_security_group", {"GroupName": "group", "Description": "d"}, lambda: r.group["GroupId"].startswith("sg-")),
    ("", "authorize_security_group_ingress", lambda: {"GroupId": r.group["GroupId"], "IpPermissions": SSH}, None),
    ("", "update_security_group_rule_descriptions_ingress", lambda: {"GroupId": r.group["GroupId"], "IpPermissions": [
        {**SSH[0], "IpRanges": [{"CidrIp": "203.0.113.0/24", "Description": "office"}]}]}, None),
    ("groups", "describe_security_groups", lambda: {"GroupIds": [r.group["GroupId"]]},
     lambda: r.groups["SecurityGroups"][0]["IpPermissions"][0]["IpRanges"] == [{"CidrIp": "203.0.113.0/24", "Description": "office"}]),
    ("", "revoke_security_group_ingress", lambda: {"GroupId": r.group["GroupId"], "IpPermissions": SSH}, None),
    ("out", "authorize_security_group_egress", lambda: {"GroupId": r.group["GroupId"], "IpPermissions": SSH},
     lambda: r.out["SecurityGroupRules"][0]["IsEgress"]),
    ("", "update_security_group_rule_descriptions_egress", lambda: {"GroupId": r.group["GroupId"], "SecurityGroupRuleDescriptions": [
        {"SecurityGroupRuleId": r.out["SecurityGroupRules"][0]["SecurityGroupRuleId"], "Description": "out"}]}, None),
    ("", "revoke_security_group_egress", lambda: {"GroupId": r.group["GroupId"], "IpPermissions": SSH}, None),
    # A snapshot, and an image of it.
    ("volume", "create_volume", {"AvailabilityZone": "us-east-1a", "Size": 10, "VolumeType": "gp3", "TagSpecifications": tag("volume")},
     lambda: r.volume["Iops"] == 3000),
    ("modified", "modify_volume", lambda: {"VolumeId": r.volume["VolumeId"], "Size": 12}, lambda: r.modified["VolumeModification"]["TargetSize"] == 12),
    ("modifications", "describe_volumes_modifications", lambda: {"VolumeIds": [r.volume["VolumeId"]]},
     lambda: r.modifications["VolumesModifications"][0]["OriginalSize"] == 10),
    ("snapshot", "create_snapshot", lambda: {"VolumeId": r.volume["VolumeId"]}, lambda: r.snapshot["VolumeSize"] == 12),
    ("", "modify_snapshot_attribute", lambda: {"SnapshotId": r.snapshot["SnapshotId"], "Attribute": "createVolumePermission",
     "OperationType": "add", "UserIds": ["210987654321"]}, None),
    ("permission", "describe_snapshot_attribute", lambda: {"SnapshotId": r.snapshot["SnapshotId"], "Attribute": "createVolumePermission"},
     lambda: r.permission["CreateVolumePermissions"] == [{"UserId": "210987654321"}]),
    ("", "reset_snapshot_attribute", lambda: {"SnapshotId": r.snapshot["SnapshotId"], "Attribute": "createVolumePermission"}, None),
    ("copied", "copy_snapshot", lambda: {"SourceSnapshotId": r.snapshot["SnapshotId"], "SourceRegion": "us-east-1", "Encrypted": True}, None),
    ("snapshots", "describe_snapshots", {"OwnerIds": ["self"]}, lambda: [s["Encrypted"] for s in r.snapshots["Snapshots"]][-2:] == [False, True]),
    ("image", "register_image", lambda: {"Name": "calls", "RootDeviceName": "/dev/xvda", "VirtualizationType": "hvm", "Architecture": "x86_64",
     "EnaSupport": True, "ImdsSupport": "v2.0", "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": r.snapshot["SnapshotId"]}}]}, None),
    ("", "modify_image_attribute", lambda: {"ImageId": r.image["ImageId"], "LaunchPermission": {"Add": [{"Group": "all"}]}}, None),
    ("", "reset_image_attribute", lambda: {"ImageId": r.image["ImageId"], "Attribute": "launchPermission"}, None),
    ("attribute", "describe_image_attribute", lambda: {"ImageId": r.image["ImageId"], "Attribute": "launchPermission"},
     lambda: r.attribute["LaunchPermissions"] == []),
    ("", "enable_image_deprecation", lambda: {"ImageId": r.image["ImageId"], "DeprecateAt": "2100-01-01T00:00:00Z"}, "InvalidParameterValue"),
    ("", "disable_image_deprecation", lambda: {"ImageId": r.image["ImageId"]}, None),
    ("", "enable_image_deregistration_protection", lambda: {"ImageId": r.image["ImageId"]}, None),
    ("", "deregister_image", lambda: {"ImageId": r.image["ImageId"]}, "OperationNotPermitted"),
    ("", "disable_image_deregistration_protection", lambda: {"ImageId": r.image["ImageId"]}, None),
    ("", "disable_image", lambda: {"ImageId": r.image["ImageId"]}, None),
    ("", "run_instances", lambda: {"ImageId": r.image["ImageId"], "MinCount": 1, "MaxCount": 1, "InstanceType": "t3.micro"}, "InvalidAMIID.Unavailable"),
    ("", "enable_image", lambda: {"ImageId": r.image["ImageId"]}, None),
    ("copy", "copy_image", lambda: {"Name": "copy", "SourceImageId": r.image["ImageId"], "SourceRegion": "us-east-1"}, None),
    ("task", "import_snapshot", {"DiskContainer": {"Format": "RAW", "Url": "s3://b/k"}}, lambda: r.task["ImportTaskId"].startswith("import-snap-")),
    ("tasks", "describe_import_snapshot_tasks", {}, lambda: r.tasks["ImportSnapshotTasks"][0]["SnapshotTaskDetail"]["Status"] == "completed"),
    ("", "import_image", {"DiskContainers": [{"Format": "VMDK", "Url": "s3://b/k"}]}, None),
    ("tasks", "describe_import_image_tasks", {}, lambda: r.tasks["ImportImageTasks"][0]["ImageId"].startswith("ami-")),
    # An instance, and an image of it.
    ("run", "run_instances", lambda: {"ImageId": r.image["ImageId"], "MinCount": 1, "MaxCount": 1, "InstanceType": "t3.micro", "KeyName": "key",
     "SecurityGroupIds": [r.group["GroupId"]], "TagSpecifications": tag("instance"), "UserData": "#!/bin/sh"},
     lambda: r.run["Instances"][0]["MetadataOptions"]["HttpTokens"] == "required"),
    ("i", "describe_instances", {"Filters": [{"Name": "tag:Name", "Values": ["instance"]}]}, lambda: instance(r.i)["State"]["Name"] == "running"),
    ("status", "describe_instance_status", lambda: {"InstanceIds": [instance(r.i)["InstanceId"]]},
     lambda: r.status["InstanceStatuses"][0]["InstanceStatus"]["Status"] == "ok"),
    ("attached", "attach_volume", lambda: {"VolumeId": r.volume["VolumeId"], "InstanceId": instance(r.i)["InstanceId"], "Device": "/dev/sdf"}, None),
    ("volumes", "describe_volumes", lambda: {"Filters": [{"Name": "attachment.instance-id", "Values": [instance(r.i)["InstanceId"]]}]},
     lambda: sorted(v["Size"] for v in r.volumes["Volumes"]) == [12, 12]),
    ("", "detach_volume", lambda: {"VolumeId": r.volume["VolumeId"]}, None),
    ("", "reboot_instances", lambda: {"InstanceIds": [instance(r.i)["InstanceId"]]}, None),
    ("stopped", "stop_instances", lambda: {"InstanceIds": [instance(r.i)["InstanceId"]]}, lambda: r.stopped["StoppingInstances"][0]["PreviousState"]["Code"] == 16),
    ("", "modify_instance_attribute", lambda: {"InstanceId": instance(r.i)["InstanceId"], "InstanceType": {"Value": "m5.large"}}, None),
    ("", "modify_instance_metadata_options", lambda: {"InstanceId": instance(r.i)["InstanceId"], "HttpPutResponseHopLimit": 2}, None),
    ("type", "describe_instance_attribute", lambda: {"InstanceId": instance(r.i)["InstanceId"], "Attribute": "instanceType"},
     lambda: r.type["InstanceType"] == {"Value": "m5.large"}),
    ("kernel", "describe_instance_attribute", lambda: {"InstanceId": instance(r.i)["InstanceId"], "Attribute": "kernel"}, lambda: r.kernel["KernelId"] == {}),
    ("made", "create_image", lambda: {"InstanceId": instance(r.i)["InstanceId"], "Name": "made"}, None),
    ("images", "describe_images", {"Owners": ["self"]}, lambda: len(r.images["Images"]) == 4),
    ("", "start_instances", lambda: {"InstanceIds": [instance(r.i)["InstanceId"]]}, None),
    ("", "terminate_instances", lambda: {"InstanceIds": [instance(r.i)["InstanceId"]]}, None),
    # Tags, and the end.
    ("", "create_tags", lambda: {"Resources": [r.volume["VolumeId"]], "Tags": [{"Key": "stage", "Value": "test"}]}, None),
    ("tags", "describe_tags", lambda: {"Filters": [{"Name": "resource-id", "Values": [r.volume["VolumeId"]]}]},
     lambda: [t["Key"] for t in r.tags["Tags"]] == ["Name", "stage"]),
    ("", "delete_tags", lambda: {"Resources": [r.volume["VolumeId"]]}, None),
    ("", "delete_volume", lambda: {"VolumeId": r.volume["VolumeId"]}, None),
    ("", "delete_security_group", lambda: {"GroupId": r.group["GroupId"]}, None),
    ("", "delete_key_pair", {"KeyName": "key"}, None),
    ("", "delete_snapshot", lambda: {"SnapshotId": r.snapshot["SnapshotId"]}, "InvalidSnapshot.InUse"),
    ("", "deregister_image", lambda: {"ImageId": r.image["ImageId"]}, None),
    ("", "delete_snapshot", lambda: {"SnapshotId": r.snapshot["SnapshotId"]}, None),
    ("gone", "describe_images", lambda: {"ImageIds": [r.image["ImageId"]]}, lambda: r.gone["Images"] == []),
]

for name, operation, parameters, expected in CALLS:
    arguments = parameters() if callable(parameters) else parameters
    try:
        response = getattr(client, operation)(**arguments)
        setattr(r, name or "_", response)
    except ClientError as error:
        assert error.response["Error"]["Code"] == expected, f"{operation} {arguments}: {error}"
        continue
    assert not isinstance(expected, str), f"{operation} {arguments}: not rejected with {expected}"
    assert expected is None or expected(), f"{operation} {arguments}: {response}"
print("ok", len(CALLS))
