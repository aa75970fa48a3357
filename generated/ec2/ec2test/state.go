package ec2test

// This file is what the server remembers, and who may look at it.

import (
	"crypto/rand"
	"encoding/hex"
	"sort"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2/types"
	"github.com/ec2gen/ec2gen/runtime/ec2http"
)

// state is everything; mu guards all of it.
type state struct {
	mu        sync.Mutex
	images    map[string]*image
	snapshots map[string]*snapshot
	tasks     map[string]*task
	instances map[string]Instance
	volumes   map[string]int32 // size in GiB
	tokens    map[string]token // what client tokens have made
	serial    int              // of creation
	dirty     map[string]bool  // keys of records that are not saved yet
}

func newState() state {
	return state{images: map[string]*image{}, snapshots: map[string]*snapshot{}, tasks: map[string]*task{},
		instances: map[string]Instance{}, volumes: map[string]int32{}, tokens: map[string]token{}}
}

// An image is one AMI, with what DescribeImages does not show.
type image struct {
	types.Image
	uefiData        *string
	permissions     []types.LaunchPermission
	billingProducts []string
	created         time.Time
	serial          int
}

// A snapshot is one snapshot.
type snapshot struct {
	types.Snapshot
	created time.Time
	serial  int
}

// A task is one import of a snapshot.
type task struct {
	types.ImportSnapshotTask
	snapshot string
	serial   int
}

// A token is what a request with a client token has made.
type token struct{ request, id string }

// An Instance is what CreateImage makes an image of.
type Instance struct {
	ID                  string
	Architecture        types.ArchitectureValues // default x86_64
	RootDeviceName      string                   // default: the first mapping's
	BlockDeviceMappings []types.BlockDeviceMapping
}

// AddInstance adds an instance, or replaces the one of that id.
func (e *EC2) AddInstance(i Instance) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	e.state.instances[i.ID] = i
}

// AddVolume adds a volume of a size in GiB, to take snapshots of.
func (e *EC2) AddVolume(id string, size int32) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	e.state.volumes[id] = size
}

// AddSnapshot adds a snapshot, or replaces the one of that id. What is absent is
// filled in: a new id, completed, 8 GiB, owned by the server's account.
func (e *EC2) AddSnapshot(s types.Snapshot) (id string) {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	id = *e.addSnapshot(s, e.longAgo(time.Hour)).SnapshotId
	_ = e.save() // where the store fails the snapshot is gone again, as requests will say
	return id
}

// HasSnapshot says whether there is a snapshot of that id.
func (e *EC2) HasSnapshot(id string) bool {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	return e.state.snapshots[id] != nil
}

// defaultSize is the size in GiB of a snapshot that says none.
const defaultSize = 8

func (e *EC2) addSnapshot(s types.Snapshot, at time.Time) *snapshot {
	fill(&s.SnapshotId, func() string { return e.newID("snap", func(id string) bool { return e.state.snapshots[id] != nil }) })
	fill(&s.OwnerId, func() string { return e.options.Account })
	fill(&s.Description, func() string { return "" })
	fill(&s.VolumeId, func() string { return "vol-ffffffff" })
	if s.VolumeSize == nil {
		s.VolumeSize = aws.Int32(defaultSize)
	}
	if s.Encrypted == nil {
		s.Encrypted = aws.Bool(false)
	}
	if s.StartTime == nil {
		s.StartTime = aws.Time(at.UTC().Truncate(time.Millisecond))
	}
	if s.StorageTier == "" {
		s.StorageTier = types.StorageTierStandard
	}
	e.state.serial++
	kept := &snapshot{Snapshot: s, created: at, serial: e.state.serial}
	e.state.snapshots[*s.SnapshotId] = kept
	e.state.touch(snapshotKey, *s.SnapshotId)
	return kept
}

func fill(p **string, value func() string) {
	if *p == nil {
		*p = aws.String(value())
	}
}

// find returns the snapshot of that id as it is now, nil when there is none.
func (e *EC2) find(id string) *snapshot {
	s := e.state.snapshots[id]
	if s == nil && e.options.AnySnapshot {
		s = e.addSnapshot(types.Snapshot{SnapshotId: aws.String(id)}, e.longAgo(24*time.Hour))
	}
	return s
}

// shown is a snapshot as DescribeSnapshots has it at this moment.
func (e *EC2) shownSnapshot(s *snapshot) types.Snapshot {
	out := s.Snapshot
	if out.State == "" {
		out.State, out.Progress = types.SnapshotStateCompleted, aws.String("100%")
		if e.pending(s.created) {
			out.State, out.Progress = types.SnapshotStatePending, aws.String("0%")
		}
	}
	return out
}

func (e *EC2) pending(created time.Time) bool {
	return e.options.PendingFor > 0 && e.options.Now().Before(created.Add(e.options.PendingFor))
}

// longAgo is a time since when nothing is pending.
func (e *EC2) longAgo(ago time.Duration) time.Time {
	return e.options.Now().Add(-ago - e.options.PendingFor)
}

// shownImage is an image as DescribeImages has it at this moment.
func (e *EC2) shownImage(i *image) types.Image {
	out := i.Image
	if out.State == "" {
		out.State = types.ImageStateAvailable
		if e.pending(i.created) {
			out.State = types.ImageStatePending
		}
	}
	out.Public = aws.Bool(i.isPublic())
	return out
}

func (i *image) isPublic() bool {
	for _, p := range i.permissions {
		if p.Group == types.PermissionGroupAll {
			return true
		}
	}
	return false
}

// newID is an id that nothing has: Options.NewID's, or a random one where that is
// in use, because a second thing of one id would hide the first.
func (e *EC2) newID(kind string, used func(id string) bool) string {
	id := e.options.NewID(kind)
	for used(id) {
		id = randomID(kind)
	}
	return id
}

// randomID is an id as AWS makes them.
func randomID(kind string) string {
	var b [9]byte
	_, _ = rand.Read(b[:])
	return kind + "-" + hex.EncodeToString(b[:])[:17]
}

// chosen are the things asked for by id, all of them when none is; the ids have
// been checked.
func chosen[T any](all map[string]*T, ids []string) map[string]*T {
	if len(ids) == 0 {
		return all
	}
	some := make(map[string]*T, len(ids))
	for _, id := range ids {
		some[id] = all[id]
	}
	return some
}

// ordered are the values of a map, the oldest first.
func ordered[T any](m map[string]*T, serial func(*T) int) []*T {
	list := make([]*T, 0, len(m))
	for _, v := range m {
		list = append(list, v)
	}
	sort.Slice(list, func(i, j int) bool { return serial(list[i]) < serial(list[j]) })
	return list
}

// refusal is EC2's answer to what it will not do.
func refusal(code, message string) error { return &ec2http.Error{Code: code, Message: message} }

// dryRun is the answer to a request that only asks.
func dryRun(flag *bool) error {
	if flag != nil && *flag {
		return &ec2http.Error{Code: "DryRunOperation", Message: "permitted and well-formed; nothing was done, as DryRun asks", Status: 412}
	}
	return nil
}

// permit refuses what Options.Deny says.
func (e *EC2) permit(operation string) error {
	if e.options.Deny != nil && e.options.Deny(operation) {
		return &ec2http.Error{Code: "UnauthorizedOperation", Message: "the caller may not do this", Status: 403}
	}
	return nil
}
