// Package history reads the revisions of one of AWS's models from a git repository
// of botocore, in which AWS publishes each update as a commit. The repository may
// be bare. The package requires the git program.
package history

// This file lists revisions; object.go reads their files.

import (
	"fmt"
	"path"
	"strings"

	"github.com/ec2gen/ec2gen/spec/awsmodel"
)

// A Repository is a git repository of botocore.
type Repository struct {
	dir     string // of the repository
	model   string // "botocore/data/ec2/2016-11-15"
	objects *objects
}

// A Revision is one published update of the model.
type Revision struct {
	Commit string
	Date   string // YYYY-MM-DD, of the commit
}

// Open opens the repository at dir for the model in one of its directories. Close
// it after use.
func Open(dir, model string) (*Repository, error) {
	o, err := openObjects(dir)
	if err != nil {
		return nil, err
	}
	return &Repository{dir, strings.Trim(model, "/"), o}, nil
}

// Close ends the git process.
func (r *Repository) Close() error { return r.objects.close() }

// names are the names of the model's file, compressed or not.
var names = []string{"service-2.json", "service-2.json.gz"}

// Revisions returns all updates of the model, the oldest first.
func (r *Repository) Revisions() ([]Revision, error) {
	args := []string{"log", "--reverse", "--format=%H %cs", "--"}
	for _, name := range names {
		args = append(args, path.Join(r.model, name))
	}
	out, err := git(r.dir, args...)
	if err != nil {
		return nil, err
	}
	var list []Revision
	for line := range strings.Lines(string(out)) {
		commit, date, _ := strings.Cut(strings.TrimSpace(line), " ")
		list = append(list, Revision{commit, date})
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%s: no commit has %s; name a directory of botocore/data", r.dir, path.Join(r.model, names[0]))
	}
	return list, nil
}

// Files returns a revision's model file and the files next to it, by their paths;
// main is the path of the model file.
func (r *Repository) Files(rev Revision) (files map[string][]byte, main string, err error) {
	files = map[string][]byte{}
	for _, name := range append([]string{"paginators-1.json", "waiters-2.json"}, names...) {
		file := path.Join(r.model, name)
		data, err := r.objects.read(rev.Commit + ":" + file)
		if err != nil {
			return nil, "", err
		}
		if data == nil {
			continue
		}
		if files[file] = data; strings.HasPrefix(name, "service-2") {
			main = file
		}
	}
	if main == "" {
		return nil, "", fmt.Errorf("%s: commit %s has no model in %s; the repository is incomplete: fetch it again", r.dir,
			rev.Commit, r.model)
	}
	return files, main, nil
}

// Read reads the model of a revision.
func (r *Repository) Read(rev Revision, o awsmodel.Options) (*awsmodel.Source, error) {
	files, main, err := r.Files(rev)
	if err != nil {
		return nil, err
	}
	s, err := awsmodel.ReadFiles(files, main, o)
	if err != nil {
		return nil, fmt.Errorf("%s, commit %s: %w", rev.Date, rev.Commit, err)
	}
	return s, nil
}
