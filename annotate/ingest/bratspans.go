package ingest

import (
	"slices"
	"strings"
	"unicode"
)

// reading finds what the offsets count, and whether a byte order mark counts, and a line end of two characters as two, by
// the characters that the spans are said to cover.
func (s *standoff) reading() reading {
	units := []Unit{CodePoints, UTF16}
	if s.unit != "" {
		units = []Unit{s.unit}
	}
	texts := []string{s.text}
	if plain := strings.ReplaceAll(strings.TrimPrefix(s.text, bom), "\r\n", "\n"); plain != s.text {
		texts = append(texts, plain)
	}
	best, count := reading{}, -1
	for _, t := range texts {
		for _, u := range units {
			r, n := newReading(t, u), 0
			for _, l := range s.lines {
				if _, ok := l.covered(r); ok && l.quoted {
					n++
				}
			}
			if n > count {
				best, count, s.text, s.unit = r, n, t, u
			}
		}
	}
	if s.unit != units[0] {
		s.say("offsets count %s here: so %d of %d spans cover the characters that are given with them", s.unit, count, len(s.lines))
	}
	return best
}

// covered are the characters of all fragments as the text has them, and whether they are those of the line: with one
// space between fragments, or none as old versions wrote it. Other white space may stand for a line end.
func (l bratSpan) covered(r reading) ([]string, bool) {
	var parts []string
	for _, p := range l.parts {
		part, ok := r.slice(found{start: p[0], end: p[1]})
		if !ok {
			return nil, false
		}
		parts = append(parts, part)
	}
	for _, between := range []string{" ", ""} {
		if rest, ok := cutAlike(l.quote, strings.Join(parts, between)); ok && strings.TrimFunc(rest, isWhite) == "" {
			return parts, true
		}
	}
	return parts, !l.quoted
}

// cutAlike cuts prefix from s, in which any white space counts as any other.
func cutAlike(s, prefix string) (string, bool) {
	have, want := []rune(s), []rune(prefix)
	if len(have) < len(want) {
		return s, false
	}
	for i, w := range want {
		if have[i] != w && !(isWhite(have[i]) && isWhite(w)) {
			return s, false
		}
	}
	return string(have[len(want):]), true
}

// isWhite is Python's str.isspace.
func isWhite(r rune) bool { return unicode.IsSpace(r) || 0x1C <= r && r <= 0x1F }

// add takes a span. Fragments with white space alone between them are one span, as brat writes one that goes over a line
// end; pieces with words between them are none.
func (s *standoff) add(l bratSpan, r reading) {
	parts, ok := l.covered(r)
	switch {
	case parts == nil:
		s.say("span %s left out: [%d,%d) does not begin and end between characters of the text, counted in %s", l.name(), l.start, l.end, s.unit)
	case !ok:
		s.say("span %s left out: it covers %.80q, its line says %.80q", l.name(), strings.Join(parts, " "), l.quote)
	case !l.whole(r):
		s.say("span %s left out: it is in pieces, %.80q, with other words between them, and an annotation here is one piece", l.name(), parts)
	default:
		l.quoted = false
		s.spans = append(s.spans, l.found)
	}
}

// whole reports whether the fragments follow each other with white space alone between them.
func (l bratSpan) whole(r reading) bool {
	for i, p := range l.parts[1:] {
		before := l.parts[i]
		if p[0] < before[1] {
			return false
		}
		gap, ok := r.slice(found{start: before[1], end: p[0]})
		if p[0] > before[1] && (!ok || slices.ContainsFunc([]rune(gap), func(c rune) bool { return !isWhite(c) })) {
			return false
		}
	}
	return true
}
