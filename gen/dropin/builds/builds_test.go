package builds

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNotes(t *testing.T) {
	for name, c := range map[string]struct{ file, text, want string }{
		"download first": {"Dockerfile", "FROM golang\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\n",
			"Dockerfile:3:1: go.mod names third_party/ec2, which is not copied yet; add in front: COPY third_party/ec2 " +
				"third_party/ec2"},
		"everything first": {"Dockerfile", "FROM golang\nCOPY . .\nRUN go mod download && go build ./...\n", ""},
		"the directory":    {"Dockerfile", "COPY go.* ./\nCOPY third_party/ec2 ./third_party/ec2\nRUN go mod download\n", ""},
		"its parent":       {"Dockerfile", "COPY go.mod .\nCOPY ./third_party/ third_party/\nRUN go mod download\n", ""},
		"in another stage": {"build/app.Dockerfile",
			"FROM a\nCOPY . .\nFROM b\nCOPY go.mod .\nRUN cd x \\\n  && go build .\n",
			"build/app.Dockerfile:5:1: go.mod names third_party/ec2, which is not copied yet; add in front: COPY " +
				"third_party/ec2 third_party/ec2"},
		"named directories": {"Containerfile", "COPY [\"cmd\", \"pkg\", \"./\"]\nrun GOOS=linux go build ./cmd\n",
			"Containerfile:2:1: go.mod names third_party/ec2, which is not copied yet; add in front: COPY third_party/ec2 " +
				"third_party/ec2"},
		"from an image": {"Dockerfile", "COPY --from=x / .\nRUN go build .\n",
			"Dockerfile:2:1: go.mod names third_party/ec2, which is not copied yet; add in front: COPY third_party/ec2 " +
				"third_party/ec2"},
		"mounted": {"Dockerfile", "RUN --mount=type=bind,target=. go build .\n", ""},
		"mounted go.mod": {"Dockerfile", "RUN --mount=type=cache,target=/go --mount=type=bind,source=go.mod,target=go.mod " +
			"go mod download\n",
			"Dockerfile:1:1: go.mod names third_party/ec2, which is not copied yet; add in front: COPY third_party/ec2 " +
				"third_party/ec2"},
		"a tool by version": {"Dockerfile", "COPY go.mod .\nRUN GO111MODULE=on go install -v example.com/tool@v0.2.0\n", ""},
		"a tool, then modules": {"Dockerfile", "RUN go install example.com/tool@v0.2.0 && go build .\n",
			"Dockerfile:1:1: go.mod names third_party/ec2, which is not copied yet; add in front: COPY third_party/ec2 " +
				"third_party/ec2"},
		"no Go":     {"Dockerfile", "FROM scratch\nRUN echo go.mod\n", ""},
		"a comment": {"Dockerfile", "# RUN go build\n", ""},
		"installed": {"README.md", "Run\n\n    go install example.com/program/cmd/x@latest\n",
			"README.md:3:5: go install example.com/program/cmd/x@latest fails for a go.mod with a replace line; " +
				"do not change go.mod: use " +
				"ec2gen dropin -replace=false -modfile go.ec2.mod, and build releases with go build -modfile go.ec2.mod"},
		"another program": {"README.md", "go install example.com/programs@latest, go install " +
			"golang.org/x/tools/cmd/stringer@latest", ""},
		"of a dependency": {"vendor/x/README.md", "go install example.com/program@latest", ""},
		"in the drop-in":  {"third_party/ec2/README.md", "go install example.com/program@latest", ""},
	} {
		t.Run(name, func(t *testing.T) {
			notes, err := Notes(fstest.MapFS{c.file: {Data: []byte(c.text)}},
				Program{Module: "example.com/program", Out: "third_party/ec2"})
			require.NoError(t, err)
			if c.want == "" {
				assert.Empty(t, notes)
				return
			}
			assert.Equal(t, []string{c.want}, notes)
		})
	}
}

func TestNotesOutside(t *testing.T) {
	notes, err := Notes(fstest.MapFS{"Dockerfile": {Data: []byte("COPY . .\nRUN go build .\n")}},
		Program{Module: "example.com/program"})
	require.NoError(t, err)
	assert.Equal(t, []string{"Dockerfile:2:1: go.mod names a directory outside the program for service/ec2; use an " +
		"-out inside it"}, notes)
}
