// This file is empty: its presence allows functions without a body, which go:linkname needs.
