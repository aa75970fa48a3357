package cli

// This file implements --cli-binary-format: binary parameters are base64 or, with
// raw-in-base64-out, the bytes of the text itself.

import (
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// decodeBlobs replaces the text of binary members with the decoded bytes.
func (r *run) decodeBlobs(op *Operation, params map[string]any) (map[string]any, error) {
	if op.Input == "" {
		return params, nil
	}
	format := r.globals.binary
	if format == "" {
		format = r.settings()["cli_binary_format"]
	}
	decode := decodeBase64
	if format == "raw-in-base64-out" {
		decode = func(text string) ([]byte, error) { return []byte(text), nil }
	}
	changed, err := r.api.mapBlobs(r.api.shape(op.Input), params, decode)
	if err != nil {
		return nil, err
	}
	return changed.(map[string]any), nil
}

// mapBlobs returns a copy of a value in which binary shapes are decoded.
func (a *API) mapBlobs(s *Shape, value any, decode func(string) ([]byte, error)) (any, error) {
	switch v := value.(type) {
	case string:
		if s.Kind == Blob {
			return decode(v)
		}
	case []any:
		if s.Kind != List {
			return value, nil
		}
		v = slices.Clone(v)
		for i := range v {
			item, err := a.mapBlobs(a.shape(s.element().Shape), v[i], decode)
			if err != nil {
				return nil, err
			}
			v[i] = item
		}
		return v, nil
	case map[string]any:
		v = maps.Clone(v)
		for name := range v {
			m := s.member(name)
			if s.Kind != Structure || m == nil {
				continue
			}
			field, err := a.mapBlobs(a.shape(m.Shape), v[name], decode)
			if err != nil {
				return nil, err
			}
			v[name] = field
		}
		return v, nil
	}
	return value, nil
}

// decodeBase64 decodes as Python does: it skips characters outside the alphabet.
func decodeBase64(text string) ([]byte, error) {
	plain := strings.Map(func(r rune) rune {
		if r == '+' || r == '/' || r == '=' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' {
			return r
		}
		return -1
	}, text)
	data, err := base64.StdEncoding.DecodeString(plain)
	if err != nil {
		return nil, &valueError{fmt.Sprintf("Invalid base64: \"%s\"", text)}
	}
	return data, nil
}
