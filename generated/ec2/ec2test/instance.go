package ec2test

// This file describes instances and changes their state. There is no machine and
// no network: an instance is a record of what was asked.

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// An instance is one instance.
type instance struct {
	meta
	types.Instance        `json:"Instance"` // without state and devices
	ReservationID         string
	Action                string // the latest of instanceActions
	At                    time.Time
	Volumes               []string // ids of volumes that were attached
	UserData              *string  `json:",omitempty"`
	DisableAPITermination bool
	DisableAPIStop        bool
	ShutdownBehavior      string
	CreditSpecification   string
}

var instances = newResource[instance](kind{
	name: "instance", noun: "instance ID", prefix: "i", resource: types.ResourceTypeInstance,
	malformed: "InvalidInstanceID.Malformed", notFound: "InvalidInstanceID.NotFound",
	members: []string{"InstanceId", "InstanceIds"},
})

// instanceActions are the states that an action leads to: at once, and when nothing
// is pending any more.
var instanceActions = map[string][2]types.InstanceStateName{
	"run":       {types.InstanceStateNamePending, types.InstanceStateNameRunning},
	"start":     {types.InstanceStateNamePending, types.InstanceStateNameRunning},
	"stop":      {types.InstanceStateNameStopping, types.InstanceStateNameStopped},
	"terminate": {types.InstanceStateNameShuttingDown, types.InstanceStateNameTerminated},
}

var instanceCodes = map[types.InstanceStateName]int32{"pending": 0, "running": 16, "shutting-down": 32,
	"terminated": 48,
	"stopping":   64, "stopped": 80}

// state returns the current state of an instance.
func (i *instance) state(t *tx) *types.InstanceState {
	states := instanceActions[i.Action]
	name := states[1]
	if t.pending(i.At) {
		name = states[0]
	}
	return &types.InstanceState{Name: name, Code: aws.Int32(instanceCodes[name])}
}

// hibernates reports whether an instance was launched with hibernation enabled.
func (i *instance) hibernates() bool {
	return i.HibernationOptions != nil && aws.ToBool(i.HibernationOptions.Configured)
}

func (i *instance) terminated() bool { return i.Action == "terminate" }

// shown returns an instance as DescribeInstances shows it now.
func (i *instance) shown(t *tx) *types.Instance {
	out := i.Instance
	out.State = i.state(t)
	out.BlockDeviceMappings = []types.InstanceBlockDeviceMapping{}
	for _, v := range t.attached(i) {
		at := v.attachment(t)
		ebs := project[types.EbsInstanceBlockDevice](at)
		ebs.Status = types.AttachmentStatus(at.State)
		out.BlockDeviceMappings = append(out.BlockDeviceMappings,
			types.InstanceBlockDeviceMapping{DeviceName: at.Device, Ebs: ebs})
	}
	if out.State.Name != types.InstanceStateNameRunning {
		out.PublicIpAddress, out.PublicDnsName = nil, aws.String("")
		for n := range out.NetworkInterfaces {
			out.NetworkInterfaces = clone(out.NetworkInterfaces)
			out.NetworkInterfaces[n].Association = nil
		}
	}
	if out.State.Name == types.InstanceStateNameTerminated {
		out.PrivateIpAddress, out.PrivateDnsName, out.SubnetId, out.VpcId = nil, aws.String(""), nil, nil
		out.NetworkInterfaces, out.SecurityGroups = nil, nil
	}
	return &out
}

// A reserved is an instance with its reservation, which the filters of
// DescribeInstances compare.
type reserved struct {
	types.Instance
	ReservationID, OwnerID string
}

// reservations puts instances of the same reservation together.
func reservations(t *tx, list []reserved) (out []types.Reservation) {
	out = []types.Reservation{} // not nil: clients distinguish an empty list from a missing one
	place := map[string]int{}
	for _, i := range list {
		n, ok := place[i.ReservationID]
		if !ok {
			n = len(out)
			place[i.ReservationID] = n
			out = append(out, types.Reservation{ReservationId: aws.String(i.ReservationID),
				OwnerId: aws.String(t.account),
				Groups:  []types.GroupIdentifier{}})
		}
		out[n].Instances = append(out[n].Instances, i.Instance)
	}
	return out
}

// DescribeInstances describes instances, the oldest first, by reservation.
func (e *EC2) DescribeInstances(ctx context.Context, in *ec2.DescribeInstancesInput) (*ec2.DescribeInstancesOutput,
	error) {
	return describeAs[ec2.DescribeInstancesOutput](ctx, e, in, listing[instance, reserved]{resource: instances,
		ids: "InstanceIds", filters: instanceFilters,
		show: func(i *instance, t *tx) *reserved { return &reserved{*i.shown(t), i.ReservationID, i.Account} },
	}, reservations)
}

var instanceStatusFilters = filters{
	"application-status.status":    "ApplicationStatus.Status",
	"attached-ebs-status.status":   "AttachedEbsStatus.Status",
	"availability-zone":            "AvailabilityZone",
	"availability-zone-id":         "AvailabilityZoneId",
	"event.code":                   "Events.Code",
	"event.description":            "Events.Description",
	"event.instance-event-id":      "Events.InstanceEventId",
	"event.not-after":              "Events.NotAfter",
	"event.not-before":             "Events.NotBefore",
	"event.not-before-deadline":    "Events.NotBeforeDeadline",
	"instance-state-code":          "InstanceState.Code",
	"instance-state-name":          "InstanceState.Name",
	"instance-status.reachability": "InstanceStatus.Details.Status",
	"instance-status.status":       "InstanceStatus.Status",
	"operator.managed":             "Operator.Managed",
	"operator.principal":           "Operator.Principal",
	"system-status.reachability":   "SystemStatus.Details.Status",
	"system-status.status":         "SystemStatus.Status",
}

// status returns the status of an instance. A running instance is always healthy.
func (i *instance) status(t *tx) *types.InstanceStatus {
	out := &types.InstanceStatus{InstanceId: aws.String(i.ID), InstanceState: i.state(t),
		AvailabilityZone:   i.Placement.AvailabilityZone,
		AvailabilityZoneId: i.Placement.AvailabilityZoneId}
	summary := types.InstanceStatusSummary{Status: types.SummaryStatusNotApplicable}
	if out.InstanceState.Name == types.InstanceStateNameRunning {
		summary = types.InstanceStatusSummary{Status: types.SummaryStatusOk,
			Details: []types.InstanceStatusDetails{{Name: types.StatusNameReachability,
				Status: types.StatusTypePassed}}}
	}
	out.InstanceStatus, out.SystemStatus = &summary, &summary
	return out
}

// DescribeInstanceStatus describes the status of running instances, or of all.
func (e *EC2) DescribeInstanceStatus(ctx context.Context,
	in *ec2.DescribeInstanceStatusInput) (*ec2.DescribeInstanceStatusOutput, error) {
	return describe[ec2.DescribeInstanceStatusOutput](ctx, e, in, listing[instance, types.InstanceStatus]{
		resource: instances, ids: "InstanceIds", filters: instanceStatusFilters, show: (*instance).status,
		chooses: func(t *tx, i *instance) bool {
			return aws.ToBool(in.IncludeAllInstances) || i.state(t).Name == types.InstanceStateNameRunning
		}})
}

// act applies an action to all instances of a request, and returns the changes.
func (t *tx) act(ids []string, action string, check func(i *instance,
	now types.InstanceStateName) error) (changes []types.InstanceStateChange, err error) {
	for _, id := range ids {
		i, err := instances.change(t, &id)
		if err != nil {
			return nil, err
		}
		before := i.state(t)
		if err := check(i, before.Name); err != nil {
			return nil, err
		}
		if states := instanceActions[action]; before.Name != states[0] && before.Name != states[1] {
			i.Action, i.At = action, t.now
			t.explain(i, action)
		}
		changes = append(changes, types.InstanceStateChange{InstanceId: aws.String(id), PreviousState: before,
			CurrentState: i.state(t)})
	}
	return changes, nil
}

// explain sets the reason of a change of state, as EC2 does.
func (t *tx) explain(i *instance, action string) {
	i.StateTransitionReason, i.StateReason = aws.String(""), nil
	if action == "start" {
		i.LaunchTime = aws.Time(t.now.Truncate(time.Millisecond))
		return
	}
	i.StateTransitionReason = aws.String("User initiated (" + t.now.Format("2006-01-02 15:04:05") + " GMT)")
	i.StateReason = &types.StateReason{Code: aws.String("Client.UserInitiatedShutdown"),
		Message: aws.String("Client.UserInitiatedShutdown: User initiated shutdown")}
}

// incorrectState rejects an action on an instance that is not in the required
// state.
func incorrectState(i *instance, now types.InstanceStateName, action string) error {
	return rejectf("IncorrectInstanceState", "The instance '%s' is not in a state from which it can be %s: it is %s",
		i.ID, action, now)
}

// StartInstances starts stopped instances.
func (e *EC2) StartInstances(ctx context.Context, in *ec2.StartInstancesInput) (*ec2.StartInstancesOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.StartInstancesOutput, error) {
		changes, err := t.act(in.InstanceIds, "start", func(i *instance, now types.InstanceStateName) error {
			if now == types.InstanceStateNameStopping || i.terminated() {
				return incorrectState(i, now, "started")
			}
			return nil
		})
		return &ec2.StartInstancesOutput{StartingInstances: changes}, err
	})
}

// StopInstances stops instances that run from a volume.
func (e *EC2) StopInstances(ctx context.Context, in *ec2.StopInstancesInput) (*ec2.StopInstancesOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.StopInstancesOutput, error) {
		changes, err := t.act(in.InstanceIds, "stop", func(i *instance, now types.InstanceStateName) error {
			switch {
			case now == types.InstanceStateNamePending || i.terminated():
				return incorrectState(i, now, "stopped")
			case i.RootDeviceType == types.DeviceTypeInstanceStore:
				return rejectf("UnsupportedOperation",
					"The instance '%s' does not have an 'ebs' root device type and cannot be stopped", i.ID)
			case i.DisableAPIStop:
				return rejectf("OperationNotPermitted",
					"The instance '%s' may not be stopped. Modify its 'disableApiStop' instance attribute and "+
						"try again.", i.ID)
			case aws.ToBool(in.Hibernate) && !i.hibernates():
				return rejectf("UnsupportedHibernationConfiguration",
					"The instance '%s' was not launched with hibernation enabled", i.ID)
			}
			return nil
		})
		return &ec2.StopInstancesOutput{StoppingInstances: changes}, err
	})
}

// RebootInstances rejects instances that cannot be rebooted. A reboot has no
// visible effect.
func (e *EC2) RebootInstances(ctx context.Context, in *ec2.RebootInstancesInput) (*ec2.RebootInstancesOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.RebootInstancesOutput, error) {
		for _, id := range in.InstanceIds {
			i, err := instances.change(t, &id)
			if err != nil {
				return nil, err
			}
			if now := i.state(t).Name; now != types.InstanceStateNameRunning {
				return nil, incorrectState(i, now, "rebooted")
			}
		}
		return nil, nil
	})
}

// terminatedFor is how long an instance is visible after it was terminated.
const terminatedFor = time.Hour

// TerminateInstances terminates instances, and deletes their volumes that have
// DeleteOnTermination.
func (e *EC2) TerminateInstances(ctx context.Context, in *ec2.TerminateInstancesInput) (*ec2.TerminateInstancesOutput,
	error) {
	return write(ctx, e, in, func(t *tx) (*ec2.TerminateInstancesOutput, error) {
		changes, err := t.act(in.InstanceIds, "terminate", func(i *instance, _ types.InstanceStateName) error {
			if i.DisableAPITermination {
				return rejectf("OperationNotPermitted",
					"The instance '%s' may not be terminated. Modify its 'disableApiTermination' instance "+
						"attribute and try again.", i.ID)
			}
			if i.terminated() {
				return nil
			}
			done := t.now.Add(e.options.PendingFor)
			i.Gone = done.Add(terminatedFor)
			for _, v := range t.attached(i) {
				v = t.change(volumes.kind, v).(*volume)
				if v.DetachedAt = t.now; aws.ToBool(v.Attachment.DeleteOnTermination) {
					v.Gone = done
				}
			}
			return nil
		})
		return &ec2.TerminateInstancesOutput{TerminatingInstances: changes}, err
	})
}
