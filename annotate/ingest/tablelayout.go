package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// layout is how a table of tokens stands in its file.
type layout struct {
	csv    bool
	tabs   bool // TAB between columns, else runs of spaces and TABs
	width  int  // columns of a row
	token  int
	index  bool // the first column counts tokens, so a line that begins with # is none
	start  int  // column of the token's place in its text, with its end behind; -1 has none
	tags   []int
	misc   bool // tags are features of CoNLL-U's last column
	spaces bool // and so is what stands between tokens
	bare   bool // labels without B- and I-
	labels map[string]bool
	scheme string
	prefix string // of every token: the language, as in "en:"
	column int    // of a table in CSV: the sentence's number; -1 has none
	broken bool   // no sentences: blank lines are rare or missing
}

// readLayout finds out what the columns are; the error says why it is no table of tokens and tags.
func readLayout(text, ending string, columns map[string]string) (layout, error) {
	l := layout{start: -1, column: -1}
	if ending == ".csv" {
		return csvLayout(text)
	}
	l.tabs = tabbed(text)
	l.width = commonWidth(text, l)
	if l.width < 2 {
		return l, fmt.Errorf("%w: it is no table of tokens and tags: most of its lines are one column", ErrFormat)
	}
	s := newColumnStats(l.width)
	for line := range strings.Lines(text) {
		if !isRow(line) {
			continue
		}
		if cells := l.cells(line); len(cells) == l.width {
			s.add(cells)
		}
	}
	if s.rows == 0 {
		return l, fmt.Errorf("%w: it is no table of tokens and tags", ErrFormat)
	}
	l.places(s)
	if err := l.chosen(columns); err != nil {
		return l, err
	}
	if len(l.tags) == 0 {
		l.findTags(s)
	}
	if len(l.tags) == 0 {
		return l, fmt.Errorf("%w: none of its %d columns has tags such as O and B-PER, or labels among which O is the commonest", ErrFormat, l.width)
	}
	return l, nil
}

// chosen takes the columns that somebody has named.
func (l *layout) chosen(columns map[string]string) error {
	for _, name := range []string{"text", "labels"} {
		if columns[name] == "" {
			continue
		}
		n, err := strconv.Atoi(columns[name])
		if err != nil || n < 1 || n > l.width {
			return fmt.Errorf("%w: %q is none of its columns: count them from 1 to %d", ErrFormat, columns[name], l.width)
		}
		if name == "text" {
			l.token = n - 1
		} else {
			l.tags, l.misc = []int{n - 1}, false
		}
	}
	return nil
}

// cells are the columns of a line.
func (l layout) cells(line string) []string {
	line = strings.TrimRight(line, "\r\n")
	if l.tabs {
		return strings.Split(line, "\t")
	}
	return strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' })
}

// isRow reports whether a line is one of tokens for sure: one that begins with # may be a comment.
func isRow(line string) bool {
	return strings.TrimSpace(line) != "" && line[0] != '#' && !isDocument(line)
}

func isDocument(line string) bool { return strings.HasPrefix(line, "-DOCSTART-") }

// tabbed reports whether nearly all lines have the same number of TABs.
func tabbed(text string) bool {
	counts, all := map[int]int{}, 0
	for line := range strings.Lines(text) {
		if isRow(line) {
			counts[strings.Count(line, "\t")]++
			all++
		}
	}
	for tabs, n := range counts {
		if tabs > 0 && n*100 >= all*98 {
			return true
		}
	}
	return false
}

func commonWidth(text string, l layout) (width int) {
	counts := map[int]int{}
	for line := range strings.Lines(text) {
		if isRow(line) {
			counts[len(l.cells(line))]++
		}
	}
	for w, n := range counts {
		if n > counts[width] || n == counts[width] && w > width {
			width = w
		}
	}
	return width
}

// columnStats say what stands in the columns.
type columnStats struct {
	rows   int
	digits []int // rows with a number
	tags   []int // with something like a tag
	named  []int // with a tag that is not O
	chunks []int // with a tag whose label is one of phrases
	values []map[string]int
	nes    int // rows with NE= or name= in the last column
	spaces int // with SpaceAfter or SpacesAfter there
	langs  map[string]int
}

// manyValues are more than labels have.
const manyValues = 200

func newColumnStats(width int) *columnStats {
	s := &columnStats{digits: make([]int, width), tags: make([]int, width), named: make([]int, width), chunks: make([]int, width), values: make([]map[string]int, width), langs: map[string]int{}}
	for i := range s.values {
		s.values[i] = map[string]int{}
	}
	return s
}

func (s *columnStats) add(cells []string) {
	s.rows++
	for i, c := range cells {
		if isIndex(c) {
			s.digits[i]++
		}
		if isTokenTag(c) {
			s.tags[i]++
			if c != "O" {
				s.named[i]++
				if phrases[c[2:]] {
					s.chunks[i]++
				}
			}
		}
		if len(s.values[i]) <= manyValues {
			s.values[i][c]++
		}
	}
	last := cells[len(cells)-1]
	if _, ok := miscTag(last); ok {
		s.nes++
	}
	if strings.Contains(last, "SpaceAfter=") || strings.Contains(last, "SpacesAfter=") {
		s.spaces++
	}
	if lang, _, ok := strings.Cut(cells[0], ":"); ok && len(lang) >= 2 && len(lang) <= 3 && strings.Trim(lang, "abcdefghijklmnopqrstuvwxyz") == "" {
		s.langs[lang+":"]++
	}
}

// phrases are the labels of the chunk column of CoNLL 2003.
var phrases = map[string]bool{"NP": true, "VP": true, "PP": true, "ADVP": true, "ADJP": true, "SBAR": true, "PRT": true, "INTJ": true, "CONJP": true, "LST": true, "UCP": true}

// isIndex is a number, or CoNLL-U's "3-4" and "8.1".
func isIndex(s string) bool {
	return s != "" && s[0] >= '0' && s[0] <= '9' && strings.Trim(s, "0123456789-.") == ""
}

func (s *columnStats) nearly(n int) bool { return n*1000 >= s.rows*999 }

// places finds the token, and what counts tokens or letters.
func (l *layout) places(s *columnStats) {
	for l.token < l.width-1 && l.width > 2 && s.nearly(s.digits[l.token]) {
		l.token++
	}
	l.index = l.token > 0
	for c := l.token + 1; c+1 < l.width && l.start < 0; c++ {
		if s.nearly(s.digits[c]) && s.nearly(s.digits[c+1]) {
			l.start = c
		}
	}
	if l.width == 10 && l.tabs && l.index {
		l.start = -1
		l.misc, l.spaces = s.nes > 0, s.spaces > 0
	}
	for lang, n := range s.langs {
		if s.nearly(n) && l.token == 0 {
			l.prefix = lang
		}
	}
}

// findTags finds the columns of tags; several are layers. Where there is none, the last column may have bare labels.
func (l *layout) findTags(s *columnStats) {
	if l.misc {
		l.tags = []int{l.width - 1}
		return
	}
	for c := l.token + 1; c < l.width; c++ {
		if tags := s.tags[c]; (s.nearly(tags) || tags > 1 && tags == s.rows-1) && s.named[c] > 0 && s.chunks[c] < s.named[c] {
			l.tags = append(l.tags, c)
		}
	}
	last := l.width - 1
	values := s.values[last]
	if len(l.tags) > 0 || len(values) > manyValues || last == l.token {
		return
	}
	for _, n := range values {
		if n > values["O"] {
			return
		}
	}
	l.tags, l.bare, l.labels = []int{last}, len(values) > 1, map[string]bool{}
	for v := range values {
		l.labels[v] = true
	}
}

// tag is what a row says in a layer; false for what is no tag there.
func (l layout) tag(cell string) (string, bool) {
	switch {
	case l.misc:
		tag, ok := miscTag(cell)
		return tag, ok || !strings.Contains(cell, "NE=") && !strings.Contains(cell, "name=")
	case l.bare:
		return cell, l.labels[cell] && cell != ""
	}
	return cell, isTokenTag(cell)
}

// miscTag is the tag among the features of CoNLL-U's last column; O where there is none.
func miscTag(cell string) (string, bool) {
	for f := range strings.SplitSeq(cell, "|") {
		if key, tag, ok := strings.Cut(f, "="); ok && (key == "NE" || key == "name") && isTokenTag(tag) {
			return tag, true
		}
	}
	return "O", false
}

// String is the verdict, for people.
func (l layout) String() string {
	between := "white space"
	if l.tabs {
		between = "tabs"
	}
	if l.csv {
		between = "commas"
	}
	var tags []string
	for _, c := range l.tags {
		tags = append(tags, strconv.Itoa(c+1))
	}
	column := "column"
	if len(tags) > 1 {
		column = "columns"
	}
	return fmt.Sprintf("read as a table with %s between its columns: tokens in column %d, tags in %s %s, %s", between, l.token+1, column, strings.Join(tags, ", "), l.scheme)
}

// csvLayout reads the names of columns of a table that was made for spreadsheets.
func csvLayout(text string) (layout, error) {
	l := layout{csv: true, start: -1, column: -1, token: -1}
	head, err := tokenCells(text).next()
	if err != nil || head.bad != "" {
		return l, fmt.Errorf("%w: %s", ErrFormat, cmp.Or(head.bad, "it has no rows"))
	}
	l.width = len(head.cells)
	for i, name := range head.cells {
		name = strings.ToLower(strings.TrimSpace(name))
		switch {
		case strings.HasPrefix(name, "sentence") && l.column < 0:
			l.column = i
		case slices.Contains([]string{"word", "words", "token", "tokens"}, name):
			l.token = i
		case slices.Contains([]string{"tag", "tags", "ner", "ner_tag", "ner_tags", "bio", "iob"}, name):
			l.tags = []int{i}
		}
	}
	if l.token >= 0 && len(l.tags) > 0 {
		l.bareLabels(text)
	}
	if l.token < 0 || len(l.tags) == 0 {
		return l, fmt.Errorf("%w: its columns are %s, of which none is Word, or none is Tag", ErrFormat, quoteSome(head.cells))
	}
	return l, nil
}

// bareLabels looks whether the tags of such a table have letters before their labels.
func (l *layout) bareLabels(text string) {
	s := newColumnStats(1)
	for rows := tokenCells(text); ; {
		r, err := rows.next()
		if err != nil {
			break
		}
		if len(r.cells) == l.width {
			s.add(r.cells[l.tags[0] : l.tags[0]+1])
		}
	}
	if s.tags[0]*2 < s.rows && len(s.values[0]) <= manyValues {
		l.bare, l.labels = true, map[string]bool{}
		for v := range s.values[0] {
			l.labels[v] = true
		}
	}
}
