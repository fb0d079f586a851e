package dialogs

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rubricator/app/command"
	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

// Keys shows the key sheet: every command that has a key, in columns.
func Keys(h Host) {
	s := newSheet(h, "Keys", 1180)
	s.high = true
	table := newKeyTable(s.pen, keyLines(h.Keymap))
	scroll := container.NewVScroll(table)
	field := s.field("Find a command or a key")
	field.OnChanged = func(words string) {
		table.filter(words)
		scroll.ScrollToTop()
		s.resize()
	}
	field.Keys = func(e *fyne.KeyEvent) bool { return scrollKey(scroll, e) || s.fieldKey(e) }
	s.main = s.close
	s.show(field, newColumn(fixed(field, 36, 0), line{o: scroll, high: table.heightAt, grow: true, gap: 14}))
}

// scrollKey scrolls by the keys that move in a text.
func scrollKey(scroll *container.Scroll, e *fyne.KeyEvent) bool {
	step := map[fyne.KeyName]float32{fyne.KeyUp: -40, fyne.KeyDown: 40, fyne.KeyPageUp: -scroll.Size().Height + 40,
		fyne.KeyPageDown: scroll.Size().Height - 40}[e.Name]
	if step != 0 {
		scroll.ScrollToOffset(fyne.NewPos(0, max(0, scroll.Offset.Y+step)))
	}
	return step != 0
}

// keyLine is a line of the sheet; without a key it is a heading.
type keyLine struct{ key, words, group string }

func keyLines(keys *command.Keymap) []keyLine {
	var lines []keyLine
	for _, g := range command.Groups(keys.All()) {
		from := len(lines)
		for _, c := range g.Commands {
			for _, k := range keys.Keys(c.ID)[:min(1, len(keys.Keys(c.ID)))] {
				lines = append(lines, keyLine{present.Symbol(k), c.Title, g.Name})
			}
		}
		if len(lines) > from {
			rest := append([]keyLine{{"", g.Name, g.Name}}, digits(lines[from:], keys)...)
			lines = append(lines[:from], rest...)
		}
	}
	return lines
}

// digits writes nine labels in one line while they have the nine digits.
func digits(lines []keyLine, keys *command.Keymap) []keyLine {
	var out []keyLine
	if !inOrder(keys, "label.", 1, "") || !inOrder(keys, "label.", 10, "Ctrl ") || !inOrder(keys, "label.hits.", 1, "Alt ") {
		return lines
	}
	for _, l := range lines {
		switch l.words {
		case "Give label 1":
			out = append(out, keyLine{"1–9", "Give label 1 to 9", l.group})
		case "Give label 10":
			out = append(out, keyLine{"Ctrl 1–9", "Give label 10 to 18", l.group})
		case "Label all hits with label 1":
			out = append(out, keyLine{"Alt 1–9", "Label all hits with label 1 to 9", l.group})
		default:
			if l.group != "Labels by digit" {
				out = append(out, l)
			}
		}
	}
	return out
}

func inOrder(keys *command.Keymap, ids string, first int, prefix string) bool {
	for i := range 9 {
		k := keys.Keys(fmt.Sprint(ids, first+i))
		if len(k) != 1 || present.Symbol(k[0]) != fmt.Sprint(prefix, i+1) {
			return false
		}
	}
	return true
}

// keyTable places the lines in as many columns as there is room for.
type keyTable struct {
	part.Panelled
	pen     *part.Pen
	all     []keyLine
	shown   []keyLine
	pieces  []keyPiece
	columns int
}

type keyPiece struct {
	cap   *part.Cap
	words *part.Text
}

const (
	keyColumn = 370
	keyHeight = 26
	capRoom   = 106
	keyInset  = 3 // at the left of each column
)

func newKeyTable(pen *part.Pen, lines []keyLine) *keyTable {
	t := &keyTable{pen: pen, all: lines}
	var objects []fyne.CanvasObject
	for range lines {
		p := keyPiece{pen.Cap(""), pen.Text("", part.Size(theme.TextSmall), part.Elastic)}
		t.pieces = append(t.pieces, p)
		objects = append(objects, p.cap, p.words)
	}
	t.Init(t, t.place, objects...)
	t.filter("")
	return t
}

func (t *keyTable) filter(words string) {
	t.shown = found(words, t.all)
	for i, p := range t.pieces {
		part.Show(p.words, i < len(t.shown))
		part.Show(p.cap, i < len(t.shown) && t.shown[i].key != "")
		if i < len(t.shown) {
			p.cap.SetKey(t.shown[i].key)
			p.words.SetText(t.shown[i].words)
		}
	}
	t.Relayout()
}

// found are the lines with the letters of a query in their words, then those that have its words among their keys. An
// empty query keeps all.
func found(query string, all []keyLine) []keyLine {
	if strings.TrimSpace(query) == "" {
		return all
	}
	texts := make([]string, len(all))
	for i, l := range all {
		if l.key != "" {
			texts[i] = l.words
		}
	}
	var lines []keyLine
	taken := map[int]bool{}
	for _, i := range fuzzy(query, texts) {
		taken[i] = true
		lines = append(lines, all[i])
	}
	for i, l := range all {
		if !taken[i] && l.key != "" && hasKeys(l.key, query) {
			lines = append(lines, l)
		}
	}
	return lines
}

// hasKeys reports whether each word of a query, "ctrl+f" for one, is the name of one of the keys.
func hasKeys(keys, query string) bool {
	names := strings.Fields(strings.ToLower(keys))
	for _, word := range strings.Fields(strings.ToLower(strings.ReplaceAll(query, "+", " "))) {
		if !slices.Contains(names, word) {
			return false
		}
	}
	return true
}

// heightAt also fixes the least height, which is what the scroll asks for.
func (t *keyTable) heightAt(width float32) float32 {
	t.columns = max(1, int(width/keyColumn))
	t.Least.Height = float32(t.perColumn()) * keyHeight
	return t.Least.Height
}

func (t *keyTable) perColumn() int { return (len(t.shown) + t.columns - 1) / max(1, t.columns) }

func (t *keyTable) place(size fyne.Size) {
	t.heightAt(size.Width)
	width := size.Width / float32(t.columns)
	col, row := 0, 0
	for i, l := range t.shown {
		lastInColumn := row == t.perColumn()-1
		if row == t.perColumn() || l.key == "" && lastInColumn && col < t.columns-1 {
			col, row = col+1, 0
		}
		t.placeLine(t.pieces[i], l, float32(col)*width, float32(row)*keyHeight, width)
		row++
	}
}

func (t *keyTable) placeLine(p keyPiece, l keyLine, x, y, width float32) {
	p.words.SetBold(l.key == "")
	if l.key == "" {
		p.words.SetRole(part.Muted)
		part.Place(p.words, x+keyInset, y+5, width-12, keyHeight-5)
		return
	}
	p.words.SetRole(part.Ink)
	m := p.cap.MinSize()
	part.Place(p.cap, x+keyInset, y+(keyHeight-m.Height)/2, m.Width, m.Height)
	room := max(capRoom, m.Width+8)
	part.Place(p.words, x+keyInset+room, y, width-room-keyInset-4, keyHeight)
}
