package ec2time

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestAppend(t *testing.T) {
	at := time.Date(1985, 4, 12, 23, 20, 50, 520999999, time.FixedZone("", -3600))
	require.Equal(t, "x1985-04-13T00:20:50.52Z", string(Append([]byte("x"), at, DateTime)))
	require.Equal(t, "Sat, 13 Apr 1985 00:20:50 GMT", string(Append(nil, at, HTTPDate)))
	require.Equal(t, "482199650.52", string(Append(nil, at, EpochSeconds)))
	require.Equal(t, "1985-04-13T00:20:50Z", string(Append(nil, at.Truncate(time.Second), DateTime)))
	require.Equal(t, "-1.5", string(Append(nil, time.UnixMilli(-1500), EpochSeconds)))
}

func TestParse(t *testing.T) {
	at := time.Date(2014, 4, 29, 18, 30, 38, 0, time.UTC)
	for s, f := range map[string]Format{
		"2014-04-29T18:30:38Z":            DateTime,
		"2014-04-29T18:30:38":             DateTime,
		"2014-04-29T20:30:38+02:00":       DateTime,
		"2014-04-29T18:30:38.000000000Z":  DateTime,
		"Tue, 29 Apr 2014 18:30:38 GMT":   HTTPDate,
		"Tuesday, 29-Apr-14 18:30:38 GMT": HTTPDate,
		"Tue Apr 29 18:30:38 2014":        HTTPDate,
		"1398796238":                      EpochSeconds,
		"1398796238.0":                    EpochSeconds,
		"1.398796238e9":                   EpochSeconds,
	} {
		got, err := Parse(s, f)
		require.NoError(t, err, s)
		require.True(t, at.Equal(got), "%s: %v", s, got)
	}
	got, err := Parse("1515531081.1234", EpochSeconds)
	require.NoError(t, err)
	require.Equal(t, time.UnixMilli(1515531081123).UTC(), got)
}

func TestParseErrors(t *testing.T) {
	for s, f := range map[string]Format{"": DateTime, "2014-04-29": DateTime, "NaN": EpochSeconds,
		"Infinity": EpochSeconds,
		"1e16":     EpochSeconds, "yesterday": HTTPDate, "1398796238": DateTime, "1": Format(9)} {
		_, err := Parse(s, f)
		require.Error(t, err, s)
	}
	_, err := Parse("soon", HTTPDate)
	require.EqualError(t, err, `timestamp "soon": want http-date`)
}

// FuzzParse checks that a parsed instant can be written and read again, to the
// millisecond.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"2014-04-29T18:30:38.123456789+02:00", "Tue, 29 Apr 2014 18:30:38 GMT", "1398796238.123",
		"-1e3", "", "0000-01-01T00:00:00Z"} {
		for format := uint8(0); format < 4; format++ {
			f.Add(s, format)
		}
	}
	f.Fuzz(func(t *testing.T, s string, format uint8) {
		at, err := Parse(s, Format(format))
		// Years have four digits in both text forms.
		if y := at.UTC().Year(); err != nil || y < 1 || y > 9999 {
			return
		}
		again, err := Parse(string(Append(nil, at, Format(format))), Format(format))
		require.NoError(t, err)
		unit := time.Millisecond
		if Format(format) == HTTPDate {
			unit = time.Second
		}
		require.WithinDuration(t, at, again, unit)
	})
}
