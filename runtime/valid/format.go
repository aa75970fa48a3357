package valid

// This file checks formats that a pattern cannot describe. The functions take the text
// as in the request and do not allocate.

import (
	"encoding/binary"
	"hash/crc32"
)

// Base64 reports whether s is standard base64 with padding. Line breaks are allowed, as
// in most decoders.
func Base64(s string) bool {
	r := base64Reader{text: s}
	for r.next() > 0 {
	}
	return !r.bad
}

// UEFIVariableStore reports whether s is a UEFI variable store as EC2 returns and accepts
// it: base64 of the bytes AMZNUEFI, a CRC-32C of the rest, the version 0, both 32 bits
// and little-endian, and a zlib stream. The stream is not decompressed, because it uses a
// dictionary of AWS.
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

// DecodedLen returns the number of bytes that the base64 text s decodes to, up to the
// first invalid character.
func DecodedLen(s string) int {
	r := base64Reader{text: s}
	n := 0
	for k := r.next(); k > 0; k = r.next() {
		n += k
	}
	return n
}

// castagnoli is the table of CRC-32C. It is applied byte by byte, because crc32.Update
// would make the buffers above escape to the heap.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// zlibHeader reports whether two bytes begin a zlib stream: deflate, a window of at most
// 32 KB, and a multiple of 31 as the checksum (RFC 1950).
func zlibHeader(cmf, flg byte) bool {
	return cmf&15 == 8 && cmf>>4 <= 7 && (int(cmf)<<8|int(flg))%31 == 0
}

// A base64Reader decodes three bytes at a time, so that the checks above need no buffer
// of the text's size.
type base64Reader struct {
	text string
	bad  bool // the text is not base64
	end  bool // padding was seen
	buf  [3]byte
}

// next decodes the next group into buf and returns its number of bytes: 0 at the end or
// if the text is invalid.
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

// char returns the next character that is not part of a line break.
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

// digit returns the value of a base64 character, or -1 if it is not one.
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
