package ec2xml

// This file tests the Writer by reading what it writes.

import (
	"encoding/xml"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/ec2time"
)

func TestWriterStructures(t *testing.T) {
	w := Writer{}
	w.Reset([]byte("before "))
	root := w.Root("R", "http://ec2.amazonaws.com/doc/2016-11-15/")
	set := w.Enter("tagSet")
	item := w.Enter("item")
	w.String("key", ptr("a<b"))
	w.String("value", ptr(""))
	w.String("absent", nil)
	w.Enum("state", "")
	w.Leave(item)
	w.Leave(set)
	w.Enum("state", "available")
	w.Leave(root)
	require.Equal(t, `before <?xml version="1.0" encoding="UTF-8"?>
<R xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><tagSet><item><key>a&lt;b</key><value></value></item></tagSet><state>available</state></R>`, string(w.Bytes()))
}

// everything has a member of each kind.
type everything struct {
	Bool   *bool
	I32    *int32
	I64    *int64
	F32    *float32
	F64    *float64
	Blob   []byte
	Time   *time.Time
	Bools  []bool
	I32s   []int32
	I64s   []int64
	F32s   []float32
	F64s   []float64
	Blobs  [][]byte
	Times  []time.Time
	Words  []string
	Absent []string
}

func writeEverything(v everything) []byte {
	var w Writer
	root := w.Root("R", "")
	w.Bool("Bool", v.Bool)
	w.Int32("I32", v.I32)
	w.Int64("I64", v.I64)
	w.Float32("F32", v.F32)
	w.Float64("F64", v.F64)
	w.Blob("Blob", v.Blob)
	w.Time("Time", v.Time, ec2time.HTTPDate)
	WriteBools(&w, "Bools", v.Bools)
	WriteInt32s(&w, "I32s", v.I32s)
	WriteInt64s(&w, "I64s", v.I64s)
	WriteFloat32s(&w, "F32s", v.F32s)
	WriteFloat64s(&w, "F64s", v.F64s)
	WriteBlobs(&w, "Blobs", v.Blobs)
	WriteTimes(&w, "Times", v.Times, ec2time.EpochSeconds)
	WriteStrings(&w, "Words", v.Words, "word")
	WriteStrings(&w, "Absent", v.Absent)
	w.Leave(root)
	return w.Bytes()
}

func readEverything(d *Decoder) (v everything) {
	for d.Next() {
		switch string(d.Name()) {
		case "Bool":
			v.Bool = d.Bool()
		case "I32":
			v.I32 = d.Int32()
		case "I64":
			v.I64 = d.Int64()
		case "F32":
			v.F32 = d.Float32()
		case "F64":
			v.F64 = d.Float64()
		case "Blob":
			v.Blob = d.Blob()
		case "Time":
			v.Time = d.Time(ec2time.HTTPDate)
		case "Bools":
			v.Bools = Bools(d)
		case "I32s":
			v.I32s = Int32s(d)
		case "I64s":
			v.I64s = Int64s(d)
		case "F32s":
			v.F32s = Float32s(d)
		case "F64s":
			v.F64s = Float64s(d)
		case "Blobs":
			v.Blobs = Blobs(d)
		case "Times":
			v.Times = Times(d, ec2time.EpochSeconds)
		case "Words":
			v.Words = Strings[string](d, "word")
		default:
			d.Unknown()
		}
	}
	return v
}

func TestEverythingComesBack(t *testing.T) {
	at := time.Date(2026, 8, 7, 1, 2, 3, 0, time.UTC)
	for _, v := range []everything{
		{},
		{Blob: []byte{}, Bools: []bool{}, I32s: []int32{}, I64s: []int64{}, F32s: []float32{}, F64s: []float64{},
			Blobs: [][]byte{}, Times: []time.Time{}, Words: []string{}},
		{
			ptr(true), ptr(int32(math.MinInt32)), ptr(int64(math.MaxInt64)), ptr(float32(0.1)), ptr(-1e300), []byte("\x00\xff"),
			&at,
			[]bool{true, false}, []int32{0, -1}, []int64{math.MinInt64}, []float32{1.5,
				float32(math.Inf(-1))}, []float64{math.Inf(1), 0},
			[][]byte{{}, {1, 2, 3}}, []time.Time{at, at.Add(250 * time.Millisecond)}, []string{"", " x ", "a\r\nb"}, nil,
		},
	} {
		doc := writeEverything(v)
		d := NewDecoder(doc, Limits{})
		require.Equal(t, v, readEverything(d))
		require.NoError(t, d.Err())
		require.Empty(t, d.UnknownElements())
	}
}

func TestAppendError(t *testing.T) {
	want := Error{"InvalidAMIName.Duplicate", "AMI name <x> is already in use by AMI ami-1 & co", "ea966190"}
	doc := AppendError(nil, want)
	got, err := ParseError(doc)
	require.NoError(t, err)
	require.Equal(t, want, got)

	// The form in which the SDK reads it.
	var sdk struct {
		Code      string `xml:"Errors>Error>Code"`
		Message   string `xml:"Errors>Error>Message"`
		RequestID string `xml:"RequestID"`
	}
	require.NoError(t, xml.Unmarshal(doc, &sdk))
	require.Equal(t, want, Error(sdk))
}
