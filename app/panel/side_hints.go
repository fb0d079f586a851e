package panel

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2"

	"rubricator/app/panel/part"
	"rubricator/app/present"
	"rubricator/app/theme"
)

// hints say what the keys will do next: key caps and words.
type hints struct {
	part.Panelled
	pen   *part.Pen
	shown []present.Hint
	items []*hint
}

func newHints(pen *part.Pen) *hints {
	h := &hints{pen: pen}
	h.Init(h, h.place)
	return h
}

// show paints what differs, and reports whether anything did.
func (h *hints) show(list []present.Hint) bool {
	if reflect.DeepEqual(list, h.shown) {
		return false
	}
	h.shown = list
	grown := false
	for len(h.items) < len(list) {
		h.items = append(h.items, newHint(h.pen))
		grown = true
	}
	for i, item := range h.items {
		part.Show(item, i < len(list) && len(list[i].Keys) > 0)
		if item.Visible() {
			item.show(list[i])
		}
	}
	if grown {
		h.Replace(h.objects()...)
	}
	h.Relayout()
	return true
}

func (h *hints) objects() []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, i := range h.items {
		list = append(list, i)
	}
	return list
}

func (h *hints) heightAt(width float32) float32 {
	if len(h.shown) == 0 {
		return 0
	}
	return part.Flow(h.objects(), 0, 0, width, hintGap, hintLead)
}

const (
	hintHigh = 22 // height of a hint
	hintGap  = 14 // between two in a row
	hintLead = 8  // between rows
)

// fit leaves out hints from the last on until the rest is no higher than the room, and returns its height.
func (h *hints) fit(width, room float32) float32 {
	for i, item := range h.items {
		part.Show(item, i < len(h.shown) && len(h.shown[i].Keys) > 0)
	}
	high := h.heightAt(width)
	for n := len(h.shown) - 1; n >= 0 && high > room; n-- {
		h.items[n].Hide()
		high = h.heightAt(width)
	}
	return high
}

func (h *hints) place(size fyne.Size) { h.heightAt(size.Width) }

// hint is one key, or two that belong together, and what they do.
type hint struct {
	part.Panelled
	key   *part.Cap
	words *part.Text
}

func newHint(pen *part.Pen) *hint {
	h := &hint{key: pen.Cap(""), words: pen.Text("", part.Size(theme.TextSmall+1), part.Colored(part.Muted))}
	h.Init(h, h.place, h.key, h.words)
	return h
}

func (h *hint) show(p present.Hint) {
	h.key.SetKey(capWords(p.Keys))
	h.words.SetText(p.Words)
	h.Least = fyne.NewSize(h.key.MinSize().Width+7+h.words.Width(), hintHigh)
	h.Relayout()
}

func (h *hint) place(size fyne.Size) {
	key := h.key.MinSize()
	part.Place(h.key, 0, (size.Height-key.Height)/2, key.Width, key.Height)
	part.Place(h.words, key.Width+7, 0, size.Width-key.Width-7, size.Height)
}

// capWords writes keys on one cap; what they have in common stands once: "Alt ← →".
func capWords(keys []string) string {
	if len(keys) == 0 {
		return ""
	}
	words := keys[0]
	for _, k := range keys[1:] {
		i, j := strings.LastIndex(keys[0], " "), strings.LastIndex(k, " ")
		if i > 0 && i == j && keys[0][:i] == k[:j] {
			k = k[j+1:]
		}
		words += " " + k
	}
	return words
}
