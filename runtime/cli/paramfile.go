package cli

// This file reads values from files: file:// is text, fileb:// is bytes.

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// maxFile is the maximum size of a file, in bytes.
const maxFile = 64 << 20

// fromFile returns the content of the file that a value names, or the value
// itself if it names none.
func (r *run) fromFile(name string, value any) (any, error) {
	text, ok := value.(string)
	if list, several := value.([]string); several && len(list) == 1 {
		text, ok = list[0], true
	}
	if !ok {
		return value, nil
	}
	if path, isFile := strings.CutPrefix(text, "file://"); isFile {
		data, err := r.readFile(path)
		if err != nil {
			return nil, &optionError{name, fmt.Sprintf("Unable to load paramfile %s: %v", text, err)}
		}
		if !utf8.Valid(data) {
			return nil, &optionError{name, fmt.Sprintf("Unable to load paramfile (%s), text contents could not be decoded.  "+
				"If this is a binary file, please use the fileb:// prefix instead of the file:// prefix.", path)}
		}
		return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data)), nil
	}
	if path, isFile := strings.CutPrefix(text, "fileb://"); isFile {
		data, err := r.readFile(path)
		if err != nil {
			return nil, &optionError{name, fmt.Sprintf("Unable to load paramfile %s: %v", text, err)}
		}
		return data, nil
	}
	return value, nil
}

// readFile reads a file, which may be a pipe. "~" is the home directory; $NAME and
// ${NAME} are environment variables if they are set.
func (r *run) readFile(path string) ([]byte, error) {
	path = r.expand(path)
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readBounded(f, maxFile)
}

// expand replaces "~" and environment variables in a path.
func (r *run) expand(path string) string {
	if path == "~" || strings.HasPrefix(path, "~/") {
		if home := r.env("HOME"); home != "" {
			path = filepath.Join(home, strings.TrimPrefix(path, "~"))
		}
	}
	return os.Expand(path, func(name string) string {
		if value, ok := r.lookupEnv(name); ok {
			return value
		}
		return "$" + name
	})
}
