//go:build tools || generate

// This file makes `go generate ./...` at the top of the repository regenerate
// the committed packages. (The tag generate is the one that go generate sets;
// no build ever compiles this file.) What is generated where is said in
// .ec2gen.yaml.

package tools

//go:generate go run ./gen/ec2gen gen
