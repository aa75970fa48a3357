package main

// This file reports changed sentences of AWS's documentation that rules are based
// on. See package ledger.

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
	"github.com/ec2gen/ec2gen/spec/awsmodel"
	"github.com/ec2gen/ec2gen/spec/ledger"
)

// ledgerFile is the ledger's name in a model's directory.
const ledgerFile = "ledger.txt"

// reportSentences prints the number of sentences that only the imported model has,
// and of those that only the ledger in dir has.
func reportSentences(w io.Writer, dir, model string, o awsmodel.Options) error {
	file := filepath.Join(dir, ledgerFile)
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	entries, err := ledger.Parse(file, data)
	if err != nil {
		return err
	}
	o.Docs = true
	m, _, err := awsmodel.Read(model, o)
	if err != nil {
		return err
	}
	list := ledger.Against(entries, ledger.Sentences(m))
	if len(list) == 0 {
		return nil
	}
	for _, c := range list {
		fmt.Fprintf(w, "%s: %s\n", filepath.ToSlash(file), c)
	}
	fmt.Fprintf(w, "ec2gen: %s about requests, %d of them with rules; next: ec2ledger write and check\n",
		ledger.Summary(list), len(ledger.Standing(list)))
	return nil
}

// standingNotes reports sentences with rules that differ between two models, or nil
// unless both have AWS's documentation. The built-in model has fingerprints of
// AWS's sentences.
func standingNotes(old, now *namedModel) []string {
	data, err := spec.EmbeddedLedger()
	if err != nil || now.aws == nil || old.aws == nil && old.path != "" || old.aws == nil && now.kept != nil {
		return nil
	}
	entries, err := ledger.Parse(ledgerFile, data)
	if err != nil {
		return nil
	}
	sentences := ledger.Sentences(now.input().Model)
	var list []ledger.Change
	if old.aws == nil {
		list = ledger.Against(entries, sentences)
	} else {
		list = ledger.Compare(entries, ledger.Sentences(old.input().Model), sentences)
	}
	var notes []string
	for _, c := range ledger.Standing(list) {
		notes = append(notes, fmt.Sprintf("documentation of %s with rules is %s: %s", c.Place, c.Kind,
			strings.Join(c.Rules, ", ")))
	}
	return notes
}
