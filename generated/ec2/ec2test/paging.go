package ec2test

// This file implements pages. A token names the last resource of a page, not a
// count, so that a removed resource does not hide another one. It is signed with
// its request: a token that was changed, or that comes with another request, is
// rejected.

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// A pager makes the pages of one request. Tokens are valid as long as the process
// runs.
type pager struct {
	key   []byte
	asked string // the request, without NextToken and MaxResults
	size  int    // 0: everything at once
	after int    // serial of the last resource of the previous page
}

func randomKey() []byte {
	key := make([]byte, sha256.Size)
	_, _ = rand.Read(key)
	return key
}

// newPager checks the members of a request for pages.
func newPager[In any](t *tx, in *In) (pager, error) {
	size, from := member[*int32](in, "MaxResults"), aws.ToString(member[*string](in, "NextToken"))
	asked := *in
	setMember(&asked, "MaxResults", (*int32)(nil))
	setMember(&asked, "NextToken", (*string)(nil))
	p := pager{key: t.e.pageKey, asked: hash(t.operation, t.account, t.region, asText(asked)),
		size: int(aws.ToInt32(size))}
	if size != nil && *size < 1 {
		return p, rejectf("InvalidParameterValue",
			"Value ( %d ) for parameter maxResults is invalid: the minimum is 1", *size)
	}
	if from == "" {
		return p, nil
	}
	data, err := base64.RawURLEncoding.DecodeString(from)
	if err != nil || len(data) != 8+sha256.Size || !hmac.Equal(data[8:], p.sign(data[:8])) {
		return p, rejectf("InvalidParameterValue",
			"The token in NextToken is not one that %s has returned to this request", t.operation)
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

// token returns the token of the page after the resource with a serial.
func (p pager) token(serial int) string {
	place := binary.BigEndian.AppendUint64(nil, uint64(serial))
	return base64.RawURLEncoding.EncodeToString(append(place, p.sign(place)...))
}
