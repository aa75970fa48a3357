package main

// This file is import: AWS's model becomes a directory's model.yaml. The overlays
// beside it belong to people and stay as they are; fit.go says what of them no
// longer fits.

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ec2gen/ec2gen/gen/files"
	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
)

func runImport(c *call) error {
	var from, operations, out, upstream string
	var o awsmodel.Options
	if err := c.parse(func(fs *flag.FlagSet) {
		fs.StringVar(&from, "model", "", "AWS model `FILE`: service-2.json, api-2.json or Smithy JSON; plain or .gz")
		fs.StringVar(&operations, "operations", "", "comma-separated `NAMES` of the operations to keep (default: all)")
		fs.BoolVar(&o.Docs, "docs", false, "take AWS's documentation along, as plain text")
		fs.StringVar(&upstream, "upstream", "",
			"`TEXT` for SOURCE that says where the file came from: repository, path, version")
		fs.StringVar(&out, "out", "", "model `DIR` to write model.yaml and SOURCE to")
	}); err != nil {
		return err
	}
	switch {
	case c.flags.NArg() > 0:
		return c.usagef("unexpected argument %q", c.flags.Arg(0))
	case from == "" || out == "":
		return c.usagef("-model and -out are both required")
	}
	o.Operations = splitNames(operations)
	defer showProgress(c.stderr, "importing")()
	model, reports, err := awsmodel.Read(from, o)
	if err != nil {
		return err
	}
	data := spec.Encode(model)
	source, err := sourceText(from, upstream, model, o)
	if err != nil {
		return err
	}
	misfits, err := fitOverlays(out, data)
	if err != nil {
		return err
	}
	changes, err := files.ComparePart(out, []files.File{
		{Name: "SOURCE", Data: source, Sign: sourceSign}, {Name: "model.yaml", Data: data, VouchedBy: "SOURCE"}})
	if err != nil {
		return err
	}
	if err := apply(changes); err != nil {
		return err
	}
	for _, r := range reports {
		fmt.Fprintln(c.stderr, r)
	}
	fmt.Fprintf(c.stderr, "ec2gen: %d files written to %s; %d operations, %d shapes; %d items not imported\n",
		len(changes.Written), out, len(model.Operations), len(model.Shapes), len(reports))
	if err := reportSentences(c.stderr, out, from, o); err != nil {
		return err
	}
	return misfits.report(c)
}

// sourceSign is how SOURCE begins, and by what it is known to be ours.
const sourceSign = "model.yaml is what ec2gen import made of AWS's model."

// sourceText says what was imported, in a form that the same import repeats.
func sourceText(from, upstream string, model *spec.Model, o awsmodel.Options) ([]byte, error) {
	data, err := os.ReadFile(from)
	if err != nil {
		return nil, err
	}
	if upstream == "" {
		upstream = "not stated"
	}
	docs := "left out"
	if o.Docs {
		docs = "taken along as plain text"
	}
	operations := fmt.Sprintf("all %d", len(model.Operations))
	if len(o.Operations) > 0 {
		operations = strings.Join(slices.Sorted(slices.Values(o.Operations)), ",\n               ")
	}
	return fmt.Appendf(nil, sourceSign+` Do not edit it: the next
import replaces it. The overlay files next to it are hand-written.

upstream:      %s
file:          %s
sha256:        %x
service:       %s, API version %s
documentation: %s
operations:    %s
`, upstream, filepath.Base(from), sha256.Sum256(data), model.Service.ID, model.Service.APIVersion, docs, operations), nil
}
