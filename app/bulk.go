package app

import (
	"context"
	"sync"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	"rubricator/app/dialogs"
	"rubricator/app/project"
	"rubricator/app/state"
)

// stepJob is a step over many articles under way, beside the window. Whoever opens an article that is still to be done has
// it done first, so an open article is never changed behind the window's back.
type stepJob struct {
	w       *Workbench
	project *project.Project
	ctx     context.Context
	cancel  func()

	gate  sync.Mutex // held while articles are changed
	step  *project.Step
	total int
	ended state.JobEnded
}

// runStep begins a step over many articles. make reads what is to be done once all earlier steps are on disk.
func (w *Workbench) runStep(make func() (*project.Step, error)) {
	ctx, cancel := context.WithCancel(w.jobs)
	j := &stepJob{w: w, project: w.project, ctx: ctx, cancel: cancel}
	w.step = j
	writer := w.writer
	go func() {
		err := writer.Flush(ctx)
		var step *project.Step
		if err == nil {
			step, err = make()
		}
		if err != nil {
			j.end(err)
			return
		}
		j.gate.Lock()
		j.step, j.total = step, step.Left()
		j.gate.Unlock()
		w.do(j.begin)
	}()
}

// begin does the open article, then lets the others follow.
func (j *stepJob) begin() {
	if j.w.step != j || j.ctx.Err() != nil {
		j.end(j.ctx.Err())
		return
	}
	if piece, done, err := j.ahead(j.w.state.Session.Document.ID); err != nil {
		j.end(err)
		return
	} else if done {
		j.w.Dispatch(piece)
	}
	go j.run()
}

// ahead does an article before its turn, if it is still to be done.
func (j *stepJob) ahead(id string) (piece state.JobPiece, done bool, err error) {
	j.gate.Lock()
	defer j.gate.Unlock()
	if j.step == nil || !j.step.Has(id) {
		return piece, false, nil
	}
	ctx, stop := context.WithTimeout(j.ctx, 2*time.Second)
	defer stop()
	if err := j.w.writer.Flush(ctx); err != nil {
		return piece, false, err
	}
	got, err := j.step.In(j.ctx, id)
	if err != nil {
		return piece, false, err
	}
	return j.count(got), true, nil
}

const (
	pieceTime  = 60 * time.Millisecond // that a label, or an article that is opened, may have to wait
	mostAPiece = 500                   // articles
)

// run does the articles, so many at a time as take no longer than pieceTime.
func (j *stepJob) run() {
	n := 16
	for {
		j.gate.Lock()
		if j.ctx.Err() != nil || j.step.Left() == 0 {
			j.gate.Unlock()
			j.end(j.ctx.Err())
			return
		}
		began := time.Now()
		got, err := j.step.Do(j.ctx, n)
		took := time.Since(began)
		if err != nil {
			j.gate.Unlock()
			j.end(err)
			return
		}
		piece := j.count(got)
		j.w.do(func() { j.tell(piece) })
		j.gate.Unlock()
		n = min(max(int(float64(n)*min(2, float64(pieceTime)/float64(took+1))), 1), mostAPiece)
	}
}

// tell hands a piece to the window, unless its project is closed.
func (j *stepJob) tell(piece state.JobPiece) {
	if j.w.step != j {
		return
	}
	j.w.Dispatch(piece)
	j.w.recheckStored(piece.Transactions)
}

// count adds a piece to what is said at the end. It is called with the gate held.
func (j *stepJob) count(got project.StepPiece) state.JobPiece {
	j.ended.Articles += got.Documents
	j.ended.Labels += got.Labels
	for _, p := range got.Passed {
		if j.ended.Why == nil {
			j.ended.Why = p.Why
		}
		j.ended.Passed = append(j.ended.Passed, p.ID)
	}
	return state.JobPiece{Transactions: got.Transactions, Rows: j.rows(got.Transactions), Done: j.total - j.step.Left(), Total: j.total}
}

// rows are those of changed articles.
func (j *stepJob) rows(txs []annotate.Transaction) []state.Row {
	rows := make([]state.Row, 0, len(txs))
	for _, tx := range txs {
		h, err := j.project.Store().Header(tx.Document, j.project.Annotator())
		if err != nil {
			continue // said where the article is opened
		}
		rows = append(rows, rowOf(h))
	}
	return rows
}

func (j *stepJob) end(err error) {
	j.w.do(func() {
		j.cancel()
		if j.w.step != j {
			return
		}
		j.w.step = nil
		j.ended.Err = err
		if j.step != nil {
			j.ended.Left = j.step.LeftOut()
		}
		if n := len(j.ended.Passed); n > 0 {
			if row, known := j.w.state.List.Row(j.ended.Passed[0]); known {
				j.ended.Passed[0] = row.Title
			}
		}
		j.w.Dispatch(j.ended)
	})
}

// runBulk and runRepeat carry out the effects of that name.
func (w *Workbench) runBulk(e state.RunBulk) {
	p := w.project
	w.runStep(func() (*project.Step, error) { return p.Bulk(e.Bulk, e.Group, e.Words, e.IDs), nil })
}

func (w *Workbench) runRepeat(e state.RunRepeat) {
	p := w.project
	w.runStep(func() (*project.Step, error) { return p.Repeat(e.Step.Group, e.Redo) })
}

// haltJob ends the step over many articles that is under way after the articles that it is at.
func (w *Workbench) haltJob() {
	if w.step != nil {
		w.step.cancel()
	}
}

// beforeOpening does in an article what a step over many still has to do there.
func (w *Workbench) beforeOpening(id string) (later []state.Effect) {
	if w.step == nil {
		return nil
	}
	piece, done, err := w.step.ahead(id)
	if err != nil {
		w.step.cancel() // it says why at its end
		return nil
	}
	if done {
		later = w.update(piece)
	}
	return later
}

// askBulk asks before something is done in all articles that the list shows, and counts meanwhile what that is.
func (w *Workbench) askBulk(kind state.BulkKind) {
	p, ids, jobs := w.project, w.state.List.ShownIDs(), w.jobs
	dialogs.AskBulk(w.host(), dialogs.BulkModel{
		Kind: kind, Shown: len(ids), Labels: w.state.Project.Schema.Labels, Score: max(0.8, w.state.Threshold),
		Count: func(b state.Bulk, tell func(dialogs.BulkTold)) (cancel func()) {
			ctx, cancel := context.WithCancel(jobs)
			go w.countBulk(ctx, p, b, ids, tell)
			return cancel
		},
	})
}

func (w *Workbench) countBulk(ctx context.Context, p *project.Project, b state.Bulk, ids []string, tell func(dialogs.BulkTold)) {
	if b.Kind == state.BulkAccept {
		b.Score = suggest.Floor
	}
	var told dialogs.BulkTold
	show := func() {
		now := told
		w.do(func() {
			if ctx.Err() == nil {
				tell(now)
			}
		})
	}
	var last time.Time
	told.Err = p.CountBulk(ctx, b, ids, func(c state.BulkCount, scores *state.BulkScores) {
		told.Count = c
		if b.Kind == state.BulkAccept {
			told.Scores = scores
		}
		if now := time.Now(); now.Sub(last) > 100*time.Millisecond {
			last = now
			show()
		}
	})
	told.Ended = true
	show()
}

// learnAnew lets a new teacher read the file.
func (w *Workbench) learnAnew() {
	p, ctx, writer := w.project, w.jobs, w.writer
	t := newTeacher(ctx, p, w.counts, w.Dispatch, w.do, w.teacher)
	t.nearby(w.state.Near())
	w.teacher = t
	go func() {
		_ = writer.Flush(ctx) // what cannot be stored is learnt when it is, and the project opened again
		w.learn(p, t)
	}()
}
