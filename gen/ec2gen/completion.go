package main

// This file implements completion: scripts for shells, from the table of commands
// and the flags that each command defines.

import (
	"flag"
	"fmt"
	"io"
	"strings"
)

func runCompletion(c *call) error {
	if err := c.parse(noFlags); err != nil {
		return err
	}
	write := map[string]func(w io.Writer, cmds []completed){"bash": completeBash, "zsh": completeZsh,
		"fish": completeFish}[c.flags.Arg(0)]
	if write == nil || c.flags.NArg() != 1 {
		return c.usagef("expected bash, zsh or fish")
	}
	write(c.stdout, completions())
	return nil
}

// A completed command has the data of a command for completion scripts.
type completed struct {
	name, short string
	words       []string // arguments; nil: files
	flags       []completedFlag
}

type completedFlag struct {
	name, short string
	isBool      bool
	words       []string // values; nil: files
}

// completions returns the commands. It calls each with -h to get its flags.
func completions() (list []completed) {
	for _, cmd := range commands() {
		c := &call{command: cmd, argv: []string{"-h"}, stdout: io.Discard, stderr: io.Discard}
		_ = cmd.run(c) // flag.ErrHelp
		one := completed{name: cmd.name, short: cmd.short, words: cmd.words}
		if cmd.name == "help" {
			one.words = append(commandNames(), one.words...)
		}
		c.flags.VisitAll(func(f *flag.Flag) { one.flags = append(one.flags, completeFlag(f)) })
		list = append(list, one)
	}
	return list
}

func completeFlag(f *flag.Flag) completedFlag {
	_, usage := flag.UnquoteUsage(f)
	short, _, _ := strings.Cut(usage, ";")
	short, _, _ = strings.Cut(short, ":")
	one := completedFlag{name: f.Name, short: short}
	if b, ok := f.Value.(interface{ IsBoolFlag() bool }); ok {
		one.isBool = b.IsBoolFlag()
	}
	if v, ok := f.Value.(*keyValue); ok {
		one.words = v.key.Words
	}
	return one
}

// completeBash writes a function that picks words by command and by the flag before
// the cursor.
func completeBash(w io.Writer, cmds []completed) {
	fmt.Fprint(w, `# bash completion for ec2gen: eval "$(ec2gen completion bash)"
_ec2gen() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "`+strings.Join(commandNames(), " ")+`" -- "$cur"))
    return
  fi
  case ${COMP_WORDS[1]} in
`)
	for _, cmd := range cmds {
		fmt.Fprintf(w, "  %s)\n    case $prev in\n", cmd.name)
		for _, f := range cmd.flags {
			switch {
			case f.isBool:
			case f.words != nil:
				fmt.Fprintf(w, "    -%s) COMPREPLY=($(compgen -W %q -- \"$cur\")); return ;;\n", f.name, strings.Join(f.words, " "))
			default:
				fmt.Fprintf(w, "    -%s) COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n", f.name)
			}
		}
		fmt.Fprint(w, "    esac\n")
		fmt.Fprintf(w, "    words=%q", strings.TrimSpace(flagNames(cmd.flags)+" "+strings.Join(cmd.words, " ")))
		fmt.Fprint(w, " ;;\n")
	}
	fmt.Fprint(w, `  esac
  if [[ $cur == -* || -n $words && $cur != */* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
  fi
  if [[ ${#COMPREPLY[@]} -eq 0 && $cur != -* ]]; then
    COMPREPLY=($(compgen -f -- "$cur"))
  fi
}
complete -F _ec2gen ec2gen
`)
}

// completeZsh writes a function that calls _arguments.
func completeZsh(w io.Writer, cmds []completed) {
	fmt.Fprint(w, "#compdef ec2gen\n# zsh completion for ec2gen: source <(ec2gen completion zsh)\n_ec2gen() {\n")
	fmt.Fprint(w, "  if (( CURRENT == 2 )); then\n    local -a commands=(\n")
	for _, cmd := range cmds {
		fmt.Fprintf(w, "      %s\n", single(cmd.name+":"+cmd.short))
	}
	fmt.Fprint(w, "    )\n    _describe command commands\n    return\n  fi\n")
	fmt.Fprint(w, "  local command=$words[2]\n  words=(\"ec2gen\" \"${(@)words[3,-1]}\")\n  (( CURRENT-- ))\n  case "+
		"$command in\n")
	for _, cmd := range cmds {
		fmt.Fprintf(w, "  %s)\n    _arguments", cmd.name)
		for _, f := range cmd.flags {
			fmt.Fprintf(w, " \\\n      %s", single("-"+f.name+"["+zshText(f.short)+"]"+f.zshValue()))
		}
		action := "_files"
		if cmd.words != nil {
			action = "(" + strings.Join(cmd.words, " ") + ")"
		}
		fmt.Fprintf(w, " \\\n      %s ;;\n", single("*:argument:"+action))
	}
	fmt.Fprint(w, "  esac\n}\ncompdef _ec2gen ec2gen\n")
}

func (f completedFlag) zshValue() string {
	switch {
	case f.isBool:
		return ""
	case f.words != nil:
		return ":value:(" + strings.Join(f.words, " ") + ")"
	default:
		return ":value:_files"
	}
}

// zshText escapes text for the brackets of a specification.
func zshText(text string) string {
	return strings.NewReplacer("[", "(", "]", ")", ":", ",").Replace(text)
}

// completeFish writes a line for each command, flag and argument.
func completeFish(w io.Writer, cmds []completed) {
	fmt.Fprint(w, "# fish completion for ec2gen: ec2gen completion fish | source\n")
	for _, cmd := range cmds {
		fmt.Fprintf(w, "complete -c ec2gen -n __fish_use_subcommand -f -a %s -d %s\n", cmd.name, fishText(cmd.short))
	}
	for _, cmd := range cmds {
		seen := "'__fish_seen_subcommand_from " + cmd.name + "'"
		for _, f := range cmd.flags {
			value := " -r"
			switch {
			case f.isBool:
				value = ""
			case f.words != nil:
				value = " -x -a " + fishText(strings.Join(f.words, " "))
			}
			fmt.Fprintf(w, "complete -c ec2gen -n %s -o %s%s -d %s\n", seen, f.name, value, fishText(f.short))
		}
		if cmd.words != nil {
			fmt.Fprintf(w, "complete -c ec2gen -n %s -f -a %s\n", seen, fishText(strings.Join(cmd.words, " ")))
		}
	}
}

func flagNames(flags []completedFlag) string {
	var names []string
	for _, f := range flags {
		names = append(names, "-"+f.name)
	}
	return strings.Join(names, " ")
}

// single quotes text for a POSIX shell and zsh.
func single(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// fishText quotes text for fish.
func fishText(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(text) + "'"
}
