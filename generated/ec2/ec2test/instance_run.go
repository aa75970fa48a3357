package ec2test

// This file implements RunInstances.

import (
	"context"
	"encoding/base64"
	"net/netip"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// Limits of one launch.
const (
	maxLaunch   = 1000
	maxUserData = 16 << 10 // bytes
)

// A launch is a RunInstances request with the resources that it names.
type launch struct {
	in     *ec2.RunInstancesInput
	image  *image
	kind   types.InstanceTypeInfo
	subnet *subnet
	groups []types.GroupIdentifier
	face   types.InstanceNetworkInterfaceSpecification // the first interface; zero if the request has none
	zone   types.AvailabilityZone
}

// RunInstances launches instances from an image.
func (e *EC2) RunInstances(ctx context.Context, in *ec2.RunInstancesInput) (*ec2.RunInstancesOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.RunInstancesOutput, error) {
		l, err := t.newLaunch(in)
		if err != nil {
			return nil, err
		}
		reservation := t.e.options.NewID("r")
		var launched []reserved
		for n := int32(0); n < *in.MaxCount; n++ {
			i, err := t.launchOne(l, n)
			if err != nil {
				return nil, err
			}
			i.ReservationID = reservation
			launched = append(launched, reserved{Instance: *i.shown(t), ReservationID: reservation})
		}
		if l.image.Account == t.account {
			used := t.change(images.kind, l.image).(*image)
			used.LastLaunchedTime = aws.String(t.now.Format(timeForm))
		}
		return project[ec2.RunInstancesOutput](&reservations(t, launched)[0]), nil
	})
}

// newLaunch finds the resources that a request names, and rejects combinations that
// are not allowed.
func (t *tx) newLaunch(in *ec2.RunInstancesInput) (l launch, err error) {
	l.in = in
	if len(in.NetworkInterfaces) > 0 {
		l.face = in.NetworkInterfaces[0]
	}
	return l, firstError(
		func() error { return l.checkRequest() },
		func() error { return l.findImage(t) },
		func() error { return l.findType() },
		func() error { return l.checkType() },
		func() error { return l.findKey(t) },
		func() error { return l.findSubnet(t) },
		func() error { return l.findGroups(t) },
	)
}

func (l *launch) checkRequest() error {
	in := l.in
	least, most := aws.ToInt32(in.MinCount), aws.ToInt32(in.MaxCount)
	switch {
	case in.LaunchTemplate != nil:
		return reject("UnsupportedOperation", "launch templates are not kept here; send what the template has")
	case least < 1 || most < least:
		return rejectf("InvalidParameterValue", "Invalid value '%d' for MaxCount and '%d' for MinCount", most, least)
	case most > maxLaunch:
		return rejectf("InstanceLimitExceeded",
			"You have requested more instances (%d) than your current instance limit of %d allows", most, maxLaunch)
	case aws.ToString(in.ImageId) == "":
		return reject("MissingParameter", "The request must contain the parameter ImageId")
	case len(in.NetworkInterfaces) > 0 && (in.SubnetId != nil || len(in.SecurityGroupIds)+len(in.SecurityGroups) > 0):
		return reject("InvalidParameterCombination",
			"Network interfaces and an instance-level subnet ID or security groups may not be specified on the same "+
				"request")
	}
	data, err := base64.StdEncoding.DecodeString(aws.ToString(in.UserData))
	if err != nil {
		return reject("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.")
	}
	if len(data) > maxUserData {
		return rejectf("InvalidParameterValue", "User data is limited to %d bytes", maxUserData)
	}
	return nil
}

func (l *launch) findImage(t *tx) (err error) {
	if l.image, err = images.get(t, l.in.ImageId); err != nil {
		return err
	}
	if state := l.image.shown(t).State; state != types.ImageStateAvailable {
		return rejectf("InvalidAMIID.Unavailable", "The image ID '%s' is not available: it is %s", l.image.ID, state)
	}
	return nil
}

// defaultType is the type that EC2 launches if a request names none.
const defaultType = "m1.small"

func (l *launch) findType() error {
	name := l.in.InstanceType
	if name == "" {
		name = defaultType
	}
	for _, k := range instanceTypes {
		if k.InstanceType == name {
			l.kind = k
			return nil
		}
	}
	return rejectf("InvalidParameterValue", "Invalid value '%s' for InstanceType.", name)
}

// checkType checks that the instance type can run the image.
func (l *launch) checkType() error {
	i, k := l.image, l.kind
	architectures := texts(k.ProcessorInfo, "SupportedArchitectures")
	switch {
	case !contains(architectures, string(i.Architecture)):
		return rejectf("InvalidParameterValue",
			"The architecture '%s' of the specified instance type does not match the architecture '%s' of the "+
				"specified AMI. Specify an instance type and an AMI that have matching architectures, and try again.",
			strings.Join(architectures, ","), i.Architecture)
	case !contains(texts(&k, "SupportedVirtualizationTypes"), string(i.VirtualizationType)):
		return rejectf("InvalidParameterCombination",
			"The instance type '%s' does not support AMIs with the virtualization type '%s'", k.InstanceType,
			i.VirtualizationType)
	case !contains(texts(&k, "SupportedRootDeviceTypes"), string(i.RootDeviceType)):
		return rejectf("InvalidParameterCombination",
			"The instance type '%s' does not support AMIs with the root device type '%s'", k.InstanceType,
			i.RootDeviceType)
	case k.NetworkInfo.EnaSupport == types.EnaSupportRequired && !aws.ToBool(i.EnaSupport):
		return rejectf("InvalidParameterCombination",
			"Enhanced networking with the Elastic Network Adapter (ENA) is required for the '%s' instance type. "+
				"Ensure that you are using an AMI that is enabled for ENA.", k.InstanceType)
	case l.bootMode() == "":
		return rejectf("InvalidParameterCombination",
			"The instance type '%s' does not support the boot mode '%s' of the specified AMI", k.InstanceType,
			i.BootMode)
	case i.TpmSupport != "" && k.NitroTpmSupport != types.NitroTpmSupportSupported:
		return rejectf("InvalidParameterCombination",
			"The instance type '%s' does not support NitroTPM, which the specified AMI requires", k.InstanceType)
	}
	return nil
}

// bootMode returns how instances of the image boot on the type, or "" if they
// cannot.
func (l *launch) bootMode() types.InstanceBootModeValues {
	modes := texts(&l.kind, "SupportedBootModes")
	wanted := []string{string(l.image.BootMode)}
	switch l.image.BootMode {
	case types.BootModeValuesUefiPreferred:
		wanted = []string{"uefi", "legacy-bios"}
	case "":
		wanted = modes[:1] // the type's default
	}
	for _, w := range wanted {
		if contains(modes, w) {
			return types.InstanceBootModeValues(w)
		}
	}
	return ""
}

func (l *launch) findKey(t *tx) error {
	if name := aws.ToString(l.in.KeyName); name != "" && t.keyNamed(&name) == nil {
		return rejectf("InvalidKeyPair.NotFound", "The key pair '%s' does not exist", name)
	}
	return nil
}

// findSubnet finds the subnet that a request names, or the default subnet of a
// zone.
func (l *launch) findSubnet(t *tx) (err error) {
	id := l.in.SubnetId
	if id == nil {
		id = l.face.SubnetId
	}
	asked := l.in.Placement
	if asked == nil {
		asked = &types.Placement{}
	}
	if l.zone, err = t.zone(asked.AvailabilityZone, asked.AvailabilityZoneId); err != nil {
		return err
	}
	if aws.ToString(id) != "" {
		if l.subnet, err = subnets.get(t, id); err == nil {
			l.zone, err = t.zone(l.subnet.AvailabilityZone, nil)
		}
		return err
	}
	for _, s := range subnets.own(t) {
		if aws.ToBool(s.DefaultForAz) && *s.AvailabilityZone == *l.zone.ZoneName {
			l.subnet = s
		}
	}
	return nil
}

// findGroups finds the groups that a request names by id or name, or the default
// group of the VPC if it names none.
func (l *launch) findGroups(t *tx) error {
	add := func(g *securityGroup) error {
		if *g.VpcId != *l.subnet.VpcId {
			return rejectf("InvalidParameter", "Security group %s and subnet %s belong to different networks.", g.ID,
				l.subnet.ID)
		}
		l.groups = append(l.groups, types.GroupIdentifier{GroupId: g.GroupId, GroupName: g.GroupName})
		return nil
	}
	for _, id := range append(append([]string{}, l.in.SecurityGroupIds...), l.face.Groups...) {
		g, err := securityGroups.get(t, &id)
		if err == nil {
			err = add(g)
		}
		if err != nil {
			return err
		}
	}
	names := l.in.SecurityGroups
	if len(l.groups)+len(names) == 0 {
		names = []string{"default"}
	}
	for _, name := range names {
		found := false
		for _, g := range securityGroups.own(t) {
			if *g.GroupName == name && *g.VpcId == *l.subnet.VpcId {
				found = true
				_ = add(g) // of the same VPC
			}
		}
		if !found && len(l.in.SecurityGroups) > 0 {
			return rejectf("InvalidGroup.NotFound", "The security group '%s' does not exist", name)
		}
	}
	return nil
}

// launchOne adds an instance with its volumes.
func (t *tx) launchOne(l launch, index int32) (*instance, error) {
	i := instances.add(t, &instance{Action: "run", At: t.now, UserData: l.in.UserData})
	i.DisableAPIStop, i.DisableAPITermination = aws.ToBool(l.in.DisableApiStop),
		aws.ToBool(l.in.DisableApiTermination)
	if i.ShutdownBehavior = string(l.in.InstanceInitiatedShutdownBehavior); i.ShutdownBehavior == "" {
		i.ShutdownBehavior = string(types.ShutdownBehaviorStop)
	}
	l.fromImage(&i.Instance)
	assign(&i.Instance, l.in)
	l.fill(t, i, index)
	if err := t.plugIn(l, i); err != nil {
		return nil, err
	}
	return i, t.giveVolumes(l, i)
}

// fromImage copies members of the image to an instance.
func (l *launch) fromImage(out *types.Instance) {
	i := l.image
	out.ImageId, out.Architecture, out.BootMode, out.CurrentInstanceBootMode = aws.String(i.ID), i.Architecture,
		i.BootMode, l.bootMode()
	out.EnaSupport, out.SriovNetSupport, out.VirtualizationType = i.EnaSupport, i.SriovNetSupport,
		i.VirtualizationType
	out.KernelId, out.RamdiskId, out.Platform = i.KernelId, i.RamdiskId, i.Platform
	out.PlatformDetails, out.UsageOperation, out.ProductCodes = i.PlatformDetails, i.UsageOperation, i.ProductCodes
	out.RootDeviceName, out.RootDeviceType = i.RootDeviceName, i.RootDeviceType
	if i.TpmSupport != "" {
		out.TpmSupport = aws.String(string(i.TpmSupport))
	}
	out.MetadataOptions = &types.InstanceMetadataOptionsResponse{State: types.InstanceMetadataOptionsStateApplied,
		HttpEndpoint:     types.InstanceMetadataEndpointStateEnabled,
		HttpProtocolIpv6: types.InstanceMetadataProtocolStateDisabled,
		HttpTokens:       types.HttpTokensStateOptional, HttpPutResponseHopLimit: aws.Int32(1),
		InstanceMetadataTags: types.InstanceMetadataTagsStateDisabled}
	if i.ImdsSupport == types.ImdsSupportValuesV20 {
		out.MetadataOptions.HttpTokens, out.MetadataOptions.HttpPutResponseHopLimit = types.HttpTokensStateRequired,
			aws.Int32(2)
	}
}

// fill sets the members of an instance that neither the request nor the image has.
func (l *launch) fill(t *tx, i *instance, index int32) {
	now := aws.Time(t.now.Truncate(time.Millisecond))
	i.InstanceId, i.AmiLaunchIndex, i.LaunchTime, i.UsageOperationUpdateTime = aws.String(i.ID), aws.Int32(index),
		now, now
	i.InstanceType, i.Hypervisor, i.StateTransitionReason = l.kind.InstanceType, types.HypervisorTypeXen,
		aws.String("")
	i.Tags = tagsFor(l.in, types.ResourceTypeInstance)
	placement := types.Placement{Tenancy: types.TenancyDefault, GroupName: aws.String("")}
	if l.in.Placement != nil {
		assign(&placement, l.in.Placement)
	}
	placement.AvailabilityZone, placement.AvailabilityZoneId = l.zone.ZoneName, l.zone.ZoneId
	i.Placement = &placement
	i.Monitoring = &types.Monitoring{State: types.MonitoringStateDisabled}
	if m := l.in.Monitoring; m != nil && aws.ToBool(m.Enabled) {
		i.Monitoring.State = types.MonitoringStateEnabled
	}
	if i.EbsOptimized == nil {
		i.EbsOptimized = aws.Bool(false)
	}
	cpus := types.CpuOptions{CoreCount: l.kind.VCpuInfo.DefaultCores,
		ThreadsPerCore: l.kind.VCpuInfo.DefaultThreadsPerCore}
	if l.in.CpuOptions != nil {
		assign(&cpus, l.in.CpuOptions)
	}
	i.CpuOptions = &cpus
	if p := l.in.IamInstanceProfile; p != nil {
		profile := types.IamInstanceProfile{Arn: p.Arn, Id: aws.String("AIPA" +
			strings.ToUpper(hash(aws.ToString(p.Arn), aws.ToString(p.Name))[:17]))}
		if p.Name != nil {
			profile.Arn = aws.String("arn:aws:iam::" + t.account + ":instance-profile/" + *p.Name)
		}
		i.IamInstanceProfile = &profile
	}
	for _, license := range l.in.LicenseSpecifications {
		i.Licenses = append(i.Licenses, *project[types.LicenseConfiguration](&license))
	}
	if c := l.in.CreditSpecification; c != nil {
		i.CreditSpecification = aws.ToString(c.CpuCredits)
	}
	if m := l.in.InstanceMarketOptions; m != nil && m.MarketType == types.MarketTypeSpot {
		i.InstanceLifecycle, i.SpotInstanceRequestId = types.InstanceLifecycleTypeSpot, aws.String(derivedID("sir",
			i.ID))
	}
	defaults := types.Instance{EnclaveOptions: &types.EnclaveOptions{Enabled: aws.Bool(false)},
		HibernationOptions: &types.HibernationOptions{Configured: aws.Bool(false)},
		MaintenanceOptions: &types.InstanceMaintenanceOptions{AutoRecovery: types.InstanceAutoRecoveryStateDefault},
		CapacityReservationSpecification: &types.CapacityReservationSpecificationResponse{
			CapacityReservationPreference: types.CapacityReservationPreferenceOpen},
		PrivateDnsNameOptions: &types.PrivateDnsNameOptionsResponse{HostnameType: types.HostnameTypeIpName,
			EnableResourceNameDnsARecord: aws.Bool(false), EnableResourceNameDnsAAAARecord: aws.Bool(false)}}
	assign(&defaults, &i.Instance)
	i.Instance = defaults
}

// addressesIn returns the private addresses that are in use in a subnet.
func (t *tx) addressesIn(id string) map[string]bool {
	used := map[string]bool{}
	for _, r := range t.all(instances.kind) {
		if i := r.(*instance); aws.ToString(i.SubnetId) == id && !i.terminated() {
			used[aws.ToString(i.PrivateIpAddress)] = true
		}
	}
	return used
}

// firstAddress is how many addresses AWS reserves at the beginning of a subnet.
const firstAddress = 4

// plugIn gives an instance one network interface in the subnet.
func (t *tx) plugIn(l launch, i *instance) error {
	address := l.in.PrivateIpAddress
	if address == nil {
		address = l.face.PrivateIpAddress
	}
	used := t.addressesIn(l.subnet.ID)
	network, err := blockOf(l.subnet.CidrBlock, vpcBits)
	if err != nil {
		return rejectf("InvalidParameterValue", "subnet %s has no addresses", l.subnet.ID)
	}
	if address != nil {
		if at, err := netip.ParseAddr(*address); err != nil || !network.Contains(at) {
			return rejectf("InvalidParameterValue", "Address %s does not fall within the subnet's address range",
				*address)
		}
		if used[*address] {
			return rejectf("InvalidIPAddress.InUse", "Address %s is in use.", *address)
		}
	} else if address = freeAddress(network, used); address == nil {
		return rejectf("InsufficientFreeAddressesInSubnet",
			"There are not enough free addresses in subnet '%s' to satisfy the requested number of instances.",
			l.subnet.ID)
	}
	t.address(l, i, *address)
	return nil
}

func freeAddress(network netip.Prefix, used map[string]bool) *string {
	at := network.Masked().Addr()
	for n := 0; network.Contains(at); n++ {
		if text := at.String(); n >= firstAddress && !used[text] && network.Contains(at.Next()) {
			return &text
		}
		at = at.Next()
	}
	return nil
}

// address gives an instance a private address and, if the subnet or the request
// asks for it, a public one. Public addresses are from a range that is reserved for
// benchmarks.
func (t *tx) address(l launch, i *instance, private string) {
	domain := t.region + ".compute.internal"
	if t.region == "us-east-1" {
		domain = "ec2.internal"
	}
	dashed := strings.ReplaceAll(private, ".", "-")
	i.SubnetId, i.VpcId, i.SecurityGroups, i.SourceDestCheck = aws.String(l.subnet.ID), l.subnet.VpcId, l.groups,
		aws.Bool(true)
	i.PrivateIpAddress, i.PrivateDnsName = &private, aws.String("ip-"+dashed+"."+domain)
	public := aws.ToBool(l.subnet.MapPublicIpOnLaunch)
	if l.face.AssociatePublicIpAddress != nil {
		public = *l.face.AssociatePublicIpAddress
	}
	face := types.InstanceNetworkInterface{NetworkInterfaceId: aws.String(derivedID("eni", i.ID)),
		OwnerId:     aws.String(t.account),
		Description: aws.String(aws.ToString(l.face.Description)), Groups: l.groups,
		InterfaceType: aws.String("interface"),
		MacAddress:    aws.String("02:" + colons([]byte(hash(i.ID))[:5])), PrivateDnsName: i.PrivateDnsName,
		PrivateIpAddress: &private,
		SourceDestCheck:  aws.Bool(true), Status: types.NetworkInterfaceStatusInUse, SubnetId: i.SubnetId,
		VpcId: i.VpcId,
		Attachment: &types.InstanceNetworkInterfaceAttachment{AttachTime: i.LaunchTime,
			AttachmentId:        aws.String(derivedID("eni-attach", i.ID)),
			DeleteOnTermination: aws.Bool(l.face.DeleteOnTermination == nil || *l.face.DeleteOnTermination),
			DeviceIndex:         aws.Int32(0),
			NetworkCardIndex:    aws.Int32(0), Status: types.AttachmentStatusAttached}}
	if l.face.InterfaceType != nil {
		face.InterfaceType = l.face.InterfaceType
	}
	assign(face.Attachment, &l.face)
	if public {
		n := i.Serial % (1 << 16)
		at := netip.AddrFrom4([4]byte{198, 18 + byte(i.Serial>>16&1), byte(n >> 8), byte(n)}).String()
		i.PublicIpAddress = &at
		i.PublicDnsName = aws.String("ec2-" + strings.ReplaceAll(at, ".", "-") + "." + strings.Replace(domain,
			"internal", "amazonaws.com", 1))
		face.Association = &types.InstanceNetworkInterfaceAssociation{IpOwnerId: aws.String("amazon"), PublicIp: &at,
			PublicDnsName: i.PublicDnsName}
	}
	face.PrivateIpAddresses = []types.InstancePrivateIpAddress{{Primary: aws.Bool(true), PrivateIpAddress: &private,
		PrivateDnsName: i.PrivateDnsName, Association: face.Association}}
	i.NetworkInterfaces = []types.InstanceNetworkInterface{face}
}

// giveVolumes creates the volumes of an instance: the image's volumes, as the
// request changes them, and the request's own.
func (t *tx) giveVolumes(l launch, i *instance) error {
	for _, m := range mergeMappings(l.image.BlockDeviceMappings, l.in.BlockDeviceMappings) {
		if m.Ebs == nil {
			continue // an instance store, which is not modeled
		}
		asked := *project[types.Volume](m.Ebs)
		asked.AvailabilityZone, asked.AvailabilityZoneId = nil, nil
		asked.Size, asked.Tags = m.Ebs.VolumeSize, tagsFor(l.in, types.ResourceTypeVolume)
		if asked.VolumeType != types.VolumeTypeGp3 && asked.VolumeType != types.VolumeTypeIo1 &&
			asked.VolumeType != types.VolumeTypeIo2 {
			asked.Iops = nil // an image shows a baseline
		}
		from, err := t.launchSource(l, m.Ebs.SnapshotId)
		if err != nil {
			return err
		}
		v, err := t.newVolume(asked, l.zone, from)
		if err != nil {
			if e, ok := err.(*rejection); ok && e.Code == "InvalidParameterValue" {
				e.Code = "InvalidBlockDeviceMapping"
			}
			return err
		}
		v.Created = t.longAgo() // available as soon as the instance is
		t.attach(v, i, aws.ToString(m.DeviceName), m.Ebs.DeleteOnTermination == nil || *m.Ebs.DeleteOnTermination,
			m.Ebs.EbsCardIndex)
	}
	return nil
}

// launchSource returns the snapshot that a device is made from. Every account that
// may launch the image may use its snapshots.
func (t *tx) launchSource(l launch, id *string) (*snapshot, error) {
	if contains(l.image.snapshotIDs(), aws.ToString(id)) {
		if r := t.find(snapshots.kind, *id); r != nil {
			return r.(*snapshot), nil
		}
	}
	return t.source(id)
}
