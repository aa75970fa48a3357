package ec2test

// This file makes and checks ids. It finds the ids in requests by the names of
// members, so that operations do not check them.

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"reflect"
	"regexp"
	"strings"
)

// idForm is what follows the prefix of an id.
var idForm = regexp.MustCompile(`^[0-9a-f]{8}(?:[0-9a-f]{9})?$`)

// wellFormed reports whether text has the form of a kind's ids.
func (k *kind) wellFormed(id string) bool {
	digits, ok := strings.CutPrefix(id, k.prefix+"-")
	return k.anyForm || ok && idForm.MatchString(digits)
}

// newID returns an unused id: from Options.NewID, or a random one if that id is in
// use, because a second resource with the same id would hide the first.
func (t *tx) newID(k *kind) string {
	id := t.e.options.NewID(k.prefix)
	for t.taken(k, id) {
		id = randomID(k.prefix)
	}
	return id
}

func (t *tx) taken(k *kind, id string) bool {
	_, changed := t.changed[key{k.name, id}]
	return changed || t.e.state.tables[k.name].byID[id] != nil
}

// randomID returns an id with the form of AWS's ids.
func randomID(prefix string) string { return prefix + "-" + randomHex(17) }

// derivedID returns the id of a resource that every account has. It is the same for
// the same texts.
func derivedID(prefix string, texts ...string) string { return prefix + "-" + hash(texts...)[:17] }

func randomHex(digits int) string {
	b := make([]byte, digits/2+1)
	_, _ = rand.Read(b)
	return hex.EncodeToString(b)[:digits]
}

// idMembers returns the kind of each member of requests that has ids. It is
// computed when the first request arrives.
func idMembers() map[string]*kind {
	members := map[string]*kind{}
	for _, k := range kinds {
		for _, name := range k.members {
			members[name] = k
		}
	}
	return members
}

// accountMembers has the members that have accounts, and the words that they also
// accept.
var accountMembers = map[string][]string{
	"Owners":              {"self", "amazon", "aws-marketplace", "aws-backup-vault"},
	"ExecutableUsers":     {"self", "all"},
	"OwnerIds":            {"self", "amazon", "aws-backup-vault"},
	"RestorableByUserIds": {"self", "all"},
}

var accountForm = regexp.MustCompile(`^[0-9]{12}$`)

// checkIDs rejects ids and accounts of the wrong form, wherever they are in a
// request. The ids that tests set for their own resources are valid.
func (t *tx) checkIDs(in any) (err error) {
	members := t.e.members()
	walkStrings(reflect.ValueOf(in), "", 0, func(name, value string, depth int) {
		k, words := members[t.operation+"."+name], accountMembers[name]
		if k == nil {
			k = members[name]
		}
		switch {
		case err != nil || value == "" && depth > 1: // an empty member of a structure counts as missing
		case k != nil && !k.wellFormed(value) && t.find(k, value) == nil:
			err = reject(k.malformed, fmt.Sprintf("Invalid id: %s (expecting %q)", quote(value), k.prefix+"-..."))
		case words != nil && !contains(words, value) && !accountForm.MatchString(value):
			err = reject("InvalidUserID.Malformed", fmt.Sprintf("Invalid user id: %s", quote(value)))
		}
	})
	return err
}

// walkStrings visits all strings below a value, with the names of their members.
func walkStrings(v reflect.Value, name string, depth int, visit func(name, value string, depth int)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && !emptyText(v.Elem()) {
			walkStrings(v.Elem(), name, depth, visit)
		}
	case reflect.Slice:
		for i := 0; i < v.Len(); i++ {
			walkStrings(v.Index(i), name, depth, visit)
		}
	case reflect.Struct:
		for i := 0; i < v.NumField(); i++ {
			if field := v.Type().Field(i); field.IsExported() {
				walkStrings(v.Field(i), field.Name, depth+1, visit)
			}
		}
	case reflect.String:
		visit(name, v.String(), depth)
	}
}

// emptyText reports whether a value is an empty string. Such a member counts as
// missing: Packer sends it for everything that a template does not set.
func emptyText(v reflect.Value) bool { return v.Kind() == reflect.String && v.Len() == 0 }

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// quote quotes and shortens a client's text, for a message.
func quote(s string) string {
	if len(s) > 64 {
		s = s[:64] + "..."
	}
	return fmt.Sprintf("%q", s)
}
