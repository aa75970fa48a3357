// Package plan is the Go view of a model: all names, all orders, and the functions
// for each shape. It prints nothing; the packages below gen/emit use the exported
// fields of its types.
package plan

// This file decides all names, all orders, and the functions for each shape.
// Emitters decide nothing; they print the plan.

import (
	"path"
	"sort"
	"strings"

	"github.com/ec2gen/ec2gen/spec"
)

// A Plan has all data for the emitters.
type Plan struct {
	Config
	Model         *spec.Model
	ClientPackage Package // the package that programs import: ".../generated/ec2"
	TypesPackage  Package // ".../generated/ec2/types"
	ServerPackage Package // ".../generated/ec2/ec2server"
	CLIPackage    Package // ".../generated/ec2/ec2cli"
	// ProgramPackage is the command line's main package: ".../generated/ec2/ec2cli/ec2".
	ProgramPackage Package
	Operations     []*Operation
	Shapes         []*Shape // the shapes that an operation reaches, by model name
	Validation     *Validation
	Required       *Validation // with RulesTag: what is checked without the tag; else nil
	RulesTagName   string      // with RulesTag: the constant with the tag if the build lacks it: rulesTag
	Errors         []*ErrorType
	ErrorBase      string // the structure that typed errors embed: ServiceError
}

// A Package is one Go package of the output.
type Package struct {
	Name string // ec2server
	Path string // its import path
	Dir  string // slash-separated, below the output directory; "" for that itself
}

// below returns a package in a directory with its name.
func (p Package) below(name string) Package {
	return Package{Name: name, Path: path.Join(p.Path, name), Dir: path.Join(p.Dir, name)}
}

// An Operation is one action, by name.
type Operation struct {
	*spec.Operation
	GoName    string   // RegisterImage: the method
	File      string   // op_register_image_gen.go
	Input     *Shape   // never nil: RegisterImageInput
	Output    *Shape   // never nil: RegisterImageOutput
	VarName   string   // opRegisterImage
	APIClient string   // DescribeImagesAPIClient if a paginator or waiter uses it; otherwise ""
	Tokens    []*Field // idempotency tokens: members of the input
	TokenFunc string   // tokenCopyImage, which sets them
	Labels    []*Field // members of the input in the host's name
	HostFunc  string   // hostCopyImage if there is a HostPrefix
	Regions   []*Field // from, URL and to of an operation that presigns, in this order; otherwise nil
	Paginator *Paginator
	Waiters   []*Waiter
}

// A Shape is the Go view of a spec.Shape. An operation's input and output are
// copies of their shape with their own names, as in the SDK, so that two operations
// with the same shape have different types.
type Shape struct {
	*spec.Shape
	GoName      string         // Tag, RegisterImageInput; for lists and maps the base of helper names: TagList
	Action      string         // the operation's name on the wire, for its input and output; otherwise ""
	IsOutput    bool           // an operation's output: has ResultMetadata
	Fields      []*Field       // structure: by model name
	Elem        *Field         // list: the element; map: the value
	Key         *Field         // map: the key
	Constants   []EnumConstant // enum: in the model's order
	Encoder     string         // name of its encoder, encodeTag; "" if no request has it
	Decoder     string         // name of its decoder, decodeTag; "" if no response has it
	InRequests  bool           // some request can contain it
	InResponses bool           // some response can contain it
}

// A Field is a member of a structure, or the element, key or value of a list or map.
type Field struct {
	*spec.Member
	GoName    string // BlockDeviceMappings; "" for elements, keys and values
	QueryName string // BlockDeviceMapping
	XMLName   string // blockDeviceMapping
	Shape     *Shape
	Format    spec.TimestampFormat // timestamps: the effective format
	Rules     []string             // the ids of the rules about it, in order
}

// An EnumConstant is one constant of an enum.
type EnumConstant struct {
	*spec.EnumValue
	GoName string // ArchitectureValuesX8664
}

// planner is the state of planning.
type planner struct {
	*Plan
	problems
	known   map[*spec.Shape]*Shape
	client  *scope // declarations of the client's package
	types   *scope // declarations of package types
	private *scope // helper functions of the client's package
	files   *scope
}

// New plans m's package. The error lists all problems.
func New(m *spec.Model, cfg Config) (*Plan, error) {
	cfg, err := cfg.complete(m)
	if err != nil {
		return nil, err
	}
	p := &planner{Plan: &Plan{Config: cfg, Model: m}, known: map[*spec.Shape]*Shape{}}
	p.ClientPackage = Package{Name: cfg.Package, Path: cfg.ImportPath}
	p.TypesPackage = p.ClientPackage.below("types")
	p.ServerPackage = p.ClientPackage.below(cfg.Package + "server")
	p.CLIPackage = p.ClientPackage.below(cfg.Package + "cli")
	p.ProgramPackage = p.CLIPackage.below(cfg.Package)
	p.ProgramPackage.Name = "main"
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
	p.planAbout()
	return p.Plan, p.err()
}

// reservedFields returns names of a structure's methods and additional fields.
func reservedFields(suffix string) map[string]bool {
	switch suffix {
	case "Input":
		return map[string]bool{"Validate": true, "Violations": true}
	case "Output":
		return map[string]bool{"ResultMetadata": true}
	case "Error":
		return map[string]bool{"Error": true, "ErrorCode": true, "ErrorMessage": true, "Unwrap": true, "Err": true,
			"ServiceError": true}
	}
	return nil
}

// shapeOf returns the view of a shape. The first call plans it; recursion ends
// because a shape is recorded before its members are planned.
func (p *planner) shapeOf(s *spec.Shape) *Shape {
	if known := p.known[s]; known != nil {
		return known
	}
	v := &Shape{Shape: s}
	p.known[s] = v
	p.Shapes = append(p.Shapes, v)
	if s.Kind == spec.Structure {
		suffix := ""
		if s.Error != nil {
			suffix = "Error"
		}
		p.planFields(v, reservedFields(suffix))
	}
	if s.Elem != nil {
		v.Elem = p.fieldOf(s.Elem)
	}
	if s.Key != nil {
		v.Key = p.fieldOf(s.Key)
		p.planEntry(v)
	}
	return v
}

// planEntry checks that a map's keys and values have different names.
func (p *planner) planEntry(v *Shape) {
	if v.Elem != nil && Folded(EntryName(v.Key, "key")) == Folded(EntryName(v.Elem, "value")) {
		p.add(v.Elem.Pos, []spec.Pos{v.Key.Pos}, "give one of them another XML name",
			"map %s: keys and values are both called %s", v.Name, quote(EntryName(v.Key, "key")))
	}
}

// planFields names the members of a structure.
func (p *planner) planFields(v *Shape, reserved map[string]bool) {
	names := newScope("structure "+v.Name, &p.problems)
	for name := range reserved {
		names.taken[name] = v.Pos
	}
	for _, m := range v.Members {
		f := p.fieldOf(m)
		f.GoName = names.choose(m.GoName, m.Name, reserved, m.Pos)
		v.Fields = append(v.Fields, f)
	}
}

func (p *planner) fieldOf(m *spec.Member) *Field {
	f := &Field{Member: m, Shape: p.shapeOf(m.Shape), Format: m.Format}
	f.QueryName, f.XMLName = m.QueryName(), m.XMLName()
	if f.XMLName == "" {
		f.XMLName = "item"
	}
	if f.Format == spec.DefaultFormat {
		f.Format = m.Shape.Format
	}
	return f
}

// planShapes names the declarations of package types, and every enum's constants.
func (p *planner) planShapes() {
	for _, op := range p.Operations {
		for _, e := range op.Errors {
			p.shapeOf(e)
		}
	}
	for _, name := range p.Keep {
		if s := p.Model.Shape(name); s != nil {
			p.shapeOf(s)
		}
	}
	sort.Slice(p.Shapes, func(i, j int) bool { return p.Shapes[i].Name < p.Shapes[j].Name })
	for _, s := range p.Shapes {
		switch s.Kind {
		case spec.Structure, spec.Enum:
			s.GoName = p.types.choose(s.Shape.GoName, s.Name, nil, s.Pos)
		case spec.List, spec.Map:
			if s.GoName = exported(s.Name); s.GoName == "" {
				s.GoName = "X"
			}
		}
	}
	for _, s := range p.Shapes {
		if s.Kind == spec.Enum {
			p.planEnum(s)
		}
	}
}

// planEnum names an enum's constants. If two values become one name, the later one
// has its original spelling after an underscore, as in the SDK.
func (p *planner) planEnum(s *Shape) {
	for _, v := range s.Values {
		word := v.Name
		if word == "" {
			word = v.Value
		}
		name := s.GoName + constant(word)
		if _, taken := p.types.taken[name]; taken {
			name = s.GoName + "_" + strings.Map(identifierRune, word)
		}
		if v.GoName != "" {
			name = v.GoName
		}
		if !isExported(name) {
			p.add(v.Pos, nil, "write a letter in upper case, then letters, digits and underscores",
				"enum %s: goName %s is not an exported Go name", s.Name, quote(name))
		}
		s.Constants = append(s.Constants, EnumConstant{EnumValue: v, GoName: p.types.claim(name, v.Value, v.Pos)})
	}
}

// planHelpers finds the shapes that requests and responses can contain, and names
// the functions that write and read them.
func (p *planner) planHelpers() {
	for _, op := range p.Operations {
		op.Input.reach(func(s *Shape) *bool { return &s.InRequests })
		op.Output.reach(func(s *Shape) *bool { return &s.InResponses })
		op.Input.Encoder = p.private.free("encode" + op.Input.GoName)
		op.Output.Decoder = p.private.free("decode" + op.Output.GoName)
	}
	for _, s := range p.Shapes {
		if s.Error != nil {
			s.reach(func(s *Shape) *bool { return &s.InResponses })
		}
	}
	for _, s := range p.Shapes {
		// The runtime has functions for lists of scalars.
		composite := s.Kind == spec.Structure || s.Kind == spec.Map || s.Kind == spec.List && !s.Elem.Scalar()
		if composite && s.InRequests {
			s.Encoder = p.private.free("encode" + s.GoName)
		}
		if composite && s.InResponses {
			s.Decoder = p.private.free("decode" + s.GoName)
		}
	}
}

// reach marks a shape and all shapes that it can contain.
func (s *Shape) reach(mark func(*Shape) *bool) {
	if *mark(s) {
		return
	}
	*mark(s) = true
	for _, f := range s.Fields {
		f.Shape.reach(mark)
	}
	for _, f := range []*Field{s.Elem, s.Key} {
		if f != nil {
			f.Shape.reach(mark)
		}
	}
}

// identifierRune replaces characters that are not allowed in a Go identifier.
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

func sorted(list []*Shape) []*Shape {
	sort.Slice(list, func(i, j int) bool { return list[i].GoName < list[j].GoName })
	return list
}

// Scalar reports whether a value is neither a structure, a list nor a map.
func (f *Field) Scalar() bool {
	return f.Shape.Kind != spec.Structure && f.Shape.Kind != spec.List && f.Shape.Kind != spec.Map
}

// EntryName returns the name of a map's key or value on the wire.
func EntryName(f *Field, usual string) string {
	if f.XML != "" {
		return f.XML
	}
	return usual
}

// RuntimeList reports whether the runtime has a function for a list.
func (p *Plan) RuntimeList(s *Shape) bool { return s.Kind == spec.List && s.Elem.Scalar() }

// All returns the shapes for which keep returns true, including inputs and outputs,
// by Go name.
func (p *Plan) All(keep func(s *Shape) bool) []*Shape {
	var list []*Shape
	for _, op := range p.Operations {
		list = append(list, op.Input, op.Output)
	}
	return sorted(filter(append(list, p.Shapes...), keep))
}

// TypesShapes returns the shapes of one kind in package types, by Go name.
func (p *Plan) TypesShapes(kind spec.Kind) []*Shape {
	return sorted(filter(p.Shapes, func(s *Shape) bool { return s.Kind == kind }))
}

// Distinct removes members with the same element name as an earlier one: a switch
// cannot have duplicate cases, and the SDK also uses the first match.
func Distinct(fields []*Field) []*Field {
	seen := map[string]bool{}
	return filter(fields, func(f *Field) bool {
		first := !seen[f.XMLKey()] && !f.XMLAttribute
		seen[f.XMLKey()] = true
		return first
	})
}

// XMLKey returns the element's name as decoders compare it.
func (f *Field) XMLKey() string { return Folded(f.XMLName) }

// Folded returns a name with its ASCII letters in lower case.
func Folded(name string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, name)
}
