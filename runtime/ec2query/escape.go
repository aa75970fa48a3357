package ec2query

// This file escapes text for a form, byte for byte as net/url.QueryEscape does, but
// appending to a buffer instead of creating strings.

const upperHex = "0123456789ABCDEF"

// unreserved marks the bytes that a form does not escape: letters, digits, and - .
// _ ~ (RFC 3986, 2.3).
var unreserved = func() (t [256]bool) {
	for c := '0'; c <= '9'; c++ {
		t[c] = true
	}
	for c := 'a'; c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = true, true
	}
	for _, c := range "-._~" {
		t[c] = true
	}
	return t
}()

// appendEscaped adds s to b. Runs without escapes, which are nearly all of EC2's
// requests, are copied whole.
func appendEscaped[T string | []byte](b []byte, s T) []byte {
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if unreserved[c] {
			continue
		}
		b = append(b, s[start:i]...)
		start = i + 1
		if c == ' ' {
			b = append(b, '+')
		} else {
			b = append(b, '%', upperHex[c>>4], upperHex[c&15])
		}
	}
	return append(b, s[start:]...)
}
