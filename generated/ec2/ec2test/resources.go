package ec2test

// This file describes resources of all kinds in one form, for logs and pages: the
// existing resources, and the changes of a request.

import (
	"reflect"
	"sort"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// A Resource is an image, a snapshot, or any other resource.
type Resource struct {
	Kind    string // "image"
	ID      string // "ami-0123456789abcdef0"
	Name    string // its name or, if it has none, its tag Name
	State   string // "available"; "" if the kind has no states
	Account string // the owner
	Region  string
	Created time.Time
	Tags    map[string]string
	Detail  any // the resource in the response of its Describe operation
}

// hidden has the kinds of records that are not resources.
var hidden = map[string]bool{tokens.name: true, tombstones.name: true}

// details has functions that return Resource.Detail, by kind. Without an entry it
// is the record itself.
var details = map[string]func(t *tx, r record) any{
	images.name:     detail((*image).shown),
	instances.name:  detail((*instance).shown),
	imageTasks.name: detail((*imageTask).shown),
	snapshots.name:  detail((*snapshot).shown),
	subnets.name:    detail((*subnet).shown),
	tasks.name:      detail((*task).shown),
	volumes.name:    detail((*volume).shown),
}

func detail[R, S any](shown func(*R, *tx) *S) func(*tx, record) any {
	return func(t *tx, r record) any { return shown(any(r).(*R), t) }
}

// Resources returns the existing resources of all accounts and Regions, the oldest
// first.
func (e *EC2) Resources() []Resource {
	t := e.view()
	var list []Resource
	var serials []int
	for _, k := range kinds {
		if hidden[k.name] {
			continue
		}
		for _, r := range t.all(k) {
			list = append(list, t.resource(k, r))
			serials = append(serials, r.base().Serial)
		}
	}
	sort.Sort(bySerial{list, serials})
	return list
}

type bySerial struct {
	list    []Resource
	serials []int
}

func (s bySerial) Len() int           { return len(s.list) }
func (s bySerial) Less(i, j int) bool { return s.serials[i] < s.serials[j] }
func (s bySerial) Swap(i, j int) {
	s.list[i], s.list[j] = s.list[j], s.list[i]
	s.serials[i], s.serials[j] = s.serials[j], s.serials[i]
}

func (t *tx) resource(k *kind, r record) Resource {
	m := r.base()
	at := *t
	at.caller = caller{m.Account, m.Region} // as its owner sees it
	out := Resource{Kind: k.name, ID: m.ID, Account: m.Account, Region: m.Region, Created: m.Created, Detail: r}
	if show := details[k.name]; show != nil {
		out.Detail = show(&at, r)
	}
	out.State = stateOf(out.Detail)
	if tags := tagsOf(r); tags != nil && len(*tags) > 0 {
		out.Tags = map[string]string{}
		for _, tag := range *tags {
			out.Tags[aws.ToString(tag.Key)] = aws.ToString(tag.Value)
		}
	}
	out.Name = out.Tags["Name"]
	if name := nameMembers[k.name]; name != "" {
		out.Name = aws.ToString(member[*string](out.Detail, name))
	}
	return out
}

// nameMembers has the members with the names of kinds that are not named by the tag
// Name.
var nameMembers = map[string]string{images.name: "Name", keyPairs.name: "KeyName", securityGroups.name: "GroupName"}

// stateOf returns a structure's member State, which is an enum or a structure with a Name.
func stateOf(shown any) string {
	state := reflect.Indirect(reflect.Indirect(reflect.ValueOf(shown)).FieldByName("State"))
	if state.IsValid() && state.Kind() == reflect.Struct {
		state = state.FieldByName("Name")
	}
	if state.IsValid() && state.Kind() == reflect.String {
		return state.String()
	}
	return ""
}

// Has reports whether a resource of any kind, account or Region has that id.
func (e *EC2) Has(id string) bool {
	t := e.view()
	for _, k := range kinds {
		if !hidden[k.name] && t.find(k, id) != nil {
			return true
		}
	}
	return false
}

// changes returns the changes of a transaction, the oldest resource first. It is
// called before the commit, while the records are unchanged.
func (t *tx) changes() []Change {
	var list []Change
	serials := map[string]int{}
	for at, r := range t.changed {
		k := kinds[at.kind]
		if hidden[k.name] {
			continue
		}
		c := Change{Action: "changed", Kind: k.name, ID: at.id}
		old := t.e.state.tables[at.kind].byID[at.id]
		switch {
		case r == nil && old == nil:
			continue // created and deleted by the same operation
		case r == nil:
			c.Action, r = "deleted", old
		case old != nil && r.base().ended(t.now):
			c.Action = "deleted"
		case old == nil:
			c.Action = "created"
		}
		serials[c.Kind+"/"+c.ID] = r.base().Serial
		list = append(list, c)
	}
	sort.Slice(list, func(i, j int) bool {
		return serials[list[i].Kind+"/"+list[i].ID] < serials[list[j].Kind+"/"+list[j].ID]
	})
	return list
}

// Account returns the default account.
func (e *EC2) Account() string { return e.options.Account }

// Region returns the default Region.
func (e *EC2) Region() string { return e.options.Region }
