package ec2test_test

// This file checks the structure of operations: a method is one call of the
// mechanism, and only the mechanism's files mention members that all requests have.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ec2gen/ec2gen/generated/ec2/ec2server"
)

// mechanism has the files that all operations share. The others are resources.
var mechanism = []string{"caller.go", "describe.go", "doc.go", "filter.go", "ids.go", "inject.go", "journal.go",
	"kind.go",
	"paging.go", "place.go", "place_network.go", "record.go", "request.go", "resources.go", "server.go", "store.go",
	"sts.go", "tag.go", "tombstone.go", "tx.go"}

// calls has the mechanism's functions that execute operations.
var calls = []string{"write", "read", "describe", "describeAs", "look"}

// moreThanACall has the operations that are more than one call, and why.
var moreThanACall = map[string]string{
	"CreateKeyPair": "RSA keys take time: they are made before the state is locked",
}

func TestOperationsAreOneCall(t *testing.T) {
	api := map[string]bool{}
	for i := range reflect.TypeFor[ec2server.API]().NumMethod() {
		api[reflect.TypeFor[ec2server.API]().Method(i).Name] = true
	}
	fset := token.NewFileSet()
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	shared, own, lengths := 0, 0, []int{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		lines := strings.Count(string(text), "\n")
		if slices.Contains(mechanism, file) {
			shared += lines
		} else {
			own += lines
			for _, name := range []string{"in.DryRun", "in.ClientToken", "in.MaxResults", "in.NextToken", "NextToken:",
				"in.Filters", ".state.mu"} {
				assert.NotContains(t, string(text), name, "%s: the mechanism does that", file)
			}
		}
		parsed, err := parser.ParseFile(fset, file, text, 0)
		require.NoError(t, err)
		for _, d := range parsed.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil && api[f.Name.Name] {
				delete(api, f.Name.Name)
				lengths = append(lengths, fset.Position(f.End()).Line-fset.Position(f.Pos()).Line+1)
				assert.Equal(t, moreThanACall[f.Name.Name] == "", isOneCall(f.Body), "%s: %s: one call of the mechanism",
					file, f.Name.Name)
			}
		}
	}
	assert.Empty(t, api, "operations without a method")
	slices.Sort(lengths)
	assert.LessOrEqual(t, lengths[len(lengths)-1], 60, "lines of the longest operation")
	t.Logf("%d operations: a median of %d lines each, at most %d; %d lines of resources, %d lines of mechanism",
		len(lengths), lengths[len(lengths)/2], lengths[len(lengths)-1], own, shared)
}

// isOneCall reports whether a body is a return of one call of the mechanism.
func isOneCall(body *ast.BlockStmt) bool {
	if len(body.List) != 1 {
		return false
	}
	result, ok := body.List[0].(*ast.ReturnStmt)
	if !ok || len(result.Results) != 1 {
		return false
	}
	call, ok := result.Results[0].(*ast.CallExpr)
	if !ok {
		return false
	}
	fun := call.Fun
	switch f := fun.(type) {
	case *ast.IndexExpr:
		fun = f.X
	case *ast.IndexListExpr:
		fun = f.X
	}
	name, ok := fun.(*ast.Ident)
	return ok && slices.Contains(calls, name.Name)
}
