package main

// This file is import: AWS's model becomes a folder's model.yaml. The overlays
// beside it belong to people and stay; they are tried on the new model before
// anything is written.

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
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
		fs.StringVar(&upstream, "upstream", "", "`TEXT` for SOURCE that says where the file came from: repository, path, version")
		fs.StringVar(&out, "out", "", "model `DIR` to write model.yaml and SOURCE to")
	}); err != nil {
		return err
	}
	switch {
	case c.flags.NArg() > 0:
		return c.usagef("unexpected argument %q", c.flags.Arg(0))
	case from == "" || out == "":
		return c.usagef("-model and -out are both needed")
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
	if err := tryOverlays(out, data); err != nil {
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
	fmt.Fprintf(c.stderr, "ec2gen: %d files written to %s; %d operations, %d shapes; %d things that the model does not carry\n",
		len(changes.Written), out, len(model.Operations), len(model.Shapes), len(reports))
	return nil
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
import replaces it. What people write is in the overlay files beside it.

upstream:      %s
file:          %s
sha256:        %x
service:       %s, API version %s
documentation: %s
operations:    %s
`, upstream, filepath.Base(from), sha256.Sum256(data), model.Service.ID, model.Service.APIVersion, docs, operations), nil
}

// tryOverlays loads the new model with the overlays that are in dir. What no
// longer fits is an error at the overlay's line that says what happened to the
// thing upstream.
func tryOverlays(dir string, data []byte) error {
	overlays, err := filepath.Glob(filepath.Join(dir, "overlay*.yaml"))
	if err != nil || len(overlays) == 0 {
		return err
	}
	sort.Strings(overlays)
	model := filepath.Join(dir, "model.yaml")
	sources := []spec.Source{{Name: filepath.ToSlash(model), Data: data}}
	for _, name := range overlays {
		overlay, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		sources = append(sources, spec.Source{Name: filepath.ToSlash(name), Data: overlay})
	}
	_, err = spec.LoadFiles(sources)
	var list spec.Errors
	if !errors.As(err, &list) {
		return err
	}
	old, oldErr := os.ReadFile(model)
	if oldErr != nil {
		return err // a first import: nothing was there to be removed
	}
	gone := removedNames(old, data)
	for _, e := range list {
		for _, name := range gone {
			if strings.Contains(e.Msg, `"`+name+`"`) || strings.Contains(e.Msg, " "+name) {
				e.Remedy = fmt.Sprintf("AWS's model no longer has %s, which the model that this import replaces had; remove the entry, or move it to what came instead (nothing was written)", name)
				break
			}
		}
	}
	return list
}

// removedNames are the operations, shapes, members and enum values that one
// model file has and another has not, the longest first.
func removedNames(old, now []byte) []string {
	before, after := modelNames(old), modelNames(now)
	var gone []string
	for name := range before {
		if !after[name] {
			gone = append(gone, name[strings.LastIndex(name, ".")+1:])
		}
	}
	sort.Slice(gone, func(i, j int) bool {
		return len(gone[i]) > len(gone[j]) || len(gone[i]) == len(gone[j]) && gone[i] < gone[j]
	})
	return gone
}

func modelNames(data []byte) map[string]bool {
	names := map[string]bool{}
	model, err := spec.LoadFiles([]spec.Source{{Name: "model.yaml", Data: data}})
	if err != nil {
		return names
	}
	for _, op := range model.Operations {
		names["operation."+op.Name] = true
	}
	for _, s := range model.Shapes {
		names[s.Name] = true
		for _, m := range s.Members {
			names[s.Name+"."+m.Name] = true
		}
		for _, v := range s.Values {
			names[s.Name+"."+v.Value] = true
		}
	}
	return names
}
