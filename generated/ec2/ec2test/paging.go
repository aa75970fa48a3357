package ec2test

// This file is pages. A token names the last thing shown, not how many were, so
// that things which go away between two pages hide no other. It is signed together
// with the request it belongs to: one that was changed, or that goes with another
// request, is refused.

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// A pager cuts the pages of one request. Tokens hold as long as the process.
type pager struct {
	key   []byte
	asked string // the operation and what it asks for, without the place and size of the page
	size  int    // 0: everything at once
	after int    // serial of the last thing shown before
}

func randomKey() []byte {
	key := make([]byte, sha256.Size)
	_, _ = rand.Read(key)
	return key
}

// pager checks what a request says of pages, before anything is looked up.
func (e *EC2) pager(operation string, asked interface{}, size *int32, from *string) (pager, error) {
	p := pager{key: e.pageKey, asked: operation + " " + asText(asked)}
	if size != nil && *size < 1 {
		return p, refusal("InvalidParameterValue", fmt.Sprintf("MaxResults is %d, and must be 1 or more", *size))
	}
	p.size = int(aws.ToInt32(size))
	if aws.ToString(from) == "" {
		return p, nil
	}
	data, err := base64.RawURLEncoding.DecodeString(*from)
	if err != nil || len(data) != 8+sha256.Size || !hmac.Equal(data[8:], p.sign(data[:8])) {
		return p, refusal("InvalidParameterValue", "The token in NextToken is not one that "+operation+" has returned to this request")
	}
	p.after = int(binary.BigEndian.Uint64(data))
	return p, nil
}

func (p pager) sign(place []byte) []byte {
	mac := hmac.New(sha256.New, p.key)
	mac.Write(place)
	mac.Write([]byte(p.asked))
	return mac.Sum(nil)
}

func (p pager) token(serial int) *string {
	place := binary.BigEndian.AppendUint64(nil, uint64(serial))
	return aws.String(base64.RawURLEncoding.EncodeToString(append(place, p.sign(place)...)))
}

// A numbered thing is what is shown, with its serial.
type numbered[T any] struct {
	shown  T
	serial int
}

// paged is one page of what was found, and the token of the next.
func paged[T any](p pager, found []numbered[T]) (page []T, next *string) {
	page = []T{}
	last := 0
	for _, f := range found {
		if f.serial <= p.after {
			continue
		}
		if p.size > 0 && len(page) == p.size {
			return page, p.token(last)
		}
		page, last = append(page, f.shown), f.serial
	}
	return page, nil
}
