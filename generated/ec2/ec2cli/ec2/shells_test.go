package main

// This file completes command lines in a real bash and a real zsh, in a terminal of
// tmux. It types keys and reads the screen.

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec/spectest"
)

// A terminal is a shell in a window of tmux.
type terminal struct {
	t      *testing.T
	socket string
}

func requireProgram(t *testing.T, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not installed, and CI must not skip this test; make setup-shells installs it", name)
		}
		t.Skipf("%s is not installed; make setup-shells installs it", name)
	}
}

// startShell starts a shell that reads no files of the person who runs the test.
func startShell(t *testing.T, shell ...string) *terminal {
	t.Helper()
	requireProgram(t, "tmux")
	requireProgram(t, shell[0])
	dir := t.TempDir()
	term := &terminal{t: t, socket: filepath.Join(dir, "tmux")}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "bundle.pem"), nil, 0o600))
	command := append([]string{"env", "-i", "PATH=" + os.Getenv("PATH"), "HOME=" + dir, "TERM=screen", "PS1=> ",
		"LC_ALL=C.UTF-8"}, shell...)
	term.tmux(append([]string{"-f", "/dev/null", "new-session", "-d", "-c", dir, "-x", "120", "-y", "60"}, command...)...)
	t.Cleanup(func() { _ = exec.Command("tmux", "-S", term.socket, "kill-server").Run() })
	term.screen("> ")
	return term
}

func (term *terminal) tmux(args ...string) string {
	term.t.Helper()
	out, err := exec.Command("tmux", append([]string{"-S", term.socket}, args...)...).CombinedOutput()
	require.NoError(term.t, err, string(out))
	return string(out)
}

// types types a line and keys such as Tab.
func (term *terminal) types(text string, keys ...string) {
	term.t.Helper()
	term.tmux("send-keys", "-l", text)
	if len(keys) > 0 {
		term.tmux(append([]string{"send-keys"}, keys...)...)
	}
}

// screen waits until the screen shows all of some texts.
func (term *terminal) screen(texts ...string) {
	term.t.Helper()
	shown, missing := "", ""
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		shown, missing = term.tmux("capture-pane", "-p", "-N"), ""
		for _, text := range texts {
			if !strings.Contains(shown, text) {
				missing = text
			}
		}
		if missing == "" {
			return
		}
	}
	require.Failf(term.t, "not on the screen", "%q\n%s", missing, strings.TrimRight(shown, "\n"))
}

// clear empties the line and the screen.
func (term *terminal) clear() {
	term.tmux("send-keys", "C-u", "C-l")
	time.Sleep(100 * time.Millisecond)
}

// completions has the keys that a person types and the resulting screen.
var completions = []struct {
	name, typed string
	keys        []string
	shows       []string
}{
	{"a command", "ec2 register-i", []string{"Tab"}, []string{"> ec2 register-image "}},
	{"commands", "ec2 disable-image", []string{"Tab", "Tab"},
		[]string{"disable-image-deprecation", "disable-image-deregistration-protection"}},
	{"as aws", "aws ec2 register-i", []string{"Tab"}, []string{"> aws ec2 register-image "}},
	{"the service", "aws e", []string{"Tab"}, []string{"> aws ec2 "}},
	{"an option", "ec2 register-image --arch", []string{"Tab"}, []string{"> ec2 register-image --architecture "}},
	{"a global option", "ec2 --regio", []string{"Tab"}, []string{"> ec2 --region "}},
	{"values", "ec2 register-image --architecture ", []string{"Tab", "Tab"}, []string{"arm64_mac", "i386", "x86_64_mac"}},
	{"a value", "ec2 register-image --architecture i", []string{"Tab"},
		[]string{"> ec2 register-image --architecture i386 "}},
	{"a value behind =", "ec2 describe-images --output=tab", []string{"Tab"},
		[]string{"> ec2 describe-images --output=table"}},
	{"a waiter", "ec2 wait image-a", []string{"Tab"}, []string{"> ec2 wait image-available "}},
	{"after a value", "ec2 --region us-east-1 register-i", []string{"Tab"},
		[]string{"> ec2 --region us-east-1 register-image "}},
	{"a file", "ec2 describe-images --ca-bundle bun", []string{"Tab"},
		[]string{"> ec2 describe-images --ca-bundle bundle.pem "}},
}

func testCompletion(t *testing.T, setup string, shell ...string) {
	term := startShell(t, shell...)
	term.types(setup, "Enter")
	term.types("echo re''ady", "Enter")
	term.screen("ready\n")
	for _, c := range completions {
		t.Run(c.name, func(t *testing.T) {
			term := &terminal{t, term.socket}
			term.clear()
			term.types(c.typed, c.keys...)
			term.screen(c.shows...)
		})
	}
}

func TestBashCompletion(t *testing.T) {
	spectest.Slow(t)
	testCompletion(t, "source <(ec2 completion bash); source <(aws completion bash)", "bash", "--norc", "--noprofile")
}

func TestZshCompletion(t *testing.T) {
	spectest.Slow(t)
	testCompletion(t, "autoload -U compinit; compinit -u; source <(ec2 completion zsh); source <(aws completion zsh)",
		"zsh", "-f")
}
