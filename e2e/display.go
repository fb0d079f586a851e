// Package e2e runs the real program in a real window: an X server without a screen, a window manager, real key events,
// and the pixels that came of them. Its tests need Xvfb, openbox and xdotool and stand behind the build tag e2e; `make
// e2e` runs them.
package e2e

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Display is an X server whose frame buffer is a file.
type Display struct {
	Name   string // e.g. ":7"
	Width  int
	Height int
	buffer *os.File
	stop   []func()
}

// StartDisplay starts an X server of that size with a window manager.
func StartDisplay(dir string, width, height int) (*Display, error) {
	d := &Display{Width: width, Height: height}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-fbdir", dir, "-nolisten", "tcp")
	x.ExtraFiles = []*os.File{w}
	if err := x.Start(); err != nil {
		return nil, fmt.Errorf("start Xvfb (apt-get install xvfb): %w", err)
	}
	w.Close()
	d.stop = append(d.stop, func() { x.Process.Kill(); x.Wait() })
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		d.Stop()
		return nil, fmt.Errorf("no display from Xvfb: %w", err)
	}
	d.Name = ":" + strings.TrimSpace(number)
	if d.buffer, err = os.Open(filepath.Join(dir, "Xvfb_screen0")); err != nil {
		d.Stop()
		return nil, err
	}
	wm := exec.Command("openbox", "--sm-disable")
	wm.Env = append(os.Environ(), "DISPLAY="+d.Name)
	if err := wm.Start(); err != nil {
		d.Stop()
		return nil, fmt.Errorf("start openbox (apt-get install openbox): %w", err)
	}
	d.stop = append(d.stop, func() { wm.Process.Kill(); wm.Wait() })
	return d, nil
}

// Stop ends the server and the window manager.
func (d *Display) Stop() {
	for i := len(d.stop) - 1; i >= 0; i-- {
		d.stop[i]()
	}
}

// screen is the frame buffer as it is now: rows of 32-bit pixels, blue first.
type screen struct {
	data          []byte
	start, stride int
}

func (d *Display) screen() (screen, error) {
	data, err := os.ReadFile(d.buffer.Name())
	if err != nil {
		return screen{}, err
	}
	word := func(i int) int { return int(binary.BigEndian.Uint32(data[4*i:])) }
	return screen{data, word(0) + 12*word(19), word(12)}, nil // XWD: header, colour map, rows
}

func (s screen) at(x, y int) []byte { return s.data[s.start+y*s.stride+4*x:] }

// Pixels reads the screen as it is now.
func (d *Display) Pixels() (*image.RGBA, error) {
	s, err := d.screen()
	if err != nil {
		return nil, err
	}
	img := image.NewRGBA(image.Rect(0, 0, d.Width, d.Height))
	for y := range d.Height {
		for x := range d.Width {
			p := s.at(x, y)
			img.SetRGBA(x, y, color.RGBA{p[2], p[1], p[0], 255})
		}
	}
	return img, nil
}

// Save writes the screen as a PNG.
func (d *Display) Save(path string) error {
	img, err := d.Pixels()
	if err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return png.Encode(f, img)
}

// WaitInk waits until the middle of the screen shows text: dark or light strokes on a paper that is not black.
func (d *Display) WaitInk(limit time.Duration) (time.Duration, error) {
	start := time.Now()
	for time.Since(start) < limit {
		now, err := d.screen()
		if err != nil {
			return 0, err
		}
		if d.strokes(now) > 100 {
			return time.Since(start), nil
		}
		time.Sleep(5 * time.Millisecond)
	}
	return limit, fmt.Errorf("no text on the screen after %v", limit)
}

// strokes counts sharp changes of brightness along some lines in the middle of the screen.
func (d *Display) strokes(s screen) int {
	n := 0
	for y := d.Height / 8; y < d.Height*3/4; y += 7 {
		for x := d.Width * 3 / 10; x < d.Width*6/10; x++ {
			if diff := int(s.at(x, y)[1]) - int(s.at(x+1, y)[1]); diff > 60 || diff < -60 {
				n++
			}
		}
	}
	return n
}

// Find is the rectangle around all pixels of about that colour inside a part of the screen.
func (d *Display) Find(within image.Rectangle, c color.RGBA) (image.Rectangle, error) {
	img, err := d.Pixels()
	if err != nil {
		return image.Rectangle{}, err
	}
	var found image.Rectangle
	for y := within.Min.Y; y < within.Max.Y; y++ {
		for x := within.Min.X; x < within.Max.X; x++ {
			if p := img.RGBAAt(x, y); near(p.R, c.R) && near(p.G, c.G) && near(p.B, c.B) {
				found = found.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if found.Empty() {
		return found, fmt.Errorf("no pixel of %v in %v", c, within)
	}
	return found, nil
}

func near(a, b uint8) bool { return a-b < 12 || b-a < 12 }
