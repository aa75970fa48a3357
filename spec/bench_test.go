package spec

import "testing"

// BenchmarkLoadEmbedded measures the first step of each run of ec2gen.
func BenchmarkLoadEmbedded(b *testing.B) {
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if _, err := Embedded(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoadWhole loads a model as large as all of EC2, with documentation.
func BenchmarkLoadWhole(b *testing.B) {
	text := Encode(randomModel(b, 1, 2600, 800))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if _, err := LoadFiles([]Source{{Name: "model.yaml", Data: text}}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkEncodeWhole writes such a model.
func BenchmarkEncodeWhole(b *testing.B) {
	m := randomModel(b, 1, 2600, 800)
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		b.SetBytes(int64(len(Encode(m))))
	}
}
