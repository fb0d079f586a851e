package app

import (
	"context"
	"slices"
	"time"

	"rubricator/annotate"
	"rubricator/app/dialogs"
	"rubricator/app/project"
	"rubricator/app/state"
	"rubricator/storage"
)

// run carries out an effect that does not need the window.
func (w *Workbench) run(e state.Effect) {
	switch e := e.(type) {
	case state.Append:
		seq := w.writer.Enqueue(e.Transactions)
		w.log.appending(seq)
		w.unsaved = append(w.unsaved, unsaved{seq, e.Transactions})
	case state.Retry:
		w.writer.Retry()
	case state.RetryLater:
		w.retryLater()
	case state.KeepBackups:
		w.backups.again()
	case state.Suggest:
		w.teacher.suggest(e)
	case state.Teach:
		w.teacher.teach(e)
	case state.Nearby:
		w.teacher.nearby(e.IDs)
	case state.CountAll:
		w.teacher.countAll(e)
	case state.StoreSuggest:
		w.choose(e.Settings)
	case state.LeaveOut:
		w.leaveModelOut(e.Out)
	case state.RunBulk:
		w.runBulk(e)
	case state.RunRepeat:
		w.runRepeat(e)
	case state.HaltJob:
		w.haltJob()
	case state.LearnAnew:
		w.learnAnew()
	case state.FindOccurrences:
		w.findOccurrences(e)
	case state.FindBeside:
		w.search(e)
	case state.Scan:
		w.scan(e)
	case state.StopScan:
		w.stopScan()
	case state.PreviewFound:
		w.previewFound(e)
	case state.ReadAll:
		w.readAll()
	case state.StopReading:
		w.stopChecking()
	case state.ReadPast:
		w.readPast(e)
	case state.Recheck:
		w.recheck(e)
	case state.Copy:
		w.fyne.Clipboard().SetContent(e.Text)
	case state.Remember:
		w.kept.Set(e.Key, e.Value)
	case state.Arrange:
		w.answer(func() state.Msg { return e.Do() })
	case state.SortTitles:
		w.answer(func() state.Msg { return e.Do() })
	case state.ReadAgain:
		w.reload()
	case state.Quit:
		w.quit()
	}
}

// runShown carries out an effect on what the window shows by now.
func (w *Workbench) runShown(e state.Effect) {
	switch e := e.(type) {
	case state.Turn:
		w.view.Turn(e.From, e.To)
	case state.Reveal:
		w.view.Reveal(e.Span.Start, e.Span.End)
	case state.ShowCard:
		w.view.ExplainFocus()
	case state.FocusArticle:
		w.focusArticle()
	case state.FocusFind:
		w.find.Focus(w.window.Canvas())
	case state.FocusSearch:
		w.focusSearch()
	case state.PreviewHits:
		w.previewHits(e)
	case state.FocusCheck:
		w.focusCheck()
	case state.FocusPast:
		w.focusPast()
	case state.AskWave:
		w.askWave(e)
	case state.Cycle:
		w.cycle(e.Back)
	case state.Ask:
		w.ask(e.Dialog)
	}
}

// load opens an article. Steps in it that are still on their way to the disk are waited for; if the disk refuses
// them, they are made again on what is stored.
func (w *Workbench) load(e state.Load) []state.Effect {
	store := w.project.Store()
	first := w.beforeOpening(e.ID)
	waiting := w.pendingOf(e.ID)
	doc, err := store.Document(e.ID)
	if err != nil {
		return w.update(state.Say{Text: "cannot open the article: " + err.Error(), Warn: true})
	}
	work, err := store.Work(e.ID, w.state.Project.Annotator)
	if err != nil {
		return w.update(state.Say{Text: "cannot read the labels of the article: " + err.Error(), Warn: true})
	}
	for _, tx := range waiting {
		if next, _, err := tx.Apply(work); err == nil {
			work = next
		}
	}
	stored, err := store.Suggestions(e.ID)
	if err != nil {
		return w.update(state.Say{Text: "cannot read the imported suggestions: " + err.Error(), Warn: true})
	}
	at, known := w.places.Of(e.ID)
	later := append(first, w.update(state.Loaded{Document: doc, Work: work, Stored: stored, Select: e.Select, Place: at, Row: w.unread(e.ID)})...)
	if known && e.Select.Empty() {
		w.goBack(at)
	}
	w.checkFonts(doc)
	return later
}

// pendingOf is what the writer could not store of an article; nil when all of it is stored.
func (w *Workbench) pendingOf(id string) []annotate.Transaction {
	if w.state.Saving.Pending == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if w.state.Saving.Err == nil && w.writer.Flush(ctx) == nil {
		return nil
	}
	var waiting []annotate.Transaction
	for _, u := range w.unsaved {
		for _, tx := range u.transactions {
			if tx.Document == id {
				waiting = append(waiting, tx)
			}
		}
	}
	return waiting
}

// unsaved is a step that the writer has not told of yet.
type unsaved struct {
	seq          uint64
	transactions []annotate.Transaction
}

// stored follows what the writer of a project tells, on its goroutine.
func (w *Workbench) stored(p *project.Project) func(storage.Result) {
	return func(r storage.Result) {
		at := time.Now()
		w.do(func() {
			if w.project == p {
				w.resulted(r, at)
			}
		})
	}
}

func (w *Workbench) resulted(r storage.Result, at time.Time) {
	if r.Kept {
		w.backups.makeRoom()
		w.Dispatch(state.StoreFailed{Err: trouble(r.Err)})
		return
	}
	i := slices.IndexFunc(w.unsaved, func(u unsaved) bool { return u.seq == r.Seq })
	if i < 0 {
		return
	}
	txs := w.unsaved[i].transactions
	w.unsaved = slices.Delete(w.unsaved, i, i+1)
	w.recheckStored(txs)
	if r.Err != nil {
		w.log.dropped(r.Seq)
		w.Dispatch(state.Dropped{Err: r.Err, Transactions: txs})
		return
	}
	w.log.stored(r.Seq, at)
	w.Dispatch(state.Stored{At: at})
}

// maxHits is how many places "every occurrence" lists.
const maxHits = 10_000

func (w *Workbench) findOccurrences(e state.FindOccurrences) {
	only, gen := w.state.Session.Document.ID, w.state.Gen
	if e.Project {
		only = ""
	}
	p, ctx := w.project, w.jobs
	go func() {
		var hits []state.Hit
		err := p.Occurrences(ctx, e.Phrase, e.Label, only, func(h state.Hit) bool {
			hits = append(hits, h)
			return len(hits) < maxHits
		})
		w.do(func() {
			switch {
			case ctx.Err() != nil:
			case err != nil:
				w.Dispatch(state.Say{Text: "cannot search: " + err.Error(), Warn: true})
			case gen != w.state.Gen:
				w.findOccurrences(e) // something was labelled meanwhile
			default:
				w.showOccurrences(dialogs.Found{Phrase: e.Phrase, Label: e.Label, Hits: hits, Project: e.Project})
			}
		})
	}()
}

func (w *Workbench) showOccurrences(found dialogs.Found) {
	dialogs.Occurrences(w.host(), w.state, found, func(label string, project bool) {
		w.findOccurrences(state.FindOccurrences{Phrase: found.Phrase, Label: label, Project: project})
	})
}
