"""Uses ec2test as people use EC2 from Python: boto3's client and resource, waiters and paginators."""

import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

url, snapshot = sys.argv[1:]
options = dict(endpoint_url=url, region_name="us-east-1", aws_access_key_id="AKIDINTEROP",
               aws_secret_access_key="interop secret", config=Config(retries={"max_attempts": 1}))
client = boto3.client("ec2", **options)
resource = boto3.resource("ec2", **options)

ids = []
for n in range(5):
    answer = client.register_image(
        Name=f"boto3 {n}", Description="<made> & \"found\" ü", Architecture="arm64", VirtualizationType="hvm",
        RootDeviceName="/dev/xvda", EnaSupport=True, BootMode="uefi", TpmSupport="v2.0", ImdsSupport="v2.0",
        BlockDeviceMappings=[
            {"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": snapshot, "VolumeType": "gp3", "Iops": 4000, "Throughput": 200}},
            {"DeviceName": "/dev/sdb", "VirtualName": "ephemeral0"},
        ],
        TagSpecifications=[{"ResourceType": "image", "Tags": [{"Key": "n", "Value": str(n)}]}])
    ids.append(answer["ImageId"])
client.get_waiter("image_available").wait(ImageIds=ids)
client.get_waiter("image_exists").wait(ImageIds=ids)

pages = list(client.get_paginator("describe_images").paginate(Owners=["self"], PaginationConfig={"PageSize": 2}))
assert [len(p["Images"]) for p in pages] == [2, 2, 1], pages
shown = pages[0]["Images"][0]
assert shown["Description"] == "<made> & \"found\" ü", shown
assert shown["BlockDeviceMappings"][0]["Ebs"]["Iops"] == 4000, shown
assert shown["BlockDeviceMappings"][1]["VirtualName"] == "ephemeral0", shown
assert shown["TpmSupport"] == "v2.0" and shown["ImdsSupport"] == "v2.0" and shown["EnaSupport"] is True, shown

image = resource.Image(ids[3])
assert image.name == "boto3 3" and image.tags == [{"Key": "n", "Value": "3"}], image.tags
image.create_tags(Tags=[{"Key": "by", "Value": "resource"}])
found = list(resource.images.filter(Filters=[{"Name": "tag:by", "Values": ["res*"]}]))
assert [i.id for i in found] == [ids[3]], found
image.modify_attribute(LaunchPermission={"Add": [{"UserId": "210987654321"}]})
assert image.describe_attribute(Attribute="launchPermission")["LaunchPermissions"] == [{"UserId": "210987654321"}]
image.deregister()


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        assert error.response["ResponseMetadata"]["RequestId"], error
    else:
        raise AssertionError(f"not refused: {code}")


assert client.describe_images(ImageIds=[ids[3]])["Images"] == []
refused("InvalidAMIID.Unavailable", client.deregister_image, ImageId=ids[3])
refused("InvalidAMIID.NotFound", client.describe_images, ImageIds=["ami-00000000000000000"])
refused("InvalidAMIName.Duplicate", client.register_image, Name="boto3 0", RootDeviceName="/dev/xvda",
        BlockDeviceMappings=[{"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": snapshot}}])
refused("DryRunOperation", client.deregister_image, ImageId=ids[0], DryRun=True)
print("ok")
