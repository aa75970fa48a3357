package ec2time_test

import (
	"fmt"
	"time"

	"github.com/ec2gen/ec2gen/runtime/ec2time"
)

func Example() {
	at := time.Date(2022, 10, 3, 12, 0, 0, 250e6, time.UTC)
	fmt.Println(string(ec2time.Append(nil, at, ec2time.DateTime)))
	fmt.Println(string(ec2time.Append(nil, at, ec2time.EpochSeconds)))
	read, err := ec2time.Parse("2022-10-03T14:00:00+02:00", ec2time.DateTime)
	fmt.Println(read.UTC(), err)
	// Output:
	// 2022-10-03T12:00:00.25Z
	// 1664798400.25
	// 2022-10-03 12:00:00 +0000 UTC <nil>
}
