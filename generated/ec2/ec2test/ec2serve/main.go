// Command ec2serve runs a fake EC2 for tests in any language: package ec2test as a
// process, for clients such as the AWS CLI, boto3, Packer and the AWS SDKs.
//
// Usage:
//
//	ec2serve [flags]
//
// It prints its URL on standard output, one line, as soon as it accepts requests.
// Clients use it with AWS_ENDPOINT_URL_EC2 or their own setting, and any
// credentials. On ^C and SIGTERM it finishes the requests in flight and exits.
//
//	go install github.com/ec2gen/ec2gen/generated/ec2/ec2test/ec2serve@latest
//	ec2serve -addr 127.0.0.1:8002 -data ec2.state -snapshots any
//	AWS_ENDPOINT_URL_EC2=http://127.0.0.1:8002 aws ec2 describe-images
//
// Without -data the state ends with the process. With it, each change is on disk
// before its request gets a response, and survives exits and crashes.
//
// # What exists at the start
//
// -seed names a YAML file with snapshots, images and VPCs. Their members are
// those of EC2's types Snapshot, Image, Vpc, Subnet and SecurityGroup; account
// and region are keys of each entry. Missing members get defaults: completed, 8
// GiB, x86_64, hvm, a root device with a snapshot, 10.0.0.0/16, the first zone.
//
//	snapshots:
//	  - {SnapshotId: snap-0123456789abcdef0, VolumeSize: 8}
//	images:
//	  - ImageId: ami-0123456789abcdef0
//	    Name: base-1
//	    Architecture: arm64
//	    Public: true
//	    account: "111122223333"
//	    region: eu-north-1
//	vpcs:
//	  - VpcId: vpc-0123456789abcdef0
//	    CidrBlock: 10.1.0.0/16
//	    Tags: [{Key: Name, Value: builds}]
//	    subnets:
//	      - {SubnetId: subnet-0123456789abcdef0, CidrBlock: 10.1.0.0/24, AvailabilityZone: us-east-1b}
//	    securityGroups:
//	      - GroupId: sg-0123456789abcdef0
//	        GroupName: ssh
//	        Description: from the office
//	        IpPermissions:
//	          - {IpProtocol: tcp, FromPort: 22, ToPort: 22, IpRanges: [{CidrIp: 203.0.113.0/24}]}
//
// With -data, an entry is ignored if its id exists.
//
// # Accounts and Regions
//
// A request's signature has its Region. The access key identifies the account: -key
// KEY=ACCOUNT sets the account of a key, a key of 12 digits is its own account, and
// any other key belongs to -account.
//
// # What happens
//
// -v logs one line per request on standard error: time, account, Region, operation,
// status, error code, and the resources that it created, changed or deleted. The page at
// the server's URL shows the same in a browser, and the existing resources, and each
// request's parameters and response; it updates itself. The last -keep MiB of requests are
// kept for it. -record writes the parameters of each different request to a file in a
// directory.
//
// # Which clients may connect
//
// A client must use localhost, a loopback address, or the address of -addr.
// Requests with another Host are rejected, and so are requests that a browser sends
// for a page of another origin: otherwise any web page could use the server. -host
// allows another name, such as the name of a container: -addr 0.0.0.0:8002 -host
// ec2.
//
// # Exit status
//
// 0 stopped by ^C or SIGTERM; 2 error: bad usage, a file that cannot be read or
// written, an address in use. The URL goes to standard output, everything else to
// standard error.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

const example = "ec2serve -addr 127.0.0.1:8002 -data ec2.state -snapshots any"

// settings has the values of the flags.
type settings struct {
	addr, data, snapshots, seed string
	hosts                       []string
	account, region             string
	accounts                    map[string]string // by access key
	keep                        int               // MiB of requests, for the page
	verbose                     bool
	record                      string
}

func (s *settings) define(fs *flag.FlagSet) {
	s.accounts = map[string]string{}
	fs.StringVar(&s.addr, "addr", "127.0.0.1:0", "`HOST:PORT` to listen on; port 0 selects a free one")
	fs.Func("host", "`NAME` that clients may use for this host, or * for any; may be repeated "+
		"(default: localhost, loopback addresses and the address of -addr)", func(name string) error {
		s.hosts = append(s.hosts, name)
		return nil
	})
	fs.StringVar(&s.data, "data", "",
		"`FILE` that keeps the state across restarts (default: the state ends with the process)")
	fs.StringVar(&s.seed, "seed", "", "YAML `FILE` with the images, snapshots and VPCs that exist at the start")
	fs.StringVar(&s.snapshots, "snapshots", "",
		"`FILE` with the snapshots that exist, one per line: ID or ID SIZE in GiB; or any: every id is a completed "+
			"snapshot of 8 GiB")
	fs.StringVar(&s.account, "account", "123456789012", "account `ID` of callers without a -key")
	fs.Func("key", "access `KEY=ACCOUNT` of another account; may be repeated; an access key of 12 digits is its own "+
		"account", s.addKey)
	fs.StringVar(&s.region, "region", "us-east-1", "Region `NAME` of requests that are not signed")
	fs.IntVar(&s.keep, "keep", 8, "keep the last `N` MiB of requests and responses, for the page at /; 0 keeps none")
	fs.StringVar(&s.record, "record", "",
		"`DIR` for the parameters of each different request: OPERATION-HASH.body, a form")
	fs.BoolVar(&s.verbose, "v", false, "log one line per request on standard error: operation, outcome, changes")
}

var accountForm = regexp.MustCompile(`^[0-9]{12}$`)

func (s *settings) addKey(text string) error {
	key, account, ok := strings.Cut(text, "=")
	if !ok || key == "" || !accountForm.MatchString(account) {
		return errors.New("expected KEY=ACCOUNT, and 12 digits for the account")
	}
	s.accounts[key] = account
	return nil
}

// check rejects values that have the right type but are not allowed.
func (s *settings) check() error {
	var errs []error
	if !accountForm.MatchString(s.account) {
		errs = append(errs, fmt.Errorf("-account %q: expected 12 digits", s.account))
	}
	if !regionForm.MatchString(s.region) {
		errs = append(errs, fmt.Errorf("-region %q: expected a name such as eu-north-1", s.region))
	}
	if s.keep < 0 || s.keep > maxKeep {
		errs = append(errs, fmt.Errorf("-keep %d: expected 0 to %d MiB", s.keep, maxKeep))
	}
	return errors.Join(errs...)
}

// maxKeep is the maximum of -keep, in MiB.
const maxKeep = 4096

var regionForm = regexp.MustCompile(`^[a-z]{2,4}(-[a-z]+)+-[0-9]+$`)

// run runs the program and returns its exit status.
func run(args []string, stdout, stderr io.Writer) int {
	s, err := parse(args, stdout)
	if err == nil {
		err = serve(s, stdout, stderr)
	}
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	}
	report(stderr, err)
	return 2
}

// parse parses the command line, and prints the help of -h.
func parse(args []string, stdout io.Writer) (settings, error) {
	var s settings
	fs := flag.NewFlagSet("ec2serve", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	s.define(fs)
	err := fs.Parse(args)
	if err == nil && fs.NArg() > 0 {
		err = fmt.Errorf("unexpected argument %q", fs.Arg(0))
	}
	switch {
	case errors.Is(err, flag.ErrHelp):
		help(stdout, fs)
		return s, err
	case err != nil:
		return s, fmt.Errorf("%w; see ec2serve -h", err)
	}
	return s, s.check()
}

func help(w io.Writer, fs *flag.FlagSet) {
	fmt.Fprint(w, "usage: ec2serve [flags]\n\nRun a fake EC2 for tests in any language.\n\n")
	fs.SetOutput(w)
	fs.PrintDefaults()
	fmt.Fprintf(w, "\nexample:\n  %s\n", example)
}

// report prints one line per error. Positions stay at the start of their line, so
// that terminals and editors can open them.
func report(w io.Writer, err error) {
	for _, line := range strings.Split(strings.TrimRight(err.Error(), "\n"), "\n") {
		if !startsWithPosition(line) {
			line = "ec2serve: " + line
		}
		fmt.Fprintln(w, line)
	}
}

// startsWithPosition reports whether line begins with file:line:col.
func startsWithPosition(line string) bool {
	position, _, ok := strings.Cut(line, ": ")
	return ok && !strings.ContainsAny(position, " \t") && strings.Count(position, ":") >= 2
}
