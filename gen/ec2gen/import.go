package main

// This file implements import: it converts AWS's model to a directory's model.yaml.
// It does not change the hand-written overlays next to it; fit.go reports their
// entries that no longer fit.

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
		fs.BoolVar(&o.Docs, "docs", false, "keep AWS's documentation, as plain text")
		fs.StringVar(&upstream, "upstream", "",
			"`TEXT` for SOURCE with the origin of the file: repository, path, version")
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

// sourceSign is the beginning of SOURCE, which identifies it as ours.
const sourceSign = "model.yaml is what ec2gen import made of AWS's model."

// sourceText describes the import. The same import gives the same text.
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
		docs = "kept as plain text"
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
`, upstream, filepath.Base(from), sha256.Sum256(data), model.Service.ID, model.Service.APIVersion, docs,
		operations), nil
}
