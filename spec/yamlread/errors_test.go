package yamlread

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
	var c Collector
	assert.NoError(t, c.Err())
	c.Add(&Error{Pos: at("b", 1, 1), Msg: "last"})
	c.Add(&Error{Pos: at("a", 10, 2), Msg: "twice", Remedy: "fix it", Related: []Pos{at("a", 1, 1)}})
	c.Add(&Error{Pos: at("a", 9, 7), Msg: "earlier"})
	c.Add(&Error{Pos: at("a", 10, 1), Msg: "column"})
	c.Add(&Error{Pos: at("a", 10, 2), Msg: "another here"})
	for line := 1; line < 6; line++ {
		c.Add(&Error{Pos: at("a", 10, 2), Msg: "twice", Remedy: "fix it", Related: []Pos{at("a", line, 1), at("a", line, 1)}})
	}
	c.Add(&Error{Pos: Pos{File: "a"}, Msg: "the whole file"})
	err := c.Err()
	require.Error(t, err)
	assert.Equal(t, `a: the whole file
a:9:7: earlier
a:10:1: column
a:10:2: another here
a:10:2: twice; fix it (see a:1:1, a:2:1, a:3:1 and 2 more)
b:1:1: last`, err.Error())
	var first *Error
	require.True(t, errors.As(err, &first))
	assert.Equal(t, "the whole file", first.Msg)
	assert.Equal(t, "-: no place", (&Error{Msg: "no place"}).Error())
}

func TestErrorsAreBounded(t *testing.T) {
	var c Collector
	for i := 0; i < MaxErrors+5; i++ {
		c.Add(&Error{Pos: Pos{"a", i + 1, 1}, Msg: fmt.Sprint("wrong ", i)})
	}
	text := c.Err().Error()
	assert.Equal(t, MaxErrors, strings.Count(text, "\n"))
	assert.True(t, strings.HasSuffix(text, "\na: and 5 more errors; fix those above first"), text[len(text)-100:])
}
