package module

// This file detects the features of the program's version of the SDK in its
// sources: a feature that they use is also in their core.

import (
	"errors"
	"fmt"
	"go/version"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/semver"

	"github.com/ec2gen/ec2gen/gen/dropin/uses"
)

// oldestCore is the oldest version of the SDK's core that the runtime compiles
// with, from the summer of 2024.
const oldestCore = "v1.30.0"

// An sdk is the program's version of service/ec2.
type sdk struct {
	version  string          // "1.344.0", as in its User-Agent
	features map[string]bool // by name
}

// features lists features of later versions of the SDK, each with a text in the
// sources of service/ec2 that only those versions contain; requires is a feature that
// it requires. For each, runtime/awsclient has a file sdk_NAME.go and a replacement
// sdk_NAME_older.go.
var features = []struct{ name, file, text, requires string }{
	{"agent-features", "api_client.go", "addUserAgentRetryMode", ""},
	{"auth-preference", "options.go", "AuthSchemePreference", ""},
	{"client-meter", "api_client.go", "NewClientHandlerWithOptions", "observability"},
	{"client-skew", "api_client.go", "ClientSkew", ""},
	{"credential-source", "api_client.go", "addCredentialSource", ""},
	{"early-metadata", "api_client.go", "awsmiddleware.SetServiceID", ""},
	{"interceptors", "options.go", "InterceptorRegistry", ""},
	{"observability", "options.go", "TracerProvider", ""},
	{"service-options", "api_client.go", "cfg.ServiceOptions", ""},
	{"skew-switch", "options.go", "DisableClockSkewCorrection", ""},
}

var moduleVersion = regexp.MustCompile(`goModuleVersion = "([^"]+)"`)

func readSDK(u *uses.Result) (*sdk, error) {
	if err := errors.Join(checkVersions(u), checkRequirements(u)); err != nil {
		return nil, err
	}
	text := map[string]string{}
	for _, name := range []string{"api_client.go", "options.go", "go_module_metadata.go"} {
		data, err := os.ReadFile(filepath.Join(u.Dir, name))
		if err != nil {
			return nil, fmt.Errorf("%s %s is not the SDK's package: %w", uses.Module, u.SDK, err)
		}
		text[name] = string(data)
	}
	s := &sdk{features: map[string]bool{}}
	found := moduleVersion.FindStringSubmatch(text["go_module_metadata.go"])
	if found == nil {
		return nil, fmt.Errorf("%s: no goModuleVersion; is that the SDK's package?",
			filepath.Join(u.Dir, "go_module_metadata.go"))
	}
	s.version = found[1]
	for _, f := range features {
		s.features[f.name] = strings.Contains(text[f.file], f.text)
	}
	dropUnusable(s.features)
	return s, nil
}

// dropUnusable removes features that require missing ones.
func dropUnusable(has map[string]bool) {
	for _, f := range features {
		if f.requires != "" && !has[f.requires] {
			has[f.name] = false
		}
	}
}

// checkVersions rejects programs with modules that are too old.
func checkVersions(u *uses.Result) error {
	switch {
	case u.Core == "" || u.Smithy == "":
		return fmt.Errorf("%s: unknown versions of aws-sdk-go-v2 and smithy-go; are they replaced by directories?", u.GoMod)
	case semver.Compare(u.Core, oldestCore) < 0:
		return fmt.Errorf("%s: github.com/aws/aws-sdk-go-v2 %s is too old for a drop-in, which requires %s or newer; go "+
			"get github.com/aws/aws-sdk-go-v2@latest %s@latest",
			u.GoMod, u.Core, oldestCore, uses.Module)
	case u.Go != "" && version.Compare("go"+u.Go, "go1.18") < 0:
		return fmt.Errorf("%s: go %s is too old for a drop-in, which requires type parameters; go mod edit -go=1.18", u.GoMod,
			u.Go)
	}
	return nil
}

// checkRequirements compares the requirements in the SDK's go.mod with the versions
// in the build. While a drop-in replaces the SDK, "go get" upgrades the SDK but not
// its core, whose version is in the drop-in's go.mod, and code for the new SDK does
// not compile with the old core.
func checkRequirements(u *uses.Result) error {
	name := filepath.Join(u.Dir, "go.mod")
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // vendored
	} else if err != nil {
		return err
	}
	file, err := modfile.ParseLax(name, data, nil)
	if err != nil {
		return err
	}
	built := map[string]string{"github.com/aws/aws-sdk-go-v2": u.Core, "github.com/aws/smithy-go": u.Smithy}
	var required, has []string
	for _, r := range file.Require {
		if version := built[r.Mod.Path]; version != "" && semver.Compare(version, r.Mod.Version) < 0 {
			required = append(required, r.Mod.String())
			has = append(has, version)
		}
	}
	if required == nil {
		return nil
	}
	return fmt.Errorf("%s: %s %s requires %s, but the build has %s; run: go get %s",
		u.GoMod, uses.Module, u.SDK, strings.Join(required, " and "), strings.Join(has, " and "), strings.Join(required, " "))
}

// goLine returns the module's go line: the version that its sources require, or the
// program's if that is older; but at least that of the modules that it requires,
// since go mod tidy would raise it.
func goLine(u *uses.Result) string {
	line := "1.20"
	if u.Go != "" && version.Compare("go"+u.Go, "go"+line) < 0 {
		line = u.Go
	}
	for _, required := range []string{u.CoreGo, u.SmithyGo} {
		// Before Go 1.21, a go line did not limit those of requirements.
		if version.Compare("go"+required, "go1.21") >= 0 && version.Compare("go"+required, "go"+line) > 0 {
			line = required
		}
	}
	return line
}
