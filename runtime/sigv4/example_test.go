package sigv4_test

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/ec2gen/ec2gen/runtime/sigv4"
)

// A fake service verifies who sent a request. It is given the secrets.
func ExampleVerifier() {
	v := &sigv4.Verifier{Secrets: map[string]string{"AKIDEXAMPLE": "secret"}}
	body := "Action=DescribeImages&Version=2016-11-15"
	r, err := http.NewRequest("POST", "http://localhost/", strings.NewReader(body))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(v.Verify(r, []byte(body)))
	// Output: AuthFailure: AWS was not able to validate the provided access credentials: the request has no Authorization header
}
