package spec

// This file declares the linked model, which the rest of the project uses after
// decode, link and check. It has the wire format and AWS's names, and nothing about
// Go. Names are resolved to pointers, comments give the order of slices, and
// everything that is written in a file has its position.

// A Model is one API at one version, linked and valid.
type Model struct {
	Service    Service
	Operations []*Operation // by name
	Shapes     []*Shape     // by name
	Rules      []*Rule      // by id
	Errors     []*ErrorCode // by code
	allRules   []string     // ids of the rules of the model that this one was cut from; nil if it is not a cut
	Sources    []string     // its files, for headers of generated files: slash-separated, relative
}

// Protocol is the only supported protocol, as named in AWS's files.
const Protocol = "ec2"

// Service identifies the API of the model and its endpoint.
type Service struct {
	ID             string // SDK service id: "EC2"
	Title          string // "Amazon Elastic Compute Cloud"
	Protocol       string // always Protocol today
	APIVersion     string // "2016-11-15"
	XMLNamespace   string // "http://ec2.amazonaws.com/doc/2016-11-15"
	EndpointPrefix string // "ec2", the host's first label
	SigningName    string // "ec2", the service in the credential scope
	Doc            string
	Pos            Pos
}

// An Operation is one action of the API.
type Operation struct {
	Name        string
	Input       *Shape // structure; nil if the operation has no input
	Output      *Shape // structure; nil if the response has only a request ID
	Errors      []*Shape
	Doc         string
	Deprecated  *Deprecation
	HostPrefix  string // "{label}." to prepend to the host; "": none
	Compression bool   // the client may gzip the request body
	Paginator   *Paginator
	Waiters     []*Waiter  // by name
	Examples    []*Example // in file order
	Since       string     // YYYY-MM-DD; "": unknown
	Pos         Pos
}

// Kind is the kind of a shape.
type Kind int

// The kinds. An enum is a string with a list of known values.
const (
	Invalid Kind = iota
	Structure
	List
	Map
	String
	Enum
	Boolean
	Integer // 32 bit
	Long    // 64 bit
	Float   // 32 bit
	Double  // 64 bit
	Blob
	Timestamp
)

// A Shape is one named type of the model.
type Shape struct {
	Name    string
	Kind    Kind
	Doc     string
	Members []*Member    // structure: by name
	Elem    *Member      // list: its element; map: its value
	Key     *Member      // map: its key
	Values  []*EnumValue // enum: in the model's order
	Constraints
	Format     TimestampFormat // timestamp: its own format; 0: the member's or the protocol's
	Sensitive  bool
	Deprecated *Deprecation
	Error      *ErrorTrait // for a structure that is an error's body; otherwise nil
	GoName     string      // overlay: overrides the generator's name; "": none
	Pos        Pos
}

// Constraints are the constraints of a single value.
type Constraints struct {
	Length  *Bounds // string, blob, list, map: characters, bytes or entries
	Range   *Bounds // numbers
	Pattern string  // string: RE2, unanchored unless it says so; "": none
}

// Bounds are inclusive; nil means no limit.
type Bounds struct {
	Min, Max *float64
}

// A Member is one field of a structure, or the element, key or value of a list or map.
type Member struct {
	Name             string // as in the SDK: "BlockDeviceMappings"; "" for elements, keys and values
	Shape            *Shape
	Query            string // explicit query name; "": derived, see QueryName
	XML              string // XML name, AWS's locationName; "": Name
	Flattened        bool   // XML: no wrapper element around the list (requests are always flat)
	Required         bool
	IdempotencyToken bool // the client sets it if it is missing
	HostLabel        bool // its value goes into HostPrefix
	Sensitive        bool
	Deprecated       *Deprecation
	Format           TimestampFormat // 0: the shape's or the protocol's
	XMLNamespace     string
	XMLAttribute     bool
	Since            string // YYYY-MM-DD of the first model that has it; "": unknown
	Default          string // the service's default, as text: "i386"; "": unknown
	Doc              string
	GoName           string // overlay: overrides the Go field name; "": none
	// Filters are the documented names of a list of filters, sorted; tag: stands for
	// tag:KEY, whatever the key. Empty: none are documented.
	Filters     []string
	Constraints // in addition to the shape's
	Pos         Pos
}

// An EnumValue is one known value of an enum. Enums are open: responses may have
// other values.
type EnumValue struct {
	Value      string
	Name       string // Smithy's name, if known; "": derived from Value
	Doc        string
	Since      string
	Deprecated *Deprecation
	GoName     string // overlay: the whole Go constant name; "": derived
	Pos        Pos
}

// Deprecation marks a thing that should no longer be used.
type Deprecation struct {
	Message string
	Since   string
}

// ErrorTrait marks a structure as the body of an error response.
type ErrorTrait struct {
	Code   string // on the wire; "": the shape's name
	Status int    // HTTP; 0: unknown
	Fault  string // "client", "server" or ""
}

// An ErrorCode is a code of the service's error responses that has its own Go type.
type ErrorCode struct {
	Code   string // "InvalidAMIName.Duplicate"
	GoName string // "InvalidAMINameDuplicate"; "": derived from Code
	Status int    // HTTP; 0: 400
	Doc    string
	// The operations that may return the code: the named ones, and those whose
	// request has a member with one of these names. If both are empty, all
	// operations may.
	Operations []string // "CopyImage"
	Members    []string // "ImageId"
	// Fields are extracted from the error's message, each by an RE2 pattern with
	// one group.
	Fields []ErrorField
	Source string
	Pos    Pos
}

// An ErrorField is one typed field of an ErrorCode.
type ErrorField struct {
	Name    string // "ImageId"
	Pattern string // `\b(ami-[0-9a-f]+)\b`
	Doc     string
	Pos     Pos
}

// TimestampFormat is the format of a time.
type TimestampFormat int

// The formats. The zero value is the protocol's default, DateTime.
const (
	DefaultFormat TimestampFormat = iota
	DateTime                      // 2006-01-02T15:04:05Z
	HTTPDate                      // Mon, 02 Jan 2006 15:04:05 GMT
	EpochSeconds                  // 1136214245
)

// A Paginator describes how to request the next page.
type Paginator struct {
	InputToken  string   // request member: "NextToken"
	OutputToken string   // response member, a path: "NextToken"
	LimitKey    string   // request member: "MaxResults"; "": none
	ResultKeys  []string // response members: "Images"
	MoreResults string   // response member that reports whether there are more pages; "": none
	Pos         Pos
}

// A Waiter polls an operation until an acceptor decides.
type Waiter struct {
	Name        string // "ImageAvailable"
	Delay       int    // seconds
	MaxAttempts int
	Acceptors   []Acceptor // in order: the first that matches decides
	Deprecated  *Deprecation
	Doc         string
	Pos         Pos
}

// An Acceptor is one way for a waiter to decide.
type Acceptor struct {
	State    string // "success", "failure", "retry"
	Matcher  string // "path", "pathAll", "pathAny", "status", "error"
	Argument string // JMESPath; "" for status and error
	Expected string // as text: "available", "true", "404", "InvalidAMIID.NotFound"
	Pos      Pos
}

// An Example is a request and its response, with the exact text on the wire.
type Example struct {
	Title    string
	Source   string
	Input    *Value // members of the input, as written
	Wire     string // the request body or query string: key=value lines or one line
	Response string // XML
	Output   *Value // the decoded response
	// Breaks lists the ids of rules that this example violates, although it is
	// published.
	Breaks []string
	Pos    Pos
}

// A Value is a literal in a model file: exactly one of the fields is meaningful.
type Value struct {
	Scalar string
	List   []*Value
	Fields []Field // in file order
	IsList bool
	IsMap  bool
	Pos    Pos
}

// A Field is one entry of a literal structure or map.
type Field struct {
	Name  string
	Value *Value
}

// Operation returns the operation with that name, or nil.
func (m *Model) Operation(name string) *Operation {
	return find(m.Operations, name, func(o *Operation) string { return o.Name })
}

// Shape returns the shape with that name, or nil.
func (m *Model) Shape(name string) *Shape {
	return find(m.Shapes, name, func(s *Shape) string { return s.Name })
}

// Member returns the member with that name, or nil.
func (s *Shape) Member(name string) *Member {
	return find(s.Members, name, func(m *Member) string { return m.Name })
}

// QueryName returns the member's segment of a request key. EC2's rule: the query
// name if the model has one, otherwise the XML name with its first letter
// capitalized, otherwise the member's name capitalized.
func (m *Member) QueryName() string {
	switch {
	case m.Query != "":
		return m.Query
	case m.XML != "":
		return capitalise(m.XML)
	}
	return capitalise(m.Name)
}

// XMLName returns the name of the member's element in a response.
func (m *Member) XMLName() string {
	if m.XML != "" {
		return m.XML
	}
	return m.Name
}

func capitalise(s string) string {
	if s != "" && 'a' <= s[0] && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// find looks up a name in a slice that is sorted by name.
func find[T any](sorted []*T, name string, key func(*T) string) *T {
	lo, hi := 0, len(sorted)
	for lo < hi {
		if mid := (lo + hi) / 2; key(sorted[mid]) < name {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(sorted) && key(sorted[lo]) == name {
		return sorted[lo]
	}
	return nil
}
