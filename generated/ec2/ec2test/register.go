package ec2test

// This file is how images come to be and go: register, copy, create, deregister.

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// RegisterImage keeps an image. The request has met the model's rules; what is
// left is what only the service knows, in the order in which EC2 is taken to look:
// the name, the permission, the snapshots, and a dry run last.
func (e *EC2) RegisterImage(_ context.Context, in *ec2.RegisterImageInput) (*ec2.RegisterImageOutput, error) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	if err := e.nameIsFree(*in.Name); err != nil {
		return nil, err
	}
	tags, err := tagsFor(in.TagSpecifications, types.ResourceTypeImage)
	if err != nil {
		return nil, err
	}
	if err := e.permit("RegisterImage"); err != nil {
		return nil, err
	}
	mappings, err := e.resolve(in.BlockDeviceMappings)
	if err != nil {
		return nil, err
	}
	if err := dryRun(in.DryRun); err != nil {
		return nil, err
	}
	i := e.newImage(*in.Name, in.Description)
	i.Architecture = in.Architecture
	if i.Architecture == "" {
		i.Architecture = types.ArchitectureValuesI386
	}
	i.VirtualizationType = types.VirtualizationType(aws.ToString(in.VirtualizationType))
	if i.VirtualizationType == "" {
		i.VirtualizationType = types.VirtualizationTypeParavirtual
	}
	i.BlockDeviceMappings, i.RootDeviceName = mappings, in.RootDeviceName
	i.BootMode, i.TpmSupport, i.ImdsSupport = in.BootMode, in.TpmSupport, in.ImdsSupport
	i.EnaSupport, i.SriovNetSupport = in.EnaSupport, in.SriovNetSupport
	i.KernelId, i.RamdiskId = in.KernelId, in.RamdiskId
	i.RootDeviceType = types.DeviceTypeEbs
	if aws.ToString(in.ImageLocation) != "" {
		i.ImageLocation, i.RootDeviceType = in.ImageLocation, types.DeviceTypeInstanceStore
	}
	i.uefiData, i.billingProducts, i.Tags = in.UefiData, in.BillingProducts, tags
	return &ec2.RegisterImageOutput{ImageId: e.keep(i)}, e.save()
}

// newImage is an image with what all new images have.
func (e *EC2) newImage(name string, description *string) *image {
	now := e.options.Now().UTC()
	i := &image{created: now}
	i.Name = aws.String(name)
	if aws.ToString(description) != "" {
		i.Description = description
	}
	i.ImageLocation = aws.String(e.options.Account + "/" + name)
	i.OwnerId = aws.String(e.options.Account)
	i.CreationDate = aws.String(now.Format("2006-01-02T15:04:05.000Z"))
	i.ImageType, i.Hypervisor = types.ImageTypeValuesMachine, types.HypervisorTypeXen
	i.PlatformDetails, i.UsageOperation = aws.String("Linux/UNIX"), aws.String("RunInstances")
	i.DeregistrationProtection = aws.String("disabled")
	return i
}

// keep gives an image its id.
func (e *EC2) keep(i *image) *string {
	i.ImageId = aws.String(e.newID("ami", func(id string) bool { return e.state.images[id] != nil }))
	e.state.serial++
	i.serial = e.state.serial
	e.state.images[*i.ImageId] = i
	e.state.touch(imageKey, *i.ImageId)
	return i.ImageId
}

// imageName is the form of names. The model has it for RegisterImage alone; the
// names that CopyImage and CreateImage give are of the same kind.
var imageName = regexp.MustCompile(`^[A-Za-z0-9()\[\] ./'@_-]{3,128}$`)

// nameIsFree says whether a new image may have a name.
func (e *EC2) nameIsFree(name string) error {
	if !imageName.MatchString(name) {
		return refusal("InvalidAMIName.Malformed", fmt.Sprintf("AMI name %q must have 3 to 128 letters, digits, spaces or ()[]./-'@_", name))
	}
	for _, i := range e.state.images {
		if *i.Name == name && *i.OwnerId == e.options.Account {
			return refusal("InvalidAMIName.Duplicate", fmt.Sprintf("the name %q is that of %s", name, *i.ImageId))
		}
	}
	return nil
}

// gp3Iops are the I/O operations per second of a gp3 volume that says none.
const gp3Iops = 3000

// resolve completes the mappings of a request by their snapshots: a size that is
// not stated is the snapshot's, and so is encryption.
func (e *EC2) resolve(in []types.BlockDeviceMapping) ([]types.BlockDeviceMapping, error) {
	var out []types.BlockDeviceMapping
	for _, m := range in {
		if m.NoDevice != nil {
			continue // it takes a device away that a new image does not have
		}
		if m.Ebs != nil {
			ebs, err := e.resolveEbs(*m.Ebs)
			if err != nil {
				return nil, err
			}
			m.Ebs = ebs
		}
		out = append(out, m)
	}
	return out, nil
}

func (e *EC2) resolveEbs(ebs types.EbsBlockDevice) (*types.EbsBlockDevice, error) {
	if id := aws.ToString(ebs.SnapshotId); id != "" {
		s := e.find(id)
		if s == nil {
			return nil, refusal("InvalidSnapshot.NotFound", "there is no snapshot "+id)
		}
		shown := e.shownSnapshot(s)
		if shown.State != types.SnapshotStateCompleted {
			return nil, refusal("IncorrectState", fmt.Sprintf("snapshot %s is %s, and must be completed", id, shown.State))
		}
		if ebs.VolumeSize == nil {
			ebs.VolumeSize = shown.VolumeSize
		} else if *ebs.VolumeSize < *shown.VolumeSize {
			return nil, refusal("InvalidBlockDeviceMapping", fmt.Sprintf("a volume of %d GiB cannot hold snapshot %s of %d GiB", *ebs.VolumeSize, id, *shown.VolumeSize))
		}
		ebs.Encrypted = shown.Encrypted
	}
	if ebs.Encrypted == nil {
		ebs.Encrypted = aws.Bool(false)
	}
	if ebs.DeleteOnTermination == nil {
		ebs.DeleteOnTermination = aws.Bool(true)
	}
	if ebs.VolumeType == "" {
		ebs.VolumeType = types.VolumeTypeStandard
	}
	if ebs.VolumeType == types.VolumeTypeGp3 && ebs.Iops == nil {
		ebs.Iops = aws.Int32(gp3Iops)
	}
	return &ebs, nil
}

// CopyImage copies an image of this server; all regions are one here.
func (e *EC2) CopyImage(_ context.Context, in *ec2.CopyImageInput) (*ec2.CopyImageOutput, error) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	if id, err := e.repeated("CopyImage", in.ClientToken, *in); id != "" || err != nil {
		return &ec2.CopyImageOutput{ImageId: aws.String(id)}, err
	}
	source, err := e.image(*in.SourceImageId)
	if err == nil {
		err = e.nameIsFree(*in.Name)
	}
	if err != nil {
		return nil, err
	}
	tags, err := tagsFor(in.TagSpecifications, types.ResourceTypeImage, types.ResourceTypeSnapshot)
	if err == nil {
		err = e.permit("CopyImage")
	}
	if err == nil {
		err = dryRun(in.DryRun)
	}
	if err != nil {
		return nil, err
	}
	i := e.newImage(*in.Name, in.Description)
	created, name, description, location, creation := i.created, i.Name, i.Description, i.ImageLocation, i.CreationDate
	i.Image = source.Image
	i.created, i.Name, i.Description, i.ImageLocation, i.CreationDate = created, name, description, location, creation
	i.uefiData, i.DeprecationTime = source.uefiData, nil
	i.SourceImageId, i.SourceImageRegion = in.SourceImageId, in.SourceRegion
	i.BlockDeviceMappings = e.copySnapshots(source, in)
	i.Tags = tags
	if aws.ToBool(in.CopyImageTags) {
		i.Tags = mergeTags(source.Tags, tags)
	}
	id := e.keep(i)
	e.remember("CopyImage", in.ClientToken, *in, *id)
	return &ec2.CopyImageOutput{ImageId: id}, e.save()
}

// copySnapshots copies the snapshots behind an image, encrypted where asked for.
func (e *EC2) copySnapshots(source *image, in *ec2.CopyImageInput) (out []types.BlockDeviceMapping) {
	tags, _ := tagsFor(in.TagSpecifications, types.ResourceTypeSnapshot, types.ResourceTypeImage) // checked before
	for _, m := range source.BlockDeviceMappings {
		if m.Ebs != nil && aws.ToString(m.Ebs.SnapshotId) != "" {
			ebs := *m.Ebs
			encrypted := aws.ToBool(ebs.Encrypted) || aws.ToBool(in.Encrypted)
			s := e.addSnapshot(types.Snapshot{VolumeSize: ebs.VolumeSize, Encrypted: aws.Bool(encrypted), KmsKeyId: in.KmsKeyId, Tags: tags,
				Description: aws.String("copied from " + *source.ImageId)}, e.options.Now())
			ebs.SnapshotId, ebs.Encrypted = s.SnapshotId, aws.Bool(encrypted)
			m.Ebs = &ebs
		}
		out = append(out, m)
	}
	return out
}

// CreateImage makes an image of an instance that the test has added, and a
// snapshot of each of its volumes.
func (e *EC2) CreateImage(_ context.Context, in *ec2.CreateImageInput) (*ec2.CreateImageOutput, error) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	instance, ok := e.state.instances[*in.InstanceId]
	if !ok {
		return nil, refusal("InvalidInstanceID.NotFound", "there is no instance "+*in.InstanceId)
	}
	err := e.nameIsFree(*in.Name)
	var tags, snapshotTags []types.Tag
	if err == nil {
		tags, err = tagsFor(in.TagSpecifications, types.ResourceTypeImage, types.ResourceTypeSnapshot)
	}
	if err == nil {
		snapshotTags, err = tagsFor(in.TagSpecifications, types.ResourceTypeSnapshot, types.ResourceTypeImage)
	}
	if err == nil {
		err = e.permit("CreateImage")
	}
	if err == nil {
		err = dryRun(in.DryRun)
	}
	if err != nil {
		return nil, err
	}
	i := e.newImage(*in.Name, in.Description)
	i.Architecture, i.VirtualizationType, i.RootDeviceType = instance.Architecture, types.VirtualizationTypeHvm, types.DeviceTypeEbs
	if i.Architecture == "" {
		i.Architecture = types.ArchitectureValuesX8664
	}
	i.SourceInstanceId, i.EnaSupport, i.Tags = in.InstanceId, aws.Bool(true), tags
	for _, m := range merge(instance.BlockDeviceMappings, in.BlockDeviceMappings) {
		if m.Ebs != nil {
			ebs := *m.Ebs
			if aws.ToString(ebs.SnapshotId) == "" {
				ebs.SnapshotId = e.addSnapshot(types.Snapshot{VolumeSize: ebs.VolumeSize, Encrypted: ebs.Encrypted, Tags: snapshotTags,
					Description: aws.String("made of " + *in.InstanceId)}, i.created.Add(-e.options.PendingFor)).SnapshotId
			}
			resolved, err := e.resolveEbs(ebs)
			if err != nil {
				return nil, err
			}
			m.Ebs = resolved
		}
		i.BlockDeviceMappings = append(i.BlockDeviceMappings, m)
		if i.RootDeviceName == nil {
			i.RootDeviceName = m.DeviceName
		}
	}
	if instance.RootDeviceName != "" {
		i.RootDeviceName = aws.String(instance.RootDeviceName)
	}
	return &ec2.CreateImageOutput{ImageId: e.keep(i)}, e.save()
}

// merge puts a request's mappings over an instance's, by device name.
func merge(own, asked []types.BlockDeviceMapping) (out []types.BlockDeviceMapping) {
	byName := map[string]types.BlockDeviceMapping{}
	for _, m := range asked {
		byName[aws.ToString(m.DeviceName)] = m
	}
	for _, m := range own {
		name := aws.ToString(m.DeviceName)
		if with, ok := byName[name]; ok {
			delete(byName, name)
			if with.NoDevice != nil {
				continue
			}
			if with.Ebs != nil && with.Ebs.DeleteOnTermination != nil && m.Ebs != nil {
				ebs := *m.Ebs
				ebs.DeleteOnTermination, m.Ebs = with.Ebs.DeleteOnTermination, &ebs
			}
		}
		out = append(out, m)
	}
	for _, m := range asked {
		if _, left := byName[aws.ToString(m.DeviceName)]; left && m.NoDevice == nil {
			out = append(out, m)
		}
	}
	return out
}

// DeregisterImage forgets an image, and its snapshots where asked to.
func (e *EC2) DeregisterImage(_ context.Context, in *ec2.DeregisterImageInput) (*ec2.DeregisterImageOutput, error) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	i, err := e.change("DeregisterImage", *in.ImageId, in.DryRun)
	if err != nil {
		return nil, err
	}
	delete(e.state.images, *in.ImageId)
	e.state.touch(imageKey, *in.ImageId)
	out := &ec2.DeregisterImageOutput{Return: aws.Bool(true)}
	if !aws.ToBool(in.DeleteAssociatedSnapshots) {
		return out, e.save()
	}
	for _, id := range i.snapshots() {
		code := types.SnapshotReturnCodesSuccess
		if e.inUse(id) {
			code = types.SnapshotReturnCodesWarnSkipped
		} else {
			delete(e.state.snapshots, id)
			e.state.touch(snapshotKey, id)
		}
		out.DeleteSnapshotResults = append(out.DeleteSnapshotResults, types.DeleteSnapshotReturnCode{SnapshotId: aws.String(id), ReturnCode: code})
	}
	return out, e.save()
}

func (i *image) snapshots() (ids []string) {
	for _, m := range i.BlockDeviceMappings {
		if m.Ebs != nil && aws.ToString(m.Ebs.SnapshotId) != "" {
			ids = append(ids, *m.Ebs.SnapshotId)
		}
	}
	return ids
}

func (e *EC2) inUse(snapshot string) bool {
	for _, i := range e.state.images {
		for _, id := range i.snapshots() {
			if id == snapshot {
				return true
			}
		}
	}
	return false
}

// image finds an image by an id that a request has.
func (e *EC2) image(id string) (*image, error) {
	if !strings.HasPrefix(id, "ami-") {
		return nil, refusal("InvalidAMIID.Malformed", fmt.Sprintf("%q is not an image's id, which begins with ami-", id))
	}
	i := e.state.images[id]
	if i == nil {
		return nil, refusal("InvalidAMIID.NotFound", "there is no image "+id)
	}
	return i, nil
}

// change finds the image that a request is about to change, and asks whether it may.
func (e *EC2) change(operation, id string, flag *bool) (*image, error) {
	i, err := e.image(id)
	if err == nil {
		err = e.permit(operation)
	}
	if err == nil {
		err = dryRun(flag)
	}
	return i, err
}

// repeated says what a request with this client token has made before, "" when it
// has made nothing. The same token with other parameters is a mistake.
func (e *EC2) repeated(operation string, clientToken *string, in interface{}) (id string, err error) {
	made, ok := e.state.tokens[operation+" "+aws.ToString(clientToken)]
	if !ok || aws.ToString(clientToken) == "" {
		return "", nil
	}
	if made.request != asText(in) {
		return "", refusal("IdempotentParameterMismatch", "The client token was used with other parameters")
	}
	return made.id, nil
}

func (e *EC2) remember(operation string, clientToken *string, in interface{}, id string) {
	if aws.ToString(clientToken) != "" {
		e.state.tokens[operation+" "+*clientToken] = token{asText(in), id}
		e.state.touch(tokenKey, operation+" "+*clientToken)
	}
}

// asText is a request in a form to compare.
func asText(in interface{}) string {
	data, err := json.Marshal(in)
	if err != nil {
		return fmt.Sprint(in)
	}
	return string(data)
}
