package snippets

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/gen/emit/docs/reference"
	"github.com/ec2gen/ec2gen/gen/plan"
	"github.com/ec2gen/ec2gen/spec"
)

// TestSnippetsCompileWithTheSDK compiles the calls of all operations that the
// module's version of the SDK has.
func TestSnippetsCompileWithTheSDK(t *testing.T) {
	model, err := spec.Embedded()
	require.NoError(t, err)
	p, err := plan.New(model, plan.Config{Package: "ec2", ImportPath: "github.com/aws/aws-sdk-go-v2/service/ec2"})
	require.NoError(t, err)
	dir := t.TempDir()
	source := filepath.Join(dir, "calls.go")
	text, calls := program(t, reference.New(p))
	require.Greater(t, calls, 700)
	require.NoError(t, os.WriteFile(source, []byte(text), 0o600))
	place, err := filepath.Abs("calls.go")
	require.NoError(t, err)
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{place: source}})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "overlay.json"), overlay, 0o600))
	out, err := exec.Command("go", "build", "-overlay", filepath.Join(dir, "overlay.json"), ".").CombinedOutput()
	require.NoError(t, err, "%s", out)
}

// program returns a file with a function for each call, without operations that
// this version of the SDK lacks because the model is newer.
func program(t *testing.T, r *reference.Reference) (text string, calls int) {
	var b strings.Builder
	b.WriteString("package snippets\n\nimport (\n\t\"context\"\n\t\"time\"\n\n\t\"github.com/aws/aws-sdk-go-v2/aws\"\n" +
		"\t\"github.com/aws/aws-sdk-go-v2/service/ec2\"\n\t\"github.com/aws/aws-sdk-go-v2/service/ec2/types\"\n)\n\n" +
		"var (\n\t_ = time.UTC\n\t_ = aws.String\n\t_ types.Tag\n)\n")
	known := operations(t)
	for _, o := range r.Operations {
		for i, x := range o.Calls {
			if !known[o.Name] {
				continue
			}
			fmt.Fprintf(&b, "\nfunc call%s%d(ctx context.Context, client *ec2.Client) {\n%s\n_, _ = out, err\n}\n", o.GoName, i,
				x.Snippets[0].Text)
			calls++
		}
	}
	return b.String(), calls
}

// operations returns the names of the SDK's operations, from the names of its
// files.
func operations(t *testing.T) map[string]bool {
	out, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/aws/aws-sdk-go-v2/service/ec2").Output()
	require.NoError(t, err)
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(out)), "api_op_*.go"))
	require.NoError(t, err)
	known := map[string]bool{}
	for _, f := range files {
		known[strings.TrimSuffix(strings.TrimPrefix(filepath.Base(f), "api_op_"), ".go")] = true
	}
	return known
}
