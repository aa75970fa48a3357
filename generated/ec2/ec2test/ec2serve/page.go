package main

// This file serves the page at / for people: the existing resources, and the latest
// requests. The page requests JSON below /-/, which no EC2 request uses.

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"net/http"
	"slices"
	"sort"
	"strings"

	"github.com/ec2gen/ec2gen/generated/ec2/ec2test"
)

//go:embed page
var pageFiles embed.FS

// Limits of the page, so that it stays fast with any state.
const (
	maxShownPerKind  = 200
	maxShownRequests = 200
)

// A page serves the page and its JSON.
type page struct {
	ec2   *ec2test.EC2
	keeps bool // whether requests are kept
}

// withPage returns a handler for the page and, everything else, the API.
func withPage(p page) http.Handler {
	files, err := fs.Sub(pageFiles, "page")
	if err != nil {
		panic(err) // not of this build
	}
	mux := http.NewServeMux()
	mux.Handle("GET /-/", http.StripPrefix("/-/", http.FileServerFS(files)))
	mux.HandleFunc("GET /-/state", p.state)
	mux.HandleFunc("GET /-/request/{id}", p.request)
	mux.HandleFunc("GET /-/resource/{kind}/{id}", p.resource)
	index := func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, files, "index.html") }
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case isPage(r):
			secure(w.Header())
			index(w, r)
		case strings.HasPrefix(r.URL.Path, "/-/"):
			secure(w.Header())
			mux.ServeHTTP(w, r)
		default:
			p.ec2.ServeHTTP(w, r)
		}
	})
}

// isPage reports whether a request is a browser's for the page, not a client's for
// the API: it has no parameters and accepts HTML.
func isPage(r *http.Request) bool {
	return r.Method == http.MethodGet && r.URL.Path == "/" && r.URL.RawQuery == "" &&
		strings.Contains(r.Header.Get("Accept"), "text/html")
}

// secure sets a policy with which the browser loads and runs only the page's own
// files.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "+
		"img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}

// The JSON of the page.
type (
	stateView struct {
		Account      string        `json:"account"`
		Region       string        `json:"region"`
		KeepsNothing bool          `json:"keepsNothing"`
		Kinds        []kindView    `json:"kinds"`
		Requests     []requestView `json:"requests"`
	}
	kindView struct {
		Kind      string         `json:"kind"`
		Count     int            `json:"count"`
		Resources []resourceView `json:"resources"`
	}
	resourceView struct {
		Kind    string            `json:"kind"`
		ID      string            `json:"id"`
		Name    string            `json:"name"`
		State   string            `json:"state"`
		Account string            `json:"account"`
		Region  string            `json:"region"`
		Tags    map[string]string `json:"tags,omitempty"`
	}
	requestView struct {
		ID        string     `json:"id"`
		Time      string     `json:"time"`
		Operation string     `json:"operation"`
		Status    int        `json:"status"`
		Code      string     `json:"code,omitempty"`
		Account   string     `json:"account,omitempty"`
		Region    string     `json:"region,omitempty"`
		Changes   [][]string `json:"changes,omitempty"` // action, kind, id
	}
	requestDetail struct {
		Parameters [][2]string `json:"parameters"`
		Response   string      `json:"response"`
	}
)

// state serves everything that the page shows, with an ETag, so that nothing is
// sent while nothing changes.
func (p page) state(w http.ResponseWriter, r *http.Request) {
	view := stateView{KeepsNothing: !p.keeps, Kinds: p.kinds(), Requests: p.requests()}
	view.Account, view.Region = p.ec2.Account(), p.ec2.Region()
	data, err := json.Marshal(view)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	sum := sha256.Sum256(data)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	writeJSON(w, data)
}

func writeJSON(w http.ResponseWriter, data []byte) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(data) // fails if the browser has disconnected
}

// networks has the kinds that every account has from the beginning. They come last.
var networks = map[string]bool{"securityGroup": true, "subnet": true, "vpc": true}

// kinds returns the resources by kind, the newest of each first.
func (p page) kinds() []kindView {
	list := []kindView{}
	at := map[string]int{}
	for _, r := range slices.Backward(p.ec2.Resources()) {
		i, ok := at[r.Kind]
		if !ok {
			i = len(list)
			at[r.Kind] = i
			list = append(list, kindView{Kind: r.Kind})
		}
		k := &list[i]
		if k.Count++; k.Count <= maxShownPerKind {
			k.Resources = append(k.Resources, resourceView{r.Kind, r.ID, r.Name, r.State, r.Account, r.Region, r.Tags})
		}
	}
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i].Kind, list[j].Kind
		if networks[a] != networks[b] {
			return networks[b]
		}
		return a < b
	})
	return list
}

// requests returns the latest requests, the newest first.
func (p page) requests() []requestView {
	list := []requestView{}
	for _, r := range slices.Backward(p.ec2.RecentRequests(maxShownRequests)) {
		v := requestView{ID: r.ID, Time: r.At.Format("15:04:05"), Operation: r.Operation, Status: r.Status,
			Code: r.Code, Account: r.Account, Region: r.Region}
		for _, c := range r.Changes {
			v.Changes = append(v.Changes, []string{c.Action, c.Kind, c.ID})
		}
		list = append(list, v)
	}
	return list
}

func (p page) request(w http.ResponseWriter, r *http.Request) {
	q, ok := p.ec2.Request(r.PathValue("id"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	detail := requestDetail{Parameters: [][2]string{}, Response: string(q.Response)}
	for key, values := range q.Form {
		for _, v := range values {
			detail.Parameters = append(detail.Parameters, [2]string{key, v})
		}
	}
	slices.SortFunc(detail.Parameters, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	respond(w, detail)
}

func (p page) resource(w http.ResponseWriter, r *http.Request) {
	for _, q := range p.ec2.Resources() {
		if q.Kind == r.PathValue("kind") && q.ID == r.PathValue("id") {
			respond(w, q.Detail)
			return
		}
	}
	http.NotFound(w, r)
}

func respond(w http.ResponseWriter, detail any) {
	data, err := json.Marshal(detail)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	writeJSON(w, data)
}
