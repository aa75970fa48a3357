package files

// This file interrupts writing at every point: a killed process, a failing step, a
// concurrent change, an interrupt.

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sets returns two sets: with new, changed, removed and equal files, with and
// without the marker, and with new and removed directories.
func sets() (before, after []File) {
	before = set("equal_gen.go", ours, "changed_gen.go", ours, "gone/gone_gen.go", ours, "api.json", "{1}", "gone.json",
		"{}")
	after = set("equal_gen.go", ours, "changed_gen.go", ours+"var X int\n", "new/deep/new_gen.go", ours, "api.json", "{2}",
		"new.json", "{}")
	return before, after
}

const foreignFile = "package ec2 // by hand\n"

func expected(files []File) map[string]string {
	want := map[string]string{"hand.go": foreignFile}
	for _, f := range files {
		want[f.Name] = string(f.Data)
	}
	return want
}

// TestMain also runs as the process that is killed: at a step, or at any moment.
func TestMain(m *testing.M) {
	dir := os.Getenv("FILES_TEST_DIR")
	if dir == "" {
		os.Exit(m.Run())
	}
	if at, err := strconv.Atoi(os.Getenv("FILES_TEST_STEP")); err == nil {
		step = func(string) {
			if at--; at == 0 {
				self, _ := os.FindProcess(os.Getpid())
				self.Kill()
				select {}
			}
		}
	}
	other, next := sets()
	if os.Getenv("FILES_TEST_LARGE") != "" {
		other, next = largeSets()
	}
	for range 1000 {
		c, err := Compare(dir, next)
		if err == nil {
			err = c.Apply()
		}
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		if os.Getenv("FILES_TEST_LARGE") == "" {
			break
		}
		other, next = next, other
	}
	os.Exit(0)
}

// TestKilledAtEachStep kills the process after each step that changes the disk. The
// next run completes, and leaves no other files.
func TestKilledAtEachStep(t *testing.T) {
	before, after := sets()
	killed := 0
	for at := 1; ; at++ {
		dir := tree(t, map[string]string{"hand.go": foreignFile})
		write(t, dir, before)
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "FILES_TEST_DIR="+dir, "FILES_TEST_STEP="+strconv.Itoa(at))
		out, err := cmd.CombinedOutput()
		if err == nil {
			break
		}
		require.False(t, cmd.ProcessState.Exited(), "%s", out)
		killed++
		next := before
		if at%2 == 0 {
			next = after
		}
		write(t, dir, next)
		assert.Equal(t, expected(next), contents(t, dir), "killed at step %d", at)
		assert.NoDirExists(t, filepath.Join(dir, stagingName))
		assert.NoDirExists(t, filepath.Join(dir, "gone", "new"))
	}
	assert.Greater(t, killed, 8)
}

func largeSets() (a, b []File) {
	for i := range 150 {
		name := fmt.Sprintf("d%d/f%03d_gen.go", i%5, i)
		a = append(a, File{Name: name, Data: fmt.Appendf(nil, "%s// a %d\n", ours, i)})
		if i%3 > 0 {
			b = append(b, File{Name: name, Data: fmt.Appendf(nil, "%s// b %d\n", ours, i)})
		}
		b = append(b, File{Name: fmt.Sprintf("d%d/g%03d.json", i%7, i), Data: fmt.Appendf(nil, "%d", i)})
	}
	return a, b
}

// TestKilledAtAnyMoment kills a continuously writing process, EC2GEN_KILLS times.
func TestKilledAtAnyMoment(t *testing.T) {
	a, b := largeSets()
	dir := tree(t, map[string]string{"hand.go": foreignFile})
	amid, kills := 0, 8
	if n, err := strconv.Atoi(os.Getenv("EC2GEN_KILLS")); err == nil {
		kills = n
	}
	for round := range kills {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "FILES_TEST_DIR="+dir, "FILES_TEST_LARGE=1")
		require.NoError(t, cmd.Start())
		time.Sleep(30*time.Millisecond + time.Duration(rand.Intn(60))*time.Millisecond)
		require.NoError(t, cmd.Process.Kill())
		cmd.Wait()
		now := contents(t, dir)
		if fmt.Sprint(now) != fmt.Sprint(expected(a)) && fmt.Sprint(now) != fmt.Sprint(expected(b)) {
			amid++
		}
		next := [][]File{a, b}[round%2]
		write(t, dir, next)
		require.Equal(t, expected(next), contents(t, dir))
		require.NoDirExists(t, filepath.Join(dir, stagingName))
	}
	t.Logf("%d of %d kills were between two files", amid, kills)
	assert.Positive(t, amid)
}

// TestEachRenameFails makes each rename fail: nothing is changed, and the message
// says so.
func TestEachRenameFails(t *testing.T) {
	before, after := sets()
	defer func() { rename = (*os.Root).Rename }()
	for at := 1; ; at++ {
		dir := tree(t, map[string]string{"hand.go": foreignFile})
		write(t, dir, before)
		c, err := Compare(dir, after)
		require.NoError(t, err)
		calls := 0
		rename = func(r *os.Root, from, to string) error {
			if calls++; calls == at {
				return errors.New("disk on fire")
			}
			return r.Rename(from, to)
		}
		err = c.Apply()
		rename = (*os.Root).Rename
		if err == nil {
			assert.Greater(t, at, 7)
			return
		}
		assert.ErrorContains(t, err, "nothing was changed: disk on fire", "rename %d", at)
		assert.Equal(t, expected(before), contents(t, dir), "rename %d", at)
		for _, name := range []string{stagingName, "new"} {
			assert.NoDirExists(t, filepath.Join(dir, name))
		}
		write(t, dir, before)
	}
}

// TestRollbackFails has a permanently failing disk: the message names the changed
// files, and the next run completes.
func TestRollbackFails(t *testing.T) {
	before, after := sets()
	dir := tree(t, map[string]string{"hand.go": foreignFile})
	write(t, dir, before)
	c, err := Compare(dir, after)
	require.NoError(t, err)
	calls := 0
	rename = func(r *os.Root, from, to string) error {
		if calls++; calls > 3 { // the record, api.json and changed_gen.go
			return errors.New("disk on fire")
		}
		return r.Rename(from, to)
	}
	err = c.Apply()
	rename = (*os.Root).Rename
	assert.ErrorContains(t, err, "2 files were changed and could not be restored; run it again: "+
		filepath.Join(dir, "changed_gen.go")+", "+filepath.Join(dir, "api.json"))
	want := expected(before)
	want["api.json"], want["changed_gen.go"] = "{2}", ours+"var X int\n"
	assert.Equal(t, want, contents(t, dir))
	write(t, dir, after)
	assert.Equal(t, expected(after), contents(t, dir))
}

// TestSeveralDirectories are changed together or not at all.
func TestSeveralDirectories(t *testing.T) {
	one, two := t.TempDir(), tree(t, map[string]string{"go.mod": "module m\n"})
	first, err := Compare(one, set("a_gen.go", ours))
	require.NoError(t, err)
	second, err := CompareEdit(filepath.Join(two, "go.mod"), []byte("module n\n"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(two, "go.mod"), []byte("module edited // meanwhile\n"), 0o644))
	err = Apply(context.Background(), first, second)
	assert.ErrorContains(t, err, "nothing was changed: "+filepath.Join(two, "go.mod")+
		": changed while ec2gen was running; run it again")
	assert.Empty(t, contents(t, one))
	assert.Equal(t, map[string]string{"go.mod": "module edited // meanwhile\n"}, contents(t, two))
}

// TestOneDirectoryTwice is two sets for one directory, such as a module and the go.mod
// next to it.
func TestOneDirectoryTwice(t *testing.T) {
	dir := tree(t, map[string]string{"go.mod": "module m\n", stagingName + "/new0": "half"})
	require.NoError(t, os.Symlink(".", filepath.Join(dir, "same")))
	first, err := Compare(dir, set("a_gen.go", ours))
	require.NoError(t, err)
	second, err := CompareEdit(filepath.Join(dir, "same", "go.mod"), []byte("module n\n"))
	require.NoError(t, err)
	require.NoError(t, Apply(context.Background(), first, second))
	assert.Equal(t, map[string]string{"a_gen.go": ours, "go.mod": "module n\n"}, contents(t, dir))
	assert.NoDirExists(t, filepath.Join(dir, stagingName))
}

func TestInterrupt(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "deep")
	c, err := Compare(dir, set("a_gen.go", ours, "b_gen.go", ours))
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	step = func(string) { cancel() }
	defer func() { step = func(string) {} }()
	err = Apply(ctx, c)
	assert.ErrorContains(t, err, "nothing was changed: interrupted")
	assert.NoDirExists(t, filepath.Dir(dir), "and there is no new directory")

	ctx, cancel = context.WithCancel(context.Background())
	defer cancel()
	step = func(what string) {
		if what == "rename" {
			cancel()
		}
	}
	require.NoError(t, Apply(ctx, c), "after the first file, an interrupt has no effect")
	assert.Len(t, contents(t, dir), 2)
}

func TestTemporaryFilesOfEarlierVersions(t *testing.T) {
	dir := tree(t, map[string]string{".ec2gen-123.tmp": "half", "types/.ec2gen-9.tmp": "half",
		stagingName + "/new0": "half", "other.tmp": "mine"})
	files := set("a_gen.go", ours, "types/t_gen.go", ours)
	write(t, dir, files)
	require.NoError(t, os.WriteFile(filepath.Join(dir, ".ec2gen-7.tmp"), nil, 0o644))
	write(t, dir, files) // only restores that
	assert.Equal(t, map[string]string{"a_gen.go": ours, "types/t_gen.go": ours, "other.tmp": "mine"}, contents(t, dir))
	assert.NoDirExists(t, filepath.Join(dir, stagingName))
}

// TestAtOnce has several concurrent writers in one directory: each set is written
// completely, one after the other.
func TestAtOnce(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				c, err := Compare(dir, set("a_gen.go", fmt.Sprint(ours, "// ", i), "b_gen.go", fmt.Sprint(ours, "// ", i)))
				if err == nil {
					err = c.Apply()
				}
				if err == nil {
					return
				}
				assert.ErrorContains(t, err, "changed while ec2gen was running")
			}
		}()
	}
	wg.Wait()
	found := contents(t, dir)
	assert.Len(t, found, 2)
	assert.Equal(t, found["a_gen.go"], found["b_gen.go"])
	assert.NoDirExists(t, filepath.Join(dir, stagingName))
}
