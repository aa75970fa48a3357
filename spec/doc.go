// Package spec implements the model language. A model describes an EC2 API on the
// wire and the requirements on its requests, in YAML that people read and review.
// It is loaded into a linked and checked [Model]. The package handles YAML and
// AWS's terms, and no Go code; package gen generates Go code from a Model.
//
// # A model
//
// A model is a directory. ec2gen import writes model.yaml from AWS's own files; do
// not edit it. Files named overlay*.yaml are hand-written: documentation, dates,
// examples, error codes and rules. They have the same keys and are read into the
// model in the order of their names. A model may also be a single file, such as
// this one:
//
//	service:
//	  id: EC2
//	  title: Amazon Elastic Compute Cloud
//	  protocol: ec2                 # the only supported one
//	  apiVersion: "2016-11-15"      # the parameter Version of every request
//	  xmlNamespace: http://ec2.amazonaws.com/doc/2016-11-15
//	  endpointPrefix: ec2           # ec2.us-east-1.amazonaws.com
//	  signingName: ec2
//
//	operations:
//	  RegisterImage:
//	    input: RegisterImageRequest # a structure below; default: no input
//	    output: RegisterImageResult
//	    since: 2009-10-31
//	    doc: RegisterImage creates an AMI from a snapshot.
//	    examples:                   # each is a test of the generated package
//	      - title: Register the snapshot of a root volume
//	        input:
//	          Name: my-image
//	          BlockDeviceMappings:
//	            - {DeviceName: /dev/xvda, Ebs: {SnapshotId: snap-1234567890abcdef0}}
//	        wire: |-                # the body, one parameter per line
//	          Action=RegisterImage
//	          BlockDeviceMapping.1.DeviceName=%2Fdev%2Fxvda
//	          BlockDeviceMapping.1.Ebs.SnapshotId=snap-1234567890abcdef0
//	          Name=my-image
//	          Version=2016-11-15
//	        response: <RegisterImageResponse><imageId>ami-1234567890abcdef0</imageId></RegisterImageResponse>
//	        output: {ImageId: ami-1234567890abcdef0}
//
//	shapes:
//	  RegisterImageRequest:
//	    type: structure
//	    members:
//	      # The parameter is called Name, the default.
//	      Name: {shape: ImageName, required: true}
//	      # The parameter is called Architecture: the XML name with a capital.
//	      Architecture: {shape: ArchitectureValues, xml: architecture, default: i386}
//	      # Elements are BlockDeviceMapping.1, .2 and so on, with the XML name.
//	      BlockDeviceMappings: {shape: BlockDeviceMappings, xml: BlockDeviceMapping}
//	      DryRun: {shape: Boolean, query: DryRun, xml: dryRun}
//	  RegisterImageResult:
//	    type: structure
//	    members:
//	      ImageId: {shape: String, xml: imageId}    # <imageId> in the response
//	  ArchitectureValues:
//	    type: enum                                  # open: the service may have more
//	    values:
//	      - i386
//	      - {value: arm64, since: 2018-11-28, doc: AWS Graviton.}
//	  BlockDeviceMappings: {type: list, element: {shape: BlockDeviceMapping}}   # in <item>s
//	  BlockDeviceMapping:
//	    type: structure
//	    members:
//	      DeviceName: {shape: String, xml: deviceName}
//	      Ebs: {shape: EbsBlockDevice, xml: ebs}
//	  EbsBlockDevice:
//	    type: structure
//	    members:
//	      Iops: {shape: Integer, xml: iops, range: {min: 100}}
//	      SnapshotId: {shape: String, xml: snapshotId}
//	      VolumeType: {shape: String, xml: volumeType}
//	  ImageName: {type: string, length: {min: 3, max: 128}}
//	  Boolean: {type: boolean}
//	  Integer: {type: integer}
//	  String: {type: string}
//
//	errors:
//	  InvalidAMIName.Duplicate:
//	    fields:
//	      ImageId: {pattern: '\b(ami-[0-9a-f]+)\b', doc: The AMI that has the name.}
//	    doc: There is an AMI with this name.
//
//	rules:
//	  - id: iops-required
//	    at: EbsBlockDevice
//	    when: {VolumeType: [io1, io2]}
//	    require: [Iops]
//	    level: error
//	    code: InvalidParameterCombination
//	    because: A provisioned-IOPS volume has no default IOPS.
//	    source: the documentation of RegisterImage, Iops
//
// An overlay only contains what it adds or changes:
//
//	operations:
//	  RegisterImage:
//	    doc: RegisterImage creates an AMI from a snapshot of a root volume.
//	shapes:
//	  RegisterImageRequest:
//	    members:
//	      Name: {doc: Unique in the account and Region.}
//	  ArchitectureValues:
//	    values:
//	      - riscv64                           # a new value
//	      - {value: i386, doc: 32 bit.}       # a change of a value
//
// Every line must change something: an entry that repeats the model, that names
// something unknown, or that another overlay overrides is an error. So outdated
// entries are found. An entry with input or output, type, or shape adds a new
// operation, shape or member.
//
// # Keys
//
// This list explains the keys in the tables of keys.go. Keys marked * are required.
//
//	model
//	  service         * the API
//	  operations      by name
//	  shapes          by name
//	  errors          codes with their own Go types, by code
//	  rules           requirements on members: see rule_keys.go
//	  since           dates of many things, written by a tool: see since.go
//	service
//	  id              * EC2
//	  title           Amazon Elastic Compute Cloud
//	  protocol        * ec2
//	  apiVersion      * 2016-11-15, sent as Version
//	  xmlNamespace    of responses
//	  endpointPrefix  the first label of the host
//	  signingName     the service in the scope of a signature
//	  doc             documentation
//	operation
//	  input           a structure; default: no parameters
//	  output          a structure; default: only a request id
//	  errors          structures with the key error
//	  since           YYYY-MM-DD of the first model that has it
//	  deprecated      true, or {message, since}
//	  hostPrefix      prepended to the host, such as "{Member}."
//	  compression     true: the body may be gzipped
//	  paginator       how to request the next page
//	  waiters         by name
//	  doc             documentation
//	  examples        a list; overlays append to it
//	paginator
//	  inputToken      * the request's member with the token
//	  outputToken     * the response's member with the next token
//	  limitKey        the request's member with the maximum size of a page
//	  resultKeys      the response's members that are paged
//	  moreResults     the response's member that reports whether there are more pages
//	waiter
//	  delay           * seconds between calls
//	  maxAttempts     * number of calls
//	  acceptors       * a list: the first that matches decides
//	  deprecated      true, or {message, since}
//	  doc             documentation
//	acceptor
//	  state           * success, failure or retry
//	  matcher         * path, pathAll, pathAny, status or error
//	  argument        of the path matchers: a JMESPath expression
//	  expected        * the value, status or error code that matches
//	example
//	  title           one line
//	  source          its source
//	  input           members and their values
//	  wire            the request's body, key=value lines
//	  response        the response's XML
//	  output          the decoded response
//	  breaks          ids of rules that the published example violates
//	shape
//	  type            * structure, list, map, string, enum, boolean, integer (32 bit), long (64 bit), float, double, blob, timestamp
//	  error           of a structure that is an error's body
//	  key             * of a map: a member, a string or an enum, in <key> by default
//	  element         * of a list: a member, in <item> by default
//	  value           * of a map: a member, in <value> by default
//	  values          * of an enum: texts, or mappings with value
//	  length          {min, max} of a string's characters, a blob's bytes, a list's or map's entries
//	  range           {min, max} of a number
//	  pattern         RE2 that matches anywhere in a string; use ^ and $ for the whole
//	  format          of a timestamp: dateTime, httpDate or epochSeconds
//	  sensitive       true: kept out of logs
//	  deprecated      true, or {message, since}
//	  goName          overlay: the Go name; default: derived
//	  doc             documentation
//	  members         of a structure, by name
//	member
//	  shape           * its type
//	  query           its name in requests; default: xml, or its name, with a capital
//	  xml             its name in responses; default: its name
//	  flattened       true: in responses, the list has no enclosing element
//	  required        true: a request without it is rejected
//	  idempotencyToken true: the client sets it if it is missing
//	  hostLabel       true: its value goes into hostPrefix
//	  sensitive       true: kept out of logs
//	  deprecated      true, or {message, since}
//	  format          as the shape's
//	  xmlNamespace    of its element
//	  xmlAttribute    true: an attribute instead of an element
//	  length          as the shape's: both are checked
//	  range           as the shape's
//	  pattern         as the shape's
//	  filters         of a list of filters: their names, sorted, to which overlays add; tag: stands for tag:KEY
//	  since           YYYY-MM-DD of the first model that has it
//	  default         the service's default
//	  goName          overlay: the Go name
//	  doc             documentation
//	bounds
//	  min             inclusive; default: no limit
//	  max             inclusive; default: no limit
//	error
//	  code            on the wire; default: the shape's name
//	  status          HTTP
//	  fault           client or server
//	value
//	  value           * on the wire
//	  name            Smithy's name for it
//	  since           YYYY-MM-DD
//	  deprecated      true, or {message, since}
//	  goName          overlay: the whole name of the constant
//	  doc             documentation
//	deprecated
//	  message         what to use instead
//	  since           YYYY-MM-DD
//	error code
//	  goName          overlay: the Go type's name, without Error
//	  status          HTTP; default: 400
//	  operations      that may return it; default, without members: all
//	  members         names; an operation whose request has such a member may return it
//	  fields          extracted from the message, by name
//	  doc             its meaning and the remedy
//	  source          its source
//	field
//	  pattern         * RE2 with one group: the value
//	  doc             documentation
//
// # YAML
//
// Models consist of mappings, lists and scalars. Anchors, aliases, merge keys,
// tags, several documents in a file and duplicate keys are errors. A file is in
// UTF-8 and has at most 16 MB.
//
// # From file to model
//
// [Load] and similar functions (load.go) parse files into nodes (package yamlread),
// read them into a Model by the tables of keys (keys.go, implemented by key.go and
// decode.go), replace names with pointers (link.go), and run tables of checks
// (check.go and check_*.go). All mistakes are in one [Errors], each with file, line,
// column and remedy. [Link] does the last two steps for a model that is not from
// YAML. [Encode] (encode.go) writes a model.
package spec
