package spec

// This file is the form of a rule: what several members together must meet,
// which AWS says in prose only.

// A Rule is one such requirement. (Its full form is under construction.)
type Rule struct {
	ID  string
	Pos Pos
}
