package changes_test

// This file has one case for every kind: an edit of testdata/base.yaml that is
// that change and no other. The same edit undone must be the kind's mirror.

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/changes"
)

// An edit replaces a text of the base, which must be there once.
type edit struct {
	kind     string
	from, to string
	// met is where the change is met: operation, side, path and level.
	met []string
}

var edits = []edit{
	{"operation-added", "  Ping: {}\n", "  Ping: {}\n  Pong: {output: ReturnResult}\n", []string{"Pong whole  compatible"}},
	{"input-added", "  Ping: {}\n", "  Ping: {input: ReturnRequest}\n", []string{"Ping request  notable"}},
	{"output-added", "  Ping: {}\n", "  Ping: {output: ReturnResult}\n", []string{"Ping response  compatible"}},
	{"member-added", "{Name: {shape: Text}, Size:", "{Name: {shape: Text}, Shape: {shape: Text}, Size:", []string{
		"Order request Parts[].Shape compatible", "Order response Thing.Parts[].Shape compatible", "Return response Things[].Parts[].Shape compatible"}},
	{"member-removed", "      Day: {shape: Day}\n", "", []string{"Order request Day breaking-wire"}},
	{"member-removed", "State: {shape: Text}, ", "", []string{"Order response Thing.State breaking-go", "Return response Things[].State breaking-go"}},
	{"required-member-added", "      Day: {shape: Day}\n", "      Day: {shape: Day}\n      Must: {shape: Text, required: true}\n", []string{"Order request Must breaking-wire"}},
	{"member-renamed", "Ids: {shape: Texts}", "ThingIds: {shape: Texts, query: Ids, xml: Ids}", []string{"Return request ThingIds breaking-go"}},
	{"type-changed", "Amount: {shape: Count", "Amount: {shape: Text", []string{"Order request Amount breaking-wire"}},
	{"type-changed", "Day: {type: timestamp}", "Day: {type: string}", []string{"Order request Day breaking-wire"}},
	{"go-type-changed", "Count: {type: integer, range", "Count: {type: long, range", []string{
		"Order request Amount breaking-go", "Order response Thing.Parts[].Size breaking-go", "Return response Things[].Parts[].Size breaking-go"}},
	{"type-tightened", "      Owner: {shape: Text,", "      Owner: {shape: Word,", []string{"Order response Owner compatible"}},
	{"wire-name-changed", "query: Remark", "query: Comment", []string{"Order request Note breaking-wire"}},
	{"xml-name-changed", "xml: owner, ", "xml: holder, ", []string{"Order response Owner breaking-wire"}},
	{"name-respelled", "Ids: {shape: Texts}", "Ids: {shape: Texts, query: Ids}", []string{"Return request Ids docs"}},
	{"list-form-changed", ", flattened: true", "", []string{"Order request Labels compatible"}},
	{"xml-form-changed", "example/o", "example/p", []string{"Order response Owner breaking-wire"}},
	{"format-changed", "{type: timestamp}", "{type: timestamp, format: httpDate}", []string{"Order request Day breaking-wire"}},
	{"required-added", "Colour: {shape: Colour}\n", "Colour: {shape: Colour, required: true}\n", []string{"Order request Colour breaking-wire"}},
	{"idempotency-token-added", "Old: {shape: Text, ", "Old: {shape: Text, idempotencyToken: true, ", []string{"Order request Old compatible"}},
	{"sensitive-changed", ", sensitive: true", "", []string{"Order request Note compatible"}},
	{"deprecated", "Colour: {shape: Colour}\n", "Colour: {shape: Colour, deprecated: true}\n", []string{"Order request Colour notable"}},
	{"deprecation-reworded", "deprecated: true", "deprecated: {message: use Note}", []string{"Order request Old docs"}},
	{"default-added", "Colour: {shape: Colour}\n", "Colour: {shape: Colour, default: red}\n", []string{"Order request Colour compatible"}},
	{"default-changed", `default: "1"`, `default: "2"`, []string{"Order request Amount notable"}},
	{"length-tightened", "length: {max: 50}", "length: {max: 40}", []string{"Order request Labels notable", "Return request Ids notable"}},
	{"length-changed", "length: {max: 20}", "length: {min: 2, max: 30}", []string{"Order request Note notable"}},
	{"range-tightened", "range: {min: 1", "range: {min: 2", []string{
		"Order request Amount notable", "Order response Thing.Parts[].Size compatible", "Return response Things[].Parts[].Size compatible"}},
	{"range-loosened", "range: {min: 1, max: 9}", "range: {min: 1}", []string{
		"Order request Amount compatible", "Order response Thing.Parts[].Size compatible", "Return response Things[].Parts[].Size compatible"}},
	{"range-changed", "range: {min: 1, max: 9}", "range: {min: 2, max: 10}", []string{
		"Order request Amount notable", "Order response Thing.Parts[].Size compatible", "Return response Things[].Parts[].Size compatible"}},
	{"pattern-loosened", `, pattern: "^[a-z]*$"`, "", []string{"Order request Note compatible"}},
	{"pattern-changed", `"^[a-z]*$"`, `"^[A-Z]*$"`, []string{"Order request Note notable"}},
	{"enum-value-added", "values: [red, ", "values: [red, pink, ", []string{
		"Order request Colour compatible", "Order response Thing.Colour compatible", "Return response Things[].Colour compatible"}},
	{"enum-value-removed", ", blue]", "]", []string{
		"Order request Colour breaking-wire", "Order response Thing.Colour breaking-go", "Return response Things[].Colour breaking-go"}},
	{"enum-value-renamed", "name: grass", "name: leaf", []string{
		"Order request Colour breaking-go", "Order response Thing.Colour breaking-go", "Return response Things[].Colour breaking-go"}},
	{"enum-order-changed", "[red, {value: green, name: grass}, blue]", "[blue, red, {value: green, name: grass}]", []string{
		"Order request Colour docs", "Order response Thing.Colour docs", "Return response Things[].Colour docs"}},
	{"go-name-changed", "Old: {shape: Text, ", "Old: {shape: Text, goName: Former, ", []string{"Order request Old breaking-go"}},
	{"error-body-changed", "status: 400}, members", "status: 409}, members", []string{"Order response  notable"}},
	{"host-prefix-changed", `"{Kind}."`, `"x-{Kind}."`, []string{"Order whole  breaking-wire"}},
	{"errors-changed", "    errors: [Sold]\n", "", []string{"Order whole  compatible"}},
	{"compression-changed", "    compression: true\n", "", []string{"Order whole  compatible"}},
	{"paginator-removed", "    paginator: {inputToken: Token, outputToken: Token, resultKeys: [Things]}\n", "", []string{"Return whole  breaking-go"}},
	{"paginator-changed", ", resultKeys: [Things]}", "}", []string{"Return whole  notable"}},
	{"waiter-changed", "delay: 5", "delay: 6", []string{"Return whole  notable"}},
	{"waiter-added", "      ThingReturned:\n", "      ThingLost:\n        delay: 1\n        maxAttempts: 3\n        acceptors: [{state: success, matcher: status, expected: \"404\"}]\n      ThingReturned:\n", []string{"Return whole  compatible"}},
	{"examples-changed", "title: One", "title: Two", []string{"Order whole  docs"}},
	{"rule-added", "  - id: part-named\n", "  - {id: part-sized, at: Part, require: [Size], level: error, code: SizeMissing, because: Size matters., source: the clerk}\n  - id: part-named\n", []string{"Order request Parts[] notable"}},
	{"rule-tightened", "{Note: {length: {max: 10}}}", "{Note: {length: {max: 8}}}", []string{"Order request  notable"}},
	{"rule-loosened", "{Colour: [red, green]}", "{Colour: [red]}", []string{"Order request  compatible"}},
	{"rule-changed", "require: [Name]", "forbid: [Size]", []string{"Order request Parts[] notable"}},
	{"rule-level-raised", "level: warning", "level: error", []string{"Order request  notable"}},
	{"rule-code-changed", "code: NoteTooLong", "code: NoteLength", []string{"Order request  compatible"}},
	{"rule-reworded", "Labels are small.", "The label is small.", []string{"Order request  docs"}},
	{"error-code-added", "  Shop.Closed:", "  Shop.Full: {status: 400}\n  Shop.Closed:", nil},
	{"error-status-changed", "goName: ShopClosed, status: 400", "goName: ShopClosed, status: 503", nil},
	{"error-fields-changed", "at ([0-9]+)", "until ([0-9]+)", nil},
	{"service-changed", "endpointPrefix: shop", "endpointPrefix: shops", nil},
	{"service-reworded", "Sells things.", "Buys things.", nil},
	{"since-changed", "since: 2020-01-01", "since: 2020-01-02", []string{"Order whole  docs"}},
	{"doc-changed", "doc: Orders a thing.", "doc: Orders things.", []string{"Order whole  docs"}},
}

// wider are edits of more than one place, which may be more than one change.
var wider = []struct {
	kinds []string
	pairs []string
	met   []string
}{
	{[]string{"type-renamed"}, []string{"  Part: {", "  Piece: {", "element: {shape: Part}", "element: {shape: Piece}", "at: Part", "at: Piece"}, []string{
		"Order request Parts[] breaking-go", "Order response Thing.Parts[] breaking-go", "Return response Things[].Parts[] breaking-go"}},
	{[]string{"shape-renamed"}, []string{"  Things: {", "  Returned: {", "{shape: Things}", "{shape: Returned}"}, []string{"Return response Things compatible"}},
	{[]string{"host-label-changed", "host-prefix-changed"}, []string{", hostLabel: true", "", `"{Kind}."`, `"x."`}, []string{
		"Order whole  breaking-wire", "Order request Kind breaking-wire"}},
}

func base(t *testing.T) string {
	data, err := os.ReadFile("testdata/base.yaml")
	require.NoError(t, err)
	return strings.Replace(string(data), "  Texts:", "  Word: {type: string, length: {max: 8}}\n  Texts:", 1)
}

func TestKinds(t *testing.T) {
	text := base(t)
	seen := map[string]bool{}
	try := func(kinds []string, edited string, met []string) {
		kind, mirrors := kinds[0], []string{}
		for _, id := range kinds {
			k := changes.KindOf(id)
			require.NotNil(t, k, id)
			mirrors = append(mirrors, k.Mirror)
			seen[id], seen[k.Mirror] = true, true
		}
		old, new := load(t, text), load(t, edited)
		there, back := changes.Compare(old, new), changes.Compare(new, old)
		assert.Equal(t, kinds, kindsOf(there), kind)
		assert.Equal(t, mirrors, kindsOf(back), kind)
		assert.Equal(t, met, places(there), kind)
		applied, err := changes.Apply(old, there.Changes)
		require.NoError(t, err, kind)
		assert.True(t, changes.Compare(applied, new).Empty(), kind)
		undone, err := changes.Apply(new, back.Changes)
		require.NoError(t, err, kind)
		assert.True(t, changes.Compare(undone, old).Empty(), kind)
	}
	for _, e := range edits {
		require.Equal(t, 1, strings.Count(text, e.from), "%s: %q", e.kind, e.from)
		try([]string{e.kind}, strings.Replace(text, e.from, e.to, 1), e.met)
	}
	for _, w := range wider {
		try(w.kinds, strings.NewReplacer(w.pairs...).Replace(text), w.met)
	}
	for _, k := range changes.Kinds {
		assert.True(t, seen[k.ID], "%s has no case", k.ID)
		assert.Equal(t, k.ID, changes.KindOf(k.Mirror).Mirror, "the mirror of %s", k.ID)
	}
}

func load(t *testing.T, text string) *spec.Model {
	m, err := spec.LoadFiles([]spec.Source{{Name: "model.yaml", Data: []byte(text)}})
	require.NoError(t, err)
	return m
}

func kindsOf(r *changes.Report) (ids []string) {
	for _, c := range r.Changes {
		ids = append(ids, c.Kind.ID)
	}
	return ids
}

func places(r *changes.Report) (lines []string) {
	for _, o := range r.Operations {
		for _, m := range o.Meets {
			lines = append(lines, strings.Join([]string{o.Name, m.Side.String(), m.Path, m.Level.String()}, " "))
		}
	}
	return lines
}

// TestEveryKey holds the tables of kinds against the model language: a key that
// is new there must be given a meaning here.
func TestEveryKey(t *testing.T) {
	for _, table := range changes.Tables() {
		assert.ElementsMatch(t, table.Keys, table.Known, table.What)
	}
}

// TestEveryField changes each field of a rule, which has no table of keys.
func TestEveryField(t *testing.T) {
	known := map[string]bool{}
	for _, name := range []string{"ID", "At", "Operations", "When", "Each", "Where", "Require", "Forbid", "AnyOf", "AtMostOne", "Assert", "Distinct",
		"Same", "Count", "Bounds", "Ratio", "Wire", "Unless", "Level", "Code", "Message", "Because", "Source", "History", "Pos"} {
		known[name] = true
	}
	rule := reflect.TypeOf(spec.Rule{})
	for i := 0; i < rule.NumField(); i++ {
		if f := rule.Field(i); f.IsExported() {
			assert.True(t, known[f.Name], "%s: say in strictness.go what more of it means", f.Name)
		}
	}
}
