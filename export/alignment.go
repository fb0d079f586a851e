package export

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"rubricator/annotate"
)

// alignmentRow is one line of alignment.tsv: what became of a span that the format does not hold as it is stored.
type alignmentRow struct {
	Loss
	token string // the word that was cut
}

// leftOut is the action of what is in no file.
const leftOut = "left_out"

const (
	alignmentFile   = "alignment.tsv"
	alignmentHeader = "doc\tspan\tstart\tend\tlabel\ttext\taction\ttoken\treason\n"
)

func (r *run) row(l Loss, token string) {
	r.rows = append(r.rows, alignmentRow{l, token})
	r.actions[l.Action]++
}

// lost reports a span that the files do not hold.
func (r *run) lost(rec Record, a annotate.Annotation, reason string) {
	l := lossOf(rec, a, leftOut, reason)
	r.report.Lost = append(r.report.Lost, l)
	r.row(l, "")
}

// changed reports a span that they hold in another form.
func (r *run) changed(rec Record, a annotate.Annotation, action, reason string) {
	l := lossOf(rec, a, action, reason)
	r.report.Changed = append(r.report.Changed, l)
	r.row(l, "")
}

// alignment writes alignment.tsv; it is there without rows too, so that an older one never stays.
func (r *run) alignment() error {
	out, err := r.stage.create(alignmentFile)
	if err != nil {
		return err
	}
	b := []byte(alignmentHeader)
	for _, row := range r.rows {
		b = row.append(b)
	}
	_, err = out.Write(b)
	return err
}

// tsvEscapes keeps every value on its line, whatever a reader takes for a line end.
var tsvEscapes = strings.NewReplacer("\\", `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`, "\v", `\v`, "\f", `\f`,
	"\x1c", `\x1c`, "\x1d", `\x1d`, "\x1e", `\x1e`, "\u0085", `\u0085`, "\u2028", `\u2028`, "\u2029", `\u2029`)

func (r alignmentRow) append(b []byte) []byte {
	b = tsv(b, r.Document, '\t')
	b = tsv(b, r.Span, '\t')
	b = append(strconv.AppendInt(b, int64(r.Start), 10), '\t')
	b = append(strconv.AppendInt(b, int64(r.End), 10), '\t')
	for _, s := range []string{r.Label, r.Text, r.Action, r.token} {
		b = tsv(b, s, '\t')
	}
	return tsv(b, r.Reason, '\n')
}

func tsv(b []byte, s string, end byte) []byte {
	if strings.IndexFunc(s, func(r rune) bool {
		return r == utf8.RuneError || r < 0x20 || r == '\\' || r == 0x85 || r == 0x2028 || r == 0x2029
	}) < 0 {
		return append(append(b, s...), end)
	}
	return append(append(b, tsvEscapes.Replace(strings.ToValidUTF8(s, "\uFFFD"))...), end)
}
