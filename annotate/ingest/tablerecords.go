package ingest

import (
	"fmt"
	"strconv"
	"strings"
)

// assembly makes records of the lines of a table.
type assembly struct {
	*table
	yield    func(Record, error) bool
	doc      tokenDocument
	sentence tokenSentence
	marked   bool // the file marks its documents
	many     bool // it does not, and has more sentences than one document takes
	at       int  // where the last token ended, in a file that says so; -1 at a beginning
	from     int  // words from this one
	until    int  // up to this one are parts of the token at hand, in CoNLL-U
	mixed    int  // tokens whose parts have different labels
	done     bool // nobody wants more
}

// records reads the file a second time, now that its layout is known.
func (t *table) records(yield func(Record, error) bool) {
	a := &assembly{table: t, yield: yield, at: -1, doc: tokenDocument{tags: tagReader{bare: t.bare}}}
	for l := range t.lines(false) {
		_, newdoc := newDocument(l)
		a.marked = a.marked || newdoc
	}
	a.many = !a.marked && (t.sentences > documentSentences || t.broken)
	if a.many {
		t.remark(Remark{Reason: fmt.Sprintf("it does not say where documents begin: there is one for every %d sentences", documentSentences)})
	}
	for l := range t.lines(false) {
		if a.take(l); a.done {
			return
		}
	}
	a.endDocument()
}

// newDocument reports whether a document begins with a line, and its id.
func newDocument(l tableLine) (id string, ok bool) {
	if l.kind == document {
		return "", true
	}
	if l.kind != comment {
		return "", false
	}
	rest, ok := strings.CutPrefix(strings.TrimSpace(strings.TrimPrefix(l.text, "#")), "newdoc")
	if ok {
		_, id, _ = strings.Cut(rest, "=")
	}
	return strings.TrimSpace(id), ok
}

func (a *assembly) take(l tableLine) {
	if id, ok := newDocument(l); ok {
		a.endDocument()
		a.doc.id = id
		return
	}
	switch l.kind {
	case blank:
		a.endSentence()
	case comment:
		a.say(l)
	case row:
		a.token(l)
	}
}

// say takes what a comment says about the sentence behind it.
func (a *assembly) say(l tableLine) {
	key, value, ok := strings.Cut(strings.TrimSpace(strings.TrimPrefix(l.text, "#")), "=")
	switch key = strings.TrimSpace(key); {
	case ok && key == "text":
		a.sentence.text = strings.TrimSpace(value)
	case strings.HasPrefix(key, "newpar"):
		a.sentence.par = true
	}
}

func (a *assembly) token(l tableLine) {
	r := tokenRow{line: l.n, text: strings.TrimPrefix(l.cells[a.layout.token], a.prefix)}
	for _, c := range a.tags {
		tag, ok := a.tag(l.cells[c])
		if !ok {
			tag = "O"
		}
		r.tags = append(r.tags, tag)
	}
	if r.text == "" {
		r.text = l.cells[a.layout.token]
	}
	if a.index && a.part(l.cells[0], r) {
		return
	}
	if a.spaces {
		r.gap, r.known = miscGap(l.cells[a.width-1])
		if len(a.sentence.rows) == 0 {
			a.sentence.before = miscValue(l.cells[a.width-1], "SpacesBefore")
		}
	}
	if a.start >= 0 {
		a.space(l, r)
	}
	a.sentence.rows = append(a.sentence.rows, r)
	if a.broken && (endsSentence(r) || len(a.sentence.rows) >= brokenTokens && r.tags[0] == "O") {
		a.endSentence()
	}
}

// part takes a word that is a part of the token before, or no token at all.
func (a *assembly) part(index string, r tokenRow) bool {
	if strings.Contains(index, ".") {
		return true
	}
	if from, to, ok := strings.Cut(index, "-"); ok {
		n, err := strconv.Atoi(to)
		if first, err1 := strconv.Atoi(from); err == nil && err1 == nil && first <= n {
			a.from, a.until = first, n
		}
		return false
	}
	n, err := strconv.Atoi(index)
	if err != nil || n > a.until || len(a.sentence.rows) == 0 {
		a.until = 0
		return false
	}
	whole := a.sentence.rows[len(a.sentence.rows)-1]
	for i, tag := range r.tags {
		if n > a.from && labelOf(tag) != labelOf(whole.tags[i]) {
			a.mixed++
		}
		if whole.tags[i] == "O" {
			whole.tags[i] = tag
		}
	}
	if n == a.until {
		a.until = 0
	}
	return true
}

// space says how far a token stands behind the one before, where the file counts that.
func (a *assembly) space(l tableLine, r tokenRow) {
	from, err := strconv.Atoi(l.cells[a.start])
	to, err1 := strconv.Atoi(l.cells[a.start+1])
	if n := len(a.sentence.rows); n > 0 && a.at >= 0 && err == nil && err1 == nil && from >= a.at && from-a.at <= 1 {
		a.sentence.rows[n-1].gap, a.sentence.rows[n-1].known = strings.Repeat(" ", from-a.at), true
	}
	if a.at = to; len([]rune(r.text)) != to-from {
		a.at = -1
	}
}

// brokenTokens end a sentence in a file without any.
const brokenTokens = 250

// endsSentence is for files without sentences.
func endsSentence(r tokenRow) bool {
	switch r.text {
	case ".", "!", "?", "؟", "。", "！", "？", "…", "۔", "।":
		return r.tags[0] == "O"
	}
	return false
}

func (a *assembly) endSentence() {
	if len(a.sentence.rows) > 0 {
		a.sentence.rows[len(a.sentence.rows)-1].known = a.spaces
	}
	a.doc.add(a.sentence)
	a.sentence, a.at, a.until = tokenSentence{}, -1, 0
	if a.many && a.doc.sentences >= documentSentences {
		a.endDocument()
	}
}

func (a *assembly) endDocument() {
	if len(a.sentence.rows) > 0 {
		a.endSentence()
	}
	if a.doc.sentences == 0 || a.done {
		return
	}
	b := builder{report: a.report, ids: &a.ids, lang: strings.TrimSuffix(a.prefix, ":")}
	if len(b.lang) != 2 {
		b.lang = ""
	}
	if a.mixed > 0 {
		a.remark(Remark{Line: a.doc.line, Reason: fmt.Sprintf("in %s only a part has the label, or each another; the whole token has the first one's", countOf(a.mixed, "token"))})
		a.mixed = 0
	}
	if rec, ok := a.doc.finish(b); ok && !a.yield(rec, nil) {
		a.done = true
	}
}

// miscGap is what stands behind a token by the features of CoNLL-U's last column.
func miscGap(cell string) (string, bool) {
	if miscValue(cell, "SpaceAfter") == "No" {
		return "", true
	}
	if s := miscValue(cell, "SpacesAfter"); s != "" {
		return s, true
	}
	return " ", true
}

func miscValue(cell, key string) string {
	for f := range strings.SplitSeq(cell, "|") {
		if name, value, ok := strings.Cut(f, "="); ok && name == key {
			return unescapeSpaces(value)
		}
	}
	return ""
}

// unescapeSpaces undoes UDPipe's escapes, and those like \u2028.
func unescapeSpaces(s string) string {
	var b strings.Builder
	for s != "" {
		i := strings.IndexByte(s, '\\')
		if i < 0 || i+1 == len(s) {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:i])
		switch c := s[i+1]; c {
		case 's':
			b.WriteByte(' ')
		case 't':
			b.WriteByte('\t')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 'p':
			b.WriteByte('|')
		case 'u':
			if v, err := strconv.ParseUint(s[min(i+2, len(s)):min(i+6, len(s))], 16, 16); err == nil && i+6 <= len(s) {
				b.WriteRune(rune(v))
				i += 4
				break
			}
			b.WriteString(`\u`)
		case '\\':
			b.WriteByte('\\')
		default:
			b.WriteByte('\\')
			b.WriteByte(c)
		}
		s = s[i+2:]
	}
	return b.String()
}
