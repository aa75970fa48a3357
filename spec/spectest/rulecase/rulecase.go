// Package rulecase reads the requests that the rules of a model are tried with:
// testdata/rules/ID.txtar next to a generated package. A section pass.json or
// pass-2.CreateVolume.json has a request that keeps the rule ID, one that begins
// with fail has a request that breaks it.
//
// Requests are JSON of the input. The text "{a*300}" stands for 300 times a, and a
// list that is ["{*30}", x] for 30 times x.
package rulecase

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

// A Case is a request of a rule.
type Case struct {
	Rule      string
	Section   string // "pass-2.CreateVolume.json"
	Operation string
	Input     []byte // JSON, with what is repeated written out
}

// Passes reports whether the request keeps the rule.
func (c Case) Passes() bool { return strings.HasPrefix(c.Section, "pass") }

// Read returns the requests in a directory, by rule and section. It leaves out
// those for rules about the wire, which are no input.
func Read(dir string) ([]Case, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no files *.txtar", dir)
	}
	var list []Case
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			return nil, err
		}
		for _, section := range archive.Files {
			if !strings.HasSuffix(section.Name, ".json") {
				continue
			}
			input, err := Expand(section.Data)
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", file, section.Name, err)
			}
			list = append(list, Case{strings.TrimSuffix(filepath.Base(file), ".txtar"), section.Name,
				Operation(section.Name), input})
		}
	}
	return list, nil
}

// Operation is the operation of a case, from the name of its section:
// pass.CreateVolume.json. It is RegisterImage if the name has none.
func Operation(section string) string {
	if parts := strings.Split(section, "."); len(parts) == 3 {
		return parts[1]
	}
	return "RegisterImage"
}

// repeatedText is a text in JSON that stands for a character so many times.
var repeatedText = regexp.MustCompile(`"\{(.)\*(\d+)\}"`)

// repeatedElement is the first of two elements of a list: the second stands there
// so many times.
var repeatedElement = regexp.MustCompile(`^\{\*(\d+)\}$`)

// maxRepeated bounds how often something stands there: cases are written by hand.
const maxRepeated = 1 << 20

// Expand returns a request with what is repeated written out.
func Expand(data []byte) ([]byte, error) {
	var fault error
	data = repeatedText.ReplaceAllFunc(data, func(m []byte) []byte {
		parts := repeatedText.FindSubmatch(m)
		n, err := count(string(parts[2]))
		if err != nil {
			fault = err
		}
		return []byte(`"` + strings.Repeat(string(parts[1]), n) + `"`)
	})
	if fault != nil || !bytes.Contains(data, []byte(`"{*`)) {
		return data, fault
	}
	var value any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&value); err != nil {
		return nil, err
	}
	value, err := repeatElements(value)
	if err != nil {
		return nil, err
	}
	return json.Marshal(value)
}

// repeatElements writes out the lists of a JSON value that repeatedElement marks.
func repeatElements(value any) (any, error) {
	var err error
	switch v := value.(type) {
	case map[string]any:
		for name := range v {
			if v[name], err = repeatElements(v[name]); err != nil {
				return nil, err
			}
		}
	case []any:
		for i := range v {
			if v[i], err = repeatElements(v[i]); err != nil {
				return nil, err
			}
		}
		if len(v) != 2 {
			break
		}
		text, _ := v[0].(string)
		if parts := repeatedElement.FindStringSubmatch(text); parts != nil {
			n, err := count(parts[1])
			return slices.Repeat(v[1:], n), err
		}
	}
	return value, nil
}

func count(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err == nil && n > maxRepeated {
		err = fmt.Errorf("%s times is too often; at most %d", text, maxRepeated)
	}
	if err != nil {
		return 0, err
	}
	return n, nil
}
