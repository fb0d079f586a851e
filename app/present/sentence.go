package present

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// Characters that say how text is ordered and are not seen.
const (
	leftToRight = "\u200e" // what begins with it reads from left to right
	isolate     = "\u2068" // up to isolateEnd, text keeps its own order and that of its surroundings
	isolateEnd  = "\u2069"
)

// Sentence prepares words of the program for being set: they read from left to right whatever they quote, and numbers
// and marks beside Arabic or Hebrew words stay where they were put. What stands in quotation marks, as text of people
// does, keeps its own order; in a path, and outside quotation marks, each stretch of right-to-left words stands for
// itself.
func Sentence(text string) string {
	if !mayReorder(text) {
		return leftToRight + text
	}
	text = withoutControls.Replace(text)
	b := &strings.Builder{}
	b.WriteString(leftToRight)
	for {
		from, to := quotation(text)
		isolateRuns(b, text[:from])
		quoted := text[from:to]
		if first, last := run(quoted); first < last && !strings.ContainsAny(quoted, `/\`) {
			b.WriteString(isolate + quoted + isolateEnd)
		} else {
			isolateRuns(b, quoted)
		}
		if to == len(text) {
			return b.String()
		}
		_, mark := utf8.DecodeRuneInString(text[to:])
		b.WriteString(text[to : to+mark])
		text = text[to+mark:]
	}
}

// mayReorder is false for what surely has no right-to-left letter and no control for the order: those begin at U+0590.
func mayReorder(text string) bool {
	for i := range len(text) {
		if text[i] >= 0xD6 {
			return true
		}
	}
	return false
}

// withoutControls takes out what would end an isolation, or order more than its own surroundings.
var withoutControls = strings.NewReplacer("\u202a", "", "\u202b", "", "\u202c", "", "\u202d", "", "\u202e", "",
	"\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "")

// quotation is the range, in bytes, of what the first quotation marks enclose; without any it is empty at the end.
func quotation(text string) (from, to int) {
	for i, r := range text {
		if r != '“' && r != '"' {
			continue
		}
		from := i + utf8.RuneLen(r)
		if n := closing(text[from:], r); n >= 0 {
			return from, from + n
		}
	}
	return len(text), len(text)
}

// closing is where the mark stands that closes a quotation, in bytes; -1 when there is none.
func closing(text string, open rune) int {
	if open == '“' {
		return strings.Index(text, "”")
	}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++ // as in Go's quotation
		case '"':
			return i
		}
	}
	return -1
}

// isolateRuns writes text with each stretch from one right-to-left letter to the last before a left-to-right letter or
// a separator of paths isolated.
func isolateRuns(b *strings.Builder, text string) {
	for text != "" {
		from, to := run(text)
		b.WriteString(text[:from])
		if from < to {
			b.WriteString(isolate + text[from:to] + isolateEnd)
		}
		text = text[to:]
	}
}

// run is the range of the first such stretch, in bytes; empty at the end when there is none.
func run(text string) (from, to int) {
	from = len(text)
	for i, r := range text {
		switch class := classOf(r); {
		case class == bidi.R || class == bidi.AL || class == bidi.AN || class == bidi.NSM && to == i && from < i:
			from, to = min(from, i), i+utf8.RuneLen(r)
		case from < i && (class == bidi.L || r == '/' || r == '\\'):
			return from, to
		}
	}
	return from, max(from, to)
}

func classOf(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}
