package ec2server_test

// This file sends arbitrary bodies to the generated server.

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/generated/ec2/ec2server"
	"github.com/ec2gen/ec2gen/runtime/ec2http"
	"github.com/ec2gen/ec2gen/runtime/ec2xml"
)

// forgetful registers images but does not store them, so that a long run uses
// little memory.
type forgetful struct{ ec2server.Unimplemented }

func (forgetful) RegisterImage(context.Context, *ec2.RegisterImageInput) (*ec2.RegisterImageOutput, error) {
	return &ec2.RegisterImageOutput{}, nil
}

func (forgetful) DescribeImages(context.Context, *ec2.DescribeImagesInput) (*ec2.DescribeImagesOutput, error) {
	return &ec2.DescribeImagesOutput{}, nil
}

// FuzzHandler checks that clients can read every response: 200, or an error with a
// code. Reading and checking must not panic, which would be a 500.
func FuzzHandler(f *testing.F) {
	const version = "&Version=2016-11-15"
	f.Add("Action=DescribeImages" + version + "&Filter.1.Name=name&Filter.1.Value.1=*&MaxResults=5&ImageId.1=ami-1")
	f.Add("Action=RegisterImage" + version +
		"&Name=abc&BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs.VolumeSize=-1&TagSpecification.1.Tag.1.Key=")
	f.Add("Action=ModifyImageAttribute" + version + "&LaunchPermission.Add.1.UserId=1&Description.Value=%20")
	f.Add("Action=CreateTags" + version + "&Tag.2147483647.Key=a")
	h := ec2server.NewHandler(forgetful{}, func(o *ec2http.Options) {
		o.OnPanic = func(call *ec2http.Call, value interface{}, stack []byte) {
			panic(string(stack))
		}
	})
	f.Fuzz(func(t *testing.T, body string) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("POST", "/", strings.NewReader(body)))
		switch w.Code {
		case 200:
		case 400, 413:
			e, err := ec2xml.ParseError(w.Body.Bytes())
			require.NoError(t, err)
			require.NotEmpty(t, e.Code)
			require.NotEmpty(t, e.RequestID)
		default:
			t.Fatalf("%q has the response %d", body, w.Code)
		}
	})
}
