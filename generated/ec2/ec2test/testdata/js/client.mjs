// Uses ec2test as people use EC2 from JavaScript: AWS's SDK, its waiters and paginators.
import assert from "node:assert/strict";
import {
  EC2Client, RegisterImageCommand, DescribeImageAttributeCommand, DeregisterImageCommand,
  paginateDescribeImages, waitUntilImageAvailable,
} from "@aws-sdk/client-ec2";

const [url, snapshot] = process.argv.slice(2);
const client = new EC2Client({
  endpoint: url, region: "us-east-1", maxAttempts: 1,
  credentials: { accessKeyId: "AKIDINTEROP", secretAccessKey: "interop secret" },
});

const ids = [];
for (let n = 0; n < 3; n++) {
  const out = await client.send(new RegisterImageCommand({
    Name: `js ${n}`, Description: "<made> & \"found\" ü", Architecture: "x86_64", VirtualizationType: "hvm",
    RootDeviceName: "/dev/xvda", BootMode: "uefi", TpmSupport: "v2.0", ImdsSupport: "v2.0", EnaSupport: true,
    BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { SnapshotId: snapshot, VolumeSize: 9, VolumeType: "gp3" } }],
    TagSpecifications: [{ ResourceType: "image", Tags: [{ Key: "n", Value: String(n) }] }],
  }));
  ids.push(out.ImageId);
}
const waited = await waitUntilImageAvailable({ client, minDelay: 1, maxDelay: 2, maxWaitTime: 20 }, { ImageIds: ids });
assert.equal(waited.state, "SUCCESS");

const sizes = [];
for await (const page of paginateDescribeImages({ client, pageSize: 2 }, { Owners: ["self"], Filters: [{ Name: "name", Values: ["js *"] }] })) {
  sizes.push(page.Images.length);
  for (const image of page.Images) {
    assert.equal(image.Description, "<made> & \"found\" ü");
    assert.equal(image.BlockDeviceMappings[0].Ebs.VolumeSize, 9);
    assert.equal(image.EnaSupport, true);
    assert.equal(image.Tags.length, 1);
  }
}
assert.deepEqual(sizes, [2, 1]);
const attribute = await client.send(new DescribeImageAttributeCommand({ ImageId: ids[0], Attribute: "bootMode" }));
assert.equal(attribute.BootMode.Value, "uefi");
await assert.rejects(client.send(new DeregisterImageCommand({ ImageId: ids[0], DryRun: true })), { name: "DryRunOperation" });
await client.send(new DeregisterImageCommand({ ImageId: ids[0] }));
await assert.rejects(client.send(new DeregisterImageCommand({ ImageId: ids[0] })), { name: "InvalidAMIID.Unavailable" });
console.log("ok");
