package awsclient

// This file has the code that generated paginators share: the tokens of the pages.

import (
	"errors"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
)

// Pages is the position of a paginator. The zero value is before the first page.
type Pages struct {
	next          *string
	started       bool
	stopDuplicate bool
}

// NewPages returns the position before the page of token, which is nil for the
// first page. If stopOnDuplicate is set, a response with its own request's token is
// the last page; some services return the same token forever.
func NewPages(token *string, stopOnDuplicate bool) Pages {
	return Pages{next: token, stopDuplicate: stopOnDuplicate}
}

// More reports whether there is another page: the first one, or one whose token was
// in the previous response.
func (p *Pages) More() bool { return !p.started || p.next != nil && *p.next != "" }

// SetToken sets the request's token for the next page. It returns an error if there is
// no next page.
func (p *Pages) SetToken(token **string) error {
	if !p.More() {
		return errors.New("no more pages available")
	}
	*token = p.next
	return nil
}

// Advance moves to the next page, whose token was in the response.
func (p *Pages) Advance(token *string) {
	before := p.next
	p.started, p.next = true, token
	if p.stopDuplicate && before != nil && token != nil && *before == *token {
		p.next = nil
	}
}

// PageLimit returns the request's limit for a paginator's limit, or nil unless it
// is positive.
func PageLimit(limit int32) *int32 {
	if limit <= 0 {
		return nil
	}
	return &limit
}

// PaginatorOptions returns optFns with the User-Agent feature of paginators.
func PaginatorOptions(optFns []func(*Options)) []func(*Options) {
	return append([]func(*Options){withFeature(awsmiddleware.UserAgentFeaturePaginator)}, optFns...)
}
