// Package spec is the model language: what an EC2 API looks like on the wire
// and what a request must meet, in YAML that people read and review, loaded
// into a linked and checked [Model]. It knows YAML and AWS's words, and nothing
// of Go code; package gen turns a Model into that.
//
// # A model
//
// A model is a directory. model.yaml is what a tool knows: ec2gen import writes it
// from AWS's own files, and nobody edits it. Files named overlay*.yaml are what
// people know: documentation, dates, examples, error codes and rules. They have
// the same keys and are read onto the model in the order of their names. A
// model may also be a single file that says everything, as this one does:
//
//	service:
//	  id: EC2
//	  title: Amazon Elastic Compute Cloud
//	  protocol: ec2                 # the only one there is
//	  apiVersion: "2016-11-15"      # the parameter Version of every request
//	  xmlNamespace: http://ec2.amazonaws.com/doc/2016-11-15
//	  endpointPrefix: ec2           # ec2.us-east-1.amazonaws.com
//	  signingName: ec2
//
//	operations:
//	  RegisterImage:
//	    input: RegisterImageRequest # a structure below; absent: it takes nothing
//	    output: RegisterImageResult
//	    since: 2009-10-31
//	    doc: RegisterImage makes an AMI of a snapshot.
//	    examples:                   # each is a test of the generated package
//	      - title: Register the snapshot of a root volume
//	        input:
//	          Name: my-image
//	          BlockDeviceMappings:
//	            - {DeviceName: /dev/xvda, Ebs: {SnapshotId: snap-1234567890abcdef0}}
//	        wire: |-                # the body, one parameter a line
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
//	      # The parameter is called Name, because nothing else is said.
//	      Name: {shape: ImageName, required: true}
//	      # The parameter is called Architecture: the XML name with a capital.
//	      Architecture: {shape: ArchitectureValues, xml: architecture, default: i386}
//	      # Elements are BlockDeviceMapping.1, .2 and so on, below a name of its own.
//	      BlockDeviceMappings: {shape: BlockDeviceMappings, xml: BlockDeviceMapping}
//	      DryRun: {shape: Boolean, query: DryRun, xml: dryRun}
//	  RegisterImageResult:
//	    type: structure
//	    members:
//	      ImageId: {shape: String, xml: imageId}    # <imageId> in the response
//	  ArchitectureValues:
//	    type: enum                                  # open: the service may know more
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
//	    doc: There is an AMI of this name.
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
// An overlay states what it adds or changes and nothing else:
//
//	operations:
//	  RegisterImage:
//	    doc: RegisterImage makes an AMI of a snapshot, and of nothing else.
//	shapes:
//	  RegisterImageRequest:
//	    members:
//	      Name: {doc: Unique in the account and Region.}
//	  ArchitectureValues:
//	    values:
//	      - riscv64                           # a value more
//	      - {value: i386, doc: 32 bit.}       # more of a value
//
// Every line of it must change something: an entry that says what the model
// says, that names what the model does not have, or that another overlay
// overrules is an error. So an overlay cannot outlive what it was written for.
// New operations, shapes and members are added by saying what they are made of
// (input or output, type, shape).
//
// # Keys
//
// The tables of keys.go are the language; these are the same keys for people.
// Every key but those marked * may be left out.
//
//	model
//	  service         * the API
//	  operations      by name
//	  shapes          by name
//	  errors          codes that deserve a Go type of their own, by code
//	  rules           what several members must meet together: see rule_keys.go
//	  since           dates of many things at once, written by a tool: see since.go
//	service
//	  id              * EC2
//	  title           Amazon Elastic Compute Cloud
//	  protocol        * ec2
//	  apiVersion      * 2016-11-15, sent as Version
//	  xmlNamespace    of responses
//	  endpointPrefix  the first label of the host
//	  signingName     the service in the scope of a signature
//	  doc             what it is
//	operation
//	  input           a structure; absent: no parameters
//	  output          a structure; absent: only a request id is answered
//	  errors          structures with the key error
//	  since           YYYY-MM-DD of the first model that has it
//	  deprecated      true, or {message, since}
//	  hostPrefix      put before the host, such as "{Member}."
//	  compression     true: the body may be gzipped
//	  paginator       how to ask for the next page
//	  waiters         by name
//	  doc             what it does
//	  examples        a list; overlays add to it
//	paginator
//	  inputToken      * the request's member that takes the token
//	  outputToken     * the response's member that has the next one
//	  limitKey        the request's member that bounds a page
//	  resultKeys      the response's members that are paged
//	  moreResults     the response's member that reports whether there is more
//	waiter
//	  delay           * seconds between two calls
//	  maxAttempts     * calls
//	  acceptors       * a list: the first that matches decides
//	  deprecated      true, or {message, since}
//	  doc             what is waited for
//	acceptor
//	  state           * success, failure or retry
//	  matcher         * path, pathAll, pathAny, status or error
//	  argument        of the path matchers: a JMESPath expression
//	  expected        * the value, status or error code that matches
//	example
//	  title           a line
//	  source          where it is from
//	  input           members and their values
//	  wire            the request's body, key=value lines
//	  response        the response's XML
//	  output          what the answer decodes to
//	  breaks          ids of the rules that the example, although published, breaks
//	shape
//	  type            * structure, list, map, string, enum, boolean, integer (32 bit), long (64 bit), float, double, blob, timestamp
//	  error           of a structure that is an error's body
//	  key             * of a map: a member, a string or an enum, in <key> unless xml says otherwise
//	  element         * of a list: a member, in <item> unless xml says otherwise
//	  value           * of a map: a member, in <value> unless xml says otherwise
//	  values          * of an enum: texts, or mappings with value
//	  length          {min, max} of a string's characters, a blob's bytes, a list's or map's entries
//	  range           {min, max} of a number
//	  pattern         RE2 that a string matches somewhere; ^ and $ make it all of it
//	  format          of a timestamp: dateTime, httpDate or epochSeconds
//	  sensitive       true: kept out of logs
//	  deprecated      true, or {message, since}
//	  goName          overlay: the Go name, instead of the one that is derived
//	  doc             what it is
//	  members         of a structure, by name
//	member
//	  shape           * what it is
//	  query           its name in requests; absent: xml with a capital, or else its name with a capital
//	  xml             its name in responses; absent: its name
//	  flattened       true: a list without an element around it, in responses
//	  required        true: a request without it is rejected
//	  idempotencyToken true: filled in by the client when absent
//	  hostLabel       true: its value goes into hostPrefix
//	  sensitive       true: kept out of logs
//	  deprecated      true, or {message, since}
//	  format          as the shape's
//	  xmlNamespace    of its element
//	  xmlAttribute    true: an attribute instead of an element
//	  length          as the shape's: both are checked
//	  range           as the shape's
//	  pattern         as the shape's
//	  since           YYYY-MM-DD of the first model that has it
//	  default         what the service takes when it is absent
//	  goName          overlay: the Go name
//	  doc             what it is
//	bounds
//	  min             inclusive; absent: open
//	  max             inclusive; absent: open
//	error
//	  code            on the wire; absent: the shape's name
//	  status          HTTP
//	  fault           client or server
//	value
//	  value           * on the wire
//	  name            Smithy's name for it
//	  since           YYYY-MM-DD
//	  deprecated      true, or {message, since}
//	  goName          overlay: the whole name of the constant
//	  doc             what it means
//	deprecated
//	  message         what to use instead
//	  since           since when
//	error code
//	  goName          overlay: the Go type's name, without Error
//	  status          HTTP; absent: 400
//	  operations      that may return it; absent, like members: any may
//	  members         names; an operation whose request has such a member may return it
//	  fields          read out of the message, by name
//	  doc             what it means, and what to do about it
//	  source          where it is from
//	field
//	  pattern         * RE2 with one group: the value
//	  doc             what it is
//
// # YAML
//
// Of YAML, models use mappings, lists and scalars. Anchors, aliases, merge keys,
// tags and several documents in a file are rejected, and so is a key that is
// there twice. A file is UTF-8 and at most 16 MB.
//
// # From file to model
//
// Load and its siblings (load.go) parse files into nodes (yaml.go), read them
// onto a Model by the tables of keys (keys.go, with the machinery in key.go and
// decode.go), replace names by pointers (link.go), and run tables of checks
// (check.go and its neighbors). Whatever is wrong is in one [Errors], each
// with file, line and column, and with what to do about it. Link does the last
// two steps for a model that was not YAML. Encode (encode.go) is the way back.
package spec
