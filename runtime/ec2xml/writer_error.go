package ec2xml

// This file writes error responses.

// AppendError appends the body of an error response with the content of e to b and
// returns the longer slice.
func AppendError(b []byte, e Error) []byte {
	w := Writer{buf: b}
	root := w.Root("Response", "")
	list := w.Enter("Errors")
	one := w.Enter("Error")
	w.Text("Code", e.Code)
	w.Text("Message", e.Message)
	w.Leave(one)
	w.Leave(list)
	w.Text("RequestID", e.RequestID)
	w.Leave(root)
	return w.Bytes()
}
