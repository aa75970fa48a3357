//go:build linux

package main

// This file runs the static program in a root directory that has only the program
// and a CA bundle.

import (
	"encoding/pem"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/spec/spectest"
)

// inRoot runs the program /ec2 of a root directory. An unprivileged user needs a user
// namespace for that, which not every machine allows.
func inRoot(t *testing.T, root, endpoint string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.Command("/ec2", args...)
	cmd.Env = []string{"AWS_ENDPOINT_URL=" + endpoint, "AWS_REGION=us-east-1", "AWS_ACCESS_KEY_ID=id",
		"AWS_SECRET_ACCESS_KEY=secret"}
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: root}
	if os.Geteuid() != 0 {
		cmd.SysProcAttr.Cloneflags = syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Geteuid(), Size: 1}}
	}
	out, err := cmd.CombinedOutput()
	if errors.Is(err, syscall.EPERM) {
		t.Skipf("changing the root directory: %v; run the test as root", err)
	}
	return string(out), err
}

func TestEmptyContainer(t *testing.T) {
	spectest.Slow(t)
	program, err := os.ReadFile(buildStatic(t))
	require.NoError(t, err)
	root := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(root, "ec2"), program, 0o755))
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("<RegisterImageResponse><imageId>ami-1</imageId></RegisterImageResponse>"))
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // handshakes fail on purpose
	server.StartTLS()
	defer server.Close()
	call := []string{"register-image", "--name", "image", "--image-location", "bucket/manifest", "--output", "text"}

	out, err := inRoot(t, root, server.URL, "register-image", "--generate-cli-skeleton")
	require.NoError(t, err, out)
	assert.Contains(t, out, "BlockDeviceMappings")

	out, err = inRoot(t, root, server.URL, call...)
	require.Error(t, err, "no certificate is trusted yet")
	assert.Contains(t, out, "certificate")

	bundle := filepath.Join(root, "etc", "ssl", "certs", "ca-certificates.crt")
	require.NoError(t, os.MkdirAll(filepath.Dir(bundle), 0o755))
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	require.NoError(t, os.WriteFile(bundle, ca, 0o644))
	out, err = inRoot(t, root, server.URL, call...)
	require.NoError(t, err, out)
	assert.Equal(t, "ami-1\n", out)
}
