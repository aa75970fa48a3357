package gen_test

import (
	"fmt"

	"github.com/ec2gen/ec2gen/gen"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// Generate computes every byte of a package and writes nothing.
func ExampleGenerate() {
	model, err := spec.Embedded()
	if err == nil {
		model, err = model.Cut([]string{"DeregisterImage"})
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	files, err := gen.Generate(model, plan.Config{Package: "ec2", ImportPath: "example.com/me/ec2"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range files {
		fmt.Println(f.Name)
	}
	// Output:
	// client_gen.go
	// errors_gen.go
	// op_deregister_image_gen.go
	// query_gen.go
	// rules_gen.go
	// types/enums_gen.go
	// types/errors_gen.go
	// types/types_gen.go
	// validate_gen.go
	// xml_gen.go
}
