package valid

// This file checks values wherever they are in a request: ids, CIDR blocks, ARNs
// and whatever else has one form in all operations. Such a rule says itself what a
// value must be.

// Text reports a violation of r if the member is present, not empty, and not what
// the rule holds for.
func (c *Collector) Text(r *Rule, member string, value *string) {
	if value != nil && *value != "" && !r.Holds(*value) {
		c.Add(r, member, r.Message, *value)
	}
}

// Hidden is Text for a member whose value is kept out of messages.
func (c *Collector) Hidden(r *Rule, member string, value *string) {
	if value != nil && *value != "" && !r.Holds(*value) {
		c.Add(r, member, r.Message, nil)
	}
}

// Texts is Text for each element of a list.
func (c *Collector) Texts(r *Rule, member string, values []string) {
	for i := range values {
		if values[i] != "" && !r.Holds(values[i]) {
			c.Item(member, i)
			c.Add(r, "", r.Message, values[i])
			c.Leave()
		}
	}
}
