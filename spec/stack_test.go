package spec

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const stackFacts = `
service: {id: EC2, protocol: ec2, apiVersion: "2016-11-15"}
operations:
  A: {input: In}
shapes:
  In: {type: structure, members: {X: {shape: S}, Y: {shape: E}}}
  S: {type: string}
  E: {type: enum, values: [a]}
`

// lenient is a layer that was written for a newer model.
const lenientLayer = `
operations:
  A: {doc: A does it.}
  Gone: {doc: No more.}
shapes:
  In:
    members:
      X: {doc: The X., goName: Ex}
      Z: {doc: No more.}
  E:
    values:
      - {value: a, doc: First.}
      - {value: b, doc: No more.}
      - a
errors:
  Kept: {operations: [A, Gone]}
  Lost: {operations: [Gone]}
rules:
  - {id: kept, at: In, require: [X], level: error, because: It must., source: a test}
  - {id: lost, at: In, require: [Z], level: error, because: It must., source: a test}
  - {id: lost-with-it, at: In, require: [Y], unless: [lost], level: error, because: It must., source: a test}
`

func stack(layers ...Layer) Stack {
	return Stack{Model: []Source{{Name: "model.yaml", Data: []byte(stackFacts)}}, Layers: layers}
}

func layer(name, text string) Layer {
	return Layer{Files: []Source{{Name: name, Data: []byte(text)}}}
}

// Two mistakes in one rule remove only that rule, and not also the one before it.
func TestLenientRules(t *testing.T) {
	lenient := layer("overlay.yaml", `
rules:
  - {id: first, at: In, require: [X], level: error, because: b, source: s}
  - {id: second, at: In, require: [Gone, Lost], level: error, because: b, source: s}
  - {id: third, at: In, require: [Y], level: error, because: b, source: s}
`)
	lenient.Lenient = true
	m, misfits, err := stack(lenient).Link()
	require.NoError(t, err)
	assert.Len(t, misfits, 2)
	assert.Equal(t, []string{"first", "third"}, m.RuleIDs())
}

// A date keeps the entries that fit.
func TestLenientDates(t *testing.T) {
	lenient := layer("overlay-since.yaml", `
since:
  2020-01-01:
    operations: [Gone]
    shapes: [In, Lost]
    members: {Lost: [X]}
    values: {E: [a, b]}
  2020-02-02:
    operations: [Gone]
`)
	lenient.Lenient = true
	m, misfits, err := stack(lenient).Link()
	require.NoError(t, err)
	assert.Equal(t, "2020-01-01", m.Shape("In").Member("X").Since)
	assert.Equal(t, "2020-01-01", m.Shape("E").Values[0].Since)
	assert.Len(t, misfits, 5)
	for _, e := range misfits {
		assert.True(t, IsDate(e), e)
	}
}

func TestLenientLayer(t *testing.T) {
	lenient := layer("overlay.yaml", lenientLayer)
	_, _, err := stack(lenient).Link()
	require.Error(t, err, "as a layer of the same model")

	lenient.Lenient = true
	m, misfits, err := stack(lenient).Link()
	require.NoError(t, err)
	assert.Equal(t, `overlay.yaml:4:3: operation "Gone": unknown operation; correct or remove it; a new one requires input or output
overlay.yaml:9:7: shape "In", member "Z": unknown member; correct or remove it; a new one requires shape
overlay.yaml:13:17: shape "E", value "b": unknown value of the enum; correct or remove it; write a new value as a plain string
overlay.yaml:14:9: shape "E", value "a": redundant: the enum has this value; remove it
overlay.yaml:16:26: error code "Kept": unknown operation "Gone"; remove it
overlay.yaml:17:23: error code "Lost": unknown operation "Gone"; remove it
overlay.yaml:20:34: In has no member "Z"; use one of X, Y
overlay.yaml:21:55: rule "lost-with-it": unknown rule "lost"; see the rules of the model`, misfits.Error())
	assert.Equal(t, "A does it.", m.Operation("A").Doc)
	assert.Equal(t, "The X.", m.Shape("In").Member("X").Doc)
	assert.Equal(t, "First.", m.Shape("E").Values[0].Doc)
	require.Len(t, m.Errors, 1)
	assert.Equal(t, []string{"A"}, m.Errors[0].Operations)
	require.Len(t, m.Rules, 1)
	assert.Equal(t, "kept", m.Rules[0].ID)
}

// A later layer overrides an earlier one; within a layer, overriding is an error.
func TestLayersOverride(t *testing.T) {
	ours := layer("ours.yaml", "operations:\n  A: {doc: Ours.}\nrules:\n  - {id: r, at: In, require: [X], level: "+
		"error, because: It must., source: a test}\n")
	theirs := layer("theirs.yaml", "operations:\n  A: {doc: Theirs.}\nrules:\n  - {id: r, at: In, require: [Y], level: "+
		"warning, because: It must., source: a test}\n")
	m, _, err := stack(ours, theirs).Link()
	require.NoError(t, err)
	assert.Equal(t, "Theirs.", m.Operation("A").Doc)
	require.Len(t, m.Rules, 1)
	assert.Equal(t, LevelWarning, m.Rules[0].Level)

	_, _, err = stack(Layer{Files: append(ours.Files, theirs.Files...)}).Link()
	assert.ErrorContains(t, err, "theirs.yaml:2:7: operation \"A\", doc: another overlay sets this")

	_, _, err = stack(ours, Layer{Files: []Source{{Name: "same.yaml", Data: ours.Files[0].Data}}}).Link()
	assert.ErrorContains(t, err, `same.yaml:2:7: operation "A", doc: redundant: equal to the model's value; remove it`)
	assert.ErrorContains(t, err, `same.yaml:4:5: rule "r" is redundant: equal to the rule that it replaces; remove it`)
}
