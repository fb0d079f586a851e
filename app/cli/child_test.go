package cli

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"testing"
	"time"
)

// childVariable is set for a child process, to words that say what is special about it.
const childVariable = "RUBRICATOR_CHILD"

// special is what makes a child special, by those words.
var special = map[string]func(){}

// child is the program as a process of its own.
func child() int {
	if prepare := special[os.Getenv(childVariable)]; prepare != nil {
		prepare()
	}
	return Run(os.Args[1:], Environment{Stdout: os.Stdout, Stderr: os.Stderr, Version: "1.2.3"})
}

// running is a child process.
type running struct {
	cmd            *exec.Cmd
	stdout, stderr bytes.Buffer
}

// start starts the program with arguments; setUp, which may be nil, changes its command first.
func start(t *testing.T, setUp func(*exec.Cmd), args ...string) *running {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(stop)
	r := &running{cmd: exec.CommandContext(ctx, os.Args[0], args...)}
	r.cmd.Env = append(os.Environ(), childVariable+"=plain")
	r.cmd.Stdout, r.cmd.Stderr = &r.stdout, &r.stderr
	if setUp != nil {
		setUp(r.cmd)
	}
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *running) wait(t *testing.T) outcome {
	t.Helper()
	err := r.cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return outcome{r.cmd.ProcessState.ExitCode(), r.stdout.String(), r.stderr.String()}
}
