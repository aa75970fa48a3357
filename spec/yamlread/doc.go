// Package yamlread reads the YAML files that people write for ec2gen: models,
// overlays, configuration, ignore lists. It is strict, and reports every mistake
// with its position.
//
// [Parse] turns a file into nodes of yaml.v3. It rejects files that are empty, too
// large, not UTF-8, or more than one document, and adds the line and column to
// syntax errors, which yaml.v3 does not export.
package yamlread
