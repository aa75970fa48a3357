package ec2test

// This file is tags: on creation, and afterwards.

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

// maxTags is how many tags a resource may have.
const maxTags = 50

// tagsFor are the tags that a request gives to a kind of resource. It may name
// others that are created with it, and no more.
func tagsFor(list []types.TagSpecification, kind types.ResourceType, others ...types.ResourceType) ([]types.Tag, error) {
	var tags []types.Tag
	for _, spec := range list {
		allowed := spec.ResourceType == kind
		for _, o := range others {
			allowed = allowed || spec.ResourceType == o
		}
		if !allowed {
			return nil, refusal("InvalidParameterValue", fmt.Sprintf("this operation makes no %q that could be tagged", spec.ResourceType))
		}
		if err := checkTags(spec.Tags); err != nil {
			return nil, err
		}
		if err := distinct(spec.Tags); err != nil {
			return nil, err
		}
		if spec.ResourceType == kind {
			tags = mergeTags(tags, spec.Tags)
		}
	}
	if len(tags) > maxTags {
		return nil, refusal("TagLimitExceeded", "more than 50 tags")
	}
	return tags, nil
}

// distinct refuses tags to be set of which two have the same key.
func distinct(tags []types.Tag) error {
	seen := map[string]bool{}
	for _, t := range tags {
		if seen[aws.ToString(t.Key)] {
			return refusal("InvalidParameterValue", fmt.Sprintf("the tag key %q is there twice", aws.ToString(t.Key)))
		}
		seen[aws.ToString(t.Key)] = true
	}
	return nil
}

func checkTags(tags []types.Tag) error {
	for _, t := range tags {
		if strings.HasPrefix(strings.ToLower(aws.ToString(t.Key)), "aws:") {
			return refusal("InvalidParameterValue", "keys that begin with aws: are for AWS alone")
		}
		if aws.ToString(t.Key) == "" {
			return refusal("InvalidParameterValue", "a tag without a key")
		}
	}
	return nil
}

// mergeTags sets tags over others, by key.
func mergeTags(old, set []types.Tag) []types.Tag {
	byKey := map[string]types.Tag{}
	for _, t := range append(append([]types.Tag{}, old...), set...) {
		if t.Value == nil {
			t.Value = aws.String("")
		}
		byKey[aws.ToString(t.Key)] = t
	}
	var tags []types.Tag
	for _, t := range byKey {
		tags = append(tags, t)
	}
	sort.Slice(tags, func(i, j int) bool { return *tags[i].Key < *tags[j].Key })
	return tags
}

// taggable finds where the tags of a resource are.
func (e *EC2) taggable(id string) (*[]types.Tag, error) {
	kind, _, _ := strings.Cut(id, "-")
	switch {
	case kind == "ami":
		i, err := e.image(id)
		if err != nil {
			return nil, err
		}
		return &i.Tags, nil
	case kind == "snap":
		if s := e.find(id); s != nil {
			return &s.Tags, nil
		}
		return nil, refusal("InvalidSnapshot.NotFound", "there is no snapshot "+id)
	case strings.HasPrefix(id, "import-snap-"):
		if t := e.state.tasks[id]; t != nil {
			return &t.Tags, nil
		}
	}
	return nil, refusal("InvalidID", fmt.Sprintf("%q is no image, snapshot or import task", id))
}

// CreateTags sets tags on images, snapshots and import tasks.
func (e *EC2) CreateTags(_ context.Context, in *ec2.CreateTagsInput) (*ec2.CreateTagsOutput, error) {
	if err := distinct(in.Tags); err != nil {
		return nil, err
	}
	err := e.tag("CreateTags", in.Resources, in.Tags, in.DryRun, func(old []types.Tag) []types.Tag { return mergeTags(old, in.Tags) })
	return &ec2.CreateTagsOutput{}, err
}

// DeleteTags takes tags from images, snapshots and import tasks.
func (e *EC2) DeleteTags(_ context.Context, in *ec2.DeleteTagsInput) (*ec2.DeleteTagsOutput, error) {
	err := e.tag("DeleteTags", in.Resources, in.Tags, in.DryRun, func(old []types.Tag) []types.Tag { return without(old, in.Tags) })
	return &ec2.DeleteTagsOutput{}, err
}

// tag changes the tags of all resources, or of none.
func (e *EC2) tag(operation string, ids []string, tags []types.Tag, flag *bool, change func([]types.Tag) []types.Tag) error {
	e.state.mu.Lock()
	defer e.state.mu.Unlock()
	if err := checkTags(tags); err != nil {
		return err
	}
	var targets []*[]types.Tag
	for _, id := range ids {
		at, err := e.taggable(id)
		if err != nil {
			return err
		}
		if len(change(*at)) > maxTags {
			return refusal("TagLimitExceeded", "more than 50 tags on "+id)
		}
		targets = append(targets, at)
	}
	if err := e.permit(operation); err != nil {
		return err
	}
	if err := dryRun(flag); err != nil {
		return err
	}
	for n, at := range targets {
		*at = change(*at)
		e.state.touch(keyOf(ids[n]), ids[n])
	}
	return e.save()
}

// keyOf is what the key of a taggable resource begins with.
func keyOf(id string) string {
	switch {
	case strings.HasPrefix(id, "ami-"):
		return imageKey
	case strings.HasPrefix(id, "snap-"):
		return snapshotKey
	}
	return taskKey
}

// without takes tags away: by key, and by value where one is given. No tags at
// all means every one.
func without(old, gone []types.Tag) []types.Tag {
	var left []types.Tag
	for _, t := range old {
		hit := len(gone) == 0
		for _, g := range gone {
			hit = hit || aws.ToString(g.Key) == *t.Key && (g.Value == nil || *g.Value == *t.Value)
		}
		if !hit {
			left = append(left, t)
		}
	}
	return left
}
