// Package values generates the inputs for both clients from a seed, by reflection
// on the SDK's input types.
package values

import (
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"time"

	"github.com/ec2gen/ec2gen/gen/peers/internal/mirror"
)

// Source generates values. The same seed gives the same values for the same types.
type Source struct {
	*rand.Rand
	form Form
}

// Form is the kind of generated value.
type Form int

// The forms. Each of an operation's first cases has one, the rest are Random.
const (
	Zero   Form = iota // nothing set
	Full               // everything set, two elements in every list
	Hollow             // everything present and empty: "", 0, false, lists without elements, structures without members
	Long               // everything set, twelve elements in the outermost lists: 10 sorts before 2 on the wire
	Null               // lists whose elements are zero values
	Random             // anything, each member present or not
)

const maxDepth = 9

// Stream returns the stream for case n of an operation, so that its random values
// do not depend on other cases.
func Stream(operation string, n int) uint64 {
	h := uint64(14695981039346656037)
	for _, b := range []byte(operation) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return h + uint64(n)
}

// New returns a source for one case.
func New(seed, stream uint64, form Form) *Source {
	return &Source{Rand: rand.New(rand.NewPCG(seed, stream)), form: form}
}

// Fill sets the fields of v, a pointer to a struct, that other, the type with the
// same name in the other package, also has.
func (s *Source) Fill(v any, other reflect.Type) {
	if s.form != Zero {
		s.structure(reflect.ValueOf(v).Elem(), other, 0, 0.1+0.9*s.Float64())
	}
}

// Change changes one member of what v points to, a pointer to a struct, or of a
// structure below it that is set: it removes the member, or gives it another value.
func (s *Source) Change(v any) {
	places := membersBelow(reflect.ValueOf(v).Elem(), nil)
	if len(places) == 0 {
		return
	}
	place := places[s.IntN(len(places))]
	if !place.IsZero() && s.IntN(3) == 0 {
		place.SetZero()
		return
	}
	s.value(place, place.Type(), 1, 0.5)
}

// membersBelow appends the members of a structure and of those that it holds.
func membersBelow(v reflect.Value, list []reflect.Value) []reflect.Value {
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		return membersBelow(v.Elem(), list)
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			list = membersBelow(v.Index(i), list)
		}
	case v.Kind() == reflect.Struct && v.Type() != reflect.TypeFor[time.Time]():
		for i := range v.NumField() {
			if mirror.IsMember(v.Type().Field(i)) {
				list = append(membersBelow(v.Field(i), list), v.Field(i))
			}
		}
	}
	return list
}

func (s *Source) structure(v reflect.Value, other reflect.Type, depth int, density float64) {
	for i := 0; i < v.NumField(); i++ {
		field := v.Type().Field(i)
		peer, both := other.FieldByName(field.Name)
		if !mirror.IsMember(field) || !both {
			continue
		}
		if s.form == Random && s.Float64() > density {
			continue
		}
		s.value(v.Field(i), peer.Type, depth, density)
	}
}

func (s *Source) value(v reflect.Value, other reflect.Type, depth int, density float64) {
	switch v.Kind() {
	case reflect.Pointer:
		if depth > maxDepth {
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		s.value(v.Elem(), other.Elem(), depth, density)
	case reflect.Slice:
		if depth <= maxDepth {
			s.slice(v, other, depth, density)
		}
	case reflect.Struct:
		if t, ok := v.Addr().Interface().(*time.Time); ok {
			*t = s.Time()
			return
		}
		// Deeper structures are sparser: the number of members would otherwise grow with every level.
		s.structure(v, other, depth+1, density*0.8)
	default:
		s.scalar(v)
	}
}

func (s *Source) slice(v reflect.Value, other reflect.Type, depth int, density float64) {
	n := s.length(depth)
	v.Set(reflect.MakeSlice(v.Type(), n, n))
	if v.Type().Elem().Kind() == reflect.Uint8 {
		for i := range n {
			v.Index(i).SetUint(s.Uint64() & 0xff)
		}
		return
	}
	if s.form == Null {
		return
	}
	for i := range n {
		s.value(v.Index(i), other.Elem(), depth+1, density)
	}
}

func (s *Source) length(depth int) int {
	switch s.form {
	case Hollow:
		return 0
	case Full, Null:
		return 2
	case Long:
		if depth == 0 {
			return 12
		}
		return 1
	}
	if depth == 0 && s.IntN(40) == 0 {
		return 9 + s.IntN(120)
	}
	return s.IntN(4)
}

func (s *Source) scalar(v reflect.Value) {
	if s.form == Hollow {
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(s.IntN(2) == 0)
	case reflect.Int32:
		v.SetInt(s.Int(32))
	case reflect.Int64:
		v.SetInt(s.Int(64))
	case reflect.Float32:
		v.SetFloat(float64(float32(s.Float())))
	case reflect.Float64:
		v.SetFloat(s.Float())
	case reflect.String:
		v.SetString(s.text(v))
	default:
		panic("values: " + v.Type().String() + " is no type of EC2")
	}
}

// text usually returns a known value of an enum, as programs send, and otherwise
// any text.
func (s *Source) text(v reflect.Value) string {
	if values := v.MethodByName("Values"); values.IsValid() && s.IntN(5) > 0 {
		if list := values.Call(nil)[0]; list.Len() > 0 {
			return list.Index(s.IntN(list.Len())).String()
		}
	}
	return s.Text()
}

var oddTexts = []string{
	"", " ", "  leading and trailing  ", "a b", "a+b", "a%20b", "100%", "a&b=c", "a;b", "key=value", "~-_.!*'()",
	"/dev/sda1", "a?b#c",
	"é", "日本語", "😀", "\u00a0\u2028", "\x00", "\x7f", "\xff\xfe", "tab\tnewline\nreturn\r", "<&>\"'", "]]>", "null", "0",
	"-1", "true", "NaN", "arn:aws:iam::123456789012:role/x",
}

// Text often returns unusual text, and otherwise plain text.
func (s *Source) Text() string {
	switch s.IntN(8) {
	case 0, 1, 2:
		return oddTexts[s.IntN(len(oddTexts))]
	case 3:
		return s.runes()
	case 4:
		if s.IntN(20) == 0 {
			return strings.Repeat("long text, ", 300)
		}
	}
	return s.Word()
}

// Word returns a short text of letters, digits and hyphens.
func (s *Source) Word() string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"
	b := make([]byte, 1+s.IntN(20))
	for i := range b {
		b[i] = letters[s.IntN(len(letters))]
	}
	return string(b)
}

func (s *Source) runes() string {
	r := make([]rune, s.IntN(12))
	for i := range r {
		r[i] = rune(s.IntN(0x3000))
	}
	return string(r)
}

// Int returns a number of the given size in bits, including the limits of the type.
func (s *Source) Int(bits int) int64 {
	top := int64(math.MaxInt64) >> (64 - bits)
	odd := []int64{0, 1, -1, top, -top - 1, 1000000, 65535}
	if s.IntN(3) > 0 {
		return odd[s.IntN(len(odd))]
	}
	return int64(s.Uint64()) >> (64 - s.IntN(bits) - 1)
}

// Float returns a number, NaN, or an infinity.
func (s *Source) Float() float64 {
	odd := []float64{0, math.Copysign(0, -1), 1, 0.1, 0.05, -2.5, 1e21, 1e20, 1e-7, 123456789, math.MaxFloat64,
		math.SmallestNonzeroFloat64,
		math.MaxFloat32, math.NaN(), math.Inf(1), math.Inf(-1)}
	if s.IntN(3) > 0 {
		return odd[s.IntN(len(odd))]
	}
	return s.NormFloat64() * math.Pow(10, float64(s.IntN(30)-10))
}

// Time returns an instant between the year 0 and 9999, in some zone, with whole seconds, milliseconds or nanoseconds.
func (s *Source) Time() time.Time {
	if s.IntN(8) == 0 {
		return time.Time{}
	}
	const last = 253402300799 // 9999-12-31T23:59:59Z
	seconds := s.Int64N(last)
	if s.IntN(10) == 0 {
		seconds = -s.Int64N(62135596800)
	}
	t := time.Unix(seconds, []int64{0, 0, 120e6, 999999999, s.Int64N(1e9)}[s.IntN(5)]).UTC()
	if s.IntN(4) == 0 {
		t = t.In(time.FixedZone("", s.IntN(24*3600)-12*3600))
	}
	return t
}
