package valid

// This file is the forms that a pattern cannot say. Each takes the text as it
// is in the request and allocates nothing.

import (
	"encoding/binary"
	"hash/crc32"
)

// Base64 says whether s is standard base64 with its padding. Line breaks are
// allowed, as most decoders do.
func Base64(s string) bool {
	r := base64Reader{text: s}
	for r.next() > 0 {
	}
	return !r.bad
}

// UEFIVariableStore says whether s is a UEFI variable store as EC2 hands it
// out and takes it back: base64 of the bytes AMZNUEFI, a CRC-32C of all that
// follows it, the version 0, both 32 bits and little-endian, and a zlib stream.
// The stream itself is not read: it is packed with a dictionary of AWS's.
func UEFIVariableStore(s string) bool {
	r := base64Reader{text: s}
	if r.next() < 3 { // AMZ
		return false
	}
	var head [18]byte
	size, sum := 0, ^uint32(0)
	for n := 3; n > 0; n = r.next() {
		for _, b := range r.buf[:n] {
			if size < len(head) {
				head[size] = b
			}
			if size >= 12 {
				sum = castagnoli[byte(sum)^b] ^ sum>>8
			}
			size++
		}
	}
	return !r.bad && size >= len(head) &&
		string(head[:8]) == "AMZNUEFI" &&
		binary.LittleEndian.Uint32(head[8:]) == ^sum &&
		binary.LittleEndian.Uint32(head[12:]) == 0 &&
		zlibHeader(head[16], head[17])
}

// DecodedLen returns how many bytes the base64 text s stands for; what is behind a
// character that is not base64 is not counted.
func DecodedLen(s string) int {
	r := base64Reader{text: s}
	n := 0
	for k := r.next(); k > 0; k = r.next() {
		n += k
	}
	return n
}

// castagnoli is the table of CRC-32C. It is used byte by byte: crc32.Update
// would make the buffers above escape to the heap.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// zlibHeader says whether two bytes begin a zlib stream: deflate, a window of
// at most 32 KB, and the check that makes both a multiple of 31 (RFC 1950).
func zlibHeader(cmf, flg byte) bool {
	return cmf&15 == 8 && cmf>>4 <= 7 && (int(cmf)<<8|int(flg))%31 == 0
}

// A base64Reader decodes three bytes at a time, which is all that the checks
// above need, and so needs no buffer of the text's size.
type base64Reader struct {
	text string
	bad  bool // the text is not base64
	end  bool // padding was seen
	buf  [3]byte
}

// next decodes the next group into buf and returns how many bytes it has: 0 at
// the end, or where the text is bad.
func (r *base64Reader) next() int {
	var bits uint32
	digits, pads := 0, 0
	for digits+pads < 4 {
		c, ok := r.char()
		switch v := digit(c); {
		case !ok:
			r.bad = r.bad || digits+pads > 0
			return 0
		case c == '=' && digits >= 2:
			pads++
			bits <<= 6
		case v < 0 || pads > 0 || r.end:
			r.bad = true
			return 0
		default:
			digits++
			bits = bits<<6 | uint32(v)
		}
	}
	r.end = pads > 0
	r.buf = [3]byte{byte(bits >> 16), byte(bits >> 8), byte(bits)}
	return 3 - pads
}

// char takes the next character that is not part of a line break.
func (r *base64Reader) char() (byte, bool) {
	for r.text != "" {
		c := r.text[0]
		r.text = r.text[1:]
		if c != '\r' && c != '\n' {
			return c, true
		}
	}
	return 0, false
}

// digit is the value of a base64 character, -1 if it is none.
func digit(c byte) int {
	switch {
	case 'A' <= c && c <= 'Z':
		return int(c - 'A')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 26
	case '0' <= c && c <= '9':
		return int(c-'0') + 52
	case c == '+':
		return 62
	case c == '/':
		return 63
	}
	return -1
}
