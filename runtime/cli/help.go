package cli

// This file prints help for the program and for waiters, as plain text for a
// terminal of any width.

import (
	"fmt"
	"slices"
	"strings"
)

// commands returns the sorted names of the operations, and wait.
func (r *run) commands() []string {
	var names []string
	for _, op := range r.api.Operations {
		if !removedCommands[op.Command] {
			names = append(names, op.Command)
		}
	}
	if len(r.waiters()) > 0 {
		names = append(names, "wait")
	}
	slices.Sort(names)
	return names
}

func (r *run) helpCommands() error {
	w := r.Stdout
	fmt.Fprintf(w, "%s calls %s, with the options of the AWS CLI.\n\n", r.Name, r.api.Title)
	fmt.Fprintf(w, "usage:\n  %s COMMAND [options]\n  %[1]s help COMMAND\n\n", r.called())
	fmt.Fprintf(w, "examples:\n%s\ncommands:\n", r.exampleCommands())
	for _, op := range r.api.Operations {
		if !removedCommands[op.Command] {
			r.entry(op.Command, firstSentence(op.Doc))
		}
	}
	if len(r.waiters()) > 0 {
		r.entry("wait", "Wait until a resource is in a state.")
	}
	r.entry("completion", "Print the script that completes command lines in bash, zsh or fish.")
	fmt.Fprintf(w, "\noptions of every command:\n")
	r.globalEntries(globalOptions)
	fmt.Fprintf(w, "\noptions that the AWS CLI does not have:\n")
	r.globalEntries(ourOptions)
	fmt.Fprint(w, programTopics)
	return nil
}

// help runs: help, help register-image, help wait image-available.
func (r *run) help(words []string) error {
	if wait, rest := r.afterService(words); wait == r.api.Command {
		words = rest
	}
	name, rest := r.afterService(words)
	switch op := r.api.operation(name); {
	case name == "":
		return r.helpCommands()
	case name == "wait" && len(r.waiters()) > 0:
		return r.waitCommand(append(rest, "help"))
	case op == nil || removedCommands[name]:
		return usagef("help: no command '%s'%s", name, didYouMean(name, r.commands()))
	default:
		return r.operation(op, []string{"help"})
	}
}

// programTopics is the rest of the program's help: values, environment, exit codes.
const programTopics = `
values:
  Structures and lists are written as JSON or in shorthand, such as
  Key=Name,Value=web. A value file://NAME is read from a file, fileb://NAME as
  bytes. --generate-cli-skeleton prints all parameters of a command as JSON.

environment:
  AWS_REGION, AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,
  AWS_SESSION_TOKEN, AWS_ENDPOINT_URL, AWS_CA_BUNDLE, AWS_DEFAULT_OUTPUT,
  AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE have the same meaning as in the
  AWS SDKs. Configuration: ~/.aws/config and ~/.aws/credentials.

exit codes:
  0    success
  252  the command line or a parameter cannot be used; nothing was sent
  253  no Region or no credentials; nothing was sent
  254  EC2 returned an error
  255  any other error
`

func (r *run) globalEntries(options []option) {
	for _, o := range options {
		r.entry(o.name+placeholder(o.arity, o.choices, "value"), optionDocs[o.name])
	}
}

// called returns the beginning of a command line.
func (r *run) called() string {
	if r.Name == r.api.Command {
		return r.Name
	}
	return r.Name + " " + r.api.Command
}

// exampleCommands returns example command lines for commands that the program has.
func (r *run) exampleCommands() string {
	lines := ""
	for _, op := range r.api.Operations {
		if strings.HasPrefix(op.Command, "describe-") && op.Paginator != nil && len(op.Paginator.ResultKeys) > 0 {
			lines = fmt.Sprintf("  %s %s --output table\n  %[1]s %[2]s --query 'length(%[3]s)'\n", r.called(), op.Command,
				op.Paginator.ResultKeys[0])
			break
		}
	}
	return lines + fmt.Sprintf("  %s help %s\n", r.called(), r.api.Operations[0].Command)
}

// helpWaiters lists the waiters.
func (r *run) helpWaiters() error {
	fmt.Fprintf(r.Stdout, "usage:\n  %s wait WAITER [options]\n  %[1]s wait WAITER help\n\nwaiters:\n", r.called())
	all := r.waiters()
	for _, name := range sortedKeys(all) {
		r.entry(name, waiterDoc(all[name]))
	}
	return nil
}

func waiterDoc(w waiterCommand) string {
	return fmt.Sprintf("Call %s every %d s, at most %d times%s.", w.op.Command, w.waiter.Delay, w.waiter.MaxAttempts,
		untilText(w.waiter))
}

// untilText describes what a waiter waits for, according to its first success
// acceptor.
func untilText(w *Waiter) string {
	for _, a := range w.Acceptors {
		switch {
		case a.State != "success":
			continue
		case a.Matcher == "error":
			return ", until the error is " + a.Expected
		case a.Matcher == "status":
			return ", until it succeeds"
		case a.Matcher == "pathAny":
			return fmt.Sprintf(", until one of %s is %s", a.Argument, a.Expected)
		case a.Matcher == "pathAll":
			return fmt.Sprintf(", until every one of %s is %s", a.Argument, a.Expected)
		}
		return fmt.Sprintf(", until %s is %s", a.Argument, a.Expected)
	}
	return ""
}

// helpWaiter prints help for one waiter. Its options are those of the operation
// that it calls.
func (r *run) helpWaiter(name string, w waiterCommand, c *command) error {
	fmt.Fprintf(r.Stdout, "wait %s\n\n", name)
	writeWrapped(r.Stdout, "", waiterDoc(w)+" The exit code is 255 if the waiter fails or runs out of attempts.",
		r.Columns)
	r.usage("wait "+name, c)
	r.optionSections(c)
	return nil
}
