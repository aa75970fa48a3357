package spec

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestErrorsAreSortedAndFolded(t *testing.T) {
	at := func(file string, line, col int) Pos { return Pos{file, line, col} }
	var f faults
	assert.NoError(t, f.err())
	f.add(&Error{Pos: at("b", 1, 1), Msg: "last"})
	f.add(&Error{Pos: at("a", 10, 2), Msg: "twice", Remedy: "mend it", Related: []Pos{at("a", 1, 1)}})
	f.add(&Error{Pos: at("a", 9, 7), Msg: "earlier"})
	f.add(&Error{Pos: at("a", 10, 1), Msg: "column"})
	f.add(&Error{Pos: at("a", 10, 2), Msg: "another here"})
	for line := 1; line < 6; line++ {
		f.add(&Error{Pos: at("a", 10, 2), Msg: "twice", Remedy: "mend it", Related: []Pos{at("a", line, 1), at("a", line, 1)}})
	}
	f.add(&Error{Pos: Pos{File: "a"}, Msg: "the whole file"})
	err := f.err()
	require.Error(t, err)
	assert.Equal(t, `a: the whole file
a:9:7: earlier
a:10:1: column
a:10:2: another here
a:10:2: twice; mend it (see a:1:1, a:2:1, a:3:1 and 2 more)
b:1:1: last`, err.Error())
	var first *Error
	require.True(t, errors.As(err, &first))
	assert.Equal(t, "the whole file", first.Msg)
	assert.Equal(t, "-: no place", (&Error{Msg: "no place"}).Error())
}

func TestErrorsAreBounded(t *testing.T) {
	var f faults
	for i := 0; i < maxErrors+5; i++ {
		f.add(&Error{Pos: Pos{"a", i + 1, 1}, Msg: fmt.Sprint("wrong ", i)})
	}
	text := f.err().Error()
	assert.Equal(t, maxErrors, strings.Count(text, "\n"))
	assert.True(t, strings.HasSuffix(text, "\na: and 5 more errors; mend those above first"), text[len(text)-100:])
}

func TestNearest(t *testing.T) {
	names := []string{"RegisterImage", "DeregisterImage", "DescribeImages", "DryRun", "Name", "in", "In", "uefi", "uefi-preferred"}
	for name, want := range map[string]string{
		"RegisterImages":          "RegisterImage",
		"registerimage":           "RegisterImage",
		"DeregisterImages":        "DeregisterImage",
		"DescribeImage":           "DescribeImages",
		"dryRun":                  "DryRun",
		"Nmae":                    "Name",
		"Namen":                   "Name",
		"uefi_preferred":          "uefi-preferred",
		"IN":                      "In",
		"Image":                   "",
		"Id":                      "",
		"x":                       "",
		"":                        "",
		"Name" + longName:         "",
		"Something else entirely": "",
	} {
		assert.Equal(t, want, nearest(name, names), name)
	}
	assert.Equal(t, "aab", nearest("aac", []string{"aad", "aab"}), "the first by name of two as near")
}

var longName = strings.Repeat("e", 100)
