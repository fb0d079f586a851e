package cli

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// terminal opens a new terminal: what is written to tty can be read from screen.
func terminal(t *testing.T) (screen, tty *os.File) {
	t.Helper()
	screen, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetPointerInt(int(screen.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(screen.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if tty, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		t.Fatal(err)
	}
	return screen, tty
}

func TestProgressBarOnATerminalAlone(t *testing.T) {
	list := []string{"in/blank.txt", " "}
	for i := range 1499 { // more than one commit
		list = append(list, fmt.Sprintf("in/%d.txt", i), fmt.Sprintf("%s%d", harbour, i))
	}
	inFolder(t, list...)
	must(t, "new", "p.rubric")
	screen, tty := terminal(t)
	shown := make(chan string)
	go func() {
		var all strings.Builder
		buf := make([]byte, 4096)
		for {
			n, err := screen.Read(buf)
			all.Write(buf[:n])
			if err != nil { // the last writer has closed the terminal
				shown <- all.String()
				return
			}
		}
	}()
	got := start(t, func(c *exec.Cmd) { c.Stderr = tty }, "import", "p.rubric", "in", "--lang", "en").wait(t)
	tty.Close()
	text := <-shown
	if got.status != exitDone || !strings.Contains(text, "importing") || !strings.Contains(text, "/1500") || !strings.Contains(text, `"in/blank.txt"`) {
		t.Errorf("on a terminal: %+v, shown %q", got, text)
	}
	if got := run("export", "p.rubric", "--status", "all", "--format", "rubricator", "--out", "x"); got.stderr != "" {
		t.Errorf("elsewhere: %q", got.stderr)
	}
}
