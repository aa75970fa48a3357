package cli

// This file adds what the AWS CLI's EC2 command line has beyond the API's own
// members: options for nested members, other names, defaults. Each is a row of a
// table. gen/peers/customizations-cli.yaml lists all customizations of the AWS CLI,
// with a reason for each one that is missing here.

import (
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A customization changes the options of a command ("*": of every command).
type customization struct {
	command string
	options func(c *command)
}

var customizations = []customization{
	{"*", renameOptions},
	{"run-instances", countOption},
	{"run-instances", networkOptions},
	{"bundle-instance", storageOptions},
	{"get-password-data", launchKeyOption},
	{"authorize-security-group-ingress", permissionOptions},
	{"authorize-security-group-egress", permissionOptions},
	{"revoke-security-group-ingress", permissionOptions},
	{"revoke-security-group-egress", permissionOptions},
}

// removedCommands lists operations that the AWS CLI does not offer: they belong to
// an upload tool that it lacks.
var removedCommands = map[string]bool{"import-instance": true, "import-volume": true}

// renamed lists switches that have another name in the AWS CLI, by command and
// name.
var renamed = []struct{ command, from, to string }{
	{"create-image", "--no-no-reboot", "--reboot"},
	{"*", "--no-egress", "--ingress"},
	{"*", "--no-disable-api-termination", "--enable-api-termination"},
}

func renameOptions(c *command) {
	for _, r := range renamed {
		if o := c.find(r.from); o != nil && o.apply == nil && (r.command == "*" || r.command == c.op.Command) {
			o.name = r.to
		}
	}
}

// countOption adds --count N and --count MIN:MAX, which replace MinCount and
// MaxCount.
func countOption(c *command) {
	c.remove("--min-count")
	c.remove("--max-count")
	c.add(&commandOption{option: option{name: "--count", dest: "count"},
		doc: "Instances to launch: a number, or minimum:maximum. Default: 1.",
		apply: func(c *command, params map[string]any, value any) error {
			low, high, ranged := strings.Cut(value.(string), ":")
			if !ranged {
				high = low
			}
			minimum, ok := positive(low)
			maximum, ok2 := positive(high)
			if !ok || !ok2 {
				return usagef("count parameter should be of form min[:max] (e.g. 1 or 1:10)")
			}
			params["MinCount"], params["MaxCount"] = minimum, maximum
			return nil
		}})
}

// networkOptions adds options that set members of the first network interface.
func networkOptions(c *command) {
	set := func(member string) func(*command, map[string]any, any) error {
		return func(c *command, params map[string]any, value any) error {
			firstOf(params, "NetworkInterfaces", map[string]any{"DeviceIndex": int64(0)})[member] = value
			return nil
		}
	}
	count := set("SecondaryPrivateIpAddressCount")
	public := set("AssociatePublicIpAddress")
	c.add(&commandOption{option: option{name: "--secondary-private-ip-addresses", dest: "secondary_private_ip_addresses",
		arity: several},
		doc: "Secondary private IP addresses of the network interface.", apply: secondaryAddresses},
		&commandOption{option: option{name: "--secondary-private-ip-address-count",
			dest: "secondary_private_ip_address_count", convert: usageValue(parseInteger)},
			doc: "Number of secondary private IP addresses that EC2 chooses.", apply: func(c *command, params map[string]any,
				value any) error {
				if value == int64(0) {
					return nil
				}
				return count(c, params, value)
			}},
		&commandOption{option: option{name: "--associate-public-ip-address", dest: "associate_public_ip_address", arity: none,
			sets: true},
			doc: "Assign a public IP address to the instance.", apply: public})
	c.add(&commandOption{option: option{name: "--no-associate-public-ip-address", dest: "associate_public_ip_address",
		arity: none, sets: false},
		doc: "Do not assign a public IP address to the instance.", apply: ignored})
}

func secondaryAddresses(c *command, params map[string]any, value any) error {
	words, _ := value.([]string)
	if len(words) == 0 {
		return nil
	}
	list := make([]any, len(words))
	for i, word := range words {
		list[i] = map[string]any{"PrivateIpAddress": word, "Primary": false}
	}
	first := firstOf(params, "NetworkInterfaces", map[string]any{"DeviceIndex": int64(0)})
	if _, ok := first["PrivateIpAddresses"]; !ok {
		first["PrivateIpAddresses"] = list
	}
	return nil
}

// firstOf returns the first structure of a list member. It creates the list if it
// is missing.
func firstOf(params map[string]any, member string, fresh map[string]any) map[string]any {
	if list, ok := params[member].([]any); ok && len(list) > 0 {
		if first, ok := list[0].(map[string]any); ok {
			return first
		}
	}
	params[member] = []any{fresh}
	return fresh
}

// storageOptions adds options that set members of Storage.S3.
func storageOptions(c *command) {
	if o := c.find("--storage"); o != nil {
		o.required = false
	}
	for _, s := range []struct{ option, member, doc string }{
		{"bucket", "Bucket", "Bucket for the AMI."},
		{"prefix", "Prefix", "Prefix of the object keys of the image's parts."},
		{"owner-akid", "AWSAccessKeyId", "Access key ID of the bucket's owner."},
		{"owner-sak", secretMember, "Secret access key of the bucket's owner. It signs the policy and is not sent."},
		{"policy", "UploadPolicy", "Policy that lets EC2 write to the bucket."},
	} {
		c.add(&commandOption{option: option{name: "--" + s.option, dest: s.option}, doc: s.doc,
			apply: func(c *command, params map[string]any, value any) error {
				if value == "" {
					return nil
				}
				storage, _ := params["Storage"].(map[string]any)
				if storage == nil {
					storage = map[string]any{"S3": map[string]any{}}
					params["Storage"] = storage
				}
				if s3, ok := storage["S3"].(map[string]any); ok {
					s3[s.member] = value
				}
				return nil
			}})
	}
}

// permissionOptions adds options that set members of the first IP permission.
func permissionOptions(c *command) {
	for _, hidden := range []string{"--ip-protocol", "--from-port", "--to-port", "--cidr-ip",
		"--source-security-group-name", "--source-security-group-owner-id"} {
		if o := c.find(hidden); o != nil {
			o.hidden = true
		}
	}
	for _, p := range []struct {
		option, doc string
		apply       func(permission map[string]any, word string) error
	}{
		{"protocol", "Protocol: tcp, udp, icmp, all, or a number.", setProtocol},
		{"port", "Port, range FROM-TO, all, or for ICMP TYPE-CODE.", setPorts},
		{"cidr", "CIDR block.", setCIDR},
		{"source-group", "ID or name of a security group.", setGroup},
		{"group-owner", "Account ID of the security group's owner.", func(p map[string]any, word string) error {
			firstOf(p, "UserIdGroupPairs", map[string]any{})["UserId"] = word
			return nil
		}},
	} {
		c.add(&commandOption{option: option{name: "--" + p.option, dest: p.option}, doc: p.doc,
			apply: func(c *command, params map[string]any, value any) error {
				if value == "" {
					return nil
				}
				return p.apply(firstOf(params, "IpPermissions", map[string]any{}), value.(string))
			}})
	}
}

func setProtocol(permission map[string]any, word string) error {
	if n, ok := positive(word); ok {
		if n < -1 || n > 255 {
			return usagef("protocol numbers must be in the range 0-255 or -1 to specify all protocols")
		}
	} else if !slices.Contains([]string{"tcp", "udp", "icmp", "all"}, word) {
		return usagef("protocol parameter should be one of: tcp|udp|icmp|all or any valid protocol number.")
	}
	if word == "all" {
		word = "-1"
	}
	permission["IpProtocol"] = word
	return nil
}

func setPorts(permission map[string]any, word string) error {
	from, to := word, word
	switch {
	case word == "-1" || word == "all":
		from, to = "-1", "-1"
	case strings.Contains(word, "-"):
		from, to, _ = strings.Cut(word, "-")
	}
	low, ok := positive(from)
	high, ok2 := positive(to)
	if !ok || !ok2 {
		return usagef("port parameter should be of the form <from[-to]> (e.g. 22 or 22-25)")
	}
	permission["FromPort"], permission["ToPort"] = low, high
	return nil
}

func setCIDR(permission map[string]any, word string) error {
	permission["IpRanges"] = []any{map[string]any{"CidrIp": word}}
	return nil
}

func setGroup(permission map[string]any, word string) error {
	member := "GroupName"
	if strings.HasPrefix(word, "sg-") {
		member = "GroupId"
	}
	firstOf(permission, "UserIdGroupPairs", map[string]any{})[member] = word
	return nil
}

// exclusive lists simple options that conflict with a structured one.
var exclusive = []struct {
	commands  []string
	structure string
	simple    []string
	message   string
}{
	{[]string{"run-instances"}, "network-interfaces",
		[]string{"secondary_private_ip_addresses", "secondary_private_ip_address_count", "associate_public_ip_address"},
		"Mixing the --network-interfaces option with the simple, scalar options is not supported."},
	{[]string{"bundle-instance"}, "storage", []string{"bucket", "prefix", "owner-akid", "owner-sak", "policy"},
		"Mixing the --storage option with the simple, scalar options is not recommended."},
	{[]string{"authorize-security-group-ingress", "authorize-security-group-egress", "revoke-security-group-ingress",
		"revoke-security-group-egress"},
		"ip-permissions", []string{"protocol", "port", "cidr", "source-group", "group-owner"},
		"The simple options are not compatible with the --ip-permissions option."},
}

// checkGiven rejects options that conflict with each other.
func (c *command) checkGiven() error {
	for _, e := range exclusive {
		if _, ok := c.given[e.structure]; !ok || !slices.Contains(e.commands, c.op.Command) {
			continue
		}
		for _, simple := range e.simple {
			if value, ok := c.given[simple]; ok && value != false && value != "" {
				return usagef("%s", e.message)
			}
		}
	}
	return nil
}

// finish changes parameters as botocore does before it encodes them.
func (c *command) finish(params map[string]any) error {
	if err := c.filterAlias(params); err != nil {
		return err
	}
	switch c.op.Name {
	case "RunInstances":
		if c.given["associate_public_ip_address"] == false {
			firstOf(params, "NetworkInterfaces", map[string]any{"DeviceIndex": int64(0)})["AssociatePublicIpAddress"] = false
		}
		intoInterface(params)
		encodeUserData(params)
		setDefault(params, "MinCount", int64(1))
		setDefault(params, "MaxCount", int64(1))
	case "CreateNetworkAclEntry", "ReplaceNetworkAclEntry":
		if number, ok := protocolNumbers[fmtString(params["Protocol"])]; ok {
			params["Protocol"] = number
		}
	case "BundleInstance":
		return c.signStorage(params)
	}
	return nil
}

// filterAlias accepts Filters in an input file if the member is called Filter.
func (c *command) filterAlias(params map[string]any) error {
	value, ok := params["Filters"]
	if !ok || c.op.Input == "" || c.api.shape(c.op.Input).member("Filter") == nil {
		return nil
	}
	if _, both := params["Filter"]; both {
		return &valueError{"Parameter 'Filter' and its alias 'Filters' were provided for operation " + c.op.Name +
			". Only one of them may be used."}
	}
	params["Filter"] = value
	delete(params, "Filters")
	return nil
}

// received changes a response as botocore does after it decodes it.
func (c *command) received(got page) error {
	switch c.op.Name {
	case "GetPasswordData":
		return c.decryptPassword(got)
	case "GetConsoleOutput":
		if encoded, ok := got["Output"].(string); ok {
			got["Output"] = consoleText(encoded)
		}
	}
	return nil
}

// consoleText decodes the text of a console, which EC2 sends in base64. Characters
// outside base64's alphabet are skipped; text that is still not base64 stays as it
// is.
func consoleText(encoded string) string {
	letters := strings.Map(func(r rune) rune {
		if r == '=' || r == '+' || r == '/' || r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return -1
	}, encoded)
	data, err := base64.StdEncoding.DecodeString(letters)
	if err != nil {
		return encoded
	}
	return strings.ToValidUTF8(string(data), "\ufffd")
}

var protocolNumbers = map[string]string{"tcp": "6", "udp": "17", "icmp": "1", "all": "-1"}

func fmtString(v any) string { text, _ := v.(string); return text }

func setDefault(params map[string]any, member string, value any) {
	if _, ok := params[member]; !ok {
		params[member] = value
	}
}

// intoInterface moves parameters that EC2 expects inside a network interface.
func intoInterface(params map[string]any) {
	list, _ := params["NetworkInterfaces"].([]any)
	if len(list) == 0 {
		return
	}
	first, _ := list[0].(map[string]any)
	if first["PrivateIpAddresses"] == nil && first["SecondaryPrivateIpAddressCount"] == nil &&
		first["AssociatePublicIpAddress"] == nil {
		return
	}
	for from, to := range map[string]string{"SubnetId": "SubnetId", "SecurityGroupIds": "Groups",
		"Ipv6AddressCount": "Ipv6AddressCount", "Ipv6Addresses": "Ipv6Addresses"} {
		if value, ok := params[from]; ok {
			first[to] = value
			delete(params, from)
		}
	}
	if address, ok := params["PrivateIpAddress"]; ok {
		first["PrivateIpAddresses"] = []any{map[string]any{"PrivateIpAddress": address, "Primary": true}}
		delete(params, "PrivateIpAddress")
	}
}

// encodeUserData encodes user data in base64, as EC2 requires.
func encodeUserData(params map[string]any) {
	switch v := params["UserData"].(type) {
	case string:
		params["UserData"] = base64.StdEncoding.EncodeToString([]byte(v))
	case []byte:
		params["UserData"] = base64.StdEncoding.EncodeToString(v)
	}
}

// defaultPageSize is the page size for lists of volumes and snapshots, which may be
// large, unless the request selects some of them.
const defaultPageSize = 1000

var largeLists = map[string]*regexp.Regexp{
	"describe-volumes":   regexp.MustCompile(`^(NextToken|DryRun)$`),
	"describe-snapshots": regexp.MustCompile(`^(NextToken|DryRun|OwnerIds|RestorableByUserIds)$`),
}

func pagesByDefault(op *Operation, params map[string]any) bool {
	allowed, large := largeLists[op.Command]
	for name := range params {
		large = large && allowed.MatchString(name)
	}
	return large
}
