package dialogs

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

// chooser is a field for a path over the folder that it leads to. What is typed behind the last separator finds names
// in the folder; Down goes into the list.
type chooser struct {
	*sheet
	field  *part.Entry
	rows   *part.Rows
	empty  *part.Text
	wants  func(name string) bool // which files are listed
	saving bool                   // the path need not exist: what is typed is a new name, not a search
	picked func(path string)      // a file of the list was chosen
	opened func()                 // another folder is listed

	dir    string
	all    []os.DirEntry
	found  []os.DirEntry // a row more than these, the first, leads up
	ticked map[string]bool
	moved  bool // the cursor was moved since the path was typed
}

// chooser makes a chooser that begins at a path; one that ends in a separator is a folder.
func (s *sheet) chooser(path string, saving bool, wants func(name string) bool) *chooser {
	c := &chooser{sheet: s, wants: wants, saving: saving, ticked: map[string]bool{}, empty: s.pen.Text("", part.Colored(part.Muted), part.Elastic, part.Sentence)}
	c.field = s.pen.Entry("Path")
	c.field.Keys = c.typed
	c.field.OnChanged = func(text string) {
		if path := begunAgain(text); path != text {
			c.set(path)
			return
		}
		c.read()
	}
	c.rows = part.NewRows(30, func() fyne.CanvasObject { return newFileRow(s.pen) }, c.fill)
	c.rows.Inset, c.rows.Lit, c.rows.Called = rowInset, !saving, "File"
	c.rows.Choose, c.rows.Else = c.choose, s.key
	c.rows.Moved = func(int) {
		c.moved, c.rows.Lit = true, true
		c.rows.SetCursor(c.rows.Cursor())
	}
	c.set(path)
	return c
}

// lines are the chooser's lines in a dialog.
func (c *chooser) lines(rows int, gap float32) []line {
	return []line{fixed(c.field, 36, gap), fixed(c.empty, 26, 8), growing(c.rows, c.rows.HeightFor(rows), 8)}
}

// set puts another path in the field, with the cursor at its end.
func (c *chooser) set(path string) {
	c.field.SetText(path)
	c.read()
}

// begunAgain is the path that somebody has typed behind another: from its root, its drive or ~ for home on.
func begunAgain(text string) string {
	sep := string(filepath.Separator)
	for i := len(text) - 1; i > 0; i-- {
		rest, after := text[i:], strings.HasSuffix(text[:i], sep)
		switch {
		case after && strings.HasPrefix(rest, sep) && i > len(sep): // not a share, \\server
			return rest
		case after && strings.HasPrefix(rest, "~"+sep):
			return folder("") + rest[2:]
		case after && filepath.VolumeName(rest) != "" && !strings.HasPrefix(rest, sep):
			return rest
		}
	}
	return text
}

// folder is home for an empty path, and ends in a separator.
func folder(path string) string {
	if path == "" {
		path, _ = os.UserHomeDir()
	}
	return strings.TrimSuffix(path, string(filepath.Separator)) + string(filepath.Separator)
}

// read lists the folder that the path leads to, if it is another, and finds the names that fit.
func (c *chooser) read() {
	dir, typed := filepath.Split(c.field.Text)
	c.moved, c.rows.Lit = false, !c.saving
	if dir != c.dir || c.all == nil {
		c.dir = dir
		clear(c.ticked)
		list, err := os.ReadDir(dir)
		c.all = list
		c.empty.SetText("")
		if err != nil {
			c.empty.SetText("This folder cannot be read: " + reason(err))
		}
		part.Show(c.empty, err != nil)
		if c.opened != nil {
			c.opened()
		}
	}
	c.found = c.found[:0]
	for _, e := range c.all {
		if c.lists(e, typed) {
			c.found = append(c.found, e)
		}
	}
	c.rows.Update(len(c.found) + 1)
	c.rows.SetCursor(min(1, len(c.found)))
	c.resize()
}

func reason(err error) string {
	if p, ok := err.(*os.PathError); ok {
		return p.Err.Error()
	}
	return err.Error()
}

func (c *chooser) lists(e os.DirEntry, typed string) bool {
	if strings.HasPrefix(e.Name(), ".") && !strings.HasPrefix(typed, ".") {
		return false
	}
	if !e.IsDir() && !c.wants(e.Name()) {
		return false
	}
	return c.saving || strings.Contains(strings.ToLower(e.Name()), strings.ToLower(typed))
}

func (c *chooser) typed(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		return c.rows.Key(e)
	case fyne.KeyReturn, fyne.KeyEnter:
		if c.moved || !c.saving && c.searching() {
			c.choose(c.rows.Cursor())
			return true
		}
	}
	return c.fieldKey(e)
}

// searching reports whether the path is the beginning of names rather than one of a file.
func (c *chooser) searching() bool {
	_, typed := filepath.Split(c.field.Text)
	info, err := os.Stat(c.field.Text)
	return typed != "" && len(c.found) > 0 && (err != nil || info.IsDir())
}

// choose goes into a folder, or picks a file.
func (c *chooser) choose(i int) {
	_, name := filepath.Split(c.field.Text)
	if !c.saving {
		name = ""
	}
	switch {
	case i == 0:
		c.set(folder(filepath.Dir(filepath.Clean(c.dir))) + name)
	case c.found[i-1].IsDir():
		c.set(folder(filepath.Join(c.dir, c.found[i-1].Name())) + name)
	case c.saving:
		c.set(filepath.Join(c.dir, c.found[i-1].Name()))
	default:
		c.picked(filepath.Join(c.dir, c.found[i-1].Name()))
	}
}

func (c *chooser) fill(i int, o fyne.CanvasObject) {
	r := o.(*fileRow)
	if i == 0 {
		r.show("..", "the folder above", false, false)
		return
	}
	e := c.found[i-1]
	if e.IsDir() {
		r.show(e.Name()+string(filepath.Separator), "", false, false)
		return
	}
	size := ""
	if info, err := e.Info(); err == nil {
		size = sizeWords(info.Size())
	}
	r.show(e.Name(), size, c.rows.Space != nil, c.ticked[e.Name()])
}

func sizeWords(n int64) string {
	switch {
	case n < 1000:
		return present.Count(int(n), "byte")
	case n < 1e6:
		return present.Number(int(n/1000)) + " kB"
	}
	return present.Number(int(n/1e6)) + " MB"
}

// fileRow is a file or a folder.
type fileRow struct {
	part.Panelled
	text, side *part.Text
	tick       *part.Tick
}

func newFileRow(pen *part.Pen) *fileRow {
	r := &fileRow{
		text: pen.Text("", part.Elastic, part.Sentence),
		side: pen.Text("", part.Trailing, part.Size(theme.TextSmall), part.Colored(part.Muted)),
		tick: pen.Tick(),
	}
	r.Init(r, r.place, r.text, r.side, r.tick)
	return r
}

func (r *fileRow) show(name, side string, tickable, ticked bool) {
	part.Show(r.tick, tickable)
	r.tick.Set(ticked)
	r.text.SetText(name)
	r.side.SetText(side)
	r.Relayout()
}

func (r *fileRow) place(size fyne.Size) {
	x, side := float32(12), r.side.Width()
	if r.tick.Visible() {
		part.Place(r.tick, 10, (size.Height-17)/2, 17, 17)
		x = 36
	}
	part.Place(r.text, x, 0, max(0, size.Width-x-24-side), size.Height)
	part.Place(r.side, size.Width-12-side, 0, side, size.Height)
}
