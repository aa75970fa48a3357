package cli

// This file prints results. Each format has its own file.

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/jmespath-community/go-jmespath"
)

// A page is one response of an operation, or one of a paged series.
type page = map[string]any

// formats lists the values of --output.
var formats = []string{"json", "text", "table", "yaml", "yaml-stream", "off"}

// An output prints the result of a command.
type output struct {
	format string
	query  jmespath.JMESPath // if nil, the whole result
	color  bool
	width  int // of the terminal, in columns
	w      io.Writer
}

// print prints a result. title is the operation's name, the title of tables.
func (o *output) print(title string, result *result) error {
	switch o.format {
	case "text":
		return o.printText(result)
	case "yaml-stream":
		return o.printStream(result)
	}
	value, err := o.search(result.whole())
	if err != nil {
		return err
	}
	if fields, ok := value.(map[string]any); ok && len(fields) == 0 {
		return nil
	}
	switch o.format {
	case "table":
		return o.printTable(title, value)
	case "yaml":
		return printYAML(o.w, value)
	case "off":
		return nil
	}
	return printJSON(o.w, value)
}

// bareLiteral matches text in backticks, which JMESPath requires to be JSON.
var bareLiteral = regexp.MustCompile("`[^`]*`")

// compileQuery compiles an expression. A literal that is not JSON, as in
// [?State==`available`], is a string: old scripts have such literals, and the AWS
// CLI accepts them.
func compileQuery(text string) (jmespath.JMESPath, error) {
	query, err := guarded(func() (jmespath.JMESPath, error) { return jmespath.Compile(text) })
	if err == nil {
		return query, nil
	}
	quoted := bareLiteral.ReplaceAllStringFunc(text, func(literal string) string {
		inside := strings.Trim(literal, "`")
		if json.Valid([]byte(inside)) {
			return literal
		}
		return "`" + strconv.Quote(strings.TrimSpace(inside)) + "`"
	})
	if again, failed := guarded(func() (jmespath.JMESPath, error) { return jmespath.Compile(quoted) }); failed == nil {
		return again, nil
	}
	return nil, err
}

// guarded calls the JMESPath library, which panics on some texts, such as "A\u0080" and
// "let$x in $", where it should return an error.
func guarded[T any](call func() (T, error)) (result T, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("malformed expression")
		}
	}()
	return call()
}

// search applies the query.
func (o *output) search(value any) (any, error) {
	if o.query == nil {
		return value, nil
	}
	found, err := guarded(func() (any, error) { return o.query.Search(numbersForQuery(value)) })
	if err != nil {
		return nil, fmt.Errorf("--query: %w", err)
	}
	return integersAgain(found), nil
}

// integersAgain converts the numbers that a query returned back to integers. Nearly
// all members with numbers are integers.
func integersAgain(value any) any {
	switch v := value.(type) {
	case float64:
		if v == float64(int64(v)) && abs(v) < 1<<53 {
			return int64(v)
		}
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = integersAgain(v[i])
		}
		return list
	case map[string]any:
		fields := make(map[string]any, len(v))
		for k := range v {
			fields[k] = integersAgain(v[k])
		}
		return fields
	}
	return value
}

// numbersForQuery copies a value with every number as float64, the only type of
// number that the JMESPath library compares.
func numbersForQuery(value any) any {
	switch v := value.(type) {
	case int64:
		return float64(v)
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = numbersForQuery(v[i])
		}
		return list
	case map[string]any:
		fields := make(map[string]any, len(v))
		for k := range v {
			fields[k] = numbersForQuery(v[k])
		}
		return fields
	}
	return value
}

// formatFloat formats a number as Python does: with a fraction, and with an
// exponent from 1e16 and below 1e-4.
func formatFloat(f float64) string {
	text := strconv.FormatFloat(f, 'g', -1, 64)
	if plain := strconv.FormatFloat(f, 'f', -1, 64); f == 0 || abs(f) >= 1e-4 && abs(f) < 1e16 {
		text = plain
	}
	if !strings.ContainsAny(text, ".eIN") {
		text += ".0"
	}
	return text
}

func abs(f float64) float64 {
	if f < 0 {
		return -f
	}
	return f
}

// number formats a number of a result.
func number(value any) (string, bool) {
	switch v := value.(type) {
	case int64:
		return strconv.FormatInt(v, 10), true
	case float64:
		return formatFloat(v), true
	}
	return "", false
}

// scalarText formats a scalar for text and tables.
func scalarText(value any) string {
	switch v := value.(type) {
	case nil:
		return "None"
	case bool:
		if v {
			return "True"
		}
		return "False"
	case string:
		return v
	case []byte:
		return string(v)
	}
	if text, ok := number(value); ok {
		return text
	}
	return fmt.Sprint(value)
}

// isScalar reports whether a value is neither a list nor a structure.
func isScalar(value any) bool {
	switch value.(type) {
	case []any, map[string]any:
		return false
	}
	return true
}
