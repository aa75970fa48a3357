package main

// This file runs a program against a recording server, and compares what two
// versions of it have sent and printed.

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

// readAnswers reads what the server answers, by action and number.
func readAnswers(file string) (map[string]string, error) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		return nil, err
	}
	answers := map[string]string{}
	for _, f := range archive.Files {
		answers[f.Name] = string(f.Data)
	}
	return answers, nil
}

// A run is what a program has sent and printed.
type run struct {
	requests, broken []string
	printed          string
}

// record runs a program.
func record(program string, answers map[string]string) (*run, error) {
	count := map[string]int{}
	server, err := recording.NewServer(func(_ int, form url.Values) recording.Reaction {
		action := form.Get("Action")
		count[action]++
		return answer(answers, action, count[action])
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

// answer is the n-th to an action: "status: 503" in a line of its own comes before
// the body.
func answer(answers map[string]string, action string, n int) recording.Reaction {
	text := ""
	for ; n > 0 && text == ""; n-- {
		text = answers[action+"."+strconv.Itoa(n)]
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
	return recording.Answer(status, text)
}

// diffRuns says what two runs have not in common.
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

// firstLines shows where two texts part.
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
