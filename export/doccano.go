package export

import (
	"maps"
	"slices"
	"unicode/utf8"

	"rubricator/annotate"
)

// doccano writes the lines that doccano imports as JSONL. Its server takes any offsets; its page counts UTF-16 units, or
// grapheme clusters where a project is set so.
type doccano struct {
	*run
	seen *doccanoSeen
}

// doccanoSeen counts what the report warns of.
type doccanoSeen struct {
	overlapping, shifted, aside int // documents
	long                        map[string]bool
}

func openDoccano(r *run) writer { return doccano{r, &doccanoSeen{long: map[string]bool{}}} }

// doccanoLabel is the longest name of a label there, in code points.
const doccanoLabel = 100

func (d doccano) write(dst []byte, u unit) ([]byte, error) {
	from := len(dst)
	at := u.counted(d.offsetUnit())
	dst = d.text(append(dst, `{"text":`...), u.text.String())
	dst = append(dst, `,"label":[`...)
	var written []placed
	for i, p := range u.spans {
		if at[i].Empty() {
			d.lost(u.Record, p.from, "it starts or ends inside a grapheme cluster, so its offsets cannot be counted in those")
			continue
		}
		dst = appendInt(comma(dst, len(written)), `[`, at[i].Start)
		dst = append(d.field(appendInt(dst, `,`, at[i].End), `,`, p.from.Label), ']')
		written = append(written, p)
	}
	dst = d.field(dst, `],"ext_id":`, u.id)
	dst = append(d.field(dst, `,"lang":`, language(u.Record)), "}\n"...)
	d.report.Spans += len(written)
	d.look(u, at, written)
	return dst, checkDoccano(dst[from:], u.text.String(), d.offsetUnit(), written)
}

// look counts what doccano is not told by the line.
func (d doccano) look(u unit, at []annotate.Span, written []placed) {
	reach, overlapping, shifted := 0, 0, 0
	for i, p := range u.spans {
		if at[i] != p.Span {
			shifted = 1
		}
		if p.Start < reach {
			overlapping = 1
		}
		reach = max(reach, p.End)
	}
	for _, p := range written {
		if utf8.RuneCountInString(p.from.Label) > doccanoLabel {
			d.seen.long[p.from.Label] = true
		}
	}
	d.seen.shifted += shifted
	d.seen.overlapping += overlapping
	if u.Work.Status == annotate.Ignored {
		d.seen.aside++
	}
}

func (d doccano) finish() error {
	s := d.seen
	if s.overlapping > 0 {
		d.note("spans overlap in %s: allow overlapping in the doccano project before the import, or it drops the later ones silently", count(s.overlapping, "text"))
	}
	if s.shifted > 0 {
		d.note("offsets count %s, which are not code points in %s: doccano's page counts so unless its project counts grapheme clusters", d.offsetUnit(), count(s.shifted, "text"))
	}
	if s.aside > 0 {
		d.note("doccano has no mark for what is set aside: %s written like the others", count(s.aside, "document"))
	}
	for _, label := range slices.Sorted(maps.Keys(s.long)) {
		d.note("label %q has over %d characters: doccano refuses it", label, doccanoLabel)
	}
	return nil
}
