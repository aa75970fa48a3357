// Package ec2time writes and reads the three timestamp formats of the EC2 Query
// protocol.
//
// The model determines the format of a member: date-time is the protocol's
// default in requests and in responses, the other two require the
// timestampFormat trait
// (https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html). The forms
// that are accepted and the number of digits of a second that are written
// follow the AWS SDK for Go v2, so that a program sees the same instants with
// either.
package ec2time

import (
	"fmt"
	"math"
	"strconv"
	"time"
)

// A Format is a format of an instant. The zero value is DateTime.
type Format uint8

// The formats.
const (
	DateTime     Format = iota // 2022-10-03T20:00:00.5Z, in UTC
	HTTPDate                   // Mon, 03 Oct 2022 20:00:00 GMT, whole seconds
	EpochSeconds               // 1664827200.5, seconds since 1970-01-01T00:00:00Z
)

// String returns the name that models use: "date-time", "http-date" or
// "epoch-seconds".
func (f Format) String() string {
	switch f {
	case DateTime:
		return "date-time"
	case HTTPDate:
		return "http-date"
	case EpochSeconds:
		return "epoch-seconds"
	}
	return "format " + strconv.Itoa(int(f))
}

// Layouts of package time. Parsing uses several for one format: time.Parse accepts
// a fraction of a second even if the layout has none, but not an offset or a
// one-digit day.
const (
	writeDateTime = "2006-01-02T15:04:05.999Z"
	writeHTTPDate = "Mon, 02 Jan 2006 15:04:05 GMT"
)

var (
	readDateTime = []string{"2006-01-02T15:04:05Z", "2006-01-02T15:04:05", time.RFC3339}
	readHTTPDate = []string{writeHTTPDate, "Mon, _2 Jan 2006 15:04:05 GMT", "Mon, _2 Jan 06 15:04:05 GMT", time.RFC850,
		time.ANSIC}
)

// Append appends t to b in the format f and returns the longer slice. Fractions are
// cut to milliseconds, as in the SDK; trailing zeros are omitted. An unknown format
// is written as DateTime.
func Append(b []byte, t time.Time, f Format) []byte {
	switch f {
	case HTTPDate:
		return t.UTC().AppendFormat(b, writeHTTPDate)
	case EpochSeconds:
		return strconv.AppendFloat(b, float64(t.UnixMilli())/1e3, 'f', -1, 64)
	}
	return t.UTC().AppendFormat(b, writeDateTime)
}

// Parse parses an instant in the format f. It is as lenient as the SDK: a date-time
// may have a fraction of any length, an offset, or no zone (it is then in UTC); an
// http-date may have any form of RFC 7231; seconds may have a fraction, which is
// cut to milliseconds.
//
// The error names the text and the format. The location of the result is the offset
// of a date-time, otherwise UTC.
func Parse(s string, f Format) (time.Time, error) {
	var layouts []string
	switch f {
	case DateTime:
		layouts = readDateTime
	case HTTPDate:
		layouts = readHTTPDate
	case EpochSeconds:
		return parseEpoch(s)
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, parseError(s, f)
}

// maxEpoch is the maximum absolute number of seconds: about 31 million years, far
// beyond any calendar and small enough that milliseconds fit into an int64.
const maxEpoch = 1e15

func parseEpoch(s string) (time.Time, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || math.Abs(v) > maxEpoch {
		return time.Time{}, parseError(s, EpochSeconds)
	}
	return time.UnixMilli(int64(v * 1e3)).UTC(), nil
}

// parseError shortens s, so that a hostile text does not fill a log.
func parseError(s string, f Format) error {
	const most = 64
	if len(s) > most {
		s = s[:most] + "..."
	}
	return fmt.Errorf("timestamp %q: want %v", s, f)
}
