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
	var rows []byte
	for _, u := range units {
		_, spans := u.content(r.format.stored)
		for _, a := range spans {
			if !gone[a.ID] {
				rows = r.provenanceRow(rows, u.Document.ID, a, answers)
			}
		}
	}
	return r.provenanceRows(rows)
}

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

func (r *run) provenanceRow(b []byte, doc string, a annotate.Annotation, answers map[string]annotate.Decision) []byte {
	d, answered := answers[a.ID]
	how := cameBy(a, d, answered)
	origin := cmp.Or(string(a.Origin), "unknown")
	r.report.Labels[a.Label]++
	r.came.Origin[origin]++
	r.came.Decision[how]++
	suggester, score := a.Suggester, a.Score
	if answered {
		suggester, score = d.Suggester, d.Score
	}
	b = tsv(b, doc, '\t')
	b = tsv(b, a.ID, '\t')
	b = append(strconv.AppendInt(b, int64(a.Span.Start), 10), '\t')
	b = append(strconv.AppendInt(b, int64(a.Span.End), 10), '\t')
	for _, s := range []string{a.Label, a.Quote, a.Annotator, origin, suggester} {
		b = tsv(b, s, '\t')
	}
	if suggester != "" && !math.IsNaN(score) && !math.IsInf(score, 0) {
		b = strconv.AppendFloat(b, score, 'g', -1, 64)
	}
	b = append(append(append(b, '\t'), how...), '\t')
	if !answered {
		return append(b, "\t\t\n"...)
	}
	b = append(strconv.AppendInt(b, int64(d.Span.Start), 10), '\t')
	b = append(strconv.AppendInt(b, int64(d.Span.End), 10), '\t')
	return tsv(b, d.Label, '\n')
}

// cameBy tells from the answer to the suggestion, where there is one. A span that was changed after it was accepted
// counts as corrected.
func cameBy(a annotate.Annotation, d annotate.Decision, answered bool) string {
	switch {
	case answered && d.Verdict == annotate.Accepted && d.Span == a.Span && d.Label == a.Label:
		return byAccepting
	case answered:
		return byCorrecting
	case a.Origin == annotate.OriginSuggestion:
		return byAccepting
	case a.Origin == annotate.OriginImport:
		return byImport
	}
	return byHand
}
