package textlayout

import (
	"fmt"
	"strings"
	"testing"
)

// walk collects the offsets that a motion passes through until it stands still.
func walk(move func(Position) Position, p Position) string {
	var out []string
	for range 200 {
		q := move(p)
		if q == p {
			break
		}
		mark := ""
		if q.Affinity == Upstream {
			mark = "<"
		}
		out = append(out, fmt.Sprint(q.Offset)+mark)
		p = q
	}
	return strings.Join(out, " ")
}

func TestMoveVisualWord(t *testing.T) {
	tests := []struct {
		name, text  string
		width, from int
		right       bool
		want        string
	}{
		{"ltr right", "Ada met (Bob), twice.", 600, 0, true, "4 9 15 21"},
		{"ltr left", "Ada met (Bob), twice.", 600, 21, false, "15 9 4 0"},
		{"rtl left", "قال المتحدث (هنا) أمس.", 600, 0, false, "4 13 18 22"},
		{"rtl right", "قال المتحدث (هنا) أمس.", 600, 22, true, "18 13 4 0"},
		{"number in rtl", "عام 2023 كان", 600, 0, false, "4 9 12"},
		// abc 123 عربي def on screen
		{"mixed right", "abc عربي 123 def", 600, 0, true, "9 4 13 16"},
		{"mixed left", "abc عربي 123 def", 600, 16, false, "13 4 9 0"},
		{"latin in rtl", "قال (Ada Lovelace) ثم", 600, 0, false, "9 5 19 21"},
		{"over lines", "Ada met\nBob twice", 600, 0, true, "4 8 12 17"},
		{"over lines left", "Ada met\nBob twice", 600, 17, false, "12 8 4 0"},
		{"wrapped rtl", "قال المتحدث هنا", 60, 0, false, "4 12 15"},
		// An RTL paragraph in an LTR article is walked from its last word.
		{"paragraph the other way", "Ada\nقال هنا\nBob", 600, 0, true, "8 4 12 15"},
		{"paragraph the other way, back", "Ada\nقال هنا\nBob", 600, 15, false, "12 4 8 0"},
		{"chinese", "美国国务卿抵达北京。", 600, 0, true, "2 5 7 10"},
		{"japanese", "東京は日本の首都です。", 600, 0, true, "2 3 5 6 8 11"},
		{"japanese back", "東京は日本の首都です。", 600, 11, false, "8 6 5 3 2 0"},
		{"thai", "ตำรวจจับกุมผู้ต้องหา", 600, 0, true, "5 11 20"},
		{"thai in arabic", "قال ตำรวจจับกุม ثم", 600, 0, false, "9 4 16 18"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := setAt(t, tt.text, tt.width)
			got := walk(func(p Position) Position { return l.MoveVisualWord(p, tt.right) }, Position{Offset: tt.from})
			if got != tt.want {
				t.Errorf("from %d: %s, want %s", tt.from, got, tt.want)
			}
		})
	}
}

func TestMoveVisualChar(t *testing.T) {
	tests := []struct {
		name, text  string
		width, from int
		right       bool
		want        string
	}{
		{"ltr", "ab e\u0302\u0323c", 600, 0, true, "1 2 3 6 7"},
		{"rtl left", "אבג", 600, 0, false, "1 2 3"},
		{"rtl right", "אבג", 600, 3, true, "2 1 0"},
		{"lam-alef", "بلا", 600, 0, false, "1 2 3"},
		// a3.2.1b: over the edge of a run the caret jumps
		{"mixed", "aאבגb", 600, 0, true, "1< 3 2 1 5"},
		{"mixed left", "aאבגb", 600, 5, false, "4 2 3 4< 0"},
		{"paragraphs", "ab\ncd", 600, 1, true, "2 3 4 5"},
		{"paragraphs left", "ab\ncd", 600, 4, false, "3 2 1 0"},
		{"wrapped", "aaa bbb", 50, 2, true, "3 4 5 6 7"},
		{"wrapped left", "aaa bbb", 50, 5, false, "4 3 2 1 0"},
		{"unseen", "a\u200b\u00adb", 600, 0, true, "1 4"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := setAt(t, tt.text, tt.width)
			got := walk(func(p Position) Position { return l.MoveVisualChar(p, tt.right) }, Position{Offset: tt.from})
			if got != tt.want {
				t.Errorf("from %d: %s, want %s", tt.from, got, tt.want)
			}
		})
	}
}

func TestMoveLine(t *testing.T) {
	l := setAt(t, "one two\n\nthree four", 600)
	goal := l.Caret(Position{Offset: 4}).X
	p := Position{Offset: 4}
	for i, want := range []int{8, 13, 19, 19} {
		p = l.MoveLine(p, true, goal)
		if d := p.Offset - want; d < -1 || d > 1 {
			t.Errorf("step %d down: %d, want about %d", i, p.Offset, want)
		}
	}
	for i, want := range []int{8, 4, 0, 0} {
		p = l.MoveLine(p, false, goal)
		if i == 0 {
			p = l.MoveLine(Position{Offset: 13}, false, goal)
		}
		if p.Offset != want {
			t.Errorf("step %d up: %d, want %d", i, p.Offset, want)
		}
	}
}

func TestLineEdge(t *testing.T) {
	l := setAt(t, "aaa bbb ccc\nאבג דהו", 90)
	lines := l.Lines(0, 1000)
	for _, ln := range lines {
		inside := Position{Offset: ln.Start + 1}
		if p := l.LineEdge(inside, false); p.Offset != ln.Start || l.LineAt(p.Offset, p.Affinity) != ln {
			t.Errorf("start of line [%d, %d): %+v", ln.Start, ln.End, p)
		}
		if p := l.LineEdge(inside, true); p.Offset != ln.End || l.LineAt(p.Offset, p.Affinity) != ln {
			t.Errorf("end of line [%d, %d): %+v", ln.Start, ln.End, p)
		}
	}
	if len(lines) < 3 {
		t.Fatalf("%d lines, want the first paragraph to wrap", len(lines))
	}
}

func TestWordAt(t *testing.T) {
	l := setAt(t, "Ada met (Bob), twice.\n\nقال هنا", 600)
	tests := [][3]int{{0, 0, 3}, {2, 0, 3}, {3, 0, 3}, {4, 4, 7}, {8, 8, 8}, {9, 9, 12}, {12, 9, 12}, {13, 13, 13}, {14, 14, 14}, {20, 15, 20}, {21, 21, 21}, {22, 22, 22}, {23, 23, 26}, {30, 27, 30}}
	for _, tt := range tests {
		if s, e := l.WordAt(tt[0]); s != tt[1] || e != tt[2] {
			t.Errorf("WordAt(%d) = [%d, %d), want [%d, %d)", tt[0], s, e, tt[1], tt[2])
		}
	}
}

func TestWordEdges(t *testing.T) {
	l := setAt(t, "Ada met (Bob).\n\nقال", 600)
	tests := []struct {
		at, nextStart, nextEnd, prevStart, prevEnd int
	}{
		{0, 4, 3, 0, 0},
		{1, 4, 3, 0, 0},
		{3, 4, 7, 0, 0},
		{4, 9, 7, 0, 3},
		{13, 16, 19, 9, 12},
		{15, 16, 19, 9, 12},
		{19, 19, 19, 16, 12},
	}
	for _, tt := range tests {
		got := [4]int{l.NextWordStart(tt.at), l.NextWordEnd(tt.at), l.PrevWordStart(tt.at), l.PrevWordEnd(tt.at)}
		if want := [4]int{tt.nextStart, tt.nextEnd, tt.prevStart, tt.prevEnd}; got != want {
			t.Errorf("word edges around %d: %v, want %v", tt.at, got, want)
		}
	}
}

func TestHit(t *testing.T) {
	l := setAt(t, "abc عربي 123 def", 600)
	left, right := l.Hit(-50, 5), l.Hit(5000, 5)
	if left.Offset != 0 || right.Offset != 16 {
		t.Errorf("beside the line: %+v and %+v, want 0 and 16", left, right)
	}
	if p := l.Hit(0, -100); p.Offset != 0 {
		t.Errorf("above the text: %+v", p)
	}
	if p := l.Hit(5000, 5000); p.Offset != 16 {
		t.Errorf("below the text: %+v", p)
	}
	// On screen: abc 123 عربي def. The two sides of the place after "abc ".
	x := l.Rects(9, 10)[0].X
	if p := l.Hit(x-1, 5); p != (Position{Offset: 4, Affinity: Upstream}) {
		t.Errorf("left of the edge: %+v", p)
	}
	if p := l.Hit(x+1, 5); p.Offset != 9 {
		t.Errorf("right of the edge: %+v", p)
	}
}

func TestRects(t *testing.T) {
	l := setAt(t, "abc عربي 123 def\nxyz", 600)
	tests := []struct {
		start, end int
		want       int
	}{{0, 3, 1}, {2, 6, 2}, {4, 8, 1}, {0, 16, 1}, {4, 13, 1}, {6, 10, 2}, {14, 18, 2}, {16, 17, 0}, {5, 5, 0}}
	for _, tt := range tests {
		rects := l.Rects(tt.start, tt.end)
		if len(rects) != tt.want {
			t.Errorf("[%d, %d): %d rectangles, want %d: %+v", tt.start, tt.end, len(rects), tt.want, rects)
			continue
		}
		starts, ends := edgesOf(rects)
		if tt.want > 0 && (starts != 1 || ends != 1) {
			t.Errorf("[%d, %d): %d starts and %d ends", tt.start, tt.end, starts, ends)
		}
	}
	if r := l.Rects(4, 8); len(r) != 1 || !r[0].RTL {
		t.Errorf("the Arabic word: %+v, want RTL", r)
	}
}

// Home and End stand at the edges of the line as its paragraph reads, whichever way its first and last words read, and
// the arrows walk on from there.
func TestLineEdgeAgainstTheLine(t *testing.T) {
	tests := []struct {
		name, text  string
		width, line int
		home, end   Affinity
	}{
		{"left to right, Arabic last", "He met علي حسن", 600, 0, Downstream, Edge},
		{"left to right, Arabic first", "\u200eعلي حسن met him", 600, 0, Downstream, Downstream}, // behind a mark that has no width
		{"left to right, a number last", "He came in 1999", 600, 0, Downstream, Downstream},
		{"right to left, Latin last", "التقى علي John Smith", 600, 0, Downstream, Edge},
		{"right to left, a number last", "وصل عام 1999", 600, 0, Downstream, Edge},
		{"right to left, a number first", "1999 كان عاما", 600, 0, Edge, Downstream},
		{"wrapped, Arabic before the break", "He met علي حسن with joy", 150, 0, Downstream, Upstream}, // behind the space
		{"wrapped, Arabic behind the break", "He met her and علي حسن", 150, 1, Edge, Edge},
		{"wrapped, Latin before the break", "التقى John Smith هناك أمس", 160, 0, Downstream, Upstream},
		{"wrapped, Latin behind the break", "التقى الرجل هناك John Smith أمس", 160, 1, Edge, Downstream},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := setAt(t, tt.text, tt.width)
			ln := l.Lines(0, 1000)[tt.line]
			inside := Position{Offset: ln.Start + 1}
			left, right := l.LineEdge(inside, ln.RTL), l.LineEdge(inside, !ln.RTL)
			home, end, homeX, endX := left, right, 0, ln.Width()
			if ln.RTL {
				home, end, homeX, endX = right, left, tt.width, tt.width-ln.Width()
			}
			if want := (Position{ln.Start, tt.home}); home != want || l.Caret(home).X != homeX {
				t.Errorf("Home: %+v at x %d, want %+v at x %d", home, l.Caret(home).X, want, homeX)
			}
			if want := (Position{ln.End, tt.end}); end != want || l.Caret(end).X != endX {
				t.Errorf("End: %+v at x %d, want %+v at x %d", end, l.Caret(end).X, want, endX)
			}
			checkEdges(t, l, ln)
			if last := tt.line == len(l.Lines(0, 1000))-1; last && l.MoveVisualChar(end, !ln.RTL) != end || last && l.MoveVisualWord(end, !ln.RTL) != end {
				t.Error("the end of the article is passed")
			}
		})
	}
}
