package main

// This file implements -v: one line per request.

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
)

// A requestLog writes one line per request: time, account, Region, operation, outcome, changes.
type requestLog struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *requestLog) add(r ec2test.Request) {
	l.write(logLine(r))
}

func (l *requestLog) write(line string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	fmt.Fprintln(l.w, line)
}

// logLine returns the line of a request:
//
//	15:04:05.000 123456789012 us-east-1 RegisterImage 200 created image ami-0123456789abcdef0
//	15:04:06.000 123456789012 us-east-1 RegisterImage 400 InvalidAMIName.Duplicate
func logLine(r ec2test.Request) string {
	words := []string{r.At.Format("15:04:05.000"), orDash(r.Account), orDash(r.Region), orDash(r.Operation)}
	if r.Status == 0 {
		words = append(words, "no response")
	} else {
		words = append(words, strconv.Itoa(r.Status))
	}
	if r.Code != "" {
		words = append(words, r.Code)
	}
	for _, c := range r.Changes {
		words = append(words, c.Action, c.Kind, c.ID)
	}
	for i, word := range words {
		words[i] = plain(word)
	}
	return strings.Join(words, " ")
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// plain quotes a client's text if it has line breaks or escape sequences, which a
// terminal would interpret.
func plain(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) || r == unicode.ReplacementChar }) {
		return strconv.QuoteToASCII(s)
	}
	return s
}
