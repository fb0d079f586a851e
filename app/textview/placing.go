package textview

import (
	"cmp"
	"slices"
	"sort"
	"unicode/utf8"
)

// placing finds places for the tags of a line, so that none stands on another and each at its span. A tag may slide
// along its span; where that is not enough, tags are cut; where that is not enough either, neighbours become a count.
// Its memory is used again from line to line.
type placing struct {
	gap      int // between two captions
	width    int // of the strip
	measure  func(string) int
	out      []tag
	captions []caption
	pending  []int32
}

const (
	shortest = 3  // how few letters a tag may be cut to
	longest  = 99 // letters that are never cut
)

// place returns the captions from the beginning of the line to its end, and the tags in their order.
func (w *placing) place(tags []tag) ([]caption, []tag) {
	w.out, w.captions = w.out[:0], w.captions[:0]
	for i := range tags {
		w.fit(&tags[i], longest)
	}
	slices.SortStableFunc(tags, func(a, b tag) int { return cmp.Compare(a.natural(), b.natural()) })
	for first := 0; first < len(tags); {
		end, ok := w.crowd(tags, first)
		crowd := tags[first:end]
		if ok || w.shorten(crowd) {
			w.setOut(crowd)
		} else {
			w.gather(crowd)
		}
		first = end
	}
	w.settle()
	w.lengthen()
	return w.captions, w.out
}

// natural is where a tag would stand alone.
func (t *tag) natural() int {
	if t.ends {
		return t.until - t.width
	}
	return t.from
}

// fit cuts a tag to some letters and finds where it may begin: half of it stands at its span.
func (w *placing) fit(t *tag, letters int) {
	t.letter = letters
	t.width = w.measure(cut(t.text, letters))
	w.bound(t, t.width/2)
}

// bound finds where a tag may begin if so many pixels of it must stand at its span.
func (w *placing) bound(t *tag, share int) {
	most := max(0, w.width-t.width)
	t.hi = min(max(t.natural(), t.until-share), most)
	t.lo = max(0, min(t.from, t.natural(), t.hi))
	t.hi = max(t.hi, t.lo)
}

// crowd finds the tags from first on that push one another, and reports whether all find a place.
func (w *placing) crowd(tags []tag, first int) (end int, ok bool) {
	ok = true
	free := tags[first].lo + tags[first].width + w.gap
	for end = first + 1; end < len(tags) && tags[end].lo < free; end++ {
		ok = ok && free <= tags[end].hi
		free += tags[end].width + w.gap
	}
	return end, ok
}

// shorten cuts the longer tags of a crowd to as many letters as let all find a place, and reports whether that helped.
func (w *placing) shorten(crowd []tag) bool {
	most := 0
	for i := range crowd {
		most = max(most, utf8.RuneCountInString(crowd[i].text))
	}
	steps := max(0, most-shortest)
	cutBy := sort.Search(steps, func(n int) bool { return w.fits(crowd, most-n) })
	return w.fits(crowd, most-cutBy)
}

// fits reports whether all of a crowd find a place when none has more than so many letters.
func (w *placing) fits(crowd []tag, letters int) bool {
	free := 0
	for i := range crowd {
		t := &crowd[i]
		w.fit(t, letters)
		at := max(t.lo, free)
		if at > t.hi {
			return false
		}
		free = at + t.width + w.gap
	}
	return true
}

// setOut gives each tag of a crowd its caption, as early as it may stand.
func (w *placing) setOut(crowd []tag) {
	for _, t := range crowd {
		w.append(t, max(t.lo, w.free()))
	}
}

func (w *placing) append(t tag, at int) {
	w.out = append(w.out, t)
	w.captions = append(w.captions, caption{
		at: at, width: t.width, text: cut(t.text, t.letter), first: len(w.out) - 1, n: 1, lo: t.lo, hi: t.hi, want: t.natural(),
		latest: t.from, earliest: t.until,
	})
}

// free is where the next caption may begin.
func (w *placing) free() int { return w.after(len(w.captions)) }

func (w *placing) after(n int) int {
	if n == 0 {
		return 0
	}
	return w.captions[n-1].at + w.captions[n-1].width + w.gap
}

// gather sets out a crowd that is too many: at each place the tag whose span ends first. One that comes too late for
// its span becomes a count together with the caption before it.
func (w *placing) gather(crowd []tag) {
	for i := range crowd {
		w.fit(&crowd[i], shortest)
		w.bound(&crowd[i], min(w.gap, crowd[i].width))
	}
	slices.SortStableFunc(crowd, func(a, b tag) int { return cmp.Compare(a.lo, b.lo) })
	w.pending = w.pending[:0]
	for next := 0; next < len(crowd) || len(w.pending) > 0; {
		if len(w.pending) == 0 {
			w.await(crowd, next)
			next++
		}
		for at := max(w.free(), crowd[w.pending[len(w.pending)-1]].lo); next < len(crowd) && crowd[next].lo <= at; next++ {
			w.await(crowd, next)
		}
		t := crowd[w.pending[len(w.pending)-1]]
		w.pending = w.pending[:len(w.pending)-1]
		at := max(t.lo, w.free())
		if at <= t.hi {
			w.append(t, at)
		} else {
			w.join(t)
		}
	}
}

// await lets tag i wait for its turn; the one whose turn is next is the last.
func (w *placing) await(crowd []tag, i int) {
	at, _ := slices.BinarySearchFunc(w.pending, crowd[i].hi, func(k int32, hi int) int {
		return cmp.Or(cmp.Compare(hi, crowd[k].hi), 1)
	})
	w.pending = slices.Insert(w.pending, at, int32(i))
}

// join adds a tag to the last caption, which thereby becomes a count. It stands where it touches the most of its spans.
func (w *placing) join(t tag) {
	w.out = append(w.out, t)
	s := &w.captions[len(w.captions)-1]
	s.n++
	s.text = countText(s.n)
	s.width = w.measure(s.text)
	s.latest, s.earliest = max(s.latest, t.from), min(s.earliest, t.until)
	s.at = max(w.after(len(w.captions)-1), min(s.at, w.width-s.width))
	if short := s.latest + 1 - s.at - s.width; short > 0 {
		s.at = max(s.at, min(s.at+short, s.earliest-1, w.width-s.width))
	}
	s.lo, s.hi, s.want = s.at, s.at, s.at
}

// settle moves the captions from as early as they may stand to where they would like to, as far as the next one allows.
func (w *placing) settle() {
	room := w.width + w.gap
	for i := len(w.captions) - 1; i >= 0; i-- {
		s := &w.captions[i]
		s.hi = max(s.at, min(s.hi, room-w.gap-s.width))
		room = s.hi
	}
	for i := range w.captions {
		s := &w.captions[i]
		s.at = max(min(s.want, s.hi), s.lo, w.after(i))
		s.at = min(s.at, s.hi)
	}
}

// lengthen gives cut tags back the letters for which there is room after all, and a count that holds the tag of the
// thing in focus its name.
func (w *placing) lengthen() {
	for i := range w.captions {
		s := &w.captions[i]
		room := w.width - s.at
		if i+1 < len(w.captions) {
			room = w.captions[i+1].at - w.gap - s.at
		}
		if s.n > 1 {
			w.nameFocus(s, room)
			continue
		}
		t := &w.out[s.first]
		for letters := utf8.RuneCountInString(t.text); letters > utf8.RuneCountInString(s.text); letters-- {
			if w.say(s, cut(t.text, letters), room) {
				break
			}
		}
	}
}

func (w *placing) nameFocus(s *caption, room int) {
	for _, t := range w.out[s.first : s.first+s.n] {
		if t.focus {
			w.say(s, cut(t.text, shortest)+" "+countText(s.n-1), room)
		}
	}
}

// say gives a caption other words if there is room for them.
func (w *placing) say(s *caption, text string, room int) bool {
	width := w.measure(text)
	if width > room {
		return false
	}
	s.text, s.width = text, width
	return true
}
