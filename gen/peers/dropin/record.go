package main

// This file is the recording server, and the comparison of what it has recorded.

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/ec2gen/ec2gen/runtime/sigv4"
)

// The credentials that programs get by the environment.
const accessKey, secretKey = "AKIDEXAMPLE", "secret-of-the-example"

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

// A recording is what a program has sent and printed.
type recording struct {
	mu       sync.Mutex
	answers  map[string]string
	count    map[string]int
	requests []string // as on the wire
	broken   []string // signatures that do not hold
	printed  string
}

// record runs a program and records it.
func record(program string, answers map[string]string) (*recording, error) {
	r := &recording{answers: answers, count: map[string]int{}}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	defer listener.Close()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go r.serve(conn)
		}
	}()
	to := "http://" + listener.Addr().String()
	cmd := exec.Command(program)
	cmd.Env = []string{"AWS_ENDPOINT_URL=" + to, "AWS_ACCESS_KEY_ID=" + accessKey, "AWS_SECRET_ACCESS_KEY=" + secretKey,
		"AWS_EC2_METADATA_DISABLED=true", "HOME=" + os.TempDir(), "BUCKET=bucket", "PATH=" + os.Getenv("PATH")}
	out, err := cmd.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", program, err, out)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.printed = strings.ReplaceAll(string(out), to, "http://server")
	for i, request := range r.requests {
		request = strings.ReplaceAll(request, listener.Addr().String(), "server")
		r.requests[i] = strings.ReplaceAll(request, url.QueryEscape(listener.Addr().String()), "server")
	}
	return r, nil
}

// serve reads requests from a connection byte for byte: net/http would put the
// headers in an order of its own.
func (r *recording) serve(conn net.Conn) {
	defer conn.Close()
	var raw bytes.Buffer
	in := bufio.NewReader(io.TeeReader(conn, &raw))
	for {
		request, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		body, err := io.ReadAll(request.Body)
		if err != nil {
			return
		}
		answer := r.answer(request, body, raw.String())
		raw.Reset()
		if _, err := conn.Write(answer); err != nil {
			return
		}
	}
}

// answer notes a request and finds its answer.
func (r *recording) answer(request *http.Request, body []byte, raw string) []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.requests = append(r.requests, raw)
	if request.Header.Get("Authorization") != "" {
		if err := verify(request, body); err != nil {
			r.broken = append(r.broken, err.Error())
		}
	}
	form, _ := url.ParseQuery(string(body)) // a form that is none is in the recording
	action := form.Get("Action")
	r.count[action]++
	text := ""
	for n := r.count[action]; n > 0 && text == ""; n-- {
		text = r.answers[action+"."+strconv.Itoa(n)]
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
	return fmt.Appendf(nil, "HTTP/1.1 %d %s\r\nContent-Type: text/xml;charset=UTF-8\r\nDate: %s\r\nContent-Length: %d\r\n\r\n%s",
		status, http.StatusText(status), time.Now().UTC().Format(http.TimeFormat), len(text), text)
}

// verify checks a signature for the service that it is for, whichever that is.
func verify(request *http.Request, body []byte) error {
	h, err := sigv4.Parse(request)
	if err != nil {
		return err
	}
	return (&sigv4.Verifier{Secrets: map[string]string{accessKey: secretKey}, Service: h.Service}).Verify(request, body)
}

// moments are what two runs cannot have in common: the time, the id of a call, and
// the signature over both, which has been verified.
var moments = []struct {
	find *regexp.Regexp
	put  string
}{
	{regexp.MustCompile(`(?m)^(Amz-Sdk-Invocation-Id: )[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\r$`), "${1}ID\r"},
	{regexp.MustCompile(`(?m)^(X-Amz-Date: )\d{8}T\d{6}Z\r$`), "${1}TIME\r"},
	{regexp.MustCompile(`(Credential=\w+/)\d{8}/`), "${1}DAY/"},
	{regexp.MustCompile(`Signature=[0-9a-f]{64}`), "Signature=VERIFIED"},
	{regexp.MustCompile(`(X-Amz-Date%3D)\d{8}T\d{6}Z`), "${1}TIME"},
	{regexp.MustCompile(`(X-Amz-Credential%3D\w+%252F)\d{8}`), "${1}DAY"},
	{regexp.MustCompile(`(X-Amz-Signature%3D)[0-9a-f]{64}`), "${1}SIGNATURE"},
	{regexp.MustCompile(`(?m)^(Amz-Sdk-Request: .*ttl=)\d{8}T\d{6}Z`), "${1}TIME"},
}

// diffRecordings says what two runs have not in common.
func diffRecordings(sdk, slice *recording) (differences []string) {
	for _, side := range []struct {
		name string
		r    *recording
	}{{"SDK", sdk}, {"slice", slice}} {
		for _, b := range side.r.broken {
			differences = append(differences, "a signature of the "+side.name+"'s does not hold: "+b)
		}
	}
	if a, b := len(sdk.requests), len(slice.requests); a != b {
		differences = append(differences, fmt.Sprintf("the SDK sends %d requests, the slice %d", a, b))
	}
	for i := range min(len(sdk.requests), len(slice.requests)) {
		a, b := sdk.requests[i], slice.requests[i]
		for _, m := range moments {
			a, b = m.find.ReplaceAllString(a, m.put), m.find.ReplaceAllString(b, m.put)
		}
		if a != b {
			differences = append(differences, fmt.Sprintf("request %d:\nSDK\n%s\nslice\n%s", i+1, a, b))
		}
	}
	if sdk.printed != slice.printed {
		differences = append(differences, firstLines(sdk.printed, slice.printed))
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
			return fmt.Sprintf("the programs print, line %d:\nSDK   %s\nslice %s", i+1, p, q)
		}
	}
	return ""
}
