package export

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"rubricator/annotate"
)

// brat writes a folder with two files for each record: ID.txt, which is the text and nothing else, and ID.ann.
type brat struct {
	*run
	labels  *labelNames
	names   fileNames
	renamed map[string][]byte // rows of ids.tsv, by folder
	flat    *int              // notes that had several lines
	other   *int              // entities that are no DB:ID
}

func openBrat(r *run) writer {
	return brat{r, newLabelNames(r.opts.Schema, bratType), fileNames{}, map[string][]byte{}, new(int), new(int)}
}

// bratConfig names the labels, without which brat shows errors, and lets spans overlap in any way.
const bratConfig = "annotation.conf"

// bratIDs is where the ids stand that no file name can hold.
const bratIDs = "ids.tsv"

func (b brat) write(dst []byte, u unit) ([]byte, error) {
	ann := b.annotations(u)
	if err := b.check(ann, u.lesson); err != nil {
		return dst, err
	}
	dir := ""
	if b.opts.Split {
		dir = splitOf(u.Record)
	}
	name := b.name(dir, u.id)
	for ending, data := range map[string][]byte{".txt": []byte(u.text.String()), ".ann": ann} {
		if err := b.add(name+ending, data); err != nil {
			return dst, err
		}
		if err := b.stage.seal(name + ending); err != nil {
			return dst, err
		}
	}
	b.shown = name + ".ann"
	b.report.Spans += len(u.spans)
	b.wrote(append([]byte(u.text.String()), ann...))
	return dst, nil
}

// name is a file for a document; an id that cannot be one has a row in ids.tsv.
func (b brat) name(dir, id string) string {
	name := b.names.of(dir, id)
	if name != id {
		b.renamed[dir] = tsv(tsv(b.renamed[dir], name, '\t'), id, '\n')
	}
	return path.Join(dir, name)
}

// databaseID is an entity that brat can refer to: the name of a database, a colon, and what it has there.
var databaseID = regexp.MustCompile(`^[^\s:]+:\S+$`)

// annotations are the lines of a record: a T for each span, and below it its entity and its note.
func (b brat) annotations(u unit) []byte {
	var out bytes.Buffer
	entities, notes := 0, 0
	for i, p := range u.spans {
		list := fragments(p)
		if len(list) > 1 {
			b.changed(u.Record, p.from, "fragments", fmt.Sprintf("it goes over line ends, which brat cannot hold; it is %d fragments", len(list)))
		}
		fmt.Fprintf(&out, "T%d\t%s %s\t%s\n", i+1, b.labels.of(p.from.Label), offsetsOf(list), covered(u.text, list))
		switch {
		case databaseID.MatchString(p.from.Entity):
			entities++
			fmt.Fprintf(&out, "N%d\tReference T%d %s\t%s\n", entities, i+1, p.from.Entity, covered(u.text, list))
		case p.from.Entity != "":
			*b.other++
		}
		if note := b.oneLine(p.from.Note); note != "" {
			notes++
			fmt.Fprintf(&out, "#%d\tAnnotatorNotes T%d\t%s\n", notes, i+1, note)
		}
	}
	return out.Bytes()
}

// breaksLine reports whether brat's reader takes r for a line end.
func breaksLine(r rune) bool {
	switch r {
	case '\n', '\v', '\f', '\r', 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// fragments are the parts of a span that stand on one line each; those of white space alone are left out.
func fragments(p placed) (list []annotate.Span) {
	at := p.Start
	for line := range strings.FieldsFuncSeq(p.quote, breaksLine) {
		skipped := strings.Index(p.quote, line)
		at += utf8.RuneCountInString(p.quote[:skipped])
		end := at + utf8.RuneCountInString(line)
		if strings.TrimFunc(line, isSpace) != "" {
			list = append(list, annotate.Span{Start: at, End: end})
		}
		at, p.quote = end, p.quote[skipped+len(line):]
	}
	return list
}

func offsetsOf(list []annotate.Span) string {
	var parts []string
	for _, s := range list {
		parts = append(parts, fmt.Sprintf("%d %d", s.Start, s.End))
	}
	return strings.Join(parts, ";")
}

// covered is what brat compares with the text: the fragments with one space between them.
func covered(text annotate.Text, list []annotate.Span) string {
	var parts []string
	for _, s := range list {
		parts = append(parts, text.Slice(s))
	}
	return strings.Join(parts, " ")
}

// oneLine is a note on one line.
func (b brat) oneLine(note string) string {
	note = strings.TrimSpace(note)
	if strings.ContainsFunc(note, breaksLine) {
		*b.flat++
		note = strings.Join(slices.Collect(strings.FieldsFuncSeq(note, breaksLine)), " ")
	}
	return note
}

// bratType is a label as a type may be called: brat replaces every other character itself, and then does not find it.
func bratType(l annotate.Label) string {
	name := strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' {
			return r
		}
		return '_'
	}, l.Name)
	if name == "SEPARATOR" || strings.Trim(name, "-") == "" { // what the configuration has for a line between labels
		return name + "_"
	}
	return name
}

func (b brat) finish() error {
	if err := b.add(bratConfig, b.config()); err != nil {
		return err
	}
	for dir, rows := range b.renamed {
		if err := b.add(path.Join(dir, bratIDs), append([]byte("file\tdoc\n"), rows...)); err != nil {
			return err
		}
	}
	for _, n := range b.labels.changed {
		b.note("label %q is written %q, because brat's types have no other characters than letters, digits, _ and -", n[0], n[1])
	}
	if len(b.renamed) > 0 {
		b.note("ids that cannot be file names are changed; %s says which", bratIDs)
	}
	if *b.flat > 0 {
		b.note("%s of several lines; each is one line", count(*b.flat, "note"))
	}
	if n := *b.other; n > 0 {
		b.note("the entities of %s are not written: brat knows only those of the form DATABASE:ID", count(n, "span"))
	}
	return nil
}

func (b brat) config() []byte {
	var out bytes.Buffer
	out.WriteString("[entities]\n")
	for _, l := range b.labelInfos() {
		out.WriteString(b.labels.of(l.Name) + "\n")
	}
	out.WriteString("\n[relations]\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n")
	return out.Bytes()
}
