#!/usr/bin/env bash
# AWS's tutorials "Create an AMI from a snapshot" and "Create an EBS-backed AMI from an
# instance", with the AWS CLI. Each step checks what EC2 would show.
set -euo pipefail
export AWS_DEFAULT_REGION=us-east-1 AWS_PAGER= AWS_DEFAULT_OUTPUT=text
source=$1
say() { echo "tutorial: $*" >&2; }
same() { [ "$1" = "$2" ] || { say "got $1, want $2"; exit 1; }; }
ec2() { aws ec2 "$@"; }

say "a volume and its snapshot"
zone=$(ec2 describe-availability-zones --query 'AvailabilityZones[0].ZoneName')
volume=$(ec2 create-volume --availability-zone "$zone" --size 10 --volume-type gp3 --query VolumeId \
  --tag-specifications 'ResourceType=volume,Tags=[{Key=Name,Value=root}]')
ec2 wait volume-available --volume-ids "$volume"
snapshot=$(ec2 create-snapshot --volume-id "$volume" --description 'root volume' --query SnapshotId)
ec2 wait snapshot-completed --snapshot-ids "$snapshot"
same "$(ec2 describe-snapshots --owner-ids self --filters "Name=volume-id,Values=$volume" --query 'Snapshots[].SnapshotId')" "$snapshot"

say "an AMI of the snapshot"
image=$(ec2 register-image --name tutorial --architecture x86_64 --virtualization-type hvm --ena-support \
  --boot-mode uefi --imds-support v2.0 --root-device-name /dev/xvda --block-device-mappings \
  "DeviceName=/dev/xvda,Ebs={SnapshotId=$snapshot,VolumeSize=20,VolumeType=gp3,DeleteOnTermination=true}" --query ImageId)
ec2 wait image-available --image-ids "$image"
same "$(ec2 describe-images --owners self --filters Name=name,Values=tutorial --query 'Images[].[ImageId,BootMode,ImdsSupport]')" \
  "$(printf '%s\tuefi\tv2.0' "$image")"

say "an instance of the AMI, and an AMI of the instance"
instance=$(ec2 run-instances --image-id "$image" --instance-type t3.micro --query 'Instances[0].InstanceId')
ec2 wait instance-running --instance-ids "$instance"
same "$(ec2 describe-instances --instance-ids "$instance" --query 'Reservations[].Instances[].MetadataOptions.HttpTokens')" required
ec2 stop-instances --instance-ids "$instance" >/dev/null
ec2 wait instance-stopped --instance-ids "$instance"
second=$(ec2 create-image --instance-id "$instance" --name tutorial-2 --description 'of an instance' --query ImageId)
ec2 wait image-available --image-ids "$second"
same "$(ec2 describe-images --image-ids "$second" --query 'Images[0].BlockDeviceMappings[0].Ebs.VolumeSize')" 20

say "shared, deprecated, and protected"
ec2 modify-image-attribute --image-id "$image" --launch-permission 'Add=[{UserId=111122223333}]'
same "$(ec2 describe-image-attribute --image-id "$image" --attribute launchPermission --query 'LaunchPermissions[].UserId')" 111122223333
same "$(AWS_ACCESS_KEY_ID=111122223333 aws ec2 describe-images --executable-users self --query 'Images[].ImageId')" "$image"
until=$(date -u -d '+1 year' +%Y-%m-%dT%H:%M:00)
ec2 enable-image-deprecation --image-id "$image" --deprecate-at "${until}Z" >/dev/null
same "$(ec2 describe-images --image-ids "$image" --query 'Images[0].DeprecationTime')" "$until.000Z"

say "everything goes"
ec2 terminate-instances --instance-ids "$instance" >/dev/null
ec2 wait instance-terminated --instance-ids "$instance"
snapshots=$(ec2 describe-images --image-ids "$second" --query 'Images[0].BlockDeviceMappings[].Ebs.SnapshotId')
if ec2 delete-snapshot --snapshot-id "$snapshot" 2>/dev/null; then say "a snapshot in use was deleted"; exit 1; fi
ec2 deregister-image --image-id "$image" >/dev/null
ec2 deregister-image --image-id "$second" >/dev/null
for s in $snapshot $snapshots; do ec2 delete-snapshot --snapshot-id "$s"; done
ec2 delete-volume --volume-id "$volume"
same "$(ec2 describe-images --owners self --query 'length(Images)')" 0
same "$(ec2 describe-snapshots --owner-ids self --query 'length(Snapshots)')" 0
say "done"
