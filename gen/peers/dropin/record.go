package main

// This file runs a program with a recording server, and compares the requests and
// the output of two versions.

import (
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/ec2gen/ec2gen/gen/peers/internal/recording"
)

// readResponses reads the server's responses, by action and number.
func readResponses(file string) (map[string]string, error) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		return nil, err
	}
	responses := map[string]string{}
	for _, f := range archive.Files {
		responses[f.Name] = string(f.Data)
	}
	return responses, nil
}

// A run has the requests and the output of a program.
type run struct {
	requests, broken []string
	printed          string
}

// record runs a program.
func record(program string, responses map[string]string) (*run, error) {
	count := map[string]int{}
	server, err := recording.NewServer(func(_ int, form url.Values) recording.Reaction {
		action := form.Get("Action")
		count[action]++
		return respond(responses, action, count[action])
	})
	if err != nil {
		return nil, err
	}
	defer server.Close()
	cmd := exec.Command(program)
	cmd.Env = []string{"AWS_ENDPOINT_URL=" + server.URL, "AWS_ACCESS_KEY_ID=" + recording.AccessKey,
		"AWS_SECRET_ACCESS_KEY=" + recording.SecretKey,
		"AWS_EC2_METADATA_DISABLED=true", "HOME=" + os.TempDir(), "BUCKET=bucket", "PATH=" + os.Getenv("PATH")}
	out, err := cmd.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", program, err, out)
	}
	r := &run{requests: server.Requests(), broken: server.Broken(), printed: server.Plain(string(out))}
	for i, minutes := range server.Clocks() {
		if minutes != 0 && minutes != recording.Unsigned {
			r.broken = append(r.broken, fmt.Sprintf("request %d is signed %d minutes ahead", i+1, minutes))
		}
	}
	return r, nil
}

// respond returns the n-th response to an action: a line "status: 503" may precede
// the body.
func respond(responses map[string]string, action string, n int) recording.Reaction {
	text := ""
	for ; n > 0 && text == ""; n-- {
		text = responses[action+"."+strconv.Itoa(n)]
	}
	status := 200
	if rest, ok := strings.CutPrefix(text, "status: "); ok {
		line, after, _ := strings.Cut(rest, "\n")
		if n, err := strconv.Atoi(line); err == nil {
			status, text = n, after
		}
	}
	if text == "" && status == 200 {
		text = "<Response><requestId>empty</requestId></Response>"
	}
	return recording.Respond(status, text)
}

// diffRuns returns the differences of two runs.
func diffRuns(sdk, replaced *run) (differences []string) {
	for _, side := range []struct {
		name string
		r    *run
	}{{"SDK", sdk}, {"drop-in", replaced}} {
		for _, b := range side.r.broken {
			differences = append(differences, "a signature of the "+side.name+"'s does not hold: "+b)
		}
	}
	if a, b := len(sdk.requests), len(replaced.requests); a != b {
		differences = append(differences, fmt.Sprintf("the SDK sends %d requests, the drop-in %d", a, b))
	}
	for i := range min(len(sdk.requests), len(replaced.requests)) {
		if a, b := sdk.requests[i], replaced.requests[i]; a != b {
			differences = append(differences, fmt.Sprintf("request %d:\nSDK\n%s\ndrop-in\n%s", i+1, a, b))
		}
	}
	if sdk.printed != replaced.printed {
		differences = append(differences, firstLines(sdk.printed, replaced.printed))
	}
	return differences
}

// firstLines returns the first different lines of two texts.
func firstLines(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := 0; i < len(x) || i < len(y); i++ {
		var p, q string
		if i < len(x) {
			p = x[i]
		}
		if i < len(y) {
			q = y[i]
		}
		if p != q {
			return fmt.Sprintf("the programs print, line %d:\nSDK     %s\ndrop-in %s", i+1, p, q)
		}
	}
	return ""
}
