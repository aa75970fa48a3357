// Package yamlread reads the YAML files that people write for ec2gen: models,
// overlays, configuration, lists of what to ignore. It is strict, and it finds
// every mistake with its position.
//
// [Parse] turns a file into nodes of yaml.v3. It rejects files that are empty, too
// large, not UTF-8, or more than one document, and it gives syntax errors the
// line and column that yaml.v3 keeps to itself.
package yamlread
