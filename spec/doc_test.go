package spec

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// docComment returns the package comment and its indented blocks.
func docComment(t *testing.T) (lines []string, blocks []string) {
	data, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	text, _, _ := strings.Cut(string(data), "\npackage spec\n")
	block := ""
	for _, line := range append(strings.Split(text, "\n"), "") {
		line = strings.TrimPrefix(line, "//")
		lines = append(lines, line)
		switch {
		case strings.HasPrefix(line, "\t"):
			block += line[1:] + "\n"
		case line == "" && block != "":
			block += "\n" // blank lines inside a block
		case block != "":
			blocks, block = append(blocks, block), ""
		}
	}
	return lines, blocks
}

// TestDocExample loads the example of the documentation, alone and with its overlay.
func TestDocExample(t *testing.T) {
	_, blocks := docComment(t)
	require.Len(t, blocks, 3)
	m, err := LoadFiles([]Source{{Name: "doc.yaml", Data: []byte(blocks[0])}})
	require.NoError(t, err)
	requireRoundTrip(t, m)
	assert.Equal(t, "BlockDeviceMapping", m.Shape("RegisterImageRequest").Member("BlockDeviceMappings").QueryName())
	assert.Equal(t, "Architecture", m.Shape("RegisterImageRequest").Member("Architecture").QueryName())

	m, err = LoadFiles([]Source{{Name: "doc.yaml", Data: []byte(blocks[0])},
		{Name: "overlay.yaml", Data: []byte(blocks[1])}})
	require.NoError(t, err)
	assert.Len(t, m.Shape("ArchitectureValues").Values, 3)
}

// TestDocKeys compares the table of keys in the documentation with the decoder's,
// in both directions and in order.
func TestDocKeys(t *testing.T) {
	_, blocks := docComment(t)
	var documented []string
	what := ""
	for _, line := range strings.Split(strings.TrimSpace(blocks[2]), "\n") {
		key, isKey := strings.CutPrefix(line, "  ")
		if !isKey {
			what = line
			continue
		}
		documented = append(documented, what+"."+strings.Fields(key)[0])
		assert.Greater(t, len(strings.Fields(key)), 1, "%s has no explanation", line)
	}
	var known []string
	known = append(known, keysIn(&modelTable)...)
	known = append(known, keysIn(&serviceTable)...)
	known = append(known, keysIn(&operationTable)...)
	known = append(known, keysIn(&paginatorTable)...)
	known = append(known, keysIn(&waiterTable)...)
	known = append(known, keysIn(&acceptorTable)...)
	known = append(known, keysIn(&exampleTable)...)
	known = append(known, keysIn(&shapeTable)...)
	known = append(known, keysIn(&memberTable)...)
	known = append(known, keysIn(&boundsTable)...)
	known = append(known, keysIn(&errorTraitTable)...)
	known = append(known, keysIn(&valueTable)...)
	known = append(known, keysIn(&deprecationTable)...)
	known = append(known, keysIn(&errorCodeTable)...)
	known = append(known, keysIn(&errorFieldTable)...)
	assert.Equal(t, strings.Join(known, "\n"), strings.Join(documented, "\n"))
}

func keysIn[T any](tab *table[T]) []string {
	var list []string
	for _, k := range tab.keys {
		list = append(list, fmt.Sprintf("%s.%s", tab.what, k.name))
	}
	return list
}
