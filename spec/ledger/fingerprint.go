package ledger

// This file makes fingerprints: of the words of a sentence, so that typography
// and markup may change.

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
)

// Fingerprint is 12 hexadecimal digits of a hash of the normalized text.
func Fingerprint(text string) string {
	sum := sha256.Sum256([]byte(normalize(text)))
	return hex.EncodeToString(sum[:6])
}

// straight replaces typographic characters by what a keyboard has.
var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "\u00a0", " ")

// normalize is a text in lower case, its words joined by one space, without the
// punctuation around them: characters inside a word count, as in 0.25 and vpc-id.
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
