package changes

// This file has the table of kinds: the changes of a model, and their effect on
// users of the package and on the wire. A change has one kind; its level can depend
// on whether it occurs in a request or in a response. The table has one row per
// kind, even if rows are long, because it is read by columns.

import "fmt"

// Level is how serious a change is. The zero value is Docs.
type Level int

// The levels, from the least to the most serious.
const (
	Docs         Level = iota // only texts
	Compatible                // an addition, or a loosened limit
	Notable                   // a tightened limit or a new rule, which may concern a program
	BreakingGo                // Go code may no longer compile
	BreakingWire              // a valid request may fail, or a response can no longer be decoded
)

var levelWords = []string{"docs", "compatible", "notable", "breaking-go", "breaking-wire"}

// String returns the level for flags and reports.
func (l Level) String() string { return levelWords[l] }

// MarshalText encodes a level as a word in JSON.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// Levels returns the words of all levels, from the least to the most serious.
func Levels() []string { return append([]string{}, levelWords...) }

// ParseLevel parses the word of a level.
func ParseLevel(word string) (Level, error) {
	for i, w := range levelWords {
		if w == word {
			return Level(i), nil
		}
	}
	return 0, fmt.Errorf("unknown level %q; the levels are docs, compatible, notable, breaking-go and breaking-wire", word)
}

// Side is where a change occurs.
type Side int

// The sides. Whole is for changes of an operation or of the model itself.
const (
	Whole Side = iota
	Request
	Response
)

var sideWords = []string{"whole", "request", "response"}

// String returns the side for reports.
func (s Side) String() string { return sideWords[s] }

// MarshalText encodes a side as a word in JSON.
func (s Side) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Kind is one kind of change.
type Kind struct {
	ID       string // "member-added"
	Request  Level  // in a request, and for changes on neither side
	Response Level  // in a response
	Inverse  string // the ID of the reverse change
	Doc      string // the meaning, in a sentence
}

// Level returns the level of a change of this kind on one side.
func (k *Kind) Level(s Side) Level {
	if s == Response {
		return k.Response
	}
	return k.Request
}

// Kinds lists all kinds, in the order of reports.
var Kinds = []*Kind{
	{"operation-added", Compatible, Compatible, "operation-removed", "The operation is new."},
	{"operation-removed", BreakingWire, BreakingWire, "operation-added", "The operation and its method are removed."},
	{"input-added", Notable, Notable, "input-removed", "The operation now has an input."},
	{"input-removed", BreakingWire, BreakingWire, "input-added", "The operation no longer has an input."},
	{"output-added", Compatible, Compatible, "output-removed", "The operation now has an output."},
	{"output-removed", BreakingWire, BreakingGo, "output-added", "The operation no longer has an output."},

	{"member-added", Compatible, Compatible, "member-removed", "A new optional member."},
	{"member-removed", BreakingWire, BreakingGo, "member-added", "The member is removed: EC2 may reject requests with it, and Go code that names its field does not compile."},
	{"required-member-added", BreakingWire, Compatible, "required-member-removed", "A new required member: valid requests now fail."},
	{"required-member-removed", BreakingWire, BreakingGo, "required-member-added", "A required member is removed."},
	{"member-renamed", BreakingGo, BreakingGo, "member-renamed", "The member has another name in Go and the same name on the wire."},

	{"type-changed", BreakingWire, BreakingWire, "type-changed", "The value is written differently: EC2 may reject a request, and a client may misread a response."},
	{"go-type-changed", BreakingGo, BreakingGo, "go-type-changed", "The form on the wire is the same; the Go type differs."},
	{"type-renamed", BreakingGo, BreakingGo, "type-renamed", "A structure or enum has another name, and so has its Go type."},
	{"type-tightened", Notable, Compatible, "type-loosened", "The value has another shape with narrower limits."},
	{"type-loosened", Compatible, Compatible, "type-tightened", "The value has another shape with wider limits."},
	{"shape-renamed", Compatible, Compatible, "shape-renamed", "A shape has another name, which appears neither in Go nor on the wire."},

	{"wire-name-changed", BreakingWire, Compatible, "wire-name-changed", "The member has another name in requests."},
	{"xml-name-changed", Compatible, BreakingWire, "xml-name-changed", "The element has another name in responses."},
	{"name-respelled", Docs, Docs, "name-respelled", "The model states the same wire name differently."},
	{"list-form-changed", Compatible, BreakingWire, "list-form-changed", "Responses wrap the list's elements differently."},
	{"xml-form-changed", Compatible, BreakingWire, "xml-form-changed", "In responses, the value is now in an attribute or a separate namespace, or no longer is."},
	{"format-changed", BreakingWire, BreakingWire, "format-changed", "Times are written in another format."},
	{"host-label-changed", BreakingWire, Compatible, "host-label-changed", "The member is now part of the host's name, or no longer is."},

	{"required-added", BreakingWire, Compatible, "required-removed", "The member is now required."},
	{"required-removed", Compatible, Compatible, "required-added", "The member is now optional."},
	{"idempotency-token-added", Compatible, Compatible, "idempotency-token-removed", "Clients now set the member if it is missing."},
	{"idempotency-token-removed", Notable, Compatible, "idempotency-token-added", "Clients no longer set the member: a retry may act twice."},
	{"sensitive-changed", Compatible, Compatible, "sensitive-changed", "Logs now show the value, or no longer do."},
	{"deprecated", Notable, Notable, "undeprecated", "It is now deprecated."},
	{"undeprecated", Compatible, Compatible, "deprecated", "It is no longer deprecated."},
	{"deprecation-reworded", Docs, Docs, "deprecation-reworded", "The text of a deprecation changed."},

	{"default-added", Compatible, Compatible, "default-removed", "The model now states a default."},
	{"default-removed", Notable, Compatible, "default-added", "The model no longer states a default."},
	{"default-changed", Notable, Compatible, "default-changed", "The member has another default."},

	{"length-tightened", Notable, Compatible, "length-loosened", "Fewer lengths are allowed."},
	{"length-loosened", Compatible, Compatible, "length-tightened", "More lengths are allowed."},
	{"length-changed", Notable, Compatible, "length-changed", "Other lengths are allowed, some no longer."},
	{"range-tightened", Notable, Compatible, "range-loosened", "Fewer numbers are allowed."},
	{"range-loosened", Compatible, Compatible, "range-tightened", "More numbers are allowed."},
	{"range-changed", Notable, Compatible, "range-changed", "Other numbers are allowed, some no longer."},
	{"pattern-tightened", Notable, Compatible, "pattern-loosened", "The text must now match a pattern."},
	{"pattern-loosened", Compatible, Compatible, "pattern-tightened", "The text no longer has to match a pattern."},
	{"pattern-changed", Notable, Compatible, "pattern-changed", "The text must match another pattern."},

	{"filter-added", Compatible, Compatible, "filter-removed", "The documentation lists another filter."},
	{"filter-removed", Notable, Compatible, "filter-added", "The documentation no longer lists the filter."},

	{"enum-value-added", Compatible, Compatible, "enum-value-removed", "A new value."},
	{"enum-value-removed", BreakingWire, BreakingGo, "enum-value-added", "EC2 may reject the value, and its Go constant is removed."},
	{"enum-value-renamed", BreakingGo, BreakingGo, "enum-value-renamed", "The Go constant of the same value has another name."},
	{"enum-order-changed", Docs, Docs, "enum-order-changed", "The order of the values changed."},

	{"go-name-changed", BreakingGo, BreakingGo, "go-name-changed", "An overlay gives it another Go name."},
	{"error-body-changed", Notable, Notable, "error-body-changed", "The structure is the body of another error, or of none."},

	{"error-added", Compatible, Compatible, "error-removed", "The operation lists another error."},
	{"error-removed", BreakingGo, BreakingGo, "error-added", "The operation no longer lists an error; its Go type may be removed."},
	{"host-prefix-changed", BreakingWire, BreakingWire, "host-prefix-changed", "Requests go to another host."},
	{"compression-changed", Compatible, Compatible, "compression-changed", "Requests may now be compressed, or no longer may."},
	{"paginator-added", Compatible, Compatible, "paginator-removed", "A new paginator."},
	{"paginator-removed", BreakingGo, BreakingGo, "paginator-added", "The paginator's Go type is removed."},
	{"paginator-changed", Notable, Notable, "paginator-changed", "The paginator uses other members."},
	{"waiter-added", Compatible, Compatible, "waiter-removed", "A new waiter."},
	{"waiter-removed", BreakingGo, BreakingGo, "waiter-added", "The waiter's Go type is removed."},
	{"waiter-changed", Notable, Notable, "waiter-changed", "The waiter's acceptors or delays changed."},
	{"examples-changed", Docs, Docs, "examples-changed", "The examples."},

	{"rule-added", Notable, Notable, "rule-removed", "A new rule checks requests."},
	{"rule-removed", Compatible, Compatible, "rule-added", "The rule is removed."},
	{"rule-tightened", Notable, Notable, "rule-loosened", "The rule rejects more."},
	{"rule-loosened", Compatible, Compatible, "rule-tightened", "The rule rejects less."},
	{"rule-changed", Notable, Notable, "rule-changed", "The rule checks something else."},
	{"rule-level-raised", Notable, Notable, "rule-level-lowered", "The rule has a higher level."},
	{"rule-level-lowered", Compatible, Compatible, "rule-level-raised", "The rule has a lower level."},
	{"rule-code-changed", Compatible, Compatible, "rule-code-changed", "The rule names another error code."},
	{"rule-reworded", Docs, Docs, "rule-reworded", "The rule's message, reason, source or history changed."},

	{"error-code-added", Compatible, Compatible, "error-code-removed", "A new Go type for an error code."},
	{"error-code-removed", BreakingGo, BreakingGo, "error-code-added", "The error code's Go type is removed."},
	{"error-field-added", Compatible, Compatible, "error-field-removed", "The typed error has a new field."},
	{"error-field-removed", BreakingGo, BreakingGo, "error-field-added", "A field of the typed error is removed."},
	{"error-field-changed", Notable, Notable, "error-field-changed", "A field of the typed error is extracted from the message in another way."},
	{"error-status-changed", Compatible, Compatible, "error-status-changed", "The code has another HTTP status."},

	{"http-changed", BreakingWire, BreakingWire, "http-changed", "Requests use another HTTP method or path, or responses another status. The model cannot express it."},
	{"signing-changed", BreakingWire, BreakingWire, "signing-changed", "Requests are signed differently. The model cannot express it."},
	{"unmodeled-added", Notable, Notable, "unmodeled-removed", "AWS's file states something new that the model cannot express: read it there."},
	{"unmodeled-removed", Notable, Notable, "unmodeled-added", "AWS's file no longer states something that the model cannot express."},
	{"unmodeled-changed", Notable, Notable, "unmodeled-changed", "AWS's file changed something that the model cannot express: read it there."},

	{"service-changed", BreakingWire, BreakingWire, "service-changed", "The service's protocol, version, namespace, host or signing name changed."},
	{"service-reworded", Docs, Docs, "service-reworded", "The service's names or documentation changed."},
	{"since-changed", Docs, Docs, "since-changed", "The date of the first model with it changed."},
	{"doc-changed", Docs, Docs, "doc-changed", "Documentation."},
}

var kindByID = func() map[string]*Kind {
	m := map[string]*Kind{}
	for _, k := range Kinds {
		m[k.ID] = k
	}
	return m
}()

// KindOf returns the kind with that ID, or nil.
func KindOf(id string) *Kind { return kindByID[id] }
