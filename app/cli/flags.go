package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

// usageError is a command line that cannot be read.
type usageError struct{ error }

func misused(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

func newFlags(command string) *flag.FlagSet {
	flags := flag.NewFlagSet(command, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	return flags
}

// parse reads flags wherever they stand between the operands; all that follows "--" is operands.
func parse(flags *flag.FlagSet, args []string) (operands []string, err error) {
	for {
		if err := flags.Parse(args); err != nil {
			return nil, inOurWords(flags.Name(), err)
		}
		rest := flags.Args()
		if read := len(args) - len(rest); read > 0 && args[read-1] == "--" {
			return append(operands, rest...), nil
		}
		if len(rest) == 0 {
			return operands, nil
		}
		operands, args = append(operands, rest[0]), rest[1:]
	}
}

func inOurWords(command string, err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return err
	}
	see := "; see: rubricator help"
	if command != "" {
		see += " " + command
	}
	if name, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: -"); ok {
		return misused("no such flag: --%s%s", name, see)
	}
	if name, ok := strings.CutPrefix(err.Error(), "flag needs an argument: -"); ok {
		return misused("--%s needs a value%s", name, see)
	}
	return misused("%w%s", err, see)
}

// choice is a flag with few values.
type choice struct {
	value *string
	all   []string
}

func (c choice) String() string {
	if c.value == nil {
		return ""
	}
	return *c.value
}

func (c choice) Set(s string) error {
	for _, v := range c.all {
		if s == v {
			*c.value = s
			return nil
		}
	}
	return fmt.Errorf("use one of %s", strings.Join(c.all, ", "))
}

// choose defines a flag whose first value is the default.
func choose(flags *flag.FlagSet, name, usage string, all ...string) *string {
	value := all[0]
	flags.Var(choice{&value, all}, name, usage)
	return &value
}

// list is a flag that may be given several times.
type list []string

func (l *list) String() string     { return strings.Join(*l, " ") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }
