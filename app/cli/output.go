package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"rubricator/storage"
)

// output is where a command writes.
type output struct {
	stdout *bufio.Writer
	stderr io.Writer
	json   *json.Encoder // to stdout, one object a line
	bar    *progressbar.ProgressBar
	words  string // what the bar counts
	size   bool   // it counts bytes
}

func newOutput(env Environment) *output {
	stdout := bufio.NewWriter(env.Stdout)
	encoder := json.NewEncoder(stdout)
	encoder.SetEscapeHTML(false)
	return &output{stdout: stdout, stderr: env.Stderr, json: encoder}
}

func (o *output) flush() error { return o.stdout.Flush() }

// result writes a line to stdout.
func (o *output) result(format string, args ...any) {
	fmt.Fprintf(o.stdout, format+"\n", args...)
}

// note writes a line to stderr.
func (o *output) note(format string, args ...any) {
	if o.bar != nil {
		o.bar.Clear()
	}
	fmt.Fprintf(o.stderr, format+"\n", args...)
}

// progress returns what moves a bar on a terminal, and what takes the bar away. Elsewhere neither does anything.
func (o *output) progress(words string) (move func(done, total int), end func()) {
	if !o.onTerminal() {
		return func(int, int) {}, func() {}
	}
	o.words, o.size = words, false
	return o.move, o.end
}

// stages returns what moves a bar that says of itself what is under way, and what takes it away.
func (o *output) stages() (move storage.Stage, end func()) {
	if !o.onTerminal() {
		return nil, func() {}
	}
	return func(words string, done, total int) {
		if words != o.words {
			o.end()
			o.words, o.size = words, false
		}
		o.move(done, total)
	}, o.end
}

// bytes returns what moves the same bar where it counts bytes.
func (o *output) bytes() func(done, total int64) {
	if !o.onTerminal() {
		return func(int64, int64) {}
	}
	return func(done, total int64) {
		o.size = true
		o.move(int(done), int(total))
	}
}

func (o *output) onTerminal() bool {
	file, ok := o.stderr.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

func (o *output) move(done, total int) {
	if total <= 0 {
		total = -1
	}
	if o.bar == nil {
		o.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(o.stderr), progressbar.OptionSetDescription(o.words),
			progressbar.OptionShowCount(), progressbar.OptionShowBytes(o.size), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))
	}
	if int64(total) != o.bar.GetMax64() {
		o.bar.ChangeMax(total)
	}
	o.bar.Set(done)
}

func (o *output) end() {
	if o.bar != nil {
		o.bar.Clear()
		o.bar = nil
	}
}

// count is a number with the word for what it counts.
func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
