package browser

// This file opens the page of ec2serve while Packer builds an image, and follows
// the build like a person: what exists during the build and afterwards, on a wide
// screen and on a small one.

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// seed has the image that the template builds on, and a VPC.
const seed = `images:
  - {ImageId: ami-0123456789abcdef0, Name: base, Public: true, account: "999900001111"}
vpcs:
  - VpcId: vpc-0123456789abcdef0
    CidrBlock: 10.1.0.0/16
    Tags: [{Key: Name, Value: builds}]
`

// startPacker starts a build that waits when its instance runs, and returns a
// function that lets it continue and waits for its end.
func startPacker(t *testing.T, server string) (finish func()) {
	t.Helper()
	if _, err := exec.LookPath("packer"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("packer is not installed, and CI must not skip this test; make setup-tools installs it")
		}
		t.Skip("packer is not installed; make setup-tools installs it")
	}
	home := t.TempDir()
	until := filepath.Join(home, "until")
	cmd := exec.Command("packer", "build", "-color=false", "-var", "endpoint="+server, "-var",
		"source=ami-0123456789abcdef0",
		"-var", "until="+until, "ebs.json")
	cmd.Dir = filepath.Join("..", "..", "generated", "ec2", "ec2test", "ec2serve", "testdata", "tools")
	cmd.Env = append(os.Environ(), "HOME="+home, "CHECKPOINT_DISABLE=1", "PACKER_CACHE_DIR="+filepath.Join(home, "packer"))
	done := make(chan struct{})
	var out []byte
	var err error
	go func() {
		out, err = cmd.CombinedOutput()
		close(done)
	}()
	goOn := func() { require.NoError(t, os.WriteFile(until, nil, 0o600)) }
	t.Cleanup(func() { goOn(); <-done })
	return func() {
		goOn()
		<-done
		require.NoError(t, err, string(out))
	}
}

func TestServePageDuringABuild(t *testing.T) {
	file := filepath.Join(t.TempDir(), "seed.yaml")
	require.NoError(t, os.WriteFile(file, []byte(seed), 0o600))
	server := startServe(t, "-seed", file)
	b := openTab(t, "build")
	b.do(chromedp.Navigate(server), chromedp.WaitVisible(chromedp.ID("no-requests")))
	finish := startPacker(t, server)

	// While the provisioner waits, the builder exists with its volumes, key and
	// group.
	b.waitFor(`document.querySelector('#resources').innerText.includes('running')`)
	meanwhile := b.text("#resources")
	for _, text := range []string{"key pair (1)", "packer_", "volume (2)", "in-use", "instance (1)", "builder"} {
		require.Contains(t, meanwhile, text)
	}
	require.Contains(t, b.text("#requests"), "RunInstances")
	b.screenshot("meanwhile")
	b.do(chromedp.EmulateViewport(360, 740))
	b.screenshot("meanwhile-narrow")
	b.do(chromedp.EmulateViewport(1200, 800))

	// Afterwards the image exists in two Regions, and the builder is terminated.
	finish()
	b.waitFor(`document.querySelector('#resources').innerText.includes('terminated')`)
	afterwards := b.text("#resources")
	for _, text := range []string{"image (3)", "packer-ebs", "eu-north-1", "snapshot (5)"} {
		require.Contains(t, afterwards, text)
	}
	for _, text := range []string{"key pair", "volume ("} {
		require.NotContains(t, afterwards, text, "left over")
	}
	b.screenshot("afterwards")
	b.run(`document.querySelectorAll('#requests details').forEach((d, n) => d.open = n < 3)`)
	b.waitFor(`[...document.querySelectorAll('details[open] .body')].every(b => b.children.length)`)
	b.do(chromedp.EmulateViewport(360, 740))
	require.Empty(t, eval[[]string](b, `[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 360.5).map(e => e.tagName + ' ' + e.className)`),
		"wider than a small screen")
	b.screenshot("afterwards-narrow")
}
