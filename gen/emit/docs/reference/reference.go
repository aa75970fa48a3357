// Package reference has the content of an API's documentation as one typed value:
// operations with the outline of their requests and responses, shapes that several
// of them share, rules, error codes and history. It makes all decisions: what is
// shown where, the names in each client, and links. The renderers next to this
// package print it, and decide only about form.
//
// A link to a member consists of the page of its operation and the member's
// path: RegisterImage#BlockDeviceMappings.Ebs.Iops, or #response.ImageId.
package reference

// This file declares the value.

import (
	"github.com/ec2gen/ec2gen/gen/doctext"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// A Reference has all pages.
type Reference struct {
	Title      string // Amazon Elastic Compute Cloud
	API        string // EC2 2016-11-15
	Service    string // ec2: the word on the command line
	Namespace  string // of responses
	Source     string // description of the model
	Marker     string // the line that identifies generated files
	Package    string // ec2: the Go package
	Import     string // its import path
	Operations []*Operation
	Shapes     []*Shape // shapes of several operations, by name
	Rules      []*Rule  // by id
	Errors     []*Error // by code
	History    []*Day   // newest first
	// Reports are pages of ec2gen changes -log next to the pages, by date: links.
	Reports map[string]string
}

// An Operation is the page of an operation.
type Operation struct {
	Name       string // RegisterImage
	Page       string // the file's name without an extension
	GoName     string // RegisterImage
	Command    string // register-image; "" if the AWS CLI does not have it
	Function   string // register_image
	Summary    string // the first sentence of Doc, or derived from the operation's name
	Doc        doctext.Doc
	Since      string
	Deprecated string
	Facts      []Fact // dry run, idempotency, pages, waiters
	Request    []*Member
	Response   []*Member
	Skeleton   string // the XML of a response, as an outline
	Calls      []*Example
	Rules      []*RuleAt
	Errors     []*Error
	History    []*Event // newest first
	Related    []*Operation
	operation  *spec.Operation
	index      int // in the plan
}

// A Fact is a property of an operation in a sentence.
type Fact struct {
	Name string // Idempotency
	Text string
	Link string // to a member: its ID; "": none
}

// A Member is a line of an outline.
type Member struct {
	ID         string // BlockDeviceMappings.Ebs.Iops: its link
	Name       string // Iops: of the API
	GoName     string // Iops
	GoType     string // *int32
	Wire       string // BlockDeviceMapping.N.Ebs.Iops, or the path of the element
	Leaf       string // BlockDeviceMapping: the last name of Wire
	CLI        string // --block-device-mappings Ebs.Iops
	Type       string // integer, list of BlockDeviceMapping
	Shape      *Shape // the page of its type, or nil
	Required   bool
	Token      bool // an idempotency token
	Sensitive  bool
	Default    string
	Since      string
	Deprecated string
	Limits     []string // 3 to 128 characters
	Filters    []string // names that a list of filters takes: state, tag:KEY
	Values     []*Value // of an enum
	More       int      // number of values that only the page of the shape has
	Rules      []*RuleAt
	Conditions []*Rule // rules that depend on it
	Doc        doctext.Doc
	Members    []*Member
	Recursive  string // ID of the enclosing structure with the same members: "top" for the whole; "" if not recursive
	enum       *plan.Shape
	member     *spec.Member
	parent     string // the structure's name
}

// A Value is a value of an enum.
type Value struct {
	ID         string // VolumeType.gp3
	Text       string // gp3
	GoName     string // VolumeTypeGp3
	Since      string
	Deprecated string
	Doc        doctext.Doc
}

// A Shape is the page of a structure or enum that several operations share.
type Shape struct {
	Name       string
	Page       string
	GoName     string // types.EbsBlockDevice
	Kind       string // structure or enum
	Many       bool   // of an enum: it has more values than an outline shows
	Doc        doctext.Doc
	Deprecated string
	Members    []*Member
	Values     []*Value
	Requests   []*Use // operations whose requests can contain it
	Responses  []*Use
	plan       *plan.Shape
}

// A Use is an operation with a shape, and the member with it.
type Use struct {
	Operation *Operation
	ID        string // of the first member that has it
}

// A Rule is a requirement on members.
type Rule struct {
	ID      string
	Anchor  string // rule-iops-required: its link on each page
	Level   string // error, warning or off
	Code    string // "" if unknown
	Text    []string
	Reason  string
	Source  string
	History []string
	At      string // the structure or members that it is about
	Uses    []*Use // operations that it applies to
	Wire    bool   // about the request before decoding
	rule    *spec.Rule
}

// A RuleAt is a rule at a member of an operation's request.
type RuleAt struct {
	*Rule
	Member string // ID of the member; "": the request
	Shared bool   // on the page of a shape, which does not describe rules
}

// An Error is a code of the service's error responses.
type Error struct {
	Code       string
	Anchor     string // its link
	GoName     string // types.InvalidAMINameDuplicate
	Status     int
	Doc        doctext.Doc
	Source     string
	Fields     []ErrorField
	General    bool // any operation may return it
	Operations []*Operation
}

// An ErrorField is read from an error's message.
type ErrorField struct{ GoName, Doc string }

// An Example is a call with its response.
type Example struct {
	ID       string
	Title    string
	Source   string
	Skeleton bool // generated from the required members, because the model has no example
	Breaks   []*Rule
	Snippets []Snippet
	Response string // XML
	Output   string // the decoded response, as JSON
}

// A Snippet is a call in one client's syntax.
type Snippet struct {
	ID, Name, Language, Text string
}

// An Event is an addition on a date.
type Event struct {
	Date string
	What string // request, response, operation, value
	Text string // ImdsSupport
	Link string // an ID on the same page; "": none

	of     *Operation
	key    any    // the added thing: the same in all operations with it
	shared string // its name without an operation: EbsBlockDevice.Throughput
}

// A Day is the history of a date.
type Day struct {
	Date       string
	Operations []*Operation // new ones
	Changes    []*Change
	Shared     []*Shared // additions to many operations, listed once
}

// A Shared is a change of a shape in many operations.
type Shared struct {
	Text  string // EbsBlockDevice.Throughput
	Shape *Shape // the page of an enum; otherwise nil
	Uses  []*Use
}

// A Change has the additions to one operation on a date.
type Change struct {
	Operation *Operation
	Events    []*Event
}
