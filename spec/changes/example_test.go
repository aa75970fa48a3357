package changes_test

import (
	"fmt"
	"os"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/changes"
	"github.com/ec2gen/ec2gen/spec/changes/report"
)

func model(members string) *spec.Model {
	m, err := spec.LoadFiles([]spec.Source{{Name: "model.yaml", Data: []byte(`
service: {id: EC2, protocol: ec2, apiVersion: "2016-11-15"}
operations:
  RegisterImage: {input: RegisterImageRequest}
shapes:
  RegisterImageRequest: {type: structure, members: {` + members + `}}
  String: {type: string}
`)}})
	if err != nil {
		panic(err)
	}
	return m
}

// A report has each difference once, with its paths in requests and responses.
func ExampleCompare() {
	old, now := model("Name: {shape: String}"),
		model("Name: {shape: String, required: true}, Description: {shape: String}")
	r := changes.Compare(old, now)
	for _, op := range r.Operations {
		for _, o := range op.Occurrences {
			fmt.Println(op.Name, o.Path, o.Kind.ID, o.Level)
		}
	}
	fmt.Println(r.Level())
	if err := report.Text(os.Stdout, &report.View{Old: "old", New: "new", API: "EC2 2016-11-15", Report: r}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// RegisterImage Description member-added compatible
	// RegisterImage Name required-added breaking-wire
	// breaking-wire
	// EC2 2016-11-15 - 1 updated api method
	// old -> new
	//
	// RegisterImage (updated) (request)
	//   Request
	//     Name  required-added  [breaking-wire]
	//     Description  member-added  String
	//
	// Worst level: breaking-wire.
}
