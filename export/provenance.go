package export

import (
	"cmp"
	"math"
	"strconv"

	"rubricator/annotate"
)

// provenanceFile says of each span that is written how it came to be; tabs and line ends stand as in alignment.tsv.
const (
	provenanceFile   = "provenance.tsv"
	provenanceHeader = "doc\tspan\tstart\tend\tlabel\ttext\tannotator\torigin\tsuggester\tscore\tdecision\tsuggested_start\tsuggested_end\tsuggested_label\n"
)

// How a span came to be, in the column decision.
const (
	byAccepting  = "accepted"  // as it was suggested
	byCorrecting = "corrected" // from a suggestion with another span or label
	byHand       = "by hand"
	byImport     = "imported"
)

// provenanceCounts are the spans of an export by the annotation's origin and by how they came to be.
type provenanceCounts struct {
	Origin   map[string]int `json:"origin"`
	Decision map[string]int `json:"decision"`
}

func newProvenanceCounts() provenanceCounts {
	return provenanceCounts{map[string]int{}, map[string]int{}}
}

// provenanceName is where the rows stand; "" when nobody wants them.
func (r *run) provenanceName() string {
	switch {
	case r.folder():
		return provenanceFile
	case r.opts.Provenance:
		return r.main + "." + provenanceFile
	}
	return ""
}

// provenance writes a row for each span of the units, without those of lost; all are of one record.
func (r *run) provenance(units []unit, lost []Loss) error {
	gone := map[string]bool{}
	for _, l := range lost {
		gone[l.Span] = true
	}
	answers := map[string]annotate.Decision{}
	for d := range units[0].Work.Decisions.Values() {
		if d.Annotation != "" && (d.Verdict == annotate.Accepted || d.Verdict == annotate.Corrected) {
			answers[d.Annotation] = d
		}
	}
	rows, wanted := []byte(nil), r.provenanceName() != ""
	for _, u := range units {
		for a := range u.spansOf(r.format.stored) {
			if gone[a.ID] {
				continue
			}
			d, answered := answers[a.ID]
			p := provenance{a, d, answered}
			r.report.Labels[a.Label]++
			r.came.Origin[p.origin()]++
			r.came.Decision[p.how()]++
			if wanted {
				rows = p.row(rows, u.Document.ID)
			}
		}
	}
	return r.provenanceRows(rows)
}

// provenance is a span, and the answer to the suggestion that it came from, where there is one.
type provenance struct {
	annotate.Annotation
	answer   annotate.Decision
	answered bool
}

func (p provenance) origin() string { return cmp.Or(string(p.Origin), "unknown") }

// provenanceRows adds to the file, which begins with its header.
func (r *run) provenanceRows(rows []byte) error {
	name := r.provenanceName()
	if name == "" {
		return nil
	}
	out, err := r.stage.create(name)
	if err == nil && !r.begun[name] {
		r.begun[name] = true
		_, err = out.Write([]byte(provenanceHeader))
	}
	if err == nil {
		_, err = out.Write(rows)
	}
	return err
}

func (p provenance) row(b []byte, doc string) []byte {
	suggester, score := p.Suggester, p.Score
	if p.answered {
		suggester, score = p.answer.Suggester, p.answer.Score
	}
	b = tsv(b, doc, '\t')
	b = tsv(b, p.ID, '\t')
	b = append(strconv.AppendInt(b, int64(p.Span.Start), 10), '\t')
	b = append(strconv.AppendInt(b, int64(p.Span.End), 10), '\t')
	for _, s := range []string{p.Label, p.Quote, p.Annotator, p.origin(), suggester} {
		b = tsv(b, s, '\t')
	}
	if suggester != "" && !math.IsNaN(score) && !math.IsInf(score, 0) {
		b = strconv.AppendFloat(b, score, 'g', -1, 64)
	}
	b = append(append(append(b, '\t'), p.how()...), '\t')
	if !p.answered {
		return append(b, "\t\t\n"...)
	}
	b = append(strconv.AppendInt(b, int64(p.answer.Span.Start), 10), '\t')
	b = append(strconv.AppendInt(b, int64(p.answer.Span.End), 10), '\t')
	return tsv(b, p.answer.Label, '\n')
}

// how tells from the answer to the suggestion, where there is one. A span that was changed after it was accepted counts as
// corrected.
func (p provenance) how() string {
	switch {
	case p.answered && p.answer.Verdict == annotate.Accepted && p.answer.Span == p.Span && p.answer.Label == p.Label:
		return byAccepting
	case p.answered:
		return byCorrecting
	case p.Origin == annotate.OriginSuggestion:
		return byAccepting
	case p.Origin == annotate.OriginImport:
		return byImport
	}
	return byHand
}
