package main

// This file replays updates: it finds the things that each one adds, without those
// that it only renames.

import (
	"fmt"
	"regexp"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
	"github.com/ec2gen/ec2gen/spec/awsmodel/history"
	"github.com/ec2gen/ec2gen/spec/changes"
)

// A thing is an operation, a member or an enum value.
type thing struct{ shape, name string } // shape is "" for operations

// dates maps things to the dates since which all models have them, or "" for the
// things of the first model.
type dates map[thing]string

// A replayed history has the dates after its last update.
type replayed struct {
	dates   dates
	model   *spec.Model
	last    history.Revision
	updates int
}

// start replays all updates.
func start(repo *history.Repository) (*replayed, error) {
	revisions, err := repo.Revisions()
	if err != nil {
		return nil, err
	}
	r := &replayed{last: revisions[0]}
	if r.model, err = read(repo, r.last); err != nil {
		return nil, err
	}
	r.dates = things(r.model, func(string) string { return "" })
	return r, r.replay(repo, revisions[1:])
}

// through matches the line that names the newest update in the file.
var through = regexp.MustCompile(`(?m)^# Newest update: ([0-9a-f]{40}) of (\d{4}-\d\d-\d\d)\.$`)

// proceed replays the updates after the newest one in a file.
func proceed(repo *history.Repository, name string, data []byte) (*replayed, error) {
	newest := through.FindSubmatch(data)
	if newest == nil {
		return nil, fmt.Errorf("%s: no line has the newest update; run without -continue", name)
	}
	r := &replayed{last: history.Revision{Commit: string(newest[1]), Date: string(newest[2])}}
	model, err := read(repo, r.last)
	if err != nil {
		return nil, err
	}
	if r.model, err = spec.Link(model, spec.Source{Name: name, Data: data}); err != nil {
		return nil, err
	}
	r.dates = things(r.model, func(since string) string { return since })
	revisions, err := repo.Revisions()
	if err != nil {
		return nil, err
	}
	for i, rev := range revisions {
		if rev.Commit == r.last.Commit {
			return r, r.replay(repo, revisions[i+1:])
		}
	}
	return nil, fmt.Errorf("the repository lacks commit %s of %s; fetch more of its history", r.last.Commit, r.last.Date)
}

func read(repo *history.Repository, rev history.Revision) (*spec.Model, error) {
	s, err := repo.Read(rev, awsmodel.Options{})
	if err != nil {
		return nil, err
	}
	return s.Model, nil
}

// replay applies updates.
func (r *replayed) replay(repo *history.Repository, revisions []history.Revision) error {
	for _, rev := range revisions {
		model, err := read(repo, rev)
		if err != nil {
			return err
		}
		r.dates = r.dates.after(r.model, model, rev.Date)
		r.model, r.last = model, rev
		r.updates++
	}
	return nil
}

// after returns the dates after an update: things of the old model keep their
// dates, even if renamed; others get the update's date.
func (d dates) after(old, now *spec.Model, date string) dates {
	was := changes.Predecessors(old, now)
	renamed := renamedMembers(old, now)
	next := things(now, func(string) string { return date })
	for t := range next {
		if before, ok := d[t]; ok {
			next[t] = before
			continue
		}
		names := []thing{{t.shape, renamed[t]}}
		for _, shape := range was[t.shape] {
			names = append(names, thing{shape, t.name}, thing{shape, renamed[t]})
		}
		for _, name := range names {
			if before, ok := d[name]; ok && name.name != "" {
				next[t] = min(next[t], before)
			}
		}
	}
	return next
}

// renamedMembers returns the former names of members.
func renamedMembers(old, now *spec.Model) map[thing]string {
	found := map[thing]string{}
	for _, c := range changes.Compare(old, now).Changes {
		if c.Kind.ID == "member-renamed" {
			found[thing{c.Shape, c.Member}] = c.Old
		}
	}
	return found
}

// things returns all things of a model; date is called with the date of each.
func things(m *spec.Model, date func(since string) string) dates {
	d := dates{}
	for _, o := range m.Operations {
		d[thing{"", o.Name}] = date(o.Since)
	}
	for _, s := range m.Shapes {
		for _, f := range s.Members {
			d[thing{s.Name, f.Name}] = date(f.Since)
		}
		for _, v := range s.Values {
			d[thing{s.Name, v.Value}] = date(v.Since)
		}
	}
	return d
}
