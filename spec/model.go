package spec

// This file is the linked model: what the rest of the project works on after
// decode, link and check. It is neutral: it knows the wire and AWS's words, and
// nothing about Go. Names are resolved to pointers, slices are in the order
// said beside them, and everything a person wrote carries its position.

// A Model is one API at one version, linked and valid.
type Model struct {
	Service    Service
	Operations []*Operation // by name
	Shapes     []*Shape     // by name
	Rules      []*Rule      // by id
	Errors     []*ErrorCode // by code
	allRules   []string     // ids of the rules of the model that this one was cut from; nil: of none
	Sources    []string     // where it came from, for headers of generated files: slash-separated, relative
}

// Protocol is the one protocol that a model can have, as AWS's files name it.
const Protocol = "ec2"

// Service says which API the model describes and how it is reached.
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
	Input       *Shape // structure; nil: the operation takes nothing
	Output      *Shape // structure; nil: the answer carries nothing but its request id
	Errors      []*Shape
	Doc         string
	Deprecated  *Deprecation
	HostPrefix  string // "{label}." put before the host; "": none
	Compression bool   // the client may gzip the request body
	Paginator   *Paginator
	Waiters     []*Waiter  // by name
	Examples    []*Example // in file order
	Since       string     // YYYY-MM-DD; "": unknown
	Pos         Pos
}

// Kind is what a shape is.
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
	Error      *ErrorTrait // structure that is an error's body; nil otherwise
	GoName     string      // overlay: overrides the name the generator would choose; "": none
	Pos        Pos
}

// Constraints are what one value alone can break.
type Constraints struct {
	Length  *Bounds // string, blob, list, map: characters, bytes or entries
	Range   *Bounds // numbers
	Pattern string  // string: RE2, unanchored unless it says so; "": none
}

// Bounds are inclusive; a nil end is open.
type Bounds struct {
	Min, Max *float64
}

// A Member is one field of a structure, or the element, key or value of a list or map.
type Member struct {
	Name             string // as the SDK knows it: "BlockDeviceMappings"; "" for elements, keys and values
	Shape            *Shape
	Query            string // explicit query name; "": derived, see QueryName
	XML              string // XML name, AWS's locationName; "": Name
	Flattened        bool   // XML: no wrapper element around the list (requests always are flat)
	Required         bool
	IdempotencyToken bool // the client fills it when it is absent
	HostLabel        bool // its value goes into HostPrefix
	Sensitive        bool
	Deprecated       *Deprecation
	Format           TimestampFormat // 0: the shape's or the protocol's
	XMLNamespace     string
	XMLAttribute     bool
	Since            string // YYYY-MM-DD of the first model that has it; "": unknown
	Default          string // what the service does when it is absent, as text: "i386"; "": not stated
	Doc              string
	GoName           string // overlay: overrides the Go field name; "": none
	Constraints             // tighter than, or beside, the shape's
	Pos              Pos
}

// An EnumValue is one known value of an enum. Enums are open: others may come.
type EnumValue struct {
	Value      string
	Name       string // Smithy's name for it, where known; "": derived from Value
	Doc        string
	Since      string
	Deprecated *Deprecation
	GoName     string // overlay: the whole Go constant name; "": derived
	Pos        Pos
}

// Deprecation says that a thing should not be used any more.
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

// An ErrorCode is a code of the service's error responses that deserves a Go type of its own.
type ErrorCode struct {
	Code   string // "InvalidAMIName.Duplicate"
	GoName string // "InvalidAMINameDuplicate"; "": derived from Code
	Status int    // HTTP; 0: 400
	Doc    string
	// Which operations may return the code: those that are named, and those whose
	// request has a member of one of these names. If both are empty, any may.
	Operations []string // "CopyImage"
	Members    []string // "ImageId"
	// Fields are read out of the error's message: name to an RE2 pattern with one group.
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

// TimestampFormat is how a time is written.
type TimestampFormat int

// The formats. The zero value is the protocol's default, DateTime.
const (
	DefaultFormat TimestampFormat = iota
	DateTime                      // 2006-01-02T15:04:05Z
	HTTPDate                      // Mon, 02 Jan 2006 15:04:05 GMT
	EpochSeconds                  // 1136214245
)

// A Paginator says how an operation is asked for its next page.
type Paginator struct {
	InputToken  string   // request member: "NextToken"
	OutputToken string   // response member, a path: "NextToken"
	LimitKey    string   // request member: "MaxResults"; "": none
	ResultKeys  []string // response members: "Images"
	MoreResults string   // response member that says whether there is more; "": none
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

// An Example is a request and its answer, with the exact wire.
type Example struct {
	Title    string
	Source   string
	Input    *Value // members of the input, as written
	Wire     string // the request body or query string: key=value lines or one line
	Response string // XML
	Output   *Value // what the response decodes to
	// Breaks are the ids of the rules that this example, although published, does not meet, by level.
	Breaks []string
	Pos    Pos
}

// A Value is a literal out of a model file: exactly one of the fields is meaningful.
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

// Operation returns the operation of that name, or nil.
func (m *Model) Operation(name string) *Operation {
	return find(m.Operations, name, func(o *Operation) string { return o.Name })
}

// Shape returns the shape of that name, or nil.
func (m *Model) Shape(name string) *Shape {
	return find(m.Shapes, name, func(s *Shape) string { return s.Name })
}

// Member returns the member of that name, or nil.
func (s *Shape) Member(name string) *Member {
	return find(s.Members, name, func(m *Member) string { return m.Name })
}

// QueryName is the member's segment of a request key. EC2's rule: the query
// name if the model gives one, else the XML name with its first letter
// capitalized, else the member's name capitalized.
func (m *Member) QueryName() string {
	switch {
	case m.Query != "":
		return m.Query
	case m.XML != "":
		return capitalise(m.XML)
	}
	return capitalise(m.Name)
}

// XMLName is the name of the member's element in a response.
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

// find looks a name up in a slice that is sorted by it.
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
