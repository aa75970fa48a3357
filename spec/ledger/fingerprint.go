package ledger

// This file computes fingerprints from the words of a sentence, so that typography
// and markup may change.

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
)

// Fingerprint returns 12 hexadecimal digits of a hash of the normalized text.
func Fingerprint(text string) string {
	sum := sha256.Sum256([]byte(normalize(text)))
	return hex.EncodeToString(sum[:6])
}

// straight replaces typographic characters with ASCII.
var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "\u00a0", " ")

// normalize returns a text in lower case with its words joined by one space,
// without punctuation around words. Characters inside a word are kept, as in 0.25
// and vpc-id.
func normalize(text string) string {
	words := strings.FieldsFunc(strings.ToLower(straight.Replace(text)), unicode.IsSpace)
	kept := words[:0]
	for _, w := range words {
		if w = strings.Trim(w, `.,;:!?"'()[]`); w != "" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}
