package cli

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
)

// command is one word of the command line.
type command struct {
	name     string
	operands string // as in the help, e.g. "PROJECT PATH..."
	least    int    // operands
	most     int    // -1 is any number
	summary  string // for the list of commands
	details  string // for its own help
	prepare  func(*flag.FlagSet) runner
}

// runner does the work once the flags are read.
type runner func(ctx context.Context, operands []string, out *output) error

// commands are in the order of the help.
func commands() []command {
	return []command{newCommand(), importCommand(), suggestCommand(), modelCommand(), exportCommand(), listCommand(), statsCommand(),
		checkCommand(), recoverCommand(), backupCommand(), compactCommand(), mergeCommand(), simulateCommand()}
}

func lookup(name string) (command, bool) {
	all := commands()
	i := slices.IndexFunc(all, func(c command) bool { return c.name == name })
	if i < 0 {
		return command{}, false
	}
	return all[i], true
}

// count checks the number of operands.
func (c command) count(operands []string) error {
	usage := "rubricator " + c.name + " " + c.operands
	switch {
	case len(operands) < c.least:
		return misused("%s: something is missing; use: %s", c.name, usage)
	case c.most >= 0 && len(operands) > c.most:
		return misused("%s: %q is one too many; use: %s", c.name, operands[c.most], usage)
	}
	return nil
}

const intro = `Rubricator marks named entities in news articles, offline, in one file.

  rubricator [PROJECT]               open the window; --latency-log FILE writes a JSON line per key
`

const outro = `
Flags may stand anywhere after the command. Exit status: 0 done, 1 failed, 2 the command line cannot be read.
rubricator help COMMAND says more; rubricator --version says which program this is.
`

// help writes the list of commands, or the page of one.
func help(args []string, w io.Writer) error {
	var b strings.Builder
	if len(args) == 0 {
		b.WriteString(intro)
		for _, c := range commands() {
			fmt.Fprintf(&b, "  rubricator %-23s %s\n", c.name+" "+c.operands, c.summary)
		}
		b.WriteString(outro)
	} else {
		c, ok := lookup(args[0])
		if !ok {
			return misused("no command %q; see: rubricator help", args[0])
		}
		c.page(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (c command) page(b *strings.Builder) {
	fmt.Fprintf(b, "rubricator %s %s\n\n%s\n", c.name, c.operands, strings.TrimSpace(c.details))
	flags := newFlags(c.name)
	c.prepare(flags)
	first := true
	flags.VisitAll(func(f *flag.Flag) {
		if first {
			b.WriteString("\n")
			first = false
		}
		value, usage := flag.UnquoteUsage(f)
		fmt.Fprintf(b, "  %-22s %s\n", strings.TrimRight("--"+f.Name+" "+value, " "), strings.TrimPrefix(usage, value+" "))
	})
}
