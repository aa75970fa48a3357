package awsclient

// This file is what generated paginators share: the walk from token to token.

import (
	"errors"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
)

// Pages is where a paginator is. The zero value has a first page.
type Pages struct {
	next          *string
	started       bool
	stopDuplicate bool
}

// NewPages starts at the token, nil for the first page. stopOnDuplicate ends
// the walk at an answer that carries its request's own token, which some
// services give for ever.
func NewPages(token *string, stopOnDuplicate bool) Pages {
	return Pages{next: token, stopDuplicate: stopOnDuplicate}
}

// More says whether there is a page to ask for: the first, or one that the
// answer before has named.
func (p *Pages) More() bool { return !p.started || p.next != nil && *p.next != "" }

// Ask sets the request's token for the next page. It is an error when there is none.
func (p *Pages) Ask(token **string) error {
	if !p.More() {
		return errors.New("no more pages available")
	}
	*token = p.next
	return nil
}

// Answer takes the token that an answer carries.
func (p *Pages) Answer(token *string) {
	before := p.next
	p.started, p.next = true, token
	if p.stopDuplicate && before != nil && token != nil && *before == *token {
		p.next = nil
	}
}

// PageLimit is the request's limit for a paginator's: absent unless positive.
func PageLimit(limit int32) *int32 {
	if limit <= 0 {
		return nil
	}
	return &limit
}

// PaginatorOptions are a page's options, with the User-Agent feature that tells
// AWS of a paginator.
func PaginatorOptions(optFns []func(*Options)) []func(*Options) {
	return append([]func(*Options){withFeature(awsmiddleware.UserAgentFeaturePaginator)}, optFns...)
}
