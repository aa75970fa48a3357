package cli

// This file defines the table with which generated code describes an API. It is
// only data, without pointers between its parts, so that Go lays it out at compile
// time and a program with 800 operations starts as fast as one with two.

import (
	"github.com/ec2gen/ec2gen/runtime/cliname"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/runtime/awsclient"
	"github.com/ec2gen/ec2gen/runtime/ec2time"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// An API describes a service to the command line.
type API struct {
	Command    string // "ec2": the service's command below aws
	Title      string // "Amazon Elastic Compute Cloud"
	Service    awsclient.Service
	Operations []*Operation // by Command
	Shapes     [][]Shape    // by Name, in parts that follow each other
}

// An Operation is one command.
type Operation struct {
	Name       string // "RegisterImage", the Action
	Command    string // "register-image"
	Doc        string // plain text, paragraphs separated by blank lines
	Deprecated string // why not to use it; "": not deprecated
	Input      string // a structure's name; "" if there is no input
	Output     string // a structure's name; "" if there is no output
	Paginator  *Paginator
	Waiters    []Waiter
	// Rules reports violations of the model's rules in parameters written as
	// JSON. If nil, the model has no rules for the operation.
	Rules func(parameters []byte) (valid.Violations, error)
}

// Kind is the kind of a shape.
type Kind uint8

// The kinds of shapes.
const (
	String Kind = iota
	Boolean
	Integer
	Long
	Float
	Double
	Blob
	Timestamp
	List
	Map
	Structure
)

// kindNames has the names of the kinds in help and messages.
var kindNames = [...]string{"string", "boolean", "integer", "long", "float", "double", "blob", "timestamp", "list",
	"map", "structure"}

func (k Kind) String() string { return kindNames[k] }

// scalar reports whether a value of the kind is neither a list, a map nor a
// structure.
func (k Kind) scalar() bool { return k < List }

// A Shape is one type of the API.
type Shape struct {
	Name    string
	Kind    Kind
	Members []Member // Structure: by Name; List: the element; Map: key and value
	Enum    []string // String: the known values, in the model's order
	Min     float64  // smallest length or number, if Bounded
	Bounded bool
	Format  ec2time.Format
}

// A Member is a member of a structure, the element of a list, or the key or value
// of a map.
type Member struct {
	Name      string // "BlockDeviceMappings"
	Shape     string
	Query     string // name in requests; "": XML or Name, capitalized
	XML       string // name in responses; "": Name, for elements "item"
	Doc       string
	Filters   string // documented names of a list of filters, separated by spaces; tag: stands for tag:KEY
	Flattened bool   // in responses, the list has no enclosing element
	Required  bool
	Token     bool // an idempotency token, which the program fills
	Hidden    bool // deprecated: accepted, not shown in help
	Format    ec2time.Format
}

// A Paginator describes how to request the next page.
type Paginator struct {
	InputToken  string
	OutputToken string
	LimitKey    string // "" if the page size cannot be set
	ResultKeys  []string
	MoreResults string // "" if the token tells whether there are more pages
}

// A Waiter polls an operation until an acceptor decides.
type Waiter struct {
	Name        string // "ImageAvailable"
	Delay       int    // seconds
	MaxAttempts int
	Acceptors   []Acceptor
}

// An Acceptor is one way for a waiter to decide.
type Acceptor struct {
	State    string // success, failure or retry
	Matcher  string // path, pathAll, pathAny, status or error
	Argument string // JMESPath
	Expected string // as text
}

// operation returns the operation with that command name, or nil.
func (a *API) operation(command string) *Operation {
	i, ok := slices.BinarySearchFunc(a.Operations, command, func(o *Operation, c string) int {
		return strings.Compare(o.Command, c)
	})
	if !ok {
		return nil
	}
	return a.Operations[i]
}

// shape returns the shape with that name. A missing name is a bug in the generator;
// the result is then an empty structure.
func (a *API) shape(name string) *Shape {
	byName := func(s Shape, n string) int { return strings.Compare(s.Name, n) }
	for _, part := range a.Shapes {
		if len(part) == 0 || part[len(part)-1].Name < name {
			continue
		}
		if i, ok := slices.BinarySearchFunc(part, name, byName); ok {
			return &part[i]
		}
		break
	}
	return &Shape{Name: name, Kind: Structure}
}

// member returns the structure's member with that name, or nil.
func (s *Shape) member(name string) *Member {
	for i := range s.Members {
		if s.Members[i].Name == name {
			return &s.Members[i]
		}
	}
	return nil
}

// element returns a list's element; key and value return a map's key and value.
func (s *Shape) element() *Member { return &s.Members[0] }
func (s *Shape) key() *Member     { return &s.Members[0] }
func (s *Shape) value() *Member   { return &s.Members[1] }

// query returns the member's segment of a request key, by EC2's rule.
func (m *Member) query() string {
	name := m.Query
	if name == "" {
		name = m.XML
	}
	if name == "" {
		name = m.Name
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// xml returns the name of the member's element in a response.
func (m *Member) xml() string {
	if m.XML != "" {
		return m.XML
	}
	return m.Name
}

// option returns the name of the member's option, without dashes.
func (m *Member) option() string { return cliname.Kebab(m.Name) }
