package gen

import (
	"testing"

	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// BenchmarkGenerateAMI measures one generation: read and check the model, plan,
// print and format the package.
func BenchmarkGenerateAMI(b *testing.B) {
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		model, err := spec.Embedded()
		if err != nil {
			b.Fatal(err)
		}
		if model, err = model.Cut(amiOperations); err != nil {
			b.Fatal(err)
		}
		if _, err := Generate(model, plan.Config{Package: "ec2", ImportPath: "example.com/ec2"}); err != nil {
			b.Fatal(err)
		}
	}
}

// amiOperations has the operations of an AMI pipeline.
var amiOperations = []string{
	"RegisterImage", "DeregisterImage", "DescribeImages", "DescribeImageAttribute", "CopyImage", "CreateImage",
	"ModifyImageAttribute", "ResetImageAttribute", "EnableImageDeprecation", "DisableImageDeprecation", "CreateTags",
	"DeleteTags", "CreateSnapshot", "DescribeSnapshots", "ImportSnapshot", "DescribeImportSnapshotTasks",
}
