package ec2http_test

// This file sends requests of all kinds to a handler with two operations, as
// generated code would make them.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/runtime/ec2http"
	"github.com/ec2gen/ec2gen/runtime/ec2query"
	"github.com/ec2gen/ec2gen/runtime/ec2xml"
	"github.com/ec2gen/ec2gen/runtime/valid"
)

// An echo responds with the request's values, or according to its fields.
type echo struct {
	do func(ctx context.Context, text *string) (*string, error)
}

var service = ec2http.Service{Version: "2020-01-01", Namespace: "http://echo.example/"}

var operations = map[string]ec2http.OperationHandler[*echo]{
	"Echo": func(ctx context.Context, x *ec2http.Exchange, impl *echo) error {
		text, flag := x.Form.String("Text"), x.Form.Bool("Flag")
		list := ec2query.ReadStrings[string](x.Form, "Item")
		if err := x.Check(func() valid.Violations { return required(text) }); err != nil {
			return err
		}
		out, err := impl.do(ctx, text)
		if err != nil {
			return err
		}
		x.Response.String("text", out)
		x.Response.Bool("flag", flag)
		ec2xml.WriteStrings(x.Response, "itemSet", list)
		return nil
	},
	"Hush": func(context.Context, *ec2http.Exchange, *echo) error { return ec2http.Unimplemented("Hush") },
}

func required(text *string) valid.Violations {
	if text != nil {
		return nil
	}
	return valid.Violations{{Path: "Text", Rule: "required", Level: valid.LevelError, Code: "MissingParameter",
		Message: "is required"}}
}

func handler(impl *echo, options ...func(*ec2http.Options)) http.Handler {
	if impl.do == nil {
		impl.do = func(_ context.Context, text *string) (*string, error) { return text, nil }
	}
	fixed := func(o *ec2http.Options) { o.RequestID = func() string { return "id-1" } }
	return ec2http.NewHandler(service, operations, impl, append([]func(*ec2http.Options){fixed}, options...)...)
}

func post(h http.Handler, body string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	r := httptest.NewRequest("POST", "/", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	h.ServeHTTP(w, r)
	return w
}

const response = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
	`<EchoResponse xmlns="http://echo.example/"><requestId>id-1</requestId><text>a &amp; b</text><flag>true</flag><itemSet><item>x</item><item>y</item></itemSet></EchoResponse>`

func TestAnswer(t *testing.T) {
	h := handler(&echo{})
	form := "Action=Echo&Version=2020-01-01&Text=a+%26+b&Flag=true&Item.2=y&Item.1=x"
	w := post(h, form)
	assert.Equal(t, 200, w.Code)
	assert.Equal(t, response, w.Body.String())
	assert.Equal(t, "id-1", w.Header().Get("X-Amzn-Requestid"))
	assert.Equal(t, "text/xml;charset=UTF-8", w.Header().Get("Content-Type"))

	w = httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/?"+form, nil))
	assert.Equal(t, response, w.Body.String(), "a GET is the same")
}

// TestRejections has one line for each kind of rejection: EC2's code, and the HTTP
// status.
func TestRejections(t *testing.T) {
	const ok = "Action=Echo&Version=2020-01-01&Text=t"
	for _, c := range []struct {
		body   string
		code   string
		status int
	}{
		{"", "MissingAction", 400},
		{"Version=2020-01-01", "MissingAction", 400},
		{"Action=Ecco&Version=2020-01-01", "InvalidAction", 400},
		{"Action=Hush&Version=2020-01-01", "InvalidAction", 400},
		{"Action=Echo&Text=t", "NoSuchVersion", 400},
		{"Action=Echo&Version=1999-01-01&Text=t", "NoSuchVersion", 400},
		{"Action=Echo&Version=2020-01-01", "MissingParameter", 400},
		{ok + "&Texts=t", "UnknownParameter", 400},
		{ok + "&Text.1=t", "UnknownParameter", 400},
		{ok + "&Text=u", "InvalidParameterValue", 400},
		{ok + "&Flag=yes", "InvalidParameterValue", 400},
		{ok + "&Item.0=x", "InvalidParameterValue", 400},
		{ok + "&Item.2=x", "InvalidParameterValue", 400},
		{ok + "&Item.x=x", "InvalidParameterValue", 400},
		{ok + "&Item.2147483647=x", "RequestTooLarge", 400},
		{ok + "&Item.99999999999999999999=x", "RequestTooLarge", 400},
		{ok + "&A" + strings.Repeat(".A", 100) + "=x", "RequestTooLarge", 400},
		{ok + "&Item.1=%zz", "MalformedQueryString", 400},
		{ok + "&Item.1=%ff%fe", "MalformedQueryString", 400},
		{ok + "&Item.1=\xff\xfe", "MalformedQueryString", 400},
		{ok + "&Item.1=" + strings.Repeat("x", 1<<20), "RequestTooLarge", 413},
	} {
		w := post(handler(&echo{}), c.body)
		e, err := ec2xml.ParseError(w.Body.Bytes())
		require.NoError(t, err, c.body)
		assert.Equal(t, c.code, e.Code, "%.80s", c.body)
		assert.Equal(t, c.status, w.Code, "%.80s", c.body)
		assert.Equal(t, "id-1", e.RequestID)
		assert.NotEmpty(t, e.Message)
		assert.Less(t, w.Body.Len(), 2000, "%.80s: a response that grows with the request", c.body)
	}
	w := httptest.NewRecorder()
	handler(&echo{}).ServeHTTP(w, httptest.NewRequest("DELETE", "/", nil))
	assert.Equal(t, 405, w.Code)
}

func TestHundredThousandParameters(t *testing.T) {
	var b strings.Builder
	b.WriteString("Action=Echo&Version=2020-01-01&Text=t")
	for i := 1; i <= 100_000; i++ {
		b.WriteString("&a" + strconv.Itoa(i) + "=")
	}
	w := post(handler(&echo{}), b.String())
	e, err := ec2xml.ParseError(w.Body.Bytes())
	require.NoError(t, err)
	assert.Equal(t, "RequestTooLarge", e.Code)
	w = post(handler(&echo{}, func(o *ec2http.Options) { o.Limits = ec2query.Limits{Bytes: -1, Keys: -1} }), b.String())
	e, err = ec2xml.ParseError(w.Body.Bytes())
	require.NoError(t, err)
	assert.Equal(t, "UnknownParameter", e.Code)
}

type coded struct{}

func (coded) Error() string        { return "coded" }
func (coded) ErrorCode() string    { return "InvalidAMIName.Duplicate" }
func (coded) ErrorMessage() string { return "is taken" }

func TestErrorsOfOperations(t *testing.T) {
	const ok = "Action=Echo&Version=2020-01-01&Text=t"
	for _, c := range []struct {
		err     error
		code    string
		status  int
		message string
	}{
		{&ec2http.Error{Code: "DryRunOperation", Message: "would do", Status: 412}, "DryRunOperation", 412, "would do"},
		{fmt.Errorf("wrapped: %w", coded{}), "InvalidAMIName.Duplicate", 400, "is taken"},
		{errors.New("the password is 1234"), "InternalError", 500, "an internal error has occurred"},
		{ec2http.MissingOutput("Echo"), "InternalError", 500, "an internal error has occurred"},
	} {
		w := post(handler(&echo{do: func(context.Context, *string) (*string, error) { return nil, c.err }}), ok)
		e, err := ec2xml.ParseError(w.Body.Bytes())
		require.NoError(t, err)
		assert.Equal(t, c.code, e.Code)
		assert.Equal(t, c.status, w.Code)
		assert.Equal(t, c.message, e.Message)
	}
}

func TestPanic(t *testing.T) {
	panicked := ""
	impl := &echo{do: func(_ context.Context, text *string) (*string, error) {
		if *text == "panic" {
			panic("oh")
		}
		return text, nil
	}}
	h := handler(impl, func(o *ec2http.Options) {
		o.OnPanic = func(call *ec2http.Call, value interface{}, stack []byte) {
			panicked = fmt.Sprintln(call.Operation, value, bytes.Contains(stack, []byte("handler_test.go")))
		}
	})
	w := post(h, "Action=Echo&Version=2020-01-01&Text=panic")
	assert.Equal(t, 500, w.Code)
	assert.Contains(t, w.Body.String(), "<Code>InternalError</Code>")
	assert.NotContains(t, w.Body.String(), "oh")
	assert.Equal(t, "Echo oh true\n", panicked)
	assert.Equal(t, 200, post(h, "Action=Echo&Version=2020-01-01&Text=t").Code, "the server still runs")
}

func TestCall(t *testing.T) {
	var seen *ec2http.Call
	h := handler(&echo{do: func(ctx context.Context, text *string) (*string, error) {
		seen = ec2http.FromContext(ctx)
		return text, nil
	}}, func(o *ec2http.Options) {
		o.Versions = []string{"2019-01-01"}
		o.Authorize = func(call *ec2http.Call) error {
			if call.AccessKey == "" {
				panic("a hook that does not expect unsigned requests")
			}
			if call.AccessKey != "AKID" || call.Region != "eu-north-1" || call.Operation != "Echo" ||
				call.Signature.Service != "ec2" {
				return &ec2http.Error{Code: "UnauthorizedOperation", Message: "no", Status: 403}
			}
			return nil
		}
	})
	const body = "Action=Echo&Version=2019-01-01&Text=t"
	w := post(h, body)
	assert.Equal(t, 500, w.Code)
	r := httptest.NewRequest("POST", "/", strings.NewReader(body))
	r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=AKID/20200101/eu-north-1/ec2/aws4_request, "+
		"SignedHeaders=host, Signature=00")
	w = httptest.NewRecorder()
	h.ServeHTTP(w, r)
	require.Equal(t, 200, w.Code, w.Body.String())
	assert.Equal(t, "id-1", seen.RequestID)
	assert.Equal(t, "2019-01-01", seen.Version)
	assert.Nil(t, ec2http.FromContext(context.Background()))
}

// TestSlowClients checks that clients that send little or nothing do not block
// others, and are disconnected.
func TestSlowClients(t *testing.T) {
	server := ec2http.NewServer(handler(&echo{}))
	assert.NotZero(t, server.ReadHeaderTimeout)
	assert.NotZero(t, server.ReadTimeout)
	assert.NotZero(t, server.IdleTimeout)
	server.ReadHeaderTimeout, server.ReadTimeout = 300*time.Millisecond, 600*time.Millisecond // shorter, for the test
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	go func() { _ = server.Serve(listener) }()
	defer server.Close()

	var wg sync.WaitGroup
	for i := 0; i < 20; i++ {
		conn, err := net.Dial("tcp", listener.Addr().String())
		require.NoError(t, err)
		defer conn.Close()
		wg.Add(1)
		go func() {
			defer wg.Done()
			text := "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nAction=Echo"
			for len(text) > 0 && i%2 == 0 {
				if _, err := conn.Write([]byte(text[:1])); err != nil {
					break
				}
				text = text[1:]
				time.Sleep(100 * time.Millisecond) // odd clients send nothing
			}
			_ = conn.SetReadDeadline(time.Now().Add(5 * time.Second))
			_, err := io.ReadAll(conn)
			var timeout net.Error
			assert.False(t, errors.As(err, &timeout) && timeout.Timeout(), "the server has not closed the connection")
		}()
	}
	for i := 0; i < 5; i++ {
		res, err := http.Post("http://"+listener.Addr().String(), "application/x-www-form-urlencoded",
			strings.NewReader("Action=Echo&Version=2020-01-01&Text=t"))
		require.NoError(t, err)
		res.Body.Close()
		assert.Equal(t, 200, res.StatusCode)
	}
	wg.Wait()
}

func FuzzHandler(f *testing.F) {
	f.Add("Action=Echo&Version=2020-01-01&Text=t&Item.1=x&Flag=true")
	f.Add("Action=Echo&Version=2020-01-01&Item.2147483647=")
	f.Add("&&==%")
	h := handler(&echo{})
	f.Fuzz(func(t *testing.T, body string) {
		w := post(h, body)
		switch w.Code {
		case 200:
		case 400, 413:
			e, err := ec2xml.ParseError(w.Body.Bytes())
			require.NoError(t, err)
			require.NotEmpty(t, e.Code)
		default:
			t.Fatalf("%q: status %d", body, w.Code)
		}
	})
}
