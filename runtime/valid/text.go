package valid

// This file checks values that have one form in all operations: IDs, CIDR blocks, ARNs
// and others. The rule itself has the check and the message.

// Text reports a violation of r if the member is set, is not empty, and does not
// satisfy the rule.
func (c *Collector) Text(r *Rule, member string, value *string) {
	if value != nil && *value != "" && !r.Holds(*value) {
		c.Add(r, member, r.Message, *value)
	}
}

// Hidden is like Text, for a member whose value must not appear in messages.
func (c *Collector) Hidden(r *Rule, member string, value *string) {
	if value != nil && *value != "" && !r.Holds(*value) {
		c.Add(r, member, r.Message, nil)
	}
}

// Texts is like Text, for each element of a list.
func (c *Collector) Texts(r *Rule, member string, values []string) {
	for i := range values {
		if values[i] != "" && !r.Holds(values[i]) {
			c.Item(member, i)
			c.Add(r, "", r.Message, values[i])
			c.Leave()
		}
	}
}
