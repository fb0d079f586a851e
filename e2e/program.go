package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Program is the running window of one project.
type Program struct {
	cmd     *exec.Cmd
	display *Display
	log     string // latency log
	seen    int    // its lines that were waited for
	window  string
	stderr  bytes.Buffer
}

// Stages is a line of the latency log, in milliseconds since the program started.
type Stages struct {
	Key     string
	Event   float64
	Applied float64
	Stored  *float64
	Painted *float64
}

// Open starts the program on a project, or with "" on none, and waits until there is text on the screen.
func Open(d *Display, binary, project, home string) (*Program, time.Duration, error) {
	p := &Program{display: d, log: filepath.Join(home, "latency.jsonl")}
	args := []string{"--latency-log", p.log}
	if project != "" {
		args = append(args, project)
	}
	p.cmd = exec.Command(binary, args...)
	p.cmd.Env = append(environment(home), "DISPLAY="+d.Name)
	p.cmd.Stderr = &p.stderr
	if err := p.cmd.Start(); err != nil {
		return nil, 0, err
	}
	took, err := d.WaitInk(30 * time.Second)
	if err != nil {
		p.Kill()
		return nil, 0, fmt.Errorf("%w; it said: %s", err, p.stderr.String())
	}
	return p, took, p.focus()
}

// environment keeps the program's settings in a folder of the test and draws without a graphics card.
func environment(home string) []string {
	return append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+filepath.Join(home, "config"), "XDG_CACHE_HOME="+filepath.Join(home, "cache"),
		"FYNE_SCALE=1", "FYNE_PLATFORM=x11", "LIBGL_ALWAYS_SOFTWARE=1", "LANG=C.UTF-8", "USER=annotator")
}

func (p *Program) xdotool(args ...string) (string, error) {
	c := exec.Command("xdotool", args...)
	c.Env = append(os.Environ(), "DISPLAY="+p.display.Name)
	out, err := c.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("xdotool %s: %w: %s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out)), nil
}

func (p *Program) focus() error {
	ids, err := p.xdotool("search", "--sync", "--onlyvisible", "--pid", fmt.Sprint(p.cmd.Process.Pid))
	if err != nil {
		return err
	}
	p.window, _, _ = strings.Cut(ids, "\n")
	_, err = p.xdotool("windowactivate", "--sync", p.window, "windowsize", "--sync", p.window, "100%", "100%", "windowmove", p.window, "0", "0")
	time.Sleep(300 * time.Millisecond)
	return err
}

// Press sends keys, in xdotool's names ("Tab", "ctrl+Return"), one after the other: each is sent once the one before
// is applied, stored if it made a step, and painted.
func (p *Program) Press(keys ...string) ([]Stages, error) {
	var all []Stages
	for _, k := range keys {
		if _, err := p.xdotool("key", "--clearmodifiers", k); err != nil {
			return all, err
		}
		line, err := p.next()
		if err != nil {
			return all, fmt.Errorf("key %s: %w", k, err)
		}
		all = append(all, line)
	}
	return all, nil
}

// next waits for the next line of the latency log.
func (p *Program) next() (Stages, error) {
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		data, err := os.ReadFile(p.log)
		if err != nil {
			return Stages{}, err
		}
		lines := bytes.Split(data, []byte("\n"))
		if len(lines) > p.seen+1 { // what follows the last line feed is not whole
			p.seen++
			var s Stages
			err := json.Unmarshal(lines[p.seen-1], &s)
			return s, err
		}
	}
	return Stages{}, fmt.Errorf("the window did not answer within 5 s; it said: %s", p.stderr.String())
}

// Quit closes the window with Ctrl+Q and waits for the end of the program.
func (p *Program) Quit() error {
	if _, err := p.xdotool("key", "--clearmodifiers", "ctrl+q"); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- p.cmd.Wait() }()
	select {
	case err := <-done:
		return err
	case <-time.After(10 * time.Second):
		p.cmd.Process.Signal(syscall.SIGQUIT) // Go writes what each goroutine waits for
		select {
		case <-done:
		case <-time.After(5 * time.Second):
			p.cmd.Process.Kill()
		}
		return fmt.Errorf("Ctrl+Q did not end the program within 10 s; it said: %s", p.stderr.String())
	}
}

// Kill ends the program with SIGKILL.
func (p *Program) Kill() {
	p.cmd.Process.Kill()
	p.cmd.Wait()
}

// Command runs the command line of the program and returns its standard output.
func Command(binary, home string, args ...string) (string, error) {
	c := exec.Command(binary, args...)
	c.Env = environment(home)
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	if err := c.Run(); err != nil {
		return stdout.String(), fmt.Errorf("rubricator %s: %w: %s", strings.Join(args, " "), err, stderr.String())
	}
	return stdout.String(), nil
}

// Click presses a mouse button at a place of the screen, a number of times.
func (p *Program) Click(x, y, button, times int) error {
	_, err := p.xdotool("mousemove", fmt.Sprint(x), fmt.Sprint(y), "click", "--repeat", fmt.Sprint(times), "--delay", "40", fmt.Sprint(button))
	time.Sleep(400 * time.Millisecond)
	return err
}

// Drag pulls with the left button from one place of the screen to another, in small steps as a hand does.
func (p *Program) Drag(x0, y0, x1, y1 int) error {
	args := []string{"mousemove", fmt.Sprint(x0), fmt.Sprint(y0), "mousedown", "1"}
	for i := 1; i <= 10; i++ {
		args = append(args, "mousemove", fmt.Sprint(x0+(x1-x0)*i/10), fmt.Sprint(y0+(y1-y0)*i/10), "sleep", "0.03")
	}
	_, err := p.xdotool(append(args, "mouseup", "1")...)
	time.Sleep(400 * time.Millisecond)
	return err
}

// Point moves the mouse to a place of the screen, in two steps as a hand comes there.
func (p *Program) Point(x, y int) error {
	_, err := p.xdotool("mousemove", fmt.Sprint(x-2), fmt.Sprint(y), "sleep", "0.05", "mousemove", fmt.Sprint(x), fmt.Sprint(y))
	return err
}

// Hold pulls with the left button from one place of the screen to another and holds still there before it lets go.
func (p *Program) Hold(from, to image.Point, still time.Duration) error {
	_, err := p.xdotool("mousemove", fmt.Sprint(from.X), fmt.Sprint(from.Y), "mousedown", "1", "sleep", "0.05",
		"mousemove", fmt.Sprint((from.X+to.X)/2), fmt.Sprint((from.Y+to.Y)/2), "sleep", "0.05",
		"mousemove", fmt.Sprint(to.X), fmt.Sprint(to.Y), "sleep", fmt.Sprint(still.Seconds()), "mouseup", "1")
	time.Sleep(300 * time.Millisecond)
	return err
}

// Type types text into what has the keyboard.
func (p *Program) Type(text string) error {
	_, err := p.xdotool("type", "--delay", "25", text)
	time.Sleep(300 * time.Millisecond)
	return err
}

// Keyboard changes the layout of the keyboard: "us", "ara".
func (p *Program) Keyboard(layout string) error {
	c := exec.Command("setxkbmap", "-layout", layout)
	c.Env = append(os.Environ(), "DISPLAY="+p.display.Name)
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("setxkbmap %s (apt-get install x11-xkb-utils): %w: %s", layout, err, out)
	}
	time.Sleep(300 * time.Millisecond)
	return nil
}

// Key sends a key to a dialog, whose keys are not logged.
func (p *Program) Key(keys ...string) error {
	for _, k := range keys {
		if _, err := p.xdotool("key", "--clearmodifiers", k); err != nil {
			return err
		}
		time.Sleep(300 * time.Millisecond)
	}
	return nil
}
