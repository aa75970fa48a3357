package cli

// This file requests the pages of a result, as botocore does: until there is no
// token, or until there are --max-items items. This program and the AWS CLI accept
// each other's tokens, which also say where to continue within a page.

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
)

// A result is the result of a command: one response, or several pages.
type result struct {
	paged  bool
	all    []page // as received, cut to the requested items
	keys   []string
	resume string // the token to continue with; "" at the end
}

// whole returns the result as one value: the items of all pages joined.
func (r *result) whole() page {
	if !r.paged {
		return r.all[0]
	}
	joined := page{}
	for _, p := range r.all {
		for _, key := range r.keys {
			joined[key] = join(joined[key], p[key])
			if joined[key] == nil {
				delete(joined, key)
			}
		}
	}
	if r.resume != "" {
		joined["NextToken"] = r.resume
	}
	return joined
}

// join appends a key's value in the next page to its value in the previous pages.
func join(before, next any) any {
	switch v := next.(type) {
	case nil:
		return before
	case []any:
		list, _ := before.([]any)
		return append(slices.Clone(list), v...)
	case string:
		text, _ := before.(string)
		return text + v
	case int64:
		n, _ := before.(int64)
		return n + v
	}
	return next
}

// pages returns the responses one by one, with only the paged members.
func (r *result) pages() []page {
	if !r.paged {
		return r.all
	}
	only := make([]page, len(r.all))
	for i, p := range r.all {
		only[i] = page{}
		for _, key := range r.keys {
			only[i][key] = p[key]
		}
	}
	return only
}

// paging has the values of the paging options.
type paging struct {
	maxItems int64 // math.MaxInt64: all
	pageSize int64 // 0: the service's default
	start    string
}

// collect requests pages; call sends one request.
func (p *paging) collect(with *Paginator, params map[string]any,
	call func(map[string]any) (page, error)) (*result, error) {
	params = maps.Clone(params)
	out := &result{paged: true, keys: with.ResultKeys}
	token, skip, err := p.begin(with)
	if err != nil {
		return nil, err
	}
	if token != "" {
		params[with.InputToken] = token
	}
	if p.pageSize > 0 && with.LimitKey != "" {
		params[with.LimitKey] = p.pageSize
	}
	left := p.maxItems
	for {
		got, err := call(params)
		if err != nil {
			return nil, err
		}
		next := nextToken(with, got)
		items, _ := got[with.ResultKeys[0]].([]any)
		skipped := min(skip, len(items))
		if skip > 0 {
			skipOnPage(with, got, skipped)
			items = items[skipped:]
		}
		if int64(len(items)) > left {
			got[with.ResultKeys[0]] = items[:left]
			clearOthers(with, got)
			out.all = append(out.all, got)
			out.resume = resumeToken(with, token, skipped+int(left))
			return out, nil
		}
		out.all, skip = append(out.all, got), 0
		left -= int64(len(items))
		switch {
		case next == "":
			return out, nil
		case left == 0 && p.maxItems != math.MaxInt64:
			out.resume = resumeToken(with, next, 0)
			return out, nil
		case next == token:
			// The AWS CLI's words:
			return nil, fmt.Errorf("Error during pagination: The same next token was received twice: %s", next)
		}
		token = next
		params[with.InputToken] = token
	}
}

// begin splits --starting-token: the service's token, and the number of items to
// skip on its page.
func (p *paging) begin(with *Paginator) (token string, skip int, err error) {
	if p.start == "" {
		return "", 0, nil
	}
	fields := map[string]any{}
	data, err := base64.StdEncoding.DecodeString(p.start)
	if err == nil {
		err = json.Unmarshal(data, &fields)
	}
	if err != nil {
		return p.start, 0, nil // the service's own token
	}
	token, _ = fields[with.InputToken].(string)
	if n, ok := fields["boto_truncate_amount"].(float64); ok && n >= 0 && n < math.MaxInt32 {
		skip = int(n)
	}
	for key := range fields {
		if key != with.InputToken && key != "boto_truncate_amount" {
			return "", 0, usagef("Bad starting token: %s", p.start)
		}
	}
	return token, skip, nil
}

// resumeToken returns a token from which this program and the AWS CLI can continue:
// JSON as Python writes it, in base64.
func resumeToken(with *Paginator, token string, skip int) string {
	text := "null"
	if token != "" {
		text = strconv.QuoteToASCII(token)
	}
	fields := fmt.Sprintf("%q: %s", with.InputToken, text)
	if skip > 0 {
		fields += fmt.Sprintf(", \"boto_truncate_amount\": %d", skip)
	}
	return base64.StdEncoding.EncodeToString([]byte("{" + fields + "}"))
}

// nextToken returns the token of the next page, or "" after the last page.
func nextToken(with *Paginator, got page) string {
	if with.MoreResults != "" {
		if more, _ := got[with.MoreResults].(bool); !more {
			return ""
		}
	}
	token, _ := got[with.OutputToken].(string)
	return token
}

// skipOnPage removes the items that an earlier command has printed.
func skipOnPage(with *Paginator, got page, n int) {
	if items, ok := got[with.ResultKeys[0]].([]any); ok {
		got[with.ResultKeys[0]] = items[n:]
	}
	clearOthers(with, got)
}

// clearOthers clears all paged members but the one that is counted.
func clearOthers(with *Paginator, got page) {
	for _, key := range with.ResultKeys[1:] {
		switch got[key].(type) {
		case []any:
			got[key] = []any{}
		case string:
			got[key] = ""
		case int64, float64:
			got[key] = int64(0)
		}
	}
}
