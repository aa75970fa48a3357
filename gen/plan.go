package gen

// This file is the Go view of a model: every name, every order, and which shape
// needs which function, decided once. It is the last place that decides
// anything; emitters walk it and print.

import (
	"path"
	"sort"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// A plan is everything the emitters may know.
type plan struct {
	Config
	model         *spec.Model
	ClientPackage Package // the one that programs import: ".../generated/ec2"
	TypesPackage  Package // ".../generated/ec2/types"
	ServerPackage Package // ".../generated/ec2/ec2server"
	ops           []*operation
	shapes        []*shape // those that an operation reaches, by model name
	validation    *validation
	errors        []*errorType
}

// A Package is one Go package of the output.
type Package struct {
	Name string // ec2server
	Path string // its import path
	Dir  string // slash-separated, below the output directory; "" for that itself
}

// below is a package in a directory of its own name.
func (p Package) below(name string) Package {
	return Package{Name: name, Path: path.Join(p.Path, name), Dir: path.Join(p.Dir, name)}
}

// An operation is one action, by name.
type operation struct {
	*spec.Operation
	goName    string   // RegisterImage: the method
	file      string   // op_register_image_gen.go
	input     *shape   // always there: RegisterImageInput
	output    *shape   // always there: RegisterImageOutput
	varName   string   // opRegisterImage
	apiClient string   // DescribeImagesAPIClient, where a paginator or waiter needs one; ""
	tokens    []*field // idempotency tokens: members of the input
	tokenFunc string   // tokenCopyImage, fills them
	labels    []*field // members of the input that go into the host's name
	hostFunc  string   // hostCopyImage, where HostPrefix says something
	regions   []*field // from, URL and to of an operation that presigns, in this order; nil: it does not
	paginator *paginator
	waiters   []*waiter
}

// A shape is a spec.Shape as Go has it. An operation's input and output are
// copies of their shape with a name of their own, as in the SDK, so that two
// operations may answer with one shape and still differ in type.
type shape struct {
	*spec.Shape
	goName  string      // Tag, RegisterImageInput; for lists and maps the base of helper names: TagList
	action  string      // the operation's name on the wire, for its input and output; else ""
	output  bool        // an operation's output: has ResultMetadata
	fields  []*field    // structure: by model name
	elem    *field      // list: the element; map: the value
	key     *field      // map: the key
	consts  []enumConst // enum: in the model's order
	encode  string      // name of its encoder, encodeTag; "": no request has it
	decode  string      // name of its decoder, decodeTag; "": no answer has it
	request bool        // some request can hold it
	answer  bool        // some answer can hold it
}

// A field is a member of a structure, or the element, key or value of a list or map.
type field struct {
	*spec.Member
	goName string // BlockDeviceMappings; "" for elements, keys and values
	query  string // BlockDeviceMapping
	xml    string // blockDeviceMapping
	shape  *shape
	format spec.TimestampFormat // timestamps: the one that counts
}

// An enumConst is one constant of an enum.
type enumConst struct {
	*spec.EnumValue
	goName string // ArchitectureValuesX8664
}

// planner is a plan in the making.
type planner struct {
	*plan
	problems
	known   map[*spec.Shape]*shape
	client  *scope // declarations of the client's package
	types   *scope // declarations of package types
	private *scope // helper functions of the client's package
	files   *scope
}

// newPlan decides everything about m's package, or says why it cannot.
func newPlan(m *spec.Model, cfg Config) (*plan, error) {
	p := &planner{plan: &plan{Config: cfg, model: m}, known: map[*spec.Shape]*shape{}}
	p.ClientPackage = Package{Name: cfg.Package, Path: cfg.ImportPath}
	p.TypesPackage = p.ClientPackage.below("types")
	p.ServerPackage = p.ClientPackage.below(cfg.Package + "server")
	p.client = newScope("package "+cfg.Package, &p.problems)
	p.client.remedy = "rename one of them" // operations and waiters have no goName
	p.types = newScope("package types", &p.problems)
	p.private = newScope("package "+cfg.Package, &p.problems)
	p.files = newScope("files", &p.problems)
	p.planOperations()
	p.planShapes()
	p.planHelpers()
	p.planErrors()
	p.planPaginatorsAndWaiters()
	p.planValidation()
	return p.plan, p.err()
}

// reservedFields are names that a structure's methods and own fields take.
func reservedFields(suffix string) map[string]bool {
	switch suffix {
	case "Input":
		return map[string]bool{"Validate": true, "Violations": true}
	case "Output":
		return map[string]bool{"ResultMetadata": true}
	case "Error":
		return map[string]bool{"Error": true, "ErrorCode": true, "ErrorMessage": true, "Unwrap": true, "Err": true}
	}
	return nil
}

// shapeOf is the view of a shape, planned on first sight; recursion ends
// because a shape is known before its members are looked at.
func (p *planner) shapeOf(s *spec.Shape) *shape {
	if known := p.known[s]; known != nil {
		return known
	}
	v := &shape{Shape: s}
	p.known[s] = v
	p.shapes = append(p.shapes, v)
	if s.Kind == spec.Structure {
		suffix := ""
		if s.Error != nil {
			suffix = "Error"
		}
		p.planFields(v, reservedFields(suffix))
	}
	if s.Elem != nil {
		v.elem = p.fieldOf(s.Elem)
	}
	if s.Key != nil {
		v.key = p.fieldOf(s.Key)
		p.planEntry(v)
	}
	return v
}

// planEntry checks that a map's keys and values can be told apart.
func (p *planner) planEntry(v *shape) {
	if v.elem != nil && entryName(v.key, "key") == entryName(v.elem, "value") {
		p.add(v.elem.Pos, []spec.Pos{v.key.Pos}, "give one of them another XML name",
			"map %s: keys and values are both called %s", v.Name, quote(entryName(v.key, "key")))
	}
}

// planFields names the members of a structure.
func (p *planner) planFields(v *shape, reserved map[string]bool) {
	names := newScope("structure "+v.Name, &p.problems)
	for name := range reserved {
		names.taken[name] = v.Pos
	}
	for _, m := range v.Members {
		f := p.fieldOf(m)
		f.goName = names.choose(m.GoName, m.Name, reserved, m.Pos)
		v.fields = append(v.fields, f)
	}
}

func (p *planner) fieldOf(m *spec.Member) *field {
	f := &field{Member: m, shape: p.shapeOf(m.Shape), format: m.Format}
	f.query, f.xml = m.QueryName(), m.XMLName()
	if f.xml == "" {
		f.xml = "item"
	}
	if f.format == spec.DefaultFormat {
		f.format = m.Shape.Format
	}
	return f
}

// planShapes names what goes to package types, and every enum's constants.
func (p *planner) planShapes() {
	for _, op := range p.ops {
		for _, e := range op.Errors {
			p.shapeOf(e)
		}
	}
	for _, name := range p.Keep {
		if s := p.model.Shape(name); s != nil {
			p.shapeOf(s)
		}
	}
	sort.Slice(p.shapes, func(i, j int) bool { return p.shapes[i].Name < p.shapes[j].Name })
	for _, s := range p.shapes {
		switch s.Kind {
		case spec.Structure, spec.Enum:
			s.goName = p.types.choose(s.GoName, s.Name, nil, s.Pos)
		case spec.List, spec.Map:
			if s.goName = exported(s.Name); s.goName == "" {
				s.goName = "X"
			}
		}
	}
	for _, s := range p.shapes {
		if s.Kind == spec.Enum {
			p.planEnum(s)
		}
	}
}

// planEnum names an enum's constants. Where two values become one name, the
// later keeps its value's own spelling behind an underscore, as in the SDK.
func (p *planner) planEnum(s *shape) {
	for _, v := range s.Values {
		word := v.Name
		if word == "" {
			word = v.Value
		}
		name := s.goName + constant(word)
		if _, taken := p.types.taken[name]; taken {
			name = s.goName + "_" + strings.Map(identifierRune, word)
		}
		if v.GoName != "" {
			name = v.GoName
		}
		if !isExported(name) {
			p.add(v.Pos, nil, "write a letter in upper case, then letters, digits and underscores",
				"enum %s: goName %s is not an exported Go name", s.Name, quote(name))
		}
		s.consts = append(s.consts, enumConst{EnumValue: v, goName: p.types.claim(name, v.Value, v.Pos)})
	}
}

// planHelpers finds what requests and answers can hold, and names the
// functions that write and read it.
func (p *planner) planHelpers() {
	for _, op := range p.ops {
		op.input.reach(func(s *shape) *bool { return &s.request })
		op.output.reach(func(s *shape) *bool { return &s.answer })
		op.input.encode = p.private.free("encode" + op.input.goName)
		op.output.decode = p.private.free("decode" + op.output.goName)
	}
	for _, s := range p.shapes {
		if s.Error != nil {
			s.reach(func(s *shape) *bool { return &s.answer })
		}
	}
	for _, s := range p.shapes {
		// Lists of scalars need no function of their own: the runtime has one.
		composite := s.Kind == spec.Structure || s.Kind == spec.Map || s.Kind == spec.List && !s.elem.scalar()
		if composite && s.request {
			s.encode = p.private.free("encode" + s.goName)
		}
		if composite && s.answer {
			s.decode = p.private.free("decode" + s.goName)
		}
	}
}

// reach marks a shape and all it can hold.
func (s *shape) reach(mark func(*shape) *bool) {
	if *mark(s) {
		return
	}
	*mark(s) = true
	for _, f := range s.fields {
		f.shape.reach(mark)
	}
	for _, f := range []*field{s.elem, s.key} {
		if f != nil {
			f.shape.reach(mark)
		}
	}
}

// identifierRune replaces what cannot stand in a Go identifier.
func identifierRune(r rune) rune {
	if r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
		return r
	}
	return '_'
}

func filter[T any](list []T, keep func(T) bool) []T {
	var kept []T
	for _, v := range list {
		if keep(v) {
			kept = append(kept, v)
		}
	}
	return kept
}

func contains[T any](list []T, is func(T) bool) bool { return len(filter(list, is)) > 0 }

func sorted(list []*shape) []*shape {
	sort.Slice(list, func(i, j int) bool { return list[i].goName < list[j].goName })
	return list
}

// scalar says whether a value is one word on the wire.
func (f *field) scalar() bool {
	return f.shape.Kind != spec.Structure && f.shape.Kind != spec.List && f.shape.Kind != spec.Map
}

// entryName is what a map's key or value is called on the wire.
func entryName(f *field, usual string) string {
	if f.XML != "" {
		return f.XML
	}
	return usual
}

// runtimeList says whether the runtime reads a list by itself.
func (p *plan) runtimeList(s *shape) bool { return s.Kind == spec.List && s.elem.scalar() }

// all are the shapes that a condition holds for, an operation's own included,
// by Go name.
func (p *plan) all(keep func(s *shape) bool) []*shape {
	var list []*shape
	for _, op := range p.ops {
		list = append(list, op.input, op.output)
	}
	return sorted(filter(append(list, p.shapes...), keep))
}

// typesShapes are the shapes of one kind that package types declares, by Go name.
func (p *plan) typesShapes(kind spec.Kind) []*shape {
	return sorted(filter(p.shapes, func(s *shape) bool { return s.Kind == kind }))
}

// distinct leaves out members whose element another one reads already: a
// switch cannot have a case twice, and the SDK's first match wins too.
func distinct(fields []*field) []*field {
	seen := map[string]bool{}
	return filter(fields, func(f *field) bool {
		first := !seen[f.xml] && !f.XMLAttribute
		seen[f.xml] = true
		return first
	})
}
