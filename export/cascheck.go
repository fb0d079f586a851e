package export

import (
	"fmt"
	"strconv"

	"rubricator/annotate"
)

// checkCas reads a CAS again: its text is the document's, each entity covers its quote in UTF-16 units and has its label,
// and all are in the view.
func checkCas(data []byte, u unit) error {
	w := &walker{b: data}
	w.lit(casTypes)
	w.textIs(casSofa, u.text)
	w.lit("}")
	slice := slicer(u.text.String(), UTF16)
	for i, p := range u.spans {
		w.lit(`,{"%ID":` + strconv.Itoa(i+2) + `,"%TYPE":"` + casEntity + `"` + casBegin)
		start := w.num()
		w.lit(`,"end":`)
		end := w.num()
		w.lit(`,"value":`)
		label := string(w.str(nil))
		if p.from.Entity != "" {
			w.skipKeys(`,"identifier":`)
		}
		w.lit("}")
		if quote, ok := slice(start, end); w.err == nil && (!ok || quote != p.quote || label != p.from.Label) {
			w.err = fmt.Errorf("%w: %s [%d,%d) covers %q, wanted is %s %q", annotate.ErrQuote, label, start, end, quote, p.from.Label, p.quote)
		}
	}
	w.lit(`,{"%ID":` + strconv.Itoa(len(u.spans)+2) + `,"%TYPE":"` + casDocument + `","%FLAGS":["DocumentAnnotation"]` + casBegin + `0,"end":`)
	end := w.num()
	if whole, ok := slice(0, end); w.err == nil && (!ok || whole != u.text.String()) {
		w.err = fmt.Errorf("the document ends at %d", end)
	}
	w.skipKeys(`,"language":`, `,"documentTitle":`, `,"documentId":`)
	w.lit("}")
	n := 0
	w.list(casViews, func() {
		if id := w.num(); w.err == nil && id != n+2 {
			w.err = fmt.Errorf("member %d is %d", n, id)
		}
		n++
	})
	w.lit("}}}\n")
	if w.err == nil && n != len(u.spans)+1 {
		w.err = fmt.Errorf("%d of %d annotations are in the view", n, len(u.spans)+1)
	}
	return w.err
}
