package changes

// This file is the table of kinds: what can happen to a model, and what each
// does to users of the package or the wire. A change has one kind; its level can
// depend on whether it occurs in a request or in a response. The table has one
// row per kind, however long: it is read by columns.

import "fmt"

// Level is how serious a change is. The zero value is Docs.
type Level int

// The levels, from the least to the most serious.
const (
	Docs         Level = iota // words only
	Compatible                // something new, or something easier
	Notable                   // a tightened limit, a new rule: worth a look
	BreakingGo                // Go that compiled may not compile any more
	BreakingWire              // a request that worked may fail, or a response is no longer understood
)

var levelWords = []string{"docs", "compatible", "notable", "breaking-go", "breaking-wire"}

// String is the level as flags and reports write it.
func (l Level) String() string { return levelWords[l] }

// MarshalText makes a level a word in JSON.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// Levels are the words of all levels, from the least to the most serious.
func Levels() []string { return append([]string{}, levelWords...) }

// ParseLevel reads the word of a level.
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

// String is the side as reports write it.
func (s Side) String() string { return sideWords[s] }

// MarshalText makes a side a word in JSON.
func (s Side) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Kind is one sort of change.
type Kind struct {
	ID       string // "member-added"
	Request  Level  // in a request, and for what is on neither side
	Response Level  // in a response
	Inverse  string // the ID of the same change seen from the other model
	Doc      string // what it means, in a sentence
}

// Level is how serious a change of this kind is on one side.
func (k *Kind) Level(s Side) Level {
	if s == Response {
		return k.Response
	}
	return k.Request
}

// Kinds are all kinds, in the order in which a report tells them apart.
var Kinds = []*Kind{
	{"operation-added", Compatible, Compatible, "operation-removed", "The operation is new."},
	{"operation-removed", BreakingWire, BreakingWire, "operation-added", "The operation is removed, and its method."},
	{"input-added", Notable, Notable, "input-removed", "The operation had no input and has one now."},
	{"input-removed", BreakingWire, BreakingWire, "input-added", "The operation has no input any more."},
	{"output-added", Compatible, Compatible, "output-removed", "The operation had no output and has one now."},
	{"output-removed", BreakingWire, BreakingGo, "output-added", "The operation has no output any more."},

	{"member-added", Compatible, Compatible, "member-removed", "A new optional member."},
	{"member-removed", BreakingWire, BreakingGo, "member-added", "The member is removed: EC2 may reject requests with it, and Go code that names its field does not compile."},
	{"required-member-added", BreakingWire, Compatible, "required-member-removed", "A new required member: requests that worked fail."},
	{"required-member-removed", BreakingWire, BreakingGo, "required-member-added", "A required member is removed."},
	{"member-renamed", BreakingGo, BreakingGo, "member-renamed", "The member has another name in Go and the same on the wire."},

	{"type-changed", BreakingWire, BreakingWire, "type-changed", "The value is written differently: EC2 may reject a request, and a client may misread a response."},
	{"go-type-changed", BreakingGo, BreakingGo, "go-type-changed", "The wire is the same, the Go type differs."},
	{"type-renamed", BreakingGo, BreakingGo, "type-renamed", "A structure or enum has another name, and so has its Go type."},
	{"type-tightened", Notable, Compatible, "type-loosened", "The value is of another shape, whose limits are narrower."},
	{"type-loosened", Compatible, Compatible, "type-tightened", "The value is of another shape, whose limits are wider."},
	{"shape-renamed", Compatible, Compatible, "shape-renamed", "A shape has another name; neither Go nor the wire shows it."},

	{"wire-name-changed", BreakingWire, Compatible, "wire-name-changed", "Requests call the member by another name."},
	{"xml-name-changed", Compatible, BreakingWire, "xml-name-changed", "Responses call the element by another name."},
	{"name-respelled", Docs, Docs, "name-respelled", "The model states a wire name differently, and it is the same name."},
	{"list-form-changed", Compatible, BreakingWire, "list-form-changed", "Responses wrap the list's elements differently."},
	{"xml-form-changed", Compatible, BreakingWire, "xml-form-changed", "Responses carry the value in an attribute or a namespace of its own, or no longer do."},
	{"format-changed", BreakingWire, BreakingWire, "format-changed", "Times are written in another format."},
	{"host-label-changed", BreakingWire, Compatible, "host-label-changed", "The member is part of the host's name, or no longer is."},

	{"required-added", BreakingWire, Compatible, "required-removed", "The member is required now."},
	{"required-removed", Compatible, Compatible, "required-added", "The member is optional now."},
	{"idempotency-token-added", Compatible, Compatible, "idempotency-token-removed", "Clients fill the member if it is missing."},
	{"idempotency-token-removed", Notable, Compatible, "idempotency-token-added", "Clients no longer fill the member: a retry may act twice."},
	{"sensitive-changed", Compatible, Compatible, "sensitive-changed", "Logs show the value, or no longer do."},
	{"deprecated", Notable, Notable, "undeprecated", "AWS advises against it now."},
	{"undeprecated", Compatible, Compatible, "deprecated", "AWS no longer advises against it."},
	{"deprecation-reworded", Docs, Docs, "deprecation-reworded", "The deprecation's text."},

	{"default-added", Compatible, Compatible, "default-removed", "The model states a default now."},
	{"default-removed", Notable, Compatible, "default-added", "The model no longer states a default."},
	{"default-changed", Notable, Compatible, "default-changed", "The member has another default."},

	{"length-tightened", Notable, Compatible, "length-loosened", "Fewer lengths are allowed."},
	{"length-loosened", Compatible, Compatible, "length-tightened", "More lengths are allowed."},
	{"length-changed", Notable, Compatible, "length-changed", "Other lengths are allowed, some no longer."},
	{"range-tightened", Notable, Compatible, "range-loosened", "Fewer numbers are allowed."},
	{"range-loosened", Compatible, Compatible, "range-tightened", "More numbers are allowed."},
	{"range-changed", Notable, Compatible, "range-changed", "Other numbers are allowed, some no longer."},
	{"pattern-tightened", Notable, Compatible, "pattern-loosened", "The text must match a pattern now."},
	{"pattern-loosened", Compatible, Compatible, "pattern-tightened", "The text need not match a pattern any more."},
	{"pattern-changed", Notable, Compatible, "pattern-changed", "The text must match another pattern."},

	{"enum-value-added", Compatible, Compatible, "enum-value-removed", "A new value."},
	{"enum-value-removed", BreakingWire, BreakingGo, "enum-value-added", "EC2 may reject the value, and its Go constant is removed."},
	{"enum-value-renamed", BreakingGo, BreakingGo, "enum-value-renamed", "The same value has a Go constant of another name."},
	{"enum-order-changed", Docs, Docs, "enum-order-changed", "The values come in another order."},

	{"go-name-changed", BreakingGo, BreakingGo, "go-name-changed", "An overlay gives it another Go name."},
	{"error-body-changed", Notable, Notable, "error-body-changed", "The structure is the body of another error, or of none."},

	{"error-added", Compatible, Compatible, "error-removed", "The operation names one more error."},
	{"error-removed", BreakingGo, BreakingGo, "error-added", "The operation no longer names an error; its Go type may be removed."},
	{"host-prefix-changed", BreakingWire, BreakingWire, "host-prefix-changed", "Requests go to another host."},
	{"compression-changed", Compatible, Compatible, "compression-changed", "Requests may be compressed, or no longer."},
	{"paginator-added", Compatible, Compatible, "paginator-removed", "A new paginator."},
	{"paginator-removed", BreakingGo, BreakingGo, "paginator-added", "The paginator's Go type is removed."},
	{"paginator-changed", Notable, Notable, "paginator-changed", "The paginator uses other members."},
	{"waiter-added", Compatible, Compatible, "waiter-removed", "A new waiter."},
	{"waiter-removed", BreakingGo, BreakingGo, "waiter-added", "The waiter's Go type is removed."},
	{"waiter-changed", Notable, Notable, "waiter-changed", "The waiter decides differently, or at other times."},
	{"examples-changed", Docs, Docs, "examples-changed", "The examples."},

	{"rule-added", Notable, Notable, "rule-removed", "A new rule checks requests."},
	{"rule-removed", Compatible, Compatible, "rule-added", "The rule is removed."},
	{"rule-tightened", Notable, Notable, "rule-loosened", "The rule rejects more."},
	{"rule-loosened", Compatible, Compatible, "rule-tightened", "The rule rejects less."},
	{"rule-changed", Notable, Notable, "rule-changed", "The rule checks something else."},
	{"rule-level-raised", Notable, Notable, "rule-level-lowered", "The rule has a higher level."},
	{"rule-level-lowered", Compatible, Compatible, "rule-level-raised", "The rule has a lower level."},
	{"rule-code-changed", Compatible, Compatible, "rule-code-changed", "The rule names another error code."},
	{"rule-reworded", Docs, Docs, "rule-reworded", "The rule's message, reason, source or history."},

	{"error-code-added", Compatible, Compatible, "error-code-removed", "A new Go type for an error code."},
	{"error-code-removed", BreakingGo, BreakingGo, "error-code-added", "The error code's Go type is removed."},
	{"error-field-added", Compatible, Compatible, "error-field-removed", "The typed error has a new field."},
	{"error-field-removed", BreakingGo, BreakingGo, "error-field-added", "A field of the typed error is removed."},
	{"error-field-changed", Notable, Notable, "error-field-changed", "A field of the typed error is read out of the message in another way."},
	{"error-status-changed", Compatible, Compatible, "error-status-changed", "The code comes with another HTTP status."},

	{"http-changed", BreakingWire, BreakingWire, "http-changed", "Requests use another HTTP method or path, or responses another status. The model cannot express it."},
	{"signing-changed", BreakingWire, BreakingWire, "signing-changed", "Requests are signed in another way. The model cannot express it."},
	{"unmodeled-added", Notable, Notable, "unmodeled-removed", "AWS's file says more that the model cannot express: read it there."},
	{"unmodeled-removed", Notable, Notable, "unmodeled-added", "AWS's file no longer says something that the model cannot express."},
	{"unmodeled-changed", Notable, Notable, "unmodeled-changed", "AWS's file changed something that the model cannot express: read it there."},

	{"service-changed", BreakingWire, BreakingWire, "service-changed", "How the service is reached: protocol, version, namespace, host or signing name."},
	{"service-reworded", Docs, Docs, "service-reworded", "The service's names and documentation."},
	{"since-changed", Docs, Docs, "since-changed", "The date of the first model that has it."},
	{"doc-changed", Docs, Docs, "doc-changed", "Documentation."},
}

var kindByID = func() map[string]*Kind {
	m := map[string]*Kind{}
	for _, k := range Kinds {
		m[k.ID] = k
	}
	return m
}()

// KindOf returns the kind of that ID, or nil.
func KindOf(id string) *Kind { return kindByID[id] }
