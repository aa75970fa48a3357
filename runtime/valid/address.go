package valid

// This file checks network addresses, ARNs and IDs. Package net/netip parses addresses
// without allocation if they are valid.

import (
	"net/netip"
	"strings"
)

// IPv4 reports whether s is an IPv4 address in dotted decimal form.
func IPv4(s string) bool {
	a, err := netip.ParseAddr(s)
	return err == nil && a.Is4()
}

// IPv6 reports whether s is an IPv6 address without a zone.
func IPv6(s string) bool {
	a, err := netip.ParseAddr(s)
	return err == nil && a.Is6() && a.Zone() == ""
}

// IP reports whether s is an IPv4 or IPv6 address.
func IP(s string) bool { return IPv4(s) || IPv6(s) }

// CIDR4 reports whether s is an IPv4 block in CIDR notation. Bits after the prefix may be
// set, because EC2 clears them.
func CIDR4(s string) bool {
	p, err := netip.ParsePrefix(s)
	return err == nil && p.Addr().Is4()
}

// CIDR6 reports whether s is an IPv6 block in CIDR notation.
func CIDR6(s string) bool {
	p, err := netip.ParsePrefix(s)
	return err == nil && p.Addr().Is6()
}

// CIDR reports whether s is an IPv4 or IPv6 block in CIDR notation.
func CIDR(s string) bool {
	_, err := netip.ParsePrefix(s)
	return err == nil
}

// MAC reports whether s is a MAC address: six pairs of hexadecimal digits, joined
// by colons or hyphens.
func MAC(s string) bool {
	if len(s) != 17 {
		return false
	}
	for i := 0; i < len(s); i++ {
		switch {
		case i%3 == 2:
			if s[i] != s[2] || s[i] != ':' && s[i] != '-' {
				return false
			}
		case !isHex(s[i]) && (s[i] < 'A' || s[i] > 'F'):
			return false
		}
	}
	return true
}

// ARN reports whether s has the six parts of an Amazon Resource Name. The first is arn;
// partition, service and resource must not be empty.
func ARN(s string) bool {
	rest, ok := strings.CutPrefix(s, "arn:")
	for part := 1; ok && part <= 4; part++ { // partition, service, region, account
		var text string
		text, rest, ok = strings.Cut(rest, ":")
		ok = ok && (text != "" || part > 2)
	}
	return ok && rest != ""
}

// ResourceID reports whether s ends in a hyphen and 8 or 17 lower-case hexadecimal
// digits, like the IDs of EC2 resources.
func ResourceID(s string) bool {
	digits := s[strings.LastIndexByte(s, '-')+1:]
	if len(digits) == len(s) || len(digits) != 8 && len(digits) != 17 {
		return false
	}
	for i := 0; i < len(digits); i++ {
		if !isHex(digits[i]) {
			return false
		}
	}
	return true
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' }
