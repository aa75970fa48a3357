package ledger

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
	"github.com/ec2gen/ec2gen/spec/spectest"
)

const file = "../ec2/2016-11-15/ledger.txt"

// TestLedger compares the ledger with AWS's newest file: each sentence has a line,
// each line has a sentence, and the statements about the model are true.
func TestLedger(t *testing.T) {
	m, _, err := awsmodel.Read(filepath.Join(spectest.Shared(t, spectest.Newest), "service-2.json.gz"),
		awsmodel.Options{Docs: true})
	require.NoError(t, err)
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	entries, err := Parse(file, data)
	require.NoError(t, err)
	facts, err := spec.Embedded()
	require.NoError(t, err)
	for _, p := range Check(file, entries, Sentences(m), facts) {
		t.Error(p)
	}
	assert.Equal(t, string(data), string(Format(Head(data), entries)), "run ec2ledger write")
	assert.Greater(t, len(entries), 2000)
	for _, e := range entries {
		assert.NotEqual(t, Open, e.Outcomes[0].Kind, "%s:%d: missing outcome; write a rule, a fact of the model, or a reason",
			file, e.Line)
	}
}

func TestParse(t *testing.T) {
	entries, err := Parse("l", []byte("# head\n\n0123456789ab rule:a-b,c+model:range RunInstances X.Y\nffffffffffff "+
		"no:contradicted(moto) *.DryRun\n"))
	require.NoError(t, err)
	require.Len(t, entries, 2)
	assert.Equal(t, []string{"a-b", "c"}, entries[0].Rules())
	assert.Equal(t, "model:range", entries[0].Outcomes[1].String())
	assert.True(t, entries[1].Covers("Any.DryRun"))
	assert.False(t, entries[1].Covers("Any.NoDryRun"))
	for line, want := range map[string]string{
		"0123456789ab open":                            "too few columns",
		"0123 open A":                                  "not a fingerprint",
		"0123456789ab rules:a A":                       "unknown outcome",
		"0123456789ab rule A":                          "rule without an id",
		"0123456789ab model:size A":                    `unknown fact "size"`,
		"0123456789ab no:reason A":                     `unknown reason "reason"`,
		"0123456789ab no:contradicted A":               "write contradicted(SOURCE)",
		"0123456789ab no:account(moto) A":              "write contradicted(SOURCE)",
		"0123456789ab open:x A":                        "open takes no arguments",
		"0123456789ab open A\n0123456789ab open A":     "duplicate of line 1",
		"0123456789ab no:account,resource A":           "unknown outcome",
		"0123456789ab rule:a+ A":                       "unknown outcome",
		"# comment\n0123456789ab no:account+nothing A": "unknown outcome",
	} {
		_, err := Parse("l", []byte(line))
		assert.ErrorContains(t, err, want, line)
	}
}

func TestSplit(t *testing.T) {
	for text, want := range map[string][]string{
		"One. Two must. 3 three?":              {"One.", "Two must.", "3 three?"},
		"Values, e.g. A and B. Default: 300":   {"Values, e.g. A and B.", "Default: 300"},
		"Up to 0.25 of it. (Optional) More":    {"Up to 0.25 of it.", "(Optional) More"},
		"no end":                               {"no end"},
		"ends with vpc-id. lower case goes on": {"ends with vpc-id. lower case goes on"},
	} {
		assert.Equal(t, want, split(text))
	}
}

func TestFingerprintIsOfWords(t *testing.T) {
	assert.Equal(t, Fingerprint("You can’t do “this”."), Fingerprint("you can't do  this"))
	assert.NotEqual(t, Fingerprint("At most 16"), Fingerprint("At most 64"))
}

func TestPick(t *testing.T) {
	assert.True(t, Pick("You can’t specify both."))
	assert.True(t, Pick("1 to 30."))
	assert.False(t, Pick("For more information, see what you must know."))
	assert.False(t, Pick("The ID of the VPC."))
}

// doc returns the sentences of one member's documentation.
func doc(place, text string) []*Sentence {
	c := collector{found: map[string]*Sentence{}}
	c.add(place, text)
	return c.sorted()
}

func TestListItemsBelongToTheirHeading(t *testing.T) {
	picked := 0
	for _, s := range doc("A.B", "The valid values:\n\n- one\n- two\n\nOther text.\n\n- three") {
		if s.Picked {
			picked++
		}
	}
	assert.Equal(t, 3, picked)
}

func TestCompare(t *testing.T) {
	old := doc("A.B", "You must specify at most 10 names. It is only for VPCs. Default: 3.")
	now := doc("A.B", "You must specify at most 20 names. Default: 3. Valid values: x | y.")
	entry := &Entry{Fingerprint: Fingerprint("You must specify at most 10 names."), Places: []string{"A.B"},
		Outcomes: []Outcome{{Rule, []string{"names"}}}}
	changes := Compare([]*Entry{entry}, old, now)
	kinds := map[string]Change{}
	for _, c := range changes {
		kinds[c.Kind] = c
	}
	require.Len(t, changes, 3)
	assert.Equal(t, []string{"names"}, kinds["reworded"].Rules)
	assert.Equal(t, Fingerprint("You must specify at most 20 names."), kinds["reworded"].New)
	assert.Equal(t, Fingerprint("It is only for VPCs."), kinds["gone"].Old)
	assert.Equal(t, Fingerprint("Valid values: x | y."), kinds["new"].New)
	assert.Empty(t, Compare(nil, old, old))
}

// TestCheckFinds checks that each kind of mistake in a ledger is found.
func TestCheckFinds(t *testing.T) {
	m, err := spec.LoadFiles([]spec.Source{{Name: "m.yaml", Data: []byte(`
service: {id: S, protocol: ec2, apiVersion: "2020-01-01"}
operations: {Op: {input: In}}
shapes:
  In: {type: structure, members: {Name: {shape: String, doc: "You must name it. Default: x. Only for VPCs."}}}
  String: {type: string}
`)}})
	require.NoError(t, err)
	line := func(text, outcome string) string { return Fingerprint(text) + " " + outcome }
	data := line("You must name it.", "model:required In.Name") + "\n" +
		line("Default: x.", "rule:nothing In.Name In.Other") + "\n" + line("Gone.", "rule:r Op") + "\n"
	entries, err := Parse("l", []byte(data))
	require.NoError(t, err)
	var texts []string
	for _, p := range Check("l", entries, Sentences(m), m) {
		texts = append(texts, p.String())
	}
	assert.ElementsMatch(t, []string{
		"l:1:1: the model states no required of In.Name",
		`l:2:1: unknown rule "nothing"`,
		"l:2:1: the sentence is no longer at In.Other; remove the place",
		"l:3:1: no sentence has the fingerprint " + Fingerprint("Gone.") +
			" (Op); remove the line, and review the rules r",
		"l: " + Fingerprint("Only for VPCs.") +
			" at In.Name has no line; run ec2ledger write and set its outcome: Only for VPCs.",
	}, texts)
	updated := Update(entries, Sentences(m), m)
	assert.Len(t, updated, 3)
	assert.Len(t, Check("l", updated, Sentences(m), m), 2, "hand-written outcomes stay, even if false")
}

func TestAgainst(t *testing.T) {
	line := func(text, outcome, places string) string {
		return Fingerprint(text) + " " + outcome + " " + places + "\n"
	}
	entries, err := Parse("l", []byte(line("You must specify at most 10 names.", "rule:names", "A.B")+
		line("It is only for VPCs.", "rule:vpcs", "A.C")+line("Default: 3.", "no:behavior", "*.B")))
	require.NoError(t, err)
	now := doc("A.B", "You must specify at most 20 names. Default: 3. Valid values: x | y.")
	changes := Against(entries, now)
	require.Len(t, changes, 3)
	assert.Equal(t, "reworded", changes[1].Kind)
	assert.Equal(t, []string{"names"}, changes[1].Rules)
	assert.Equal(t, Change{Kind: "gone", Place: "A.C", Old: Fingerprint("It is only for VPCs."), Rules: []string{"vpcs"}},
		changes[2])
	assert.Len(t, Standing(changes), 2)
	assert.Equal(t, "1 new, 1 gone and 1 reworded sentences", Summary(changes))
	same := doc("A.B", "You must specify at most 10 names. Default: 3.")
	assert.Equal(t, []string{"A.C"}, []string{Against(entries, same)[0].Place})
	assert.Len(t, Against(entries, same), 1)
}
