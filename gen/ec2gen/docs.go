package main

// This file selects documentation: ec2gen's own, and otherwise the AWS SDK's if its
// sources are available.

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/ec2gen/ec2gen/gen/ec2gen/internal/config"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/gen/sdkdoc"
	"github.com/ec2gen/ec2gen/spec"
)

// document adds the documentation that the target selects to the model, and records
// the SDK's version. Without an explicit docs, sources that cannot be read only
// cause a note.
func (j *job) document(c *call, model *spec.Model, cfg *plan.Config) (notes []string, err error) {
	switch {
	case j.Docs == "none":
		sdkdoc.Clear(model)
		return nil, nil
	case j.Docs == "own" || !sdkdoc.Covers(model) || sdkdoc.Documented(model):
		return nil, nil
	}
	version, recorded, err := j.docsVersion()
	if err != nil {
		return nil, err
	}
	sources, err := sdkdoc.Find(version, c.progress())
	if err != nil && j.Docs == "" && !recorded {
		first, _, _ := strings.Cut(err.Error(), "\n")
		return []string{fmt.Sprintf("without documentation of the AWS SDK: %s; to hide this note, "+
			"set docs: own in ec2gen.yaml", first)}, nil
	} else if err != nil {
		return nil, err
	}
	p, err := plan.New(model, *cfg)
	if err != nil {
		return nil, err
	}
	taken, err := sdkdoc.Fill(p, sources.Dir)
	if taken > 0 {
		cfg.Record.Docs = sources.Version
	}
	return nil, err
}

// docsVersion returns the version of the SDK to quote: the one in docs, the one
// that the module requires, the one that the output already quotes, or the newest.
// The output stays the same until another version is requested. recorded reports
// whether the output already quotes that version.
func (j *job) docsVersion() (version string, recorded bool, err error) {
	quoted := j.quotedVersion()
	if _, version, ok := strings.Cut(j.Docs, "@"); ok {
		return version, version == quoted, nil
	}
	if out, err := filepath.Abs(j.Out); err == nil {
		if root := config.ModuleRoot(out); root != "" {
			required, err := sdkdoc.Required(filepath.Join(root, "go.mod"))
			if err != nil || required != "" {
				return required, required == quoted, err
			}
		}
	}
	if quoted != "" {
		return quoted, true, nil
	}
	return "latest", false, nil
}

var quotedVersion = regexp.MustCompile(regexp.QuoteMeta(sdkdoc.Module) + `\s+(?://\s+)?(v[0-9][^\s]*)\. Copyright`)

// quotedVersion returns the version in the output's record, or "".
func (j *job) quotedVersion() string {
	data, err := os.ReadFile(filepath.Join(j.Out, "doc_gen.go"))
	if err != nil {
		return ""
	}
	joined := strings.ReplaceAll(string(data), "\n// ", " ")
	if m := quotedVersion.FindStringSubmatch(joined); m != nil {
		return m[1]
	}
	return ""
}

// documentDropIn returns the sources of the SDK whose documentation a drop-in quotes:
// the version that the program requires, or another one.
func (j *job) documentDropIn(c *call, model *spec.Model, required string) (*sdkdoc.Sources, error) {
	switch _, version, pinned := strings.Cut(j.Docs, "@"); {
	case j.Docs == "none":
		sdkdoc.Clear(model)
		return nil, nil
	case j.Docs == "own":
		return nil, nil
	case pinned:
		return sdkdoc.Find(version, c.progress())
	}
	return &sdkdoc.Sources{Dir: required}, nil
}
