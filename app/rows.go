package app

import (
	"context"
	"path/filepath"

	"rubricator/annotate"
	"rubricator/app/project"
	"rubricator/app/state"
	"rubricator/app/tally"
	"rubricator/storage"
)

// The list of a project is read beside the window: the first article does not wait for it.
const (
	firstRows = 2048    // that the window opens with; whole chunks of state.Rows
	pieceRows = 1 << 15 // that come at once afterwards, whole chunks too
	fewRows   = 20_000  // that are read again at once, in some milliseconds
)

// contents is what the window needs to start.
type contents struct {
	rows    []state.Row // the first ones
	next    uint64      // number of the document after which the others come; 0 when there are none
	last    uint64      // number of the last document
	history annotate.History
}

// contentsOf reads what the window needs to start: no text but that of the first article is read.
func contentsOf(p *project.Project) (c contents, err error) {
	if c.last, err = p.Store().LastNumber(); err != nil {
		return c, err
	}
	if c.rows, c.next, err = rowsAfter(p, 0, firstRows); err != nil {
		return c, err
	}
	c.history, err = p.Store().Steps(p.Annotator())
	return c, err
}

func rowsAfter(p *project.Project, after uint64, n int) (rows []state.Row, next uint64, err error) {
	headers, next, err := p.Store().HeadersAfter(p.Annotator(), after, n)
	rows = make([]state.Row, len(headers))
	for i, h := range headers {
		rows[i] = rowOf(h)
	}
	return rows, next, err
}

func rowOf(h storage.Header) state.Row {
	r := state.Row{ID: h.ID, Title: h.Title, Source: filepath.Base(h.Source.Name), Encoding: h.Source.Encoding, Status: h.MyStatus,
		CodePoints: h.CodePoints, Annotations: h.Annotations, Suggestions: -1, Number: h.Number, Labels: labelsIn(h.MyLabels)}
	if !h.Added.IsZero() {
		r.Imported = h.Added.Unix()
	}
	switch {
	case h.Language.Set:
		r.Own = h.Language.Code
	case h.Language.Known:
		r.Found = state.Language{Code: h.Language.Code, Confidence: h.Language.Confidence}
	}
	return r
}

// labelsIn are the names of labels that were given.
func labelsIn(l storage.Labels) state.Names {
	if l == "" {
		return ""
	}
	var names []string
	for name := range l.All() {
		names = append(names, name)
	}
	return state.NewNames(names...)
}

// rowAhead is the row of an article that the list may not have yet; a zero one where it is not in the project.
func (w *Workbench) rowAhead(p *project.Project, id string) state.Row {
	if id == "" {
		return state.Row{}
	}
	h, err := p.Store().Header(id, p.Annotator())
	if err != nil {
		return state.Row{} // a file that cannot be read is said where the article is opened
	}
	return w.countedNow([]state.Row{rowOf(h)})[0]
}

// unread is the row of an article where the list, while it is read, does not have it.
func (w *Workbench) unread(id string) (r state.Row) {
	if _, there := w.state.List.Row(id); !there && w.state.List.Reading > 0 {
		r = w.rowAhead(w.project, id)
	}
	return r
}

// answer works a message out beside the window.
func (w *Workbench) answer(work func() state.Msg) {
	ctx := w.jobs
	go func() {
		m := work()
		w.do(func() {
			if ctx.Err() == nil {
				w.Dispatch(m)
			}
		})
	}()
}

// countedNow fills counts in as far as that needs no waiting.
func (w *Workbench) countedNow(rows []state.Row) []state.Row {
	if !w.counts.Read() {
		return rows
	}
	return counted(w.counts, rows)
}

// countedLater tells the counts of the rows that the window opened with, where they were not known then.
func (w *Workbench) countedLater(ctx context.Context, counts *tally.Keeper, rows []state.Row) {
	found := map[string]state.Count{}
	for _, r := range counted(counts, rows) {
		if r.Suggestions >= 0 {
			found[r.ID] = state.Count{Suggestions: r.Suggestions, Corrections: r.Corrections}
		}
	}
	w.do(func() {
		if ctx.Err() == nil && len(found) > 0 {
			w.Dispatch(state.CountsFound{Counts: found})
		}
	})
}

// readRows reads the rows after a document beside the window and hands them over piece by piece.
func (w *Workbench) readRows(ctx context.Context, p *project.Project, counts *tally.Keeper, next uint64) {
	for next != 0 && ctx.Err() == nil {
		rows, after, err := rowsAfter(p, next, pieceRows)
		if next = after; err != nil {
			next = 0
		}
		piece, done := state.NewRows(counted(counts, rows)), next == 0
		w.do(func() {
			if ctx.Err() != nil {
				return
			}
			w.Dispatch(state.RowsRead{Rows: piece, Done: done})
			if err != nil {
				w.Dispatch(state.Say{Text: "cannot read the whole list: " + err.Error(), Warn: true})
			}
		})
	}
}

// reload reads the list again after documents came in: a long one beside the window. Steps that are made meanwhile may or
// may not be in what was read, so then it is read once more.
func (w *Workbench) reload() {
	p, ctx := w.project, w.jobs
	if last, err := p.Store().LastNumber(); err == nil && last < fewRows {
		w.reloaded(allRows(ctx, p, w.counts))
		return
	}
	gen, counts := w.state.Gen, w.counts
	go func() {
		rows, err := allRows(ctx, p, counts)
		w.do(func() {
			switch {
			case ctx.Err() != nil:
			case gen != w.state.Gen:
				w.reload()
			default:
				w.reloaded(rows, err)
			}
		})
	}()
}

func (w *Workbench) reloaded(rows state.Rows, err error) {
	if err != nil {
		w.Dispatch(state.Say{Text: "cannot read the list: " + err.Error(), Warn: true})
		return
	}
	w.Dispatch(state.RowsChanged{Read: rows, Schema: w.project.Store().Schema()})
}

func allRows(ctx context.Context, p *project.Project, counts *tally.Keeper) (state.Rows, error) {
	var b state.RowsBuilder
	for next, more := uint64(0), true; more; more = next != 0 {
		var rows []state.Row
		var err error
		if rows, next, err = rowsAfter(p, next, pieceRows); err != nil || ctx.Err() != nil {
			return state.Rows{}, err
		}
		for _, r := range counted(counts, rows) {
			b.Add(r)
		}
	}
	return b.Rows(), nil
}
