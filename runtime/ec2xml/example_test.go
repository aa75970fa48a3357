package ec2xml_test

import (
	"fmt"

	"github.com/ec2gen/ec2gen/runtime/ec2xml"
)

// A client reads the response and skips unknown elements.
func ExampleDecoder() {
	d := ec2xml.NewDecoder([]byte(`<RegisterImageResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
		<requestId>59dbff89</requestId><imageId>ami-0123456789abcdef0</imageId><color>red</color>
	</RegisterImageResponse>`), ec2xml.Limits{})
	for d.Next() {
		switch string(d.Key()) {
		case "imageid":
			fmt.Println(d.Text())
		default:
			d.Unknown()
		}
	}
	fmt.Println(d.RequestID(), d.UnknownElements(), d.Err())
	// Output:
	// ami-0123456789abcdef0
	// 59dbff89 [RegisterImageResponse/color] <nil>
}

// A server writes such a document.
func ExampleWriter() {
	var w ec2xml.Writer
	root := w.Root("RegisterImageResponse", "http://ec2.amazonaws.com/doc/2016-11-15/")
	w.Text("requestId", "59dbff89")
	w.Text("imageId", "ami-0123456789abcdef0")
	w.Leave(root)
	fmt.Println(string(w.Bytes()))
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <RegisterImageResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>59dbff89</requestId><imageId>ami-0123456789abcdef0</imageId></RegisterImageResponse>
}

// Error responses have their own form.
func ExampleParseError() {
	body := ec2xml.AppendError(nil, ec2xml.Error{Code: "InvalidAMIID.NotFound", Message: "no such image",
		RequestID: "59dbff89"})
	e, err := ec2xml.ParseError(body)
	fmt.Println(e.Code, e.Message, e.RequestID, err)
	// Output: InvalidAMIID.NotFound no such image 59dbff89 <nil>
}
