package valid_test

import (
	"errors"
	"fmt"

	"github.com/ec2gen/ec2gen/runtime/valid"
)

// violations returns what in.Violations() of a generated input would.
func violations() valid.Violations {
	iops := valid.Rule{ID: "iops-required", Level: valid.LevelError, Code: "InvalidParameterCombination",
		Reason: "io1 and io2 have no default."}
	arch := valid.Rule{ID: "architecture-default", Level: valid.LevelWarning, Reason: "Few images are 32-bit."}
	c := valid.Collector{Operation: "RegisterImage"}
	c.Add(&arch, "Architecture", "is missing, which means i386", nil)
	c.Item("BlockDeviceMappings", 0)
	c.Add(&iops, "Ebs.Iops", "is required when VolumeType is io1 or io2", nil)
	c.Leave()
	return c.Violations()
}

// An error contains all violations: those that EC2 would certainly reject, and
// warnings.
func Example() {
	err := valid.Policy{}.Apply(violations()).Err("RegisterImageInput")
	var bad *valid.Error
	if errors.As(err, &bad) {
		for _, v := range bad.Violations {
			fmt.Println(v.Path, v.Rule, v.Level, v.Code)
		}
	}
	// Output:
	// BlockDeviceMappings[0].Ebs.Iops iops-required error InvalidParameterCombination
	// Architecture architecture-default warning
}

// A policy changes levels, for all rules or by id.
func ExamplePolicy() {
	off := valid.Policy{Levels: map[string]valid.Level{"iops-required": valid.LevelOff}}
	fmt.Println(off.Apply(violations()).Err("RegisterImageInput"))

	strict := valid.Policy{Mode: valid.Strict}
	for _, v := range strict.Apply(violations()) {
		fmt.Println(v.Rule, v.Level)
	}
	// Output:
	// <nil>
	// architecture-default error
	// iops-required error
}
