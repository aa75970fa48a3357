package ec2xml

// This file reads and writes the body of an error response:
//
//	<Response>
//	    <Errors><Error><Code>InvalidAMIName.Duplicate</Code><Message>...</Message></Error></Errors>
//	    <RequestID>ea966190-f9aa-478e-9ede-example</RequestID>
//	</Response>

// An Error is the content of an error response. It is data, not a Go error: the
// client decides what to return.
type Error struct {
	Code      string // "InvalidAMIName.Duplicate"; "" if the response has none
	Message   string
	RequestID string
}

// ParseError reads the body of an error response. An empty body, or a document of
// another kind such as a proxy's error page, is an empty Error. A body that is not
// well-formed is an error as in Decoder.Err. The last of several errors counts, as
// in the SDK.
func ParseError(data []byte) (Error, error) {
	var e Error
	d := NewDecoder(data, Limits{})
	for d.Next() {
		switch string(d.Name()) {
		case "Errors":
			for d.Next() {
				if string(d.Name()) == "Error" {
					e.decode(d)
				} else {
					d.Skip()
				}
			}
		case "RequestID", "RequestId":
			e.RequestID = d.Text()
		default:
			d.Skip()
		}
	}
	if e.RequestID == "" {
		e.RequestID = d.RequestID()
	}
	if d.Err() != nil {
		return Error{}, d.Err()
	}
	return e, nil
}

// decode reads one Error element.
func (e *Error) decode(d *Decoder) {
	for d.Next() {
		switch string(d.Name()) {
		case "Code":
			e.Code = d.Text()
		case "Message":
			e.Message = d.Text()
		default:
			d.Skip()
		}
	}
}

// NewErrorDecoder returns a Decoder positioned before the children of the first
// Error in the body of an error response, for errors with more members in the model
// than code and message. Without such an element there are no children.
func NewErrorDecoder(data []byte, lim Limits) *Decoder {
	d := NewDecoder(data, lim)
	for _, name := range []string{"Errors", "Error"} {
		for d.Next() && string(d.Name()) != name {
			d.Skip()
		}
	}
	return d
}
