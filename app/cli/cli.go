// Package cli is the command line: the same actions as in the window, for scripts.
//
// Run reads the arguments and does what they ask. Its commands stand in files of their own: new.go, import.go,
// suggest.go, export.go, list.go, stats.go, check.go, recover.go, backup.go, simulate.go.
//
// Four rules never change. Results go to stdout and all else to stderr. With --json each line is one object whose keys
// keep their meaning. The exit status is 0 when the work was done, 1 when it failed and 2 for a command line that
// cannot be read. An error says what failed, where, and what to do.
package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// Environment is what the program gives to the command line.
type Environment struct {
	Stdout, Stderr io.Writer
	Version        string
	Window         func(WindowOptions) int // opens the window and returns the exit status; nil in a build without one
	StarterFault   error                   // why a starter of the user's own is not used; nil when nothing is wrong
}

// WindowOptions say how the window opens.
type WindowOptions struct {
	Project      string // path; "" opens none
	LatencyLog   string // file that gets a JSON line per key; "" for none
	Version      string
	StarterFault error // as in Environment
}

// Run does what the arguments ask for and returns the exit status.
func Run(args []string, env Environment) int {
	err := dispatch(args, env)
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &usage):
		fmt.Fprintf(env.Stderr, "rubricator: %v\n", err)
		return exitUsage
	case errors.Is(err, errReported):
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(env.Stderr, "rubricator: interrupted")
	default:
		fmt.Fprintf(env.Stderr, "rubricator: %v\n", err)
	}
	return exitFailed
}

// errReported ends a command with status 1 whose output has said why.
var errReported = errors.New("the output says what failed")

func dispatch(args []string, env Environment) error {
	if len(args) == 0 {
		return openWindow(nil, env)
	}
	switch args[0] {
	case "--version", "-version", "version":
		_, err := fmt.Fprintf(env.Stdout, "rubricator %s\n", env.Version)
		return err
	case "help", "--help", "-help", "-h":
		return help(args[1:], env.Stdout)
	}
	if c, ok := lookup(args[0]); ok {
		return c.call(args[1:], env)
	}
	return openWindow(args, env)
}

// call reads the command's own arguments and runs it. Ctrl+C ends it in order.
func (c command) call(args []string, env Environment) error {
	flags := newFlags(c.name)
	run := c.prepare(flags)
	operands, err := parse(flags, args)
	if errors.Is(err, flag.ErrHelp) {
		return help([]string{c.name}, env.Stdout)
	}
	if err == nil {
		err = c.count(operands)
	}
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends the program at once
	out := newOutput(env)
	return errors.Join(run(ctx, operands, out), out.flush())
}
