package ec2query_test

import (
	"fmt"

	"github.com/ec2gen/ec2gen/runtime/ec2query"
)

// A request body, as a generated encoder writes it.
func ExampleWriter() {
	device, size := "/dev/xvda", int32(8)
	var w ec2query.Writer
	w.Text("Action", "RegisterImage")
	item := w.Item("BlockDeviceMapping", 1)
	w.String("DeviceName", &device)
	ebs := w.Enter("Ebs")
	w.Int32("VolumeSize", &size)
	w.Leave(ebs)
	w.Leave(item)
	fmt.Println(string(w.Bytes()))
	// Output: Action=RegisterImage&BlockDeviceMapping.1.DeviceName=%2Fdev%2Fxvda&BlockDeviceMapping.1.Ebs.VolumeSize=8
}

// A server reads the members of the operation, then gets the problems.
func ExampleParse() {
	r, err := ec2query.Parse([]byte("Name=my-image&DryRun=maybe&Color=red&Tag.1=a&Tag.2=b"), ec2query.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(*r.String("Name"), r.Bool("DryRun") == nil, ec2query.ReadStrings[string](r, "Tag"))
	for _, p := range r.Problems() {
		fmt.Println(p.Kind, p.Key)
	}
	// Output:
	// my-image true [a b]
	// boolean DryRun
	// unknown-parameter Color
}
