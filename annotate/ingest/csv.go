package ingest

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/unicode/norm"
)

// csvEndings are those of tables with a text a row.
var csvEndings = []string{".csv", ".tsv", ".tab"}

// textNames are the names by which a column of a table, or a key of a record, is taken for what it is where nobody says
// which one is meant; the first one that is there counts.
var textNames = map[string][]string{
	"text":  {"text", "body", "content", "article"},
	"id":    {"id", "doc_id", "docid"},
	"title": {"title", "headline"},
	"lang":  {"lang", "language"},
}

// localNames are the same in other languages, for the first row of a table.
var localNames = map[string][]string{
	"text": {"النص", "نص", "الخبر", "المقال", "متن", "טקסט", "texte", "texto", "testo", "tekst", "metin", "inhalt", "contenu", "contenido", "nội dung", "văn bản",
		"正文", "文本", "内容", "本文", "текст"},
	"id":    {"المعرف", "رقم", "الرقم", "شناسه", "מזהה", "identifiant", "编号"},
	"title": {"العنوان", "عنوان", "כותרת", "titre", "título", "titulo", "titolo", "titel", "başlık", "tiêu đề", "标题", "タイトル", "заголовок"},
	"lang":  {"اللغة", "لغة", "زبان", "שפה", "langue", "idioma", "lingua", "sprache", "dil", "ngôn ngữ", "语言", "言語", "язык"},
}

// looksCSV takes a table whose first row names a column of texts.
func looksCSV(h Head) bool {
	d, err := decodeSample(h.Data)
	if err != nil {
		return false
	}
	t, err := readTextColumns(d.text, h.Ending, nil)
	return err == nil && t.header
}

// readCSV reads a table of texts, one a row: delimiter, encoding and the column of each thing are found out and said,
// unless they are named. What stands in other columns becomes metadata.
func readCSV(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		rep := &report{opts: opts}
		in := bufio.NewReaderSize(r, csvSample)
		sample, err := in.Peek(csvSample)
		if err != nil && !errors.Is(err, io.EOF) {
			yield(Record{}, err)
			return
		}
		d, err := decodeSample(sample)
		if err == nil && strings.TrimSpace(d.text) == "" {
			return
		}
		t := textColumns{}
		if err == nil {
			t, err = readTextColumns(d.text, newHead(opts.Name, nil).Ending, opts.Columns)
		}
		if err != nil {
			rep.refuse(0, "", err.Error())
			return
		}
		if d.guessed {
			rep.remark(Remark{Reason: fmt.Sprintf("no encoding is given in it; read as %s, which fits best", d.encoding)})
		}
		rep.remark(Remark{Reason: t.String()})
		f := csvFile{report: rep, textColumns: t, encoding: d.encoding, rows: newCellScanner(decodedStream(in, d.encoding), t.comma, t.quotes)}
		f.read(yield)
	}
}

// csvSample is as much of a table as its encoding is found by, in bytes.
const csvSample = 1 << 20

// decodeSample decodes the beginning of a file, up to its last whole line.
func decodeSample(data []byte) (decoded, error) {
	switch {
	case bytes.IndexByte(data, 0) >= 0, bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		data = data[:len(data)&^1]
		if d, err := decodeBytes(data); err == nil || len(data) < 2 {
			return d, err
		}
		return decodeBytes(data[:len(data)-2]) // half of a surrogate pair
	}
	if i := bytes.LastIndexByte(data, '\n'); i >= 0 && len(data) >= HeadBytes {
		data = data[:i+1]
	}
	if _, ok := damagedUTF8(data); ok { // the rows that are will be refused
		return decoded{text: strings.ToValidUTF8(string(data), "\ufffd"), encoding: "utf-8"}, nil
	}
	return decodeBytes(data)
}

// decodedStream is a stream in UTF-8. A byte without a meaning becomes U+FFFD.
func decodedStream(r *bufio.Reader, encoding string) io.Reader {
	if head, _ := r.Peek(3); encoding == "utf-8" && string(head) == bom {
		r.Discard(3)
	}
	if head, _ := r.Peek(2); encoding == "utf-16le" && string(head) == "\xff\xfe" || encoding == "utf-16be" && string(head) == "\xfe\xff" {
		r.Discard(2)
	}
	e, err := htmlindex.Get(encoding)
	if encoding == "utf-8" || err != nil {
		return r
	}
	return e.NewDecoder().Reader(r)
}

// textColumns is where things stand in a table of texts.
type textColumns struct {
	comma  byte
	quotes bool
	header bool     // the first row has names
	names  []string // of all columns
	at     map[string]int
}

// readTextColumns finds out how a table stands in its file; the error says why it cannot be told.
func readTextColumns(text, ending string, columns map[string]string) (textColumns, error) {
	t := bestDelimiter(text, ending)
	first, err := newCellScanner(strings.NewReader(text), t.comma, t.quotes).next()
	if err != nil || first.bad != "" {
		return t, fmt.Errorf("%w: %s", ErrFormat, cmp.Or(first.bad, "it has no rows"))
	}
	for i, cell := range first.cells {
		t.names = append(t.names, uniqueName(t.names, strings.TrimSpace(cell), i))
	}
	t.at = map[string]int{}
	named := false
	for what := range textNames {
		i, byName, err := t.find(what, columns)
		if err != nil {
			return t, err
		}
		if i >= 0 {
			t.at[what] = i
			named = named || byName
		}
	}
	if _, ok := t.at["text"]; !ok {
		return t, fmt.Errorf("%w: its columns are %s, and none is named %s: say which one has the texts, as in --columns text=%s", ErrFormat,
			quoteSome(t.names), strings.Join(textNames["text"], ", "), strconv.Itoa(len(t.names)))
	}
	if t.header = named; !named {
		for i := range t.names {
			t.names[i] = fmt.Sprintf("column %d", i+1)
		}
	}
	return t, nil
}

// uniqueName is a name that no column has yet.
func uniqueName(have []string, name string, i int) string {
	if name == "" || slices.Contains(have, name) {
		return strings.TrimSpace(fmt.Sprintf("%s column %d", name, i+1))
	}
	return name
}

// find is the column of something, or -1; byName where a name in the first row told.
func (t textColumns) find(what string, columns map[string]string) (at int, byName bool, err error) {
	has := func(name string) int {
		return slices.IndexFunc(t.names, func(n string) bool { return strings.EqualFold(norm.NFC.String(n), norm.NFC.String(name)) })
	}
	wanted, ok := columns[what]
	if !ok {
		for _, name := range slices.Concat(textNames[what], localNames[what]) {
			if i := has(name); i >= 0 && !t.taken(i, columns) {
				return i, true, nil
			}
		}
		return -1, false, nil
	}
	if i := has(wanted); i >= 0 {
		return i, true, nil
	}
	if wanted == "" && what != "text" { // somebody said that none is
		return -1, false, nil
	}
	n, err := strconv.Atoi(wanted)
	if err != nil || n < 1 || n > len(t.names) {
		return -1, false, fmt.Errorf("%w: it has no column %q for %s: its columns are %s; name one, or count from 1", ErrFormat, wanted, what, quoteSome(t.names))
	}
	return n - 1, false, nil
}

// taken reports whether somebody has named the column for something.
func (t textColumns) taken(i int, columns map[string]string) bool {
	for _, name := range columns {
		if strings.EqualFold(name, t.names[i]) || name == strconv.Itoa(i+1) {
			return true
		}
	}
	return false
}

// delimiters are in the order in which equals are taken.
var delimiters = []struct {
	comma  byte
	quotes bool
	words  string
}{{',', true, "commas"}, {';', true, "semicolons"}, {'\t', true, "tabs"}, {'\t', false, "tabs"}, {'|', true, "bars"}}

// bestDelimiter is the one by which most rows have as many cells as the first; of equals, the one that gives more.
func bestDelimiter(text, ending string) textColumns {
	best, bestScore := textColumns{comma: ',', quotes: true}, -1.0
	for _, d := range delimiters {
		width, good, all := fits(text, d.comma, d.quotes)
		if all == 0 {
			continue
		}
		score := float64(good) / float64(all) * min(1, float64(width)/2)
		if width > 1 && d.comma == '\t' && ending != ".csv" {
			score *= 2
		}
		if score > bestScore {
			best, bestScore = textColumns{comma: d.comma, quotes: d.quotes}, score
		}
	}
	return best
}

// fits counts the rows of a sample, and those that have as many cells as the first.
func fits(text string, comma byte, quotes bool) (width, good, all int) {
	s := newCellScanner(strings.NewReader(text), comma, quotes)
	for all < 200 {
		row, err := s.next()
		if err != nil {
			break
		}
		if all == 0 {
			width = len(row.cells)
		}
		all++
		if row.bad == "" && len(row.cells) == width {
			good++
		}
		if s.single { // the sample ends within a cell
			break
		}
	}
	return width, good, all
}

// String is the verdict, for people.
func (t textColumns) String() string {
	between := ""
	for _, d := range delimiters {
		if d.comma == t.comma {
			between = d.words
		}
	}
	var parts []string
	for _, what := range []string{"text", "id", "title", "lang"} {
		if i, ok := t.at[what]; ok {
			parts = append(parts, fmt.Sprintf("%s in %s", what, t.name(i)))
		}
	}
	return fmt.Sprintf("read as a table of texts with %s between its columns: %s", between, strings.Join(parts, ", "))
}

func (t textColumns) name(i int) string {
	if t.header {
		return fmt.Sprintf("%.40q", t.names[i])
	}
	return t.names[i]
}

// csvFile is one table being read.
type csvFile struct {
	*report
	textColumns
	encoding string
	rows     *cellScanner
	ids      IDs
}

func (f *csvFile) read(yield func(Record, error) bool) {
	for first := true; ; first = false {
		row, err := f.rows.next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			yield(Record{}, fmt.Errorf("line %d: %w", f.rows.line, err))
			return
		}
		if first && f.header {
			continue
		}
		if rec, ok := f.record(row); ok && !yield(rec, nil) {
			return
		}
	}
}

func (f *csvFile) record(row cellRow) (Record, bool) {
	if why := f.wrong(row); why != "" {
		f.refuse(row.line, "", why)
		return Record{}, false
	}
	b := &builder{report: f.report, ids: &f.ids, line: row.line, unit: CodePoints}
	for i, cell := range row.cells {
		f.take(b, i, cell)
	}
	if row.loose {
		b.say("a quotation mark inside one of its cells is not doubled, and is taken for a character: look whether the row ends where it should")
	}
	rec, ok := b.finish()
	rec.Document.Source.Encoding = f.encoding
	return rec, ok
}

func (f *csvFile) wrong(row cellRow) string {
	if row.bad != "" {
		return row.bad
	}
	if len(row.cells) != len(f.names) {
		return fmt.Sprintf("columns: %d, where the first row has %d", len(row.cells), len(f.names))
	}
	for _, cell := range row.cells {
		switch {
		case !utf8.ValidString(cell):
			return "it is not all UTF-8: save the file as UTF-8"
		case f.encoding != "utf-8" && strings.ContainsRune(cell, utf8.RuneError):
			return "it has a byte that means nothing in " + f.encoding + ": save the file as UTF-8"
		}
	}
	return ""
}

func (f *csvFile) take(b *builder, i int, cell string) {
	is := func(what string) bool { at, ok := f.at[what]; return ok && at == i }
	if is("text") {
		b.text = cell
		return
	}
	cell = strings.TrimSpace(cell)
	switch {
	case cell == "":
	case strings.ContainsRune(cell, 0):
		b.say("%q left out: it has the character NUL", f.names[i])
	case is("id"):
		b.id = cell
	case is("title"):
		b.title = cell
	case is("lang") && langOf(cell) != "":
		b.lang = langOf(cell)
	default:
		b.keep(f.names[i], tree{kind: '"', text: cell})
	}
}

// langOf is the language of a tag such as "en-GB"; "" for anything else.
func langOf(tag string) string {
	code, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	if isCode(code) {
		return code
	}
	return ""
}
