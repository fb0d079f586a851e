package onnx

import (
	"context"
	"strings"
	"unicode/utf8"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
)

// MaxBytes is how much of a text a model is asked about: the lines that lie wholly in its first megabyte, which may
// take an hour.
const MaxBytes = 1 << 20

// Find gives the names in a text, in order and apart from each other. language is ISO 639-1, or "und". Between two
// windows of 400 sub-words it looks whether ctx has ended, and returns its error then.
func (m *Model) Find(ctx context.Context, text annotate.Text, language string) ([]Found, error) {
	words, err := suggest.Words(ctx, text, language)
	if err != nil {
		return nil, err
	}
	units := m.units(text, words)
	rows, err := m.ask(ctx, units)
	if err != nil {
		return nil, err
	}
	var list []Found
	for _, n := range m.scheme.names(rows) {
		span := annotate.Span{Start: units.list[n.from].span.Start, End: units.list[n.to-1].span.End}
		list = append(list, Found{span, m.scheme.kinds[n.kind], n.score})
	}
	return list, nil
}

// unit is a word, or a few that share their only sub-word, which gets one answer.
type unit struct {
	span  annotate.Span // code points
	first int           // its first sub-word, whose answer counts
}

// units are a text as a network reads it.
type units struct {
	list []unit
	ids  []int // of all sub-words
	cuts []cut // before each of them
}

// units puts the sub-words of a text, whose offsets are bytes, together with its words, whose offsets are code points. A
// word of which no sub-word is left, such as a lone joiner, is left out.
func (m *Model) units(text annotate.Text, words []annotate.Span) units {
	s := text.String()
	if len(s) > MaxBytes {
		s = s[:strings.LastIndexByte(s[:MaxBytes], '\n')+1]
	}
	pieces := m.tokenizer.cut(s)
	u := units{ids: make([]int, len(pieces)), cuts: make([]cut, len(pieces))}
	for i, p := range pieces {
		u.ids[i] = p.id
	}
	next, before := 0, 0 // the next sub-word, where the last word ended in bytes
	for _, w := range words {
		from, to := text.Byte(w.Start), text.Byte(w.End)
		if to > len(s) {
			break
		}
		for next < len(pieces) && pieces[next].from < from {
			next++
		}
		first, n := next, len(u.list)-1
		switch {
		case next < len(pieces) && pieces[next].from < to:
			u.cuts[first] = between
			if u.list == nil || ended(s, before, from) {
				u.cuts[first] = sentence
			}
			u.list = append(u.list, unit{w, first})
		case next > 0 && pieces[next-1].to > from && n >= 0 && u.list[n].first == next-1: // one sub-word for both
			u.list[n].span.End = w.End
		}
		before = to
	}
	return u
}

// ended reports whether a sentence or a line ends before a word: after a full stop or its like and white space, or
// where lines change. The word before ends at a byte.
func ended(s string, before, from int) bool {
	gap := s[before:from]
	if strings.ContainsAny(gap, "\n\u2028\u2029") {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(s[:before])
	return strings.ContainsRune("。！？", last) || gap != "" && strings.ContainsRune(".!?؟۔।…", last)
}

// ask runs the network over a text, window by window, and gives the probabilities for each unit from that window in
// which it stands farthest from an edge.
func (m *Model) ask(ctx context.Context, u units) ([][]float32, error) {
	rows := make([][]float32, len(u.list))
	margins := make([]int, len(u.list))
	n := len(u.ids)
	for _, w := range windows(u.cuts, m.size) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		answer, err := m.window(u.ids[w.from:w.to])
		if err != nil {
			return nil, err
		}
		for i, unit := range u.list {
			if unit.first < w.from || unit.first >= w.to || rows[i] != nil && margins[i] >= w.margin(unit.first, n) {
				continue
			}
			at := (unit.first - w.from) * m.network.labels
			rows[i], margins[i] = softmax(answer[at:at+m.network.labels]), w.margin(unit.first, n)
		}
	}
	return rows, ctx.Err()
}

// step is what the length of a window is rounded up to, so that few lengths have to be prepared.
const step = 32

// window runs the network over some sub-words and gives its answer for each of them.
func (m *Model) window(ids []int) ([]float32, error) {
	row := make([]int, 0, len(ids)+8)
	row = append(append(append(row, m.tokenizer.before...), ids...), m.tokenizer.after...)
	width := len(row)
	if m.network.masked {
		width = (width + step - 1) / step * step
		if most := m.size + len(row) - len(ids); width > most {
			width = most
		}
	}
	m.running.Lock()
	defer m.running.Unlock()
	answer, err := m.network.run(row, width)
	if err != nil {
		return nil, err
	}
	skip := len(m.tokenizer.before) * m.network.labels
	return answer[skip : skip+len(ids)*m.network.labels], nil
}
