package main

import "testing"

func TestClient(t *testing.T) {
	if got := client().Options().Region; got != "us-east-2" {
		t.Fatal(got)
	}
}
