package ec2xml

// This file tests values: empty elements, invalid values, and the cost of values.

import (
	"math"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/ec2time"
)

// one reads the text of a single value with read.
func one[T any](text string, read func(*Decoder) T) (T, error) {
	d := NewDecoder([]byte("<R><v>"+text+"</v></R>"), Limits{})
	d.Next()
	v := read(d)
	for d.Next() {
		d.Unknown()
	}
	return v, d.Err()
}

// TestValuesAreThoseOfTheSDK has the cases in which readers may differ, and the
// results of aws-sdk-go-v2: strconv for booleans and numbers, encoding/base64 for
// blobs.
func TestValuesAreThoseOfTheSDK(t *testing.T) {
	accept := func(text string, want any, read func(*Decoder) any) {
		t.Helper()
		got, err := one(text, read)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	reject := func(text, want string, read func(*Decoder) any) {
		t.Helper()
		_, err := one(text, read)
		var value *ValueError
		require.ErrorAs(t, err, &value, text)
		require.Equal(t, want, value.Want)
		require.Equal(t, "R/v", value.Path)
	}
	boolean := func(d *Decoder) any { return d.Bool() }
	for _, text := range []string{"true", "TRUE", "True", "t", "T", "1"} {
		accept(text, ptr(true), boolean)
	}
	accept("0", ptr(false), boolean)
	for _, text := range []string{"", " true", "yes", "tRUE"} {
		reject(text, "boolean", boolean)
	}
	int32s := func(d *Decoder) any { return d.Int32() }
	accept("+7", ptr(int32(7)), int32s)
	accept("-0", ptr(int32(0)), int32s)
	for _, text := range []string{"", " 1", "1 ", "1.0", "0x1", "1_0", "2147483648"} {
		reject(text, "32-bit integer", int32s)
	}
	int64s := func(d *Decoder) any { return d.Int64() }
	accept("-9223372036854775808", ptr(int64(math.MinInt64)), int64s)
	reject("9223372036854775808", "64-bit integer", int64s)
	float64s := func(d *Decoder) any { return d.Float64() }
	accept("Infinity", ptr(math.Inf(1)), float64s)
	accept("-inf", ptr(math.Inf(-1)), float64s)
	accept("1e3", ptr(1000.0), float64s)
	reject("", "number", float64s)
	reject("1e999", "number", float64s)
	accept("1e300", ptr(float32(math.Inf(1))), func(d *Decoder) any { return d.Float32() })
	blob := func(d *Decoder) any { return d.Blob() }
	accept("", []byte{}, blob)
	accept("AQ\r\nI=", []byte{1, 2}, blob)
	reject("AQI", "base64 text", blob)
	reject("A QI=", "base64 text", blob)
	at := func(d *Decoder) any { return d.Time(ec2time.DateTime) }
	accept("2014-04-29T18:30:38.5Z", ptr(time.Date(2014, 4, 29, 18, 30, 38, 5e8, time.UTC)), at)
	reject("", "date-time timestamp", at)
	text := func(d *Decoder) any { return d.String() }
	accept("", ptr(""), text)
	accept(" a\r\nb\r ", ptr(" a\nb\n "), text)
	accept("<![CDATA[a]]><!-- x --><![CDATA[ &amp;]]><?p?>&#x1F600;&#233;", ptr("a &amp;😀é"), text)
}

func TestStringsShareChunksAndSurviveTheDocument(t *testing.T) {
	doc := []byte("<R>" + strings.Repeat("<v>some text of a value</v>", 1000) + "<v>" + strings.Repeat("x", 5000) +
		"</v></R>")
	var values []*string
	allocs := testing.AllocsPerRun(1, func() {
		values = values[:0]
		for d := NewDecoder(doc, Limits{}); d.Next(); {
			values = append(values, d.String())
		}
	})
	require.Less(t, allocs, 50.0)
	for i := range doc {
		doc[i] = '!'
	}
	require.Len(t, values, 1001)
	for _, v := range values[:1000] {
		require.Equal(t, "some text of a value", *v)
	}
	require.Equal(t, strings.Repeat("x", 5000), *values[1000])
	*values[0] = "changed"
	require.Equal(t, "some text of a value", *values[1], "values do not share memory with the document")
}

// TestMemoryIsBoundedByTheDocument decodes documents that would cost a careless
// reader much memory.
func TestMemoryIsBoundedByTheDocument(t *testing.T) {
	const n = 20000
	long := strings.Repeat("x", 100_000)
	for name, doc := range map[string]string{
		"empty items":    "<R><names>" + strings.Repeat("<item/>", n) + "</names></R>",
		"unknown":        "<R>" + strings.Repeat("<new/>", n) + "</R>",
		"long parent":    "<" + long + ">" + strings.Repeat("<a/>", n) + "</" + long + ">",
		"deep":           strings.Repeat("<R>", n),
		"references":     "<R><state>" + strings.Repeat("&amp;", n) + "</state></R>",
		"comments":       strings.Repeat("<!---->", n) + "<R/>",
		"cdata":          "<R><state>" + strings.Repeat("<![CDATA[a]]>", n) + "</state></R>",
		"attributes":     "<R " + strings.Repeat(" a='1'", n) + "/>",
		"open reference": "<R><state>" + strings.Repeat("&", n) + "</state></R>",
		"long value":     "<R><count>" + long + "</count></R>",
		"many values":    "<R>" + strings.Repeat("<count>1</count>", n) + "</R>",
	} {
		t.Run(name, func(t *testing.T) {
			data := []byte(doc)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			d := NewDecoder(data, Limits{})
			decodeResponse(d)
			_ = d.Err()
			runtime.ReadMemStats(&after)
			require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(16*len(doc)+64<<10))
			require.Less(t, time.Since(start), 5*time.Second)
		})
	}
}
