package ec2xml

// This file tests which elements the Decoder finds, and what it does with unknown
// ones.

import (
	"testing"

	"github.com/stretchr/testify/require"
)

type tag struct{ Key, Value *string }

func decodeTag(d *Decoder, v *tag) {
	for d.Next() {
		switch string(d.Key()) {
		case "key":
			v.Key = d.String()
		case "value":
			v.Value = d.String()
		default:
			d.Unknown()
		}
	}
}

func decodeTags(d *Decoder) []tag {
	list := []tag{}
	for d.NextItem() {
		list = append(list, tag{})
		decodeTag(d, &list[len(list)-1])
	}
	return list
}

type response struct {
	Tags  []tag
	Names []string
	State string
	Count *int32
	Ready *bool
}

func decodeResponse(d *Decoder) (r response) {
	for d.Next() {
		switch string(d.Key()) {
		case "tagset":
			r.Tags = decodeTags(d)
		case "names":
			r.Names = Strings[string](d)
		case "state":
			r.State = d.Text()
		case "count":
			r.Count = d.Int32()
		case "ready":
			r.Ready = d.Bool()
		default:
			d.Unknown()
		}
	}
	return r
}

func ptr[T any](v T) *T { return &v }

func TestDecodeStructuresAndLists(t *testing.T) {
	d := NewDecoder([]byte(`<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<R xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
  <requestId>59dbff89</requestId>
  <tagSet>
    <item><key>a&amp;b</key><value/></item>
    <other><item>x</item></other>
    <item><KEY>c</KEY><new><er/></new></item>
    <item/>
  </tagSet>
  <names><item>x</item><item><![CDATA[<y>]]></item><item></item></names>
  <x:state xmlns:x='u' a="&lt;1">avail<!-- - -->able</x:state >
  <count>-7</count><ready>true</ready>
  <new/>
</R>trailing`), Limits{})
	got := decodeResponse(d)
	require.NoError(t, d.Err())
	require.Equal(t, response{
		Tags:  []tag{{ptr("a&b"), ptr("")}, {Key: ptr("c")}, {}},
		Names: []string{"x", "<y>", ""},
		State: "available",
		Count: ptr(int32(-7)),
		Ready: ptr(true),
	}, got)
	require.Equal(t, "59dbff89", d.RequestID())
	require.Equal(t, []string{"R/tagSet/other", "R/tagSet/item/new", "R/new"}, d.UnknownElements())
}

func TestEmptyListsAreNotNil(t *testing.T) {
	for _, doc := range []string{`<R><tagSet/><names/></R>`, `<R><tagSet></tagSet><names> </names></R>`} {
		d := NewDecoder([]byte(doc), Limits{})
		got := decodeResponse(d)
		require.NoError(t, d.Err())
		require.Equal(t, response{Tags: []tag{}, Names: []string{}}, got)
	}
}

func TestNoElementIsNoError(t *testing.T) {
	for _, doc := range []string{"", " \n", "<?xml version='1.0'?><!-- nothing -->", "\ufeff"} {
		d := NewDecoder([]byte(doc), Limits{})
		require.Equal(t, response{}, decodeResponse(d))
		require.NoError(t, d.Err())
	}
}

func TestErrorsSayWhere(t *testing.T) {
	cases := []struct{ doc, want string }{
		{`<R><count>x</count></R>`, `xml: offset 19: <R/count> is "x"; want: 32-bit integer`},
		{`<R><count/></R>`, `xml: offset 11: <R/count> is ""; want: 32-bit integer`},
		{`<R><count>4294967296</count></R>`, `xml: offset 28: <R/count> is "4294967296"; want: 32-bit integer`},
		{`<R><ready>yes</ready></R>`, `xml: offset 21: <R/ready> is "yes"; want: boolean`},
		{`<R><state>a<b/></state></R>`, `xml: offset 11, in <R/state>: an element where text is expected`},
		{`<R><state>a</stat></R>`, `xml: offset 11, in <R/state>: got </stat>, want </state>`},
		{`<R><state>a&nbsp;</state></R>`, `xml: offset 11, in <R/state>: unknown reference &nbsp;`},
		{`<R><state>`, `xml: offset 10, in <R/state>: unexpected end of the document`},
		{`<!DOCTYPE R [<!ENTITY a "b">]><R/>`, `xml: offset 0: document type declarations are not allowed`},
		{`<?xml version="1.1"?><R/>`, `xml: offset 5: XML version 1.1; only 1.0 is supported`},
		{`<?xml version="1.0" encoding="latin1"?><R/>`, `xml: offset 5: encoding latin1; only UTF-8 is supported`},
		{"<R>\xff</R>", `xml: offset 3: invalid UTF-8`},
		{"<R>\x00</R>", `xml: offset 3, in <R>: character U+0 is not allowed in XML`},
	}
	for _, c := range cases {
		d := NewDecoder([]byte(c.doc), Limits{})
		decodeResponse(d)
		require.EqualError(t, d.Err(), c.want, c.doc)
		require.False(t, d.Next(), "an error ends decoding")
	}
}

func TestLimits(t *testing.T) {
	cases := []struct {
		doc  string
		lim  Limits
		want string
	}{
		{`<R></R>`, Limits{Bytes: 6}, "bytes over the limit of 6"},
		{`<R><tagSet><item><key>`, Limits{Depth: 3}, "depth over the limit of 3"},
		{`<R><tagSet><item/><item/><item/>`, Limits{Items: 2}, "items over the limit of 2"},
	}
	for _, c := range cases {
		d := NewDecoder([]byte(c.doc), c.lim)
		decodeResponse(d)
		var limit *LimitError
		require.ErrorAs(t, d.Err(), &limit)
		require.ErrorContains(t, d.Err(), c.want)
	}
}

func TestParseError(t *testing.T) {
	e, err := ParseError([]byte(`<?xml version="1.0" encoding="UTF-8"?>
<Response><Errors><Error><Code>DryRunOperation</Code><Message>Request would have succeeded, but DryRun flag is set.</Message></Error></Errors><RequestID>ea966190</RequestID></Response>`))
	require.NoError(t, err)
	require.Equal(t, Error{"DryRunOperation", "Request would have succeeded, but DryRun flag is set.", "ea966190"}, e)

	e, err = ParseError(nil)
	require.NoError(t, err)
	require.Zero(t, e)

	_, err = ParseError([]byte("<Response><Errors>"))
	require.Error(t, err)
}
