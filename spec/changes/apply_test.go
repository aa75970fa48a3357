package changes

import (
	"path/filepath"
	"testing"
	"fmt"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
	"github.com/ec2gen/ec2gen/spec/spectest"
)
func TestX(t *testing.T) {
	for _, date := range []string{"2019-11-04", "2022-05-10", "2022-10-03", "2023-03-03", "2024-03-07", "2026-05-13"} {
		t0:=time.Now()
		old, _, err := awsmodel.Read(spectest.Shared(t, filepath.Join("models", "changes-"+date, "before", "service-2.json.gz")), awsmodel.Options{Docs: true})
		require.NoError(t, err)
		new, _, err := awsmodel.Read(spectest.Shared(t, filepath.Join("models", "changes-"+date, "after", "service-2.json.gz")), awsmodel.Options{Docs: true})
		require.NoError(t, err)
		t1:=time.Now()
		r := Compare(old, new)
		t2:=time.Now()
		fmt.Println(date, len(r.Changes), len(r.Operations), t1.Sub(t0), t2.Sub(t1))
		for _, c := range r.Changes {
			if c.Level == Docs || (len(r.Changes) > 300 && c.Level < Notable) { continue }
			fmt.Printf("  %s %v %s.%s %s: %.90s -> %.90s\n", c.Kind.ID, c.Level, c.Shape, c.Member, c.Name, c.Old, c.New)
		}
		for _, o := range r.Operations {
			if len(r.Operations) > 60 {break}
			fmt.Printf("  %s %s lim=%v\n", o.Name, o.Status, o.LimitsOnly())
			for _, m := range o.Meets { if m.Level > Docs { fmt.Printf("     %s %s %s %s\n", m.Side, m.Path, m.Kind.ID, m.Members) } }
		}
		want, got := string(spec.Encode(patched(new,nil))), string(spec.Encode(patched(old, r.Changes)))
		fmt.Println("  applied equal:", want == got, time.Since(t2))
		if want != got { diffAt(want, got) }
	}
}
func diffAt(a, b string) {
	for i := range a { if i >= len(b) || a[i] != b[i] { fmt.Printf("WANT %s\nGOT  %s\n", a[max(0,i-300):min(len(a),i+300)], b[max(0,i-300):min(len(b),i+300)]); return } }
}
