package ledger

// This file picks the sentences that state a constraint or a default.

import "regexp"

// Patterns lists the words that pick a sentence, with the kind of statement. They
// rather pick too much than too little: a sentence about behavior costs a line in
// the ledger, a missed one costs a rule.
var Patterns = []struct{ Words, States string }{
	{`must|ha(s|ve) to|needs? to|required|requires|mandatory`, "required members"},
	{`can(not| not|'t)|may not|aren't allowed|(don't|do not|never) (specify|provide|use|include|set|enter|support|accept|allow)|doesn't (support|accept|allow|apply)|does not (support|accept|allow|apply)|not (be )?(allowed|permitted|supported|valid|available|used|specified|applicable)|isn't (supported|valid|allowed|available|applicable)|aren't (supported|valid|available)|unsupported|invalid|disallowed|prohibited|reserved for`, "forbidden members or values"},
	{`only|unless|except|exclusively|either|neither|mutually|one of the following|at most one|omit|omitted|in combination|not both|none of the other|instead|at a time|in the same request`, "combinations of members"},
	{`at (least|most)|up to|between (a |the )?\$?[\d-]+|between one|maximum|minimum|max|min|ranges? from|in the range|range is|range:|range of \d+|limited to|limit is|limit of|exceed|exceeds|(greater|less|more|fewer|longer|shorter|larger|higher|lower) than|no (more|less|fewer|later|earlier)|at the latest|multiples? of|positive|negative|whole number|integer|\d+ (to|through|-) \d+|[1-9]\d*-[1-9]\d* (characters|seconds|iops|gib|tib|mib|days)`, "limits of a number, a length or a time"},
	{`characters?|bytes|kb|ascii|letters|digits|alphanumeric|lowercase|uppercase|hyphens?|length:`,
		"the length and the characters of a text"},
	{`valid|possible|allowed|supported values?|acceptable|accepted|constraints?|following values|options are|values are|values:|values include`, "allowed values"},
	{`formatted|(following|this|utc|cidr|iso 8601|accountid:\S+) formats?|format is|format:|format of|in the form|syntax|base64|base64-encoded|yyyy\S*|iso 8601|begins? with|starts? with|ends? with|prefixed|wildcards?|comma-separated|separated by|case-(in)?sensitive|cidr notation`, "the form of a text"},
	{`ignored?|no effect|default|defaults|assumed|if you (don't|do not|leave)`, "the meaning of a missing or ignored value"},
	{`(request|operation|call|command|action) (will )?fails?|fails? if|could fail|results? in an error|(returns?|receive|get) an (error|\S*exception)|error is returned|error (response|message)|error \(|\S+ error\b|rejected|unsuccessful`, "rejected requests"},
	{`separate requests|overlap|overlaps|overlapping|duplicates?|in the (past|future)|future date|more than once`,
		"relations between values"},
}

var picking = compile()

func compile() []*regexp.Regexp {
	var list []*regexp.Regexp
	for _, p := range Patterns {
		list = append(list, regexp.MustCompile(`(?i)(^|\W)(`+p.Words+`)(\W|$)`))
	}
	return list
}

// pointer matches a sentence that only refers to other documents.
var pointer = regexp.MustCompile(`^(For more information|See |For an example|For information)`)

// Pick reports whether a sentence states a constraint or a default, by its words.
func Pick(text string) bool {
	text = straight.Replace(text)
	if pointer.MatchString(text) {
		return false
	}
	for _, re := range picking {
		if re.MatchString(text) {
			return true
		}
	}
	return false
}
