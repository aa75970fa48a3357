package ec2test

// This file implements tags: on creation, and afterwards.

import (
	"context"
	"sort"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/types"
)

const (
	maxTags   = 50   // of one resource
	maxTagged = 1000 // resources in one request
)

// creates has the kinds of resources that each operation creates and can tag.
var creates = map[string][]types.ResourceType{
	"AuthorizeSecurityGroupEgress":  {types.ResourceTypeSecurityGroupRule},
	"AuthorizeSecurityGroupIngress": {types.ResourceTypeSecurityGroupRule},
	"CopyImage":                     {types.ResourceTypeImage, types.ResourceTypeSnapshot},
	"CopySnapshot":                  {types.ResourceTypeSnapshot},
	"CreateImage":                   {types.ResourceTypeImage, types.ResourceTypeSnapshot},
	"CreateKeyPair":                 {types.ResourceTypeKeyPair},
	"CreateSecurityGroup":           {types.ResourceTypeSecurityGroup},
	"CreateSnapshot":                {types.ResourceTypeSnapshot},
	"CreateVolume":                  {types.ResourceTypeVolume},
	"ImportImage":                   {types.ResourceTypeImportImageTask},
	"ImportKeyPair":                 {types.ResourceTypeKeyPair},
	"ImportSnapshot":                {types.ResourceTypeImportSnapshotTask},
	"RegisterImage":                 {types.ResourceTypeImage},
	"RunInstances":                  {types.ResourceTypeInstance, types.ResourceTypeVolume},
}

// checkTagSpecifications rejects the tags of a request that creates resources.
func checkTagSpecifications(t *tx, in any) error {
	for _, spec := range member[[]types.TagSpecification](in, "TagSpecifications") {
		allowed := false
		for _, kind := range creates[t.operation] {
			allowed = allowed || kind == spec.ResourceType
		}
		if !allowed {
			return rejectf("InvalidParameterValue", "%q is not a valid taggable resource type for this operation",
				spec.ResourceType)
		}
		if err := checkTags(spec.Tags); err != nil {
			return err
		}
		if len(tagsFor(in, spec.ResourceType)) > maxTags {
			return rejectf("TagLimitExceeded", "A resource can have %d tags", maxTags)
		}
	}
	return nil
}

// tagsFor returns the tags of a request for a kind of resource.
func tagsFor(in any, kind types.ResourceType) (tags []types.Tag) {
	for _, spec := range member[[]types.TagSpecification](in, "TagSpecifications") {
		if spec.ResourceType == kind {
			tags = mergeTags(tags, spec.Tags)
		}
	}
	return tags
}

// checkTags rejects tags that cannot be set.
func checkTags(tags []types.Tag) error {
	seen := map[string]bool{}
	for _, t := range tags {
		key := aws.ToString(t.Key)
		if seen[key] {
			return rejectf("InvalidParameterValue", "Duplicate tag key '%s' specified.", key)
		}
		seen[key] = true
	}
	return checkTagKeys(tags)
}

func checkTagKeys(tags []types.Tag) error {
	for _, t := range tags {
		if strings.HasPrefix(strings.ToLower(aws.ToString(t.Key)), "aws:") {
			return reject("InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use")
		}
		if aws.ToString(t.Key) == "" {
			return reject("InvalidParameterValue", "Tag key cannot be empty")
		}
	}
	return nil
}

// mergeTags merges tags into others, by key.
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

// withoutTags removes tags: by key, and by value if one is given. If there are no
// tags to remove, it removes all.
func withoutTags(old, gone []types.Tag) (left []types.Tag) {
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

// CreateTags sets tags on resources of all kinds that have tags.
func (e *EC2) CreateTags(ctx context.Context, in *ec2.CreateTagsInput) (*ec2.CreateTagsOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.CreateTagsOutput, error) {
		if err := checkTags(in.Tags); err != nil {
			return nil, err
		}
		return nil, t.tag(in.Resources, func(old []types.Tag) []types.Tag { return mergeTags(old, in.Tags) })
	})
}

// DeleteTags removes tags from resources.
func (e *EC2) DeleteTags(ctx context.Context, in *ec2.DeleteTagsInput) (*ec2.DeleteTagsOutput, error) {
	return write(ctx, e, in, func(t *tx) (*ec2.DeleteTagsOutput, error) {
		if err := checkTagKeys(in.Tags); err != nil {
			return nil, err
		}
		return nil, t.tag(in.Resources, func(old []types.Tag) []types.Tag { return withoutTags(old, in.Tags) })
	})
}

// tag changes the tags of resources that the caller can see.
func (t *tx) tag(ids []string, change func([]types.Tag) []types.Tag) error {
	if len(ids) > maxTagged {
		return rejectf("ResourceCountExceeded", "A request can have %d resources, not %d", maxTagged, len(ids))
	}
	for _, id := range ids {
		r, err := t.taggable(id)
		if err != nil {
			return err
		}
		tags := change(t.tagsOf(r))
		if len(tags) > maxTags {
			return rejectf("TagLimitExceeded", "%s can have %d tags", id, maxTags)
		}
		if m := r.base(); m.Account == t.account {
			*tagsOf(r) = tags
		} else {
			if m.OthersTags == nil {
				m.OthersTags = map[string][]types.Tag{}
			}
			m.OthersTags[t.account] = tags
		}
	}
	return nil
}

// tagsOf returns the caller's tags of a record.
func (t *tx) tagsOf(r record) []types.Tag {
	if m := r.base(); m.Account != t.account {
		return m.OthersTags[t.account]
	}
	return *tagsOf(r)
}

// taggable returns a copy of the resource with an id, of any kind.
func (t *tx) taggable(id string) (record, error) {
	for _, k := range kinds {
		if !strings.HasPrefix(id, k.prefix+"-") || k.resource == "" {
			continue
		}
		r := t.visible(k, id)
		if r == nil && !k.wellFormed(id) {
			return nil, rejectf(k.malformed, "Invalid id: %s", quote(id))
		}
		if r == nil {
			return nil, k.missing(id)
		}
		return t.change(k, r), nil
	}
	return nil, rejectf("InvalidID", "The ID %s is not valid", quote(id))
}

// tagFilters has the filters of DescribeTags.
var tagFilters = filters{"key": "Key", "resource-id": "ResourceId", "resource-type": "ResourceType", "value": "Value"}

// DescribeTags describes the tags of all resources of the caller.
func (e *EC2) DescribeTags(ctx context.Context, in *ec2.DescribeTagsInput) (*ec2.DescribeTagsOutput, error) {
	return look[ec2.DescribeTagsOutput](ctx, e, in, func(t *tx) (catalog[types.TagDescription], error) {
		return catalog[types.TagDescription]{items: t.allTags(), filters: tagFilters}, nil
	})
}

// allTags returns the tags of the caller's resources, by resource and key.
func (t *tx) allTags() (list []types.TagDescription) {
	for _, k := range kinds {
		if k.resource == "" {
			continue
		}
		for _, r := range t.all(k) {
			if !t.sees(k, r) {
				continue
			}
			for _, tag := range t.tagsOf(r) {
				list = append(list, types.TagDescription{Key: tag.Key, Value: tag.Value,
					ResourceId:   aws.String(r.base().ID),
					ResourceType: k.resource})
			}
		}
	}
	sort.Slice(list, func(i, j int) bool {
		if *list[i].ResourceId != *list[j].ResourceId {
			return *list[i].ResourceId < *list[j].ResourceId
		}
		return *list[i].Key < *list[j].Key
	})
	return list
}
