package cli

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
)

// openWindow reads a command line without a command: a project at most, and --latency-log.
func openWindow(args []string, env Environment) error {
	options := WindowOptions{Version: env.Version, StarterFault: env.StarterFault}
	flags := newFlags("")
	flags.StringVar(&options.LatencyLog, "latency-log", "", "")
	operands, err := parse(flags, args)
	if errors.Is(err, flag.ErrHelp) {
		return help(nil, env.Stdout)
	}
	if err != nil {
		return err
	}
	if len(operands) > 0 {
		options.Project = operands[0]
		if !isPath(options.Project) {
			return misused("no command %q, and no project file of that name; see: rubricator help", options.Project)
		}
	}
	if len(operands) > 1 {
		return misused("%q is one too many: the window opens one project", operands[1])
	}
	if env.Window == nil {
		return errors.New("this build has no window, only the command line; see: rubricator help")
	}
	if env.Window(options) != exitDone {
		return errReported
	}
	return nil
}

// isPath tells a project from a misspelt command.
func isPath(arg string) bool {
	if filepath.Ext(arg) == ".rubric" || strings.ContainsRune(arg, filepath.Separator) || strings.ContainsRune(arg, '/') {
		return true
	}
	_, err := os.Stat(arg)
	return err == nil
}
