package ec2query

// This file compares the Writer with net/url.

import (
	"math"
	"math/rand"
	"net/url"
	"sort"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/ec2time"
)

func ptr[T any](v T) *T { return &v }

func TestEscapingIsThatOfNetURL(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for i := 0; i < 5000; i++ {
		b := make([]byte, r.Intn(20))
		r.Read(b)
		require.Equal(t, url.QueryEscape(string(b)), string(appendEscaped(nil, b)))
		require.Equal(t, url.QueryEscape(string(b)), string(appendEscaped(nil, string(b))))
	}
	for c := 0; c < 256; c++ {
		s := "a" + string([]byte{byte(c)}) + "b"
		require.Equal(t, url.QueryEscape(s), string(appendEscaped(nil, s)))
	}
}

func TestListOrderIsThatOfSortedKeys(t *testing.T) {
	for n := 0; n < 1200; n++ {
		want := make([]string, n)
		for i := range want {
			want[i] = strconv.Itoa(i + 1)
		}
		sort.Strings(want)
		got := make([]string, 0, n)
		for k := First(n); k > 0; k = Next(k, n) {
			got = append(got, strconv.Itoa(k))
		}
		require.Equal(t, want, got)
	}
}

func TestWriterScopes(t *testing.T) {
	var w Writer
	w.Text("Action", "RegisterImage")
	mapping := w.Item("BlockDeviceMapping", 1)
	w.String("DeviceName", ptr("/dev/xvda"))
	ebs := w.Enter("Ebs")
	w.Bool("DeleteOnTermination", ptr(true))
	w.Int32("VolumeSize", ptr(int32(8)))
	w.Enum("VolumeType", "gp3")
	w.Leave(ebs)
	w.String("NoDevice", ptr(""))
	w.String("VirtualName", nil)
	w.Leave(mapping)
	outer := w.Item("Grid", 2)
	Strings(&w, "", []string{"a", "b c"})
	inner := w.Item("", 3)
	w.Int64("X", ptr(int64(math.MinInt64)))
	w.Leave(inner)
	w.Leave(outer)
	w.Enum("BootMode", "")
	Strings(&w, "Owner", []string{})
	require.Equal(t, "Action=RegisterImage&BlockDeviceMapping.1.DeviceName=%2Fdev%2Fxvda"+
		"&BlockDeviceMapping.1.Ebs.DeleteOnTermination=true&BlockDeviceMapping.1.Ebs.VolumeSize=8"+
		"&BlockDeviceMapping.1.Ebs.VolumeType=gp3&BlockDeviceMapping.1.NoDevice="+
		"&Grid.2.1=a&Grid.2.2=b+c&Grid.2.3.X=-9223372036854775808", string(w.Bytes()))
}

func TestWriterAppends(t *testing.T) {
	var w Writer
	w.Reset([]byte("before?"))
	w.Text("A", "1")
	w.Enter("Left.open")
	require.Equal(t, "before?A=1", string(w.Bytes()))
	w.Reset(nil)
	w.Text("B", "2")
	require.Equal(t, "B=2", string(w.Bytes()))
}

func TestWriterScalars(t *testing.T) {
	at := time.Date(2022, 10, 3, 20, 0, 0, 250e6, time.FixedZone("", 3600))
	var w Writer
	w.Float64("A", ptr(math.NaN()))
	w.Float64("B", ptr(math.Inf(1)))
	w.Float32("C", ptr(float32(math.Inf(-1))))
	w.Float32("D", ptr(float32(0.1)))
	w.Float64("E", ptr(1e21))
	w.Blob("F", nil)
	w.Blob("G", []byte{})
	w.Blob("H", []byte{0xfb, 0xff, 0xfe, 0x01})
	w.Time("I", &at, ec2time.DateTime)
	w.Time("J", &at, ec2time.HTTPDate)
	w.Time("K", &at, ec2time.EpochSeconds)
	require.Equal(t, "A=NaN&B=Infinity&C=-Infinity&D=0.1&E=1000000000000000000000&G=&H=%2B%2F%2F%2BAQ%3D%3D"+
		"&I=2022-10-03T19%3A00%3A00.25Z&J=Mon%2C+03+Oct+2022+19%3A00%3A00+GMT&K=1664823600.25", string(w.Bytes()))
}
