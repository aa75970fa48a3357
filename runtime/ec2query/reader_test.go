package ec2query

// This file tests the Reader: values and problems.

import (
	"math"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/ec2time"
)

func parse(t *testing.T, body string) *Reader {
	t.Helper()
	r, err := Parse([]byte(body), Limits{})
	require.NoError(t, err, body)
	return r
}

type mapping struct {
	Device *string
	Ebs    *ebs
}

type ebs struct {
	Size      *int32
	Encrypted *bool
}

// readMappings reads a list of structures as generated code does.
func readMappings(r *Reader) (list []mapping) {
	for l := r.List("Map"); l.Next(); {
		m := mapping{Device: r.String("Device")}
		if r.Enter("Ebs") {
			m.Ebs = &ebs{r.Int32("Size"), r.Bool("Encrypted")}
			r.Leave()
		}
		list = append(list, m)
	}
	return list
}

func TestReadStructuresAndLists(t *testing.T) {
	r := parse(t, "Map.2.Ebs.Encrypted=true&Action=Register+Image&Map.1.Device=%2Fdev%2Fxvda&Map.1.Ebs.Size=8"+
		"&&Map.2.Device&Owner.10=j&Owner.1=a&Owner.2=b&Grid.1.1=x&Grid.1.2=y&Grid.2.1=z")
	require.Equal(t, ptr("Register Image"), r.String("Action"))
	require.Equal(t, []mapping{
		{ptr("/dev/xvda"), &ebs{Size: ptr(int32(8))}},
		{ptr(""), &ebs{Encrypted: ptr(true)}},
	}, readMappings(r))
	require.Equal(t, []string{"a", "b", "j"}, ReadStrings[string](r, "Owner"))
	var grid [][]string
	for l := r.List("Grid"); l.Next(); {
		grid = append(grid, ReadStrings[string](r, ""))
	}
	require.Equal(t, [][]string{{"x", "y"}, {"z"}}, grid)
	require.False(t, r.Enter("Ebs"))
	require.Nil(t, r.String("Name"))
	require.False(t, r.Has("Name"))
	require.Nil(t, ReadInt32s(r, "Count"))
	require.Equal(t, []Problem{{"Owner.10", ListIndex, "index 10, want 3: indexes start at 1 without gaps"}},
		r.Problems())
}

func TestReadScalars(t *testing.T) {
	r := parse(t, "I=-2147483648&L=9223372036854775807&F=1.5&D=-Infinity&N=NaN&B=%2B%2F8%3D&E=&T=2014-04-29T18:30:38Z&S=1.5e3&X.1=false&X.2=true")
	require.Equal(t, ptr(int32(math.MinInt32)), r.Int32("I"))
	require.Equal(t, ptr(int64(math.MaxInt64)), r.Int64("L"))
	require.Equal(t, ptr(float32(1.5)), r.Float32("F"))
	require.Equal(t, ptr(math.Inf(-1)), r.Float64("D"))
	require.True(t, math.IsNaN(*r.Float64("N")))
	require.Equal(t, []byte{0xfb, 0xff}, r.Blob("B"))
	require.Equal(t, []byte{}, r.Blob("E"))
	require.Nil(t, r.Blob("Absent"))
	require.Equal(t, ptr(time.Date(2014, 4, 29, 18, 30, 38, 0, time.UTC)), r.Time("T", ec2time.DateTime))
	require.Equal(t, ptr(1500.0), r.Float64("S"))
	require.Equal(t, []bool{false, true}, ReadBools(r, "X"))
	require.Empty(t, r.Problems())
}

// readAll reads all parameters that the requests of TestProblems may have.
func readAll(r *Reader) {
	r.String("Action")
	r.Bool("Flag")
	r.Int32("Int")
	r.Int64("Long")
	r.Float64("Num")
	r.Blob("Blob")
	r.Time("Time", ec2time.DateTime)
	ReadInt32s(r, "Ints")
	readMappings(r)
	r.Ignore("Signature")
}

func TestProblems(t *testing.T) {
	cases := []struct {
		body string
		want []Problem
	}{
		{"Action=X&Signature=abc&Ints.1=1&Ints.2=2", nil},
		{"Nmae=x", []Problem{{"Nmae", Unknown, "unknown parameter"}}},
		{"action=x&=y", []Problem{{"action", Unknown, "unknown parameter"},
			{"", Unknown, "unknown parameter"}}},
		{"Map=x&Map.1=y&Map.1.Ebs=z", []Problem{
			{"Map", Unknown, "unknown parameter"},
			{"Map.1", Unknown, "unknown parameter"},
			{"Map.1.Ebs", Unknown, "unknown parameter"},
		}},
		{"Ints.1.X=1", []Problem{{"Ints.1.X", Unknown, "unknown parameter"}}},
		{"Action=a&Action=b&Action=c", []Problem{
			{"Action", Duplicate, "duplicate parameter; the first value counts"},
			{"Action", Duplicate, "duplicate parameter; the first value counts"},
		}},
		{"Flag=True", []Problem{{"Flag", Boolean, `"True"; want true or false`}}},
		{"Flag=", []Problem{{"Flag", Boolean, `""; want true or false`}}},
		{"Flag=1", []Problem{{"Flag", Boolean, `"1"; want true or false`}}},
		{"Int=2147483648", []Problem{{"Int", Integer, `"2147483648"; want a decimal integer of 32 bits`}}},
		{"Int=%2B1", []Problem{{"Int", Integer, `"+1"; want a decimal integer of 32 bits`}}},
		{"Int=", []Problem{{"Int", Integer, `""; want a decimal integer of 32 bits`}}},
		{"Int=1_0", []Problem{{"Int", Integer, `"1_0"; want a decimal integer of 32 bits`}}},
		{"Int=+1", []Problem{{"Int", Integer, `" 1"; want a decimal integer of 32 bits`}}},
		{"Int=0x10", []Problem{{"Int", Integer, `"0x10"; want a decimal integer of 32 bits`}}},
		{"Long=1e3", []Problem{{"Long", Integer, `"1e3"; want a decimal integer of 64 bits`}}},
		{"Num=inf", []Problem{{"Num", Float, `"inf"; want a decimal number, NaN, Infinity or -Infinity`}}},
		{"Num=0x1p4", []Problem{{"Num", Float, `"0x1p4"; want a decimal number, NaN, Infinity or -Infinity`}}},
		{"Num=", []Problem{{"Num", Float, `""; want a decimal number, NaN, Infinity or -Infinity`}}},
		{"Blob=abc", []Problem{{"Blob", Blob, `"abc"; want padded base64`}}},
		{"Time=today", []Problem{{"Time", Timestamp, `"today"; want the form date-time`}}},
		{"Ints.1=1&Ints.2=x", []Problem{{"Ints.2", Integer, `"x"; want a decimal integer of 32 bits`}}},
		{"Map.0.Device=x", []Problem{{"Map.0.Device", ListIndex,
			`index "0"; want a number of at least 1, without leading zeros`}}},
		{"Map.01.Device=x", []Problem{{"Map.01.Device", ListIndex,
			`index "01"; want a number of at least 1, without leading zeros`}}},
		{"Map.-1.Device=x", []Problem{{"Map.-1.Device", ListIndex,
			`index "-1"; want a number of at least 1, without leading zeros`}}},
		{"Map.member.1.Device=x", []Problem{{"Map.member.1.Device", ListIndex,
			`index "member"; want a number of at least 1, without leading zeros`}}},
		{"Map..Device=x", []Problem{{"Map..Device", ListIndex,
			`index ""; want a number of at least 1, without leading zeros`}}},
		{"Map.2.Device=x", []Problem{{"Map.2.Device", ListIndex, `index 2, want 1: indexes start at 1 without gaps`}}},
		{"Map.3.Device=x&Map.1.Device=x", []Problem{{"Map.3.Device", ListIndex,
			`index 3, want 2: indexes start at 1 without gaps`}}},
	}
	for _, c := range cases {
		r := parse(t, c.body)
		readAll(r)
		require.Equal(t, c.want, r.Problems(), c.body)
	}
}

func TestParseRefuses(t *testing.T) {
	for body, want := range map[string]string{
		"A=1&B=%zz":                    `query: offset 4: invalid URL escape "%zz"`,
		"A=1&%=x":                      `query: offset 4: invalid URL escape "%"`,
		"A=%ff":                        "query: offset 0: text that is not UTF-8",
		"A\xc3=x":                      "query: offset 0: text that is not UTF-8",
		"A=1;B=2":                      `query: offset 0: got ";", want "&" or "%3B"`,
		"A.B.C.D.E=1":                  `query: key "A.B.C.D.E": depth over the limit of 4`,
		"A.101=1":                      `query: key "A.101": list index over the limit of 100`,
		"A.99999999999999999999999=1":  `query: key "A.99999999999999999999999": list index over the limit of 100`,
		"A&B&C&D":                      "query: keys over the limit of 3",
		"A&&&D":                        "query: keys over the limit of 3",
		"&&&&":                         "query: keys over the limit of 3",
		"A=" + strings.Repeat("x", 99): "query: bytes over the limit of 100",
	} {
		_, err := Parse([]byte(body), Limits{Bytes: 100, Keys: 3, Depth: 4, Index: 100})
		require.EqualError(t, err, want)
	}
	_, err := Parse([]byte(strings.Repeat("a.", 40)+"=1&B.10001=1"), Limits{Depth: -1, Index: -1})
	require.NoError(t, err, "negative values mean no limit")
}

func TestLeaveWithoutEnter(t *testing.T) {
	r := parse(t, "A=1")
	r.Leave()
	require.Equal(t, ptr("1"), r.String("A"))
}

// FuzzParse compares Parse with net/url, and checks that every key is either read
// or reported.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "A=1&B=2", "Map.1.Device=x&Map.2.Ebs.Size=1", "A&A=%41+", "Map.1=&Map.1.=&Map.=",
		"Ints.2=1&Ints.-=", "a;b", "%", "A-=1&A.=2&A=3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if strings.Count(body, "&") > 5000 {
			return // net/url has its own limit
		}
		lim := Limits{Depth: -1, Index: -1}
		r, err := Parse([]byte(body), lim)
		values, urlErr := url.ParseQuery(body)
		if err != nil {
			if urlErr == nil && !strings.Contains(err.Error(), "UTF-8") {
				t.Fatalf("rejected: %v", err)
			}
			return
		}
		require.NoError(t, urlErr)
		for key, v := range values {
			require.True(t, r.Has(key), key)
			require.Equal(t, v[0], *r.String(key))
		}
		extra := 0
		for _, v := range values {
			extra += len(v) - 1
		}
		if extra > maxProblems {
			extra = maxProblems
		}
		require.Len(t, r.Problems(), extra)

		r, err = Parse([]byte(body), lim)
		require.NoError(t, err)
		readAll(r)
		require.Len(t, r.scopes, 1)
		problems := map[string]bool{}
		all := r.Problems()
		for _, p := range all {
			problems[p.Key] = true
		}
		for _, p := range r.pairs {
			require.True(t, p.used || len(all) == maxProblems || problems[p.key], p.key)
		}
	})
}

// TestPairs checks that Pairs returns what Parse reads: the same parameters, in the
// order of the form, and the same errors.
func TestPairs(t *testing.T) {
	pairs, err := Pairs([]byte("B=2&&A=%20+&B=&=x&C&"), Limits{})
	require.NoError(t, err)
	require.Equal(t, []Pair{{"B", "2"}, {"A", "  "}, {"B", ""}, {"", "x"}, {"C", ""}}, pairs)
	for _, form := range []string{"A;B", "A=%zz", "A=%ff", "A.99999=1", strings.Repeat("&", 10_001),
		strings.Repeat("x", 1<<20+1)} {
		_, want := Parse([]byte(form), Limits{})
		_, got := Pairs([]byte(form), Limits{})
		require.Error(t, want, "%.20s", form)
		require.Equal(t, want, got, "%.20s", form)
	}
}
