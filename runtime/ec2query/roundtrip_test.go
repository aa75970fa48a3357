package ec2query

// This file tests that the Reader reads what the Writer writes.

import (
	"math"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/ec2time"
)

// FuzzRoundTrip writes values of every kind, and reads them back.
func FuzzRoundTrip(f *testing.F) {
	f.Add("", "a b", int64(0), 0.5, true, uint8(1), int64(0))
	f.Add("/dev/xvda", "é&=;%+\x00", int64(math.MinInt64), math.Inf(-1), false, uint8(12), int64(1664827200123))
	f.Fuzz(func(t *testing.T, a, b string, i int64, x float64, flag bool, n uint8, ms int64) {
		a, b = strings.ToValidUTF8(a, "?"), strings.ToValidUTF8(b, "?")
		at := time.UnixMilli(ms % (1 << 47)).UTC()
		n %= 40
		ints := make([]int64, n)
		for k := range ints {
			ints[k] = i + int64(k)
		}
		var w Writer
		w.String("A", &a)
		w.Blob("Blob", []byte(b))
		for k := First(len(ints)); k > 0; k = Next(k, len(ints)) {
			m := w.Item("Item", k)
			Int64s(&w, "", ints[:k])
			w.Leave(m)
		}
		inner := w.Enter("S")
		Bools(&w, "Bools", []bool{flag, !flag})
		w.Float64("F", &x)
		w.Int32("I", ptr(int32(i)))
		Strings(&w, "L", []string{a, b})
		Times(&w, "T", []time.Time{at}, ec2time.DateTime)
		w.Leave(inner)

		_, err := url.ParseQuery(string(w.Bytes()))
		require.NoError(t, err)
		r, err := Parse(w.Bytes(), Limits{Bytes: -1, Keys: -1})
		require.NoError(t, err)
		require.Equal(t, a, *r.String("A"))
		require.Equal(t, []byte(b), r.Blob("Blob"))
		count := 0
		for l := r.List("Item"); l.Next(); {
			count++
			require.Equal(t, ints[:count], ReadInt64s(r, ""))
		}
		require.Equal(t, int(n), count)
		require.True(t, r.Enter("S"))
		require.Equal(t, []bool{flag, !flag}, ReadBools(r, "Bools"))
		if got := *r.Float64("F"); !math.IsNaN(x) || !math.IsNaN(got) {
			require.Equal(t, x, got)
		}
		require.Equal(t, int32(i), *r.Int32("I"))
		require.Equal(t, []string{a, b}, ReadStrings[string](r, "L"))
		require.Equal(t, []time.Time{at}, ReadTimes(r, "T", ec2time.DateTime))
		r.Leave()
		require.Empty(t, r.Problems())
	})
}

func TestScalarListsComeBack(t *testing.T) {
	var w Writer
	w.Blob("B", []byte{})
	Blobs(&w, "Blobs", [][]byte{nil, {1, 2}})
	Float32s(&w, "F32", []float32{0.1, float32(math.Inf(1))})
	Float64s(&w, "F64", []float64{1e-7})
	Int32s(&w, "I32", []int32{-5, 5})
	r := parse(t, string(w.Bytes()))
	require.Equal(t, []byte{}, r.Blob("B"))
	require.Equal(t, [][]byte{{}, {1, 2}}, ReadBlobs(r, "Blobs"))
	require.Equal(t, []float32{0.1, float32(math.Inf(1))}, ReadFloat32s(r, "F32"))
	require.Equal(t, []float64{1e-7}, ReadFloat64s(r, "F64"))
	require.Equal(t, []int32{-5, 5}, ReadInt32s(r, "I32"))
	require.Empty(t, r.Problems())
}

func TestKeysAreSorted(t *testing.T) {
	require.Equal(t, []string{"A", "B", "a", "b"}, Keys(map[string]int{"b": 1, "B": 2, "a": 3, "A": 4}))
	require.Empty(t, Keys(map[string]int(nil)))
}

func TestWriterAllocatesNothing(t *testing.T) {
	in := aRegister()
	var w Writer
	encodeRegister(&w, in)
	require.Zero(t, testing.AllocsPerRun(100, func() {
		w.Reset(w.Bytes()[:0])
		encodeRegister(&w, in)
	}))
}

// TestMemoryIsBoundedByTheBody parses bodies that would cost a careless reader much
// memory.
func TestMemoryIsBoundedByTheBody(t *testing.T) {
	const n = 10_000
	long := strings.Repeat("x", 100_000)
	for name, body := range map[string]string{
		"keys":        strings.Repeat("a&", n),
		"empty pairs": strings.Repeat("&", n),
		"long key":    long + "=" + long,
		"large index": "Map.10000.Device=x&Ints.10000=1",
		"escapes":     "A=" + strings.Repeat("%41", n),
		"items":       strings.Repeat("Ints.1=1&", n),
		"bad indexes": strings.Repeat("Map.x.y=&", n),
	} {
		t.Run(name, func(t *testing.T) {
			data := []byte(body)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			r, err := Parse(data, Limits{})
			require.NoError(t, err)
			readAll(r)
			require.LessOrEqual(t, len(r.Problems()), maxProblems)
			runtime.ReadMemStats(&after)
			require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(64*len(body)+64<<10))
		})
	}
}
