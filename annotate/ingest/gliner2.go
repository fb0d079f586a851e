package ingest

import (
	"io"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// looksGliner2 takes a text with strings by label.
func looksGliner2(h Head) bool {
	_, entities := glinerEntities(h.First)
	return entities.kind == '{'
}

// glinerEntities are the text and the labels of a record, in any of the three ways in which GLiNER2 takes them.
func glinerEntities(t tree) (text, entities tree) {
	switch {
	case !t.get("input").missing():
		return t.get("input"), t.get("output").get("entities")
	case t.get("schema").kind == '{':
		return t.get("text"), t.get("schema").get("entities")
	}
	return t.get("text"), t.get("entities")
}

// readGliner2 reads the records that GLiNER2 is trained on. They have strings in place of offsets, so every place of the
// text that says the same has the label, as GLiNER2 has it; strings at several places and at none are reported.
func readGliner2(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	opts.Unit = CodePoints
	return readJSON(r, opts, []Unit{CodePoints}, glinerReader{naturalLabels(opts)}.strings)
}

func (g glinerReader) strings(f jsonFile, line int, t tree) []*builder {
	text, entities := glinerEntities(t)
	b := f.builder(line)
	b.marked = !entities.missing()
	var ok bool
	if b.text, ok = text.str(); !ok {
		f.refuse(line, "", "it has no text: input is no string")
		return nil
	}
	if b.marked && entities.kind != '{' {
		f.refuse(line, "", "its entities are no object with a list for each label")
		return nil
	}
	find := newStringFinder(b.text)
	for i, label := range entities.keys {
		list := entities.list[i]
		if !list.missing() && list.kind != '[' {
			b.say("label %q left out: %.40s is no list of strings", label, list.raw)
			continue
		}
		for _, s := range list.list {
			b.mention(find, g.names.label(label), s)
		}
	}
	for _, key := range []string{"classifications", "relations", "json_structures"} {
		if len(t.get("output").get(key).list) > 0 {
			f.once(line, "", key)
		}
	}
	return []*builder{b}
}

// mention labels all places of the text that are the string.
func (b *builder) mention(f *stringFinder, label string, t tree) {
	s, ok := t.str()
	if !ok || strings.TrimSpace(s) == "" {
		b.say("%s %.40s left out: it is no string to look for", label, t.raw)
		return
	}
	places := f.find(s)
	switch {
	case len(places) == 0:
		b.say("%s %.60q left out: the text does not have it", label, s)
	case len(places) > 1:
		b.say("%s %.60q stands at %s of the text; each has the label", label, s, countOf(len(places), "place"))
	}
	for _, p := range places {
		b.spans = append(b.spans, found{nth: len(b.spans) + 1, start: p[0], end: p[1], label: label})
	}
}

// stringFinder finds strings in one text.
type stringFinder struct{ text, small string }

func newStringFinder(text string) *stringFinder { return &stringFinder{text, lowered(text)} }

// lowered has small letters, as many as there were.
func lowered(s string) string { return strings.Map(unicode.ToLower, s) }

// find gives the code points from and to which a string stands: as whole words, else inside words; as it is spelt, else
// in other letters.
func (f *stringFinder) find(s string) [][2]int {
	for _, c := range []struct {
		text, s string
		whole   bool
	}{{f.text, s, true}, {f.small, lowered(s), true}, {f.text, s, false}, {f.small, lowered(s), false}} {
		if places := occurrences(c.text, c.s, c.whole); len(places) > 0 {
			return places
		}
	}
	return nil
}

func occurrences(text, s string, whole bool) (places [][2]int) {
	n := utf8.RuneCountInString(s)
	at, b := 0, 0 // code points and bytes done
	for s != "" {
		i := strings.Index(text[b:], s)
		if i < 0 {
			break
		}
		at += utf8.RuneCountInString(text[b : b+i])
		b += i
		if !whole || standsAlone(text, b, b+len(s)) {
			places = append(places, [2]int{at, at + n})
		}
		_, width := utf8.DecodeRuneInString(text[b:])
		at, b = at+1, b+width
	}
	return places
}

// standsAlone reports whether no word goes on over the ends of a piece of text, in bytes.
func standsAlone(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	first, _ := utf8.DecodeRuneInString(text[from:])
	last, _ := utf8.DecodeLastRuneInString(text[:to])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return !(isWordRune(before) && isWordRune(first)) && !(isWordRune(last) && isWordRune(after))
}

func isWordRune(r rune) bool {
	return r == '_' || unicode.In(r, unicode.L, unicode.N, unicode.M)
}
