package cli

// This file prints tables for people: a section for each structure and list,
// with nested sections indented, and with rows and columns swapped if the
// terminal is too narrow.

import (
	"bufio"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"golang.org/x/text/width"
)

// A section is one table.
type section struct {
	title   string
	indent  int
	headers []string
	rows    [][]string
	widths  []int // of the widest cell of each column
	columns int   // cells per row; 0 if not yet known
}

// printTable prints a value.
func (o *output) printTable(title string, value any) error {
	t := &table{output: o}
	if err := t.add(title, value, 0, true); err != nil || len(t.sections) == 0 {
		return err
	}
	total := t.width()
	if total > o.width {
		t.turn()
		total = t.width()
	}
	b := bufio.NewWriter(o.w)
	b.WriteString(strings.Repeat("-", total) + "\n")
	for _, s := range t.sections {
		t.write(b, s, total)
	}
	return b.Flush()
}

type table struct {
	*output
	sections []*section
}

func (t *table) current() *section { return t.sections[len(t.sections)-1] }

// add appends the sections of a value. Unless titled, it continues the current
// section.
func (t *table) add(title string, value any, indent int, titled bool) error {
	if isEmpty(value) {
		return nil
	}
	if titled || len(t.sections) == 0 {
		t.sections = append(t.sections, &section{title: title, indent: indent})
	}
	switch v := value.(type) {
	case map[string]any:
		return t.addFields(v, indent)
	case []any:
		if isFields(v[0]) {
			return t.addStructures(title, v, indent)
		}
		return t.addItems(v)
	}
	return nil
}

func isEmpty(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case map[string]any:
		return len(v) == 0
	case []any:
		return len(v) == 0
	case string:
		return v == ""
	case bool:
		return !v
	case int64:
		return v == 0
	case float64:
		return v == 0
	}
	return false
}

func (t *table) addItems(items []any) error {
	for _, item := range items {
		inner, list := item.([]any)
		var err error
		switch {
		case isScalar(item):
			err = t.current().row([]any{item})
		case list && !slices.ContainsFunc(inner, func(v any) bool { return !isScalar(v) }):
			err = t.current().row(inner)
		default:
			err = t.add("", item, 0, false)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *table) addFields(fields map[string]any, indent int) error {
	var scalars, others []string
	for _, key := range sortedKeys(fields) {
		if isScalar(fields[key]) {
			scalars = append(scalars, key)
		} else {
			others = append(others, key)
		}
	}
	var err error
	switch {
	case len(scalars) == 1:
		err = t.current().row([]any{scalars[0], fields[scalars[0]]})
	case len(scalars) > 1:
		t.current().header(scalars)
		err = t.current().row(cells(scalars, fields))
	}
	if err != nil {
		return err
	}
	return t.addOthers(others, fields, indent)
}

func (t *table) addOthers(names []string, fields map[string]any, indent int) error {
	for _, key := range names {
		value, ok := fields[key]
		if !ok {
			continue
		}
		if err := t.add(key, value, indent+1, true); err != nil {
			return err
		}
	}
	return nil
}

// addStructures prints a list of structures: one table, or one section per
// structure if they have more than scalars.
func (t *table) addStructures(title string, items []any, indent int) error {
	scalars, others := map[string]bool{}, map[string]bool{}
	for _, item := range items {
		fields, ok := item.(map[string]any)
		if !ok {
			return fmt.Errorf("a list of structures and other values cannot be shown as a table; use another --output")
		}
		for key, value := range fields {
			if isScalar(value) {
				scalars[key] = true
			} else {
				others[key] = true
			}
		}
	}
	headers, more := slices.Sorted(maps.Keys(scalars)), slices.Sorted(maps.Keys(others))
	t.current().header(headers)
	for i, item := range items {
		fields := item.(map[string]any)
		if i > 0 && len(more) > 0 {
			t.sections = append(t.sections, &section{title: title, indent: indent})
			t.current().header(headers)
		}
		if err := t.current().row(cells(headers, fields)); err != nil {
			return err
		}
		if err := t.addOthers(more, fields, indent); err != nil {
			return err
		}
	}
	return nil
}

func cells(names []string, fields map[string]any) []any {
	row := make([]any, len(names))
	for i, name := range names {
		value, ok := fields[name]
		if !ok {
			value = ""
		}
		row[i] = value
	}
	return row
}

func (s *section) header(names []string) {
	s.measure(names)
	if s.columns == 0 {
		s.columns = len(names)
	}
	s.headers = names
}

func (s *section) row(values []any) error {
	if s.columns == 0 && s.rows == nil && s.headers == nil {
		s.columns = len(values)
	}
	if len(values) != s.columns {
		// The AWS CLI's words:
		return fmt.Errorf("Row should have %d elements, instead it has %d", s.columns, len(values))
	}
	row := make([]string, len(values))
	for i, v := range values {
		row[i] = scalarText(v)
	}
	s.rows = append(s.rows, row)
	s.measure(row)
	return nil
}

func (s *section) measure(row []string) {
	for i, cell := range row {
		if i >= len(s.widths) {
			s.widths = append(s.widths, 0)
		}
		s.widths[i] = max(s.widths[i], columnsOf(cell))
	}
}

// columnsOf returns the number of columns that a text occupies on a terminal.
func columnsOf(text string) int {
	n := 0
	for _, r := range text {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
			n += 2
		default:
			n++
		}
	}
	return n
}

const cellPadding = 4

// width returns the width of the widest section.
func (t *table) width() int {
	widest := 0
	for _, s := range t.sections {
		total := 2 + 2*s.indent
		for _, w := range s.widths {
			total += w + cellPadding
		}
		widest = max(widest, total, columnsOf(s.title)+2+2*s.indent)
	}
	return widest
}

// turn swaps rows and columns of each section with one row.
func (t *table) turn() {
	for i, s := range t.sections {
		if len(s.rows) != 1 || s.headers == nil {
			continue
		}
		turned := &section{title: s.title, indent: s.indent, columns: 2}
		for j, name := range s.headers {
			if j < len(s.rows[0]) {
				row := []string{name, s.rows[0][j]}
				turned.rows = append(turned.rows, row)
				turned.measure(row)
			}
		}
		t.sections[i] = turned
	}
}

// scaled returns the widths of the columns, scaled to fill total.
func (s *section) scaled(total int) []int {
	if len(s.widths) == 0 {
		return nil
	}
	sum := 0
	for _, w := range s.widths {
		sum += w + cellPadding
	}
	widths, off := make([]int, len(s.widths)), -total
	for i, w := range s.widths {
		widths[i] = int(math.RoundToEven(float64(total) / float64(sum) * float64(w+cellPadding)))
		off += widths[i]
	}
	for off != 0 {
		for i := range widths {
			switch {
			case off > 0:
				widths[i]--
				off--
			case off < 0:
				widths[len(widths)-1-i]++
				off++
			}
		}
	}
	return widths
}

// write prints one section.
func (t *table) write(b *bufio.Writer, s *section, total int) {
	total -= 2 * s.indent
	edge := strings.Repeat(t.style(dimYellow, "|"), s.indent)
	line := func(text string) { b.WriteString(edge + text + edge + "\n") }
	if s.title != "" {
		line(center(s.title, total, "|"))
		if len(s.headers) == 0 && len(s.rows) == 0 {
			line("+" + strings.Repeat("-", total-2) + "+")
		}
	}
	widths := s.scaled(total)
	if len(s.headers) > 0 {
		line(rule(widths))
		line(joinCells(s.headers, widths, func(text string, width int, left string) string {
			return center(text, width, left)
		}))
	}
	if len(s.rows) == 0 || len(widths) == 0 {
		return
	}
	line(rule(widths))
	for _, row := range s.rows {
		line(joinCells(row, widths, t.alignLeft))
	}
	line(rule(widths))
}

// joinCells returns a line: the first cell has a left edge, each cell a right one.
func joinCells(row []string, widths []int, cell func(text string, width int, left string) string) string {
	var b strings.Builder
	left := "|"
	for i := range min(len(row), len(widths)) {
		b.WriteString(cell(row[i], widths[i], left))
		left = ""
	}
	return b.String()
}

func rule(widths []int) string {
	var b strings.Builder
	for i, w := range widths {
		if i == 0 {
			b.WriteString("+" + dashes(w-2) + "+")
		} else {
			b.WriteString(dashes(w-1) + "+")
		}
	}
	return b.String()
}

func dashes(n int) string { return strings.Repeat("-", max(n, 0)) }
func spaces(n int) string { return strings.Repeat(" ", max(n, 0)) }

func center(text string, total int, left string) string {
	n := columnsOf(text)
	start := floorHalf(total) - floorHalf(n) - 1
	out := left + spaces(start) + text
	return out + spaces(total-1-(len(left)+start+n)) + "|"
}

func floorHalf(n int) int { return n >> 1 }

func (t *table) alignLeft(text string, total int, left string) string {
	n, padding := columnsOf(text), 2
	if total-(n+padding+len(left)+1) < 0 {
		padding = 0
	}
	return left + spaces(padding) + t.style(brightBlue, text) + spaces(total-len(left)-padding-n-1) + "|"
}

// The colors of a table on a terminal.
const (
	brightBlue = "\x1b[1m\x1b[34m"
	dimYellow  = "\x1b[2m\x1b[33m"
)

func (t *table) style(color, text string) string {
	if !t.color || text == "" {
		return text
	}
	return color + text + "\x1b[0m"
}
