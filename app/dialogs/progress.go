package dialogs

import (
	"time"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

// Busy is a long job under way. Its methods belong to the window's goroutine, as everything on screen.
type Busy struct {
	sheet   *sheet
	bar     *bar
	words   *part.Text
	painted time.Time
	now     func() time.Time
}

// frameTime is the least time between two paintings.
const frameTime = 50 * time.Millisecond

// Progress shows that a job is under way. cancel asks it to stop, by the button or by Esc; the dialog stays until
// Close.
func Progress(h Host, title string, cancel func()) *Busy {
	d := newSheet(h, title, 440)
	b := &Busy{sheet: d, bar: newBar(), words: d.pen.Text("", part.Colored(part.Muted), part.Size(theme.TextSmall), part.Elastic, part.Sentence), now: time.Now}
	var stop *part.Button
	d.leave = func() {
		if stop.Disabled() {
			return
		}
		stop.SetText("Stopping")
		stop.Disable()
		cancel()
	}
	stop = d.button("Cancel", part.Plain, d.leave)
	d.show(stop, newColumn(fixed(b.bar, 6, 8), fixed(b.words, 20, 10)))
	return b
}

// Set tells how far the job is; a total of 0 means that nobody knows. It paints at most twenty times a second, and
// always the end.
func (b *Busy) Set(done, total int) { b.set(done, total, progressWords(done, total)) }

// SetBytes is Set for a job that counts bytes.
func (b *Busy) SetBytes(done, total int64) {
	const mega = 1_000_000
	b.set(int(done), int(total), progressWords(int(done/mega), int((total+mega-1)/mega))+" MB")
}

func (b *Busy) set(done, total int, words string) {
	if now := b.now(); done >= total && total > 0 || now.Sub(b.painted) >= frameTime {
		b.painted = now
		b.bar.set(done, total)
		b.words.SetText(words)
	}
}

// Words says what the job does now.
func (b *Busy) Words(text string) { b.words.SetText(text) }

// Close takes the dialog away.
func (b *Busy) Close() { b.sheet.close() }

func progressWords(done, total int) string {
	if total == 0 {
		return present.Number(done)
	}
	return present.Number(done) + " of " + present.Number(total)
}

// bar is how far a job is.
type bar struct {
	part.Panelled
	groove, fill *part.Box
	share        float32
}

func newBar() *bar {
	b := &bar{groove: part.NewBox(part.Look{Fill: part.Groove, Radius: 3}), fill: part.NewBox(part.Look{Fill: part.Ink, Radius: 3})}
	b.Init(b, b.place, b.groove, b.fill)
	return b
}

func (b *bar) set(done, total int) {
	b.share = 0
	if total > 0 {
		b.share = float32(min(1, float64(done)/float64(total)))
	}
	b.Relayout()
}

func (b *bar) place(size fyne.Size) {
	part.Place(b.groove, 0, 0, size.Width, size.Height)
	part.Show(b.fill, b.share > 0)
	part.Place(b.fill, 0, 0, max(size.Height, size.Width*b.share), size.Height)
}
