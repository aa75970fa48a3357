package ec2_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// TestRules runs the cases of testdata/rules: one file a rule, named after its
// id. A request of a section pass must not break the rule, nor any other that is
// an error. One of a section fail must break it; the section want after it lists
// everything that is wrong with it, and UPDATE=1 rewrites it. Requests are JSON
// of the input or, for rules about the wire, the body of a form, one parameter a
// line. The text "{a*300}" in JSON stands for 300 times a.
func TestRules(t *testing.T) {
	cases := map[string]bool{}
	files, err := filepath.Glob("testdata/rules/*.txtar")
	require.NoError(t, err)
	rules := map[string]valid.Rule{}
	for _, r := range ec2.ValidationRules() {
		rules[r.ID] = r
	}
	for _, file := range files {
		id := strings.TrimSuffix(filepath.Base(file), ".txtar")
		cases[id] = true
		t.Run(id, func(t *testing.T) {
			rule, ok := rules[id]
			require.True(t, ok, "no rule has this id; rename or remove %s", file)
			runRule(t, file, rule)
		})
	}
	for id := range rules {
		assert.True(t, cases[id], "rule %s has no case; write testdata/rules/%s.txtar", id, id)
	}
}

func runRule(t *testing.T, file string, rule valid.Rule) {
	passed, failed := 0, 0
	golden(t, file, func(name string, request []byte) (string, bool) {
		found := violations(t, name, request)
		broken := false
		for _, v := range found {
			if v.Rule == rule.ID {
				broken = true
				assert.Equal(t, rule.Level, v.Level)
				assert.Equal(t, rule.Code, v.Code)
			}
		}
		if strings.HasPrefix(name, "pass") {
			passed++
			assert.False(t, broken, "%s breaks the rule", name)
			assert.NoError(t, valid.Policy{}.Apply(found).Err(name))
			return "", false
		}
		failed++
		assert.True(t, broken, "%s does not break the rule", name)
		return listed(found), true
	})
	assert.NotZero(t, passed, "no request passes")
	assert.NotZero(t, failed, "no request fails")
}

// golden calls run for the requests of a file and compares what it says with
// the section behind each, if it says that it has something to compare.
func golden(t *testing.T, file string, run func(name string, request []byte) (string, bool)) {
	have, err := txtar.ParseFile(file)
	require.NoError(t, err)
	want := &txtar.Archive{Comment: have.Comment}
	for _, section := range have.Files {
		if strings.HasPrefix(section.Name, "want") {
			continue
		}
		want.Files = append(want.Files, section)
		if text, ok := run(section.Name, section.Data); ok {
			_, number, _ := strings.Cut(strings.TrimSuffix(section.Name, filepath.Ext(section.Name)), "-")
			if number != "" {
				number = "-" + number
			}
			want.Files = append(want.Files, txtar.File{Name: "want" + number, Data: []byte(text)})
		}
	}
	before, after := txtar.Format(have), txtar.Format(want)
	if os.Getenv("UPDATE") != "" && !bytes.Equal(before, after) {
		require.NoError(t, os.WriteFile(file, after, 0o644))
		return
	}
	if d := diff.Diff("want", before, "got", after); d != nil {
		t.Errorf("%s", d)
	}
}

// listed is violations one a line, each with its code.
func listed(found valid.Violations) string {
	var b strings.Builder
	for _, v := range found {
		b.WriteString(v.String())
		if v.Code != "" {
			b.WriteString(" " + v.Code)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func violations(t *testing.T, name string, request []byte) valid.Violations {
	if strings.HasSuffix(name, ".body") {
		return wireViolations(t, strings.ReplaceAll(string(request), "\n", ""))
	}
	return decodeRequest(t, name, request).Violations()
}

var repeated = regexp.MustCompile(`"\{(.)\*(\d+)\}"`)

// decodeRequest reads a request in JSON.
func decodeRequest(t *testing.T, name string, data []byte) *ec2.RegisterImageInput {
	data = repeated.ReplaceAllFunc(data, func(m []byte) []byte {
		parts := repeated.FindSubmatch(m)
		n, err := strconv.Atoi(string(parts[2]))
		require.NoError(t, err)
		return []byte(`"` + strings.Repeat(string(parts[1]), n) + `"`)
	})
	in := new(ec2.RegisterImageInput)
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(in), name)
	return in
}

// TestRequestsOfOthers runs the requests of testdata/requests, which others send
// to the service: release tools, and the examples of the documentation. The
// comment of a file says whose they are, its want sections what we say of them.
// Tools' requests must not have an error, since the service takes them.
func TestRequestsOfOthers(t *testing.T) {
	files, err := filepath.Glob("testdata/requests/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			golden(t, file, func(name string, request []byte) (string, bool) {
				in := decodeRequest(t, name, request)
				if strings.HasPrefix(name, "tool") {
					assert.NoError(t, in.Validate(), name)
				}
				return listed(in.Violations()), true
			})
		})
	}
}

// TestRuleScope sees to it that rules of RegisterImage leave the same structure
// alone in requests of other operations, and that rules of volumes do not.
func TestRuleScope(t *testing.T) {
	var in ec2.CreateImageInput
	require.NoError(t, json.Unmarshal([]byte(`{"InstanceId": "i-0123456789abcdef0", "Name": "web", "BlockDeviceMappings": [
		{"DeviceName": "/dev/sdf", "Ebs": {"KmsKeyId": "alias/aws/ebs", "VolumeType": "io1"}}]}`), &in))
	var ids []string
	for _, v := range in.Violations() {
		ids = append(ids, v.Rule)
	}
	assert.Equal(t, []string{"iops-required"}, ids)
}

// TestValidateOfAbsentInput holds the methods to what they say of a nil input.
func TestValidateOfAbsentInput(t *testing.T) {
	var in *ec2.RegisterImageInput
	assert.Error(t, in.Validate())
	assert.NoError(t, (*ec2.DescribeImagesInput)(nil).Validate())
}

// TestPolicyOnRules turns rules off, on and up by id.
func TestPolicyOnRules(t *testing.T) {
	in := decodeRequest(t, "moto", []byte(`{"Name": "web", "VirtualizationType": "hvm"}`))
	require.Error(t, in.Validate())
	off := valid.Policy{Levels: map[string]valid.Level{"backing-required": valid.LevelOff}}
	assert.NoError(t, off.Apply(in.Violations()).Err("x"), "a name alone is enough for moto")

	in = decodeRequest(t, "2022", []byte(`{"Name": "web", "Architecture": "x86_64", "VirtualizationType": "hvm", "RootDeviceName": "/dev/xvda",
		"BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": "snap-0db2cf683925d191f", "VolumeType": "gp3", "Iops": 8000, "Throughput": 1500}}]}`))
	assert.Empty(t, valid.Policy{}.Apply(in.Violations()))
	on := valid.Policy{Levels: map[string]valid.Level{"throughput-range-2022": valid.LevelWarning}}
	assert.Len(t, on.Apply(in.Violations()), 1)
}

// TestViolationsAllocateNothing holds a request without a mistake to no allocation.
func TestViolationsAllocateNothing(t *testing.T) {
	in := decodeRequest(t, "full", []byte(`{"Name": "web-2024.01", "Architecture": "x86_64", "VirtualizationType": "hvm", "RootDeviceName": "/dev/xvda",
		"BootMode": "uefi", "TpmSupport": "v2.0", "ImdsSupport": "v2.0", "EnaSupport": true, "SriovNetSupport": "simple", "Description": "d",
		"BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": "snap-0db2cf683925d191f", "VolumeType": "gp3", "VolumeSize": 8}},
			{"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 100, "VolumeType": "io1", "Iops": 100}}, {"DeviceName": "/dev/sdg", "VirtualName": "ephemeral0"}],
		"TagSpecifications": [{"ResourceType": "image", "Tags": [{"Key": "a", "Value": "b"}, {"Key": "c", "Value": ""}]}]}`))
	require.Empty(t, in.Violations())
	assert.Zero(t, testing.AllocsPerRun(100, func() { in.Violations() }))
}

func BenchmarkViolations(b *testing.B) {
	in := new(ec2.RegisterImageInput)
	if err := json.Unmarshal([]byte(`{"Name": "web-2024.01", "Architecture": "x86_64", "VirtualizationType": "hvm", "RootDeviceName": "/dev/xvda",
		"BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": "snap-0db2cf683925d191f", "VolumeType": "gp3", "VolumeSize": 8}}]}`), in); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		in.Violations()
	}
}
