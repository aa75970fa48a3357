package spec_test

import (
	"fmt"

	"github.com/ec2gen/ec2gen/spec"
)

// The built-in model is all of EC2. A cut has the shapes that some operations
// reach, with their rules and documentation.
func ExampleEmbedded() {
	all, err := spec.Embedded()
	if err != nil {
		fmt.Println(err)
		return
	}
	cut, err := all.Cut([]string{"RegisterImage"})
	if err != nil {
		fmt.Println(err)
		return
	}
	name := cut.Shape("RegisterImageRequest").Member("Name")
	fmt.Println(len(cut.Operations), name.Required, name.Since)
	fmt.Println(spec.FormatChain(cut.Why("EbsBlockDevice")[0]))
	// Output:
	// 1 true 2009-10-31
	// RegisterImage input RegisterImageRequest .BlockDeviceMappings BlockDeviceMappingRequestList [] BlockDeviceMapping .Ebs EbsBlockDevice
}

// All mistakes are reported at once, each with its position.
func ExampleLoadFiles() {
	_, err := spec.LoadFiles([]spec.Source{{Name: "model.yaml", Data: []byte(`
service: {id: EC2, protocol: ec2, apiVersion: "2016-11-15"}
operations:
  RegisterImage: {input: RegisterImageReqest, inputs: none}
shapes:
  RegisterImageRequest: {type: structure, members: {Name: {shape: String}}}
`)}})
	fmt.Println(err)
	// Output:
	// model.yaml:4:26: unknown shape "RegisterImageReqest"; did you mean "RegisterImageRequest"?
	// model.yaml:4:47: operation "RegisterImage": unknown key "inputs"; did you mean "input"?
	// model.yaml:6:67: unknown shape "String"; define it under shapes
}
