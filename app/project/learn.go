package project

import (
	"context"
	"slices"

	"rubricator/annotate"
	"rubricator/annotate/suggest"
	"rubricator/storage"
)

// Learn shows the suggestion engine all that was decided in this project so far: by the annotator, and where the settings
// are Shared by everybody. It is called once, and again after BeginAnew; the engine's memory knows it then, its model after
// Settle. Before it reads what an annotator said of a document it asks begin, which says false where somebody else shows the
// engine that work; nil lets all be read.
func (p *Project) Learn(ctx context.Context, begin func(id, annotator string) bool) error {
	last, err := p.store.LastNumber()
	if err != nil {
		return err
	}
	if begin == nil {
		begin = func(string, string) bool { return true }
	}
	names, err := p.Learns()
	if err != nil {
		return err
	}
	for after, more := uint64(0), last > 0; more; more = after != 0 {
		var worked []storage.Header
		if worked, after, err = p.store.WorkedAfter(after, learnPiece); err != nil {
			return err
		}
		for _, h := range worked {
			if err := ctx.Err(); err != nil || h.Number > last {
				return err
			}
			if err := p.learnDocument(h, names, begin); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

const learnPiece = 4096 // documents whose headers are looked at together

// learnDocument learns from the works on one document, always in the same order.
func (p *Project) learnDocument(h storage.Header, names []string, begin func(id, annotator string) bool) error {
	works, err := p.worksToLearn(h.ID, names, begin)
	if err != nil || len(works) == 0 {
		return err
	}
	doc, err := p.store.Document(h.ID)
	if err != nil {
		return err
	}
	for _, w := range works {
		p.learn(doc, h.Language.Code, annotate.Work{}, w)
	}
	return nil
}

// Settle lets the engine's model learn what it was shown and has not learnt yet. Suggestions do not wait for it. It ends
// early with the error of ctx.
func (p *Project) Settle(ctx context.Context) error {
	return p.engine.Load().Settle(ctx, p.store.Schema())
}

// Behind reports whether there is something for Settle to do.
func (p *Project) Behind() bool { return p.engine.Load().Behind() }

// Learns are the annotators whose work the engine learns from, sorted: the Project's own, and where the settings are Shared
// all who have said something.
func (p *Project) Learns() ([]string, error) {
	names := []string{p.annotator}
	if !p.Settings().Shared {
		return names, nil
	}
	others, err := p.store.Annotators()
	if err != nil {
		return nil, err
	}
	names = append(names, others...)
	slices.Sort(names)
	return slices.Compact(names), nil
}

// worksToLearn are the works on a document with something to learn from. An annotator's is read after begin was asked, so
// that no step falls between.
func (p *Project) worksToLearn(id string, names []string, begin func(id, annotator string) bool) (list []annotate.Work, err error) {
	for _, name := range names {
		if !begin(id, name) {
			continue
		}
		w, err := p.store.Work(id, name)
		if err != nil {
			return nil, err
		}
		if suggest.Teaches(w) {
			list = append(list, w)
		}
	}
	return list, nil
}

// Observe shows the suggestion engine what changed in an annotator's work on a document: in that of the Project's own, or
// where the settings are Shared in anybody's. It learns that at once.
func (p *Project) Observe(doc annotate.Document, before, after annotate.Work) {
	p.engine.Load().Observe(doc, p.languageOf(doc.ID), before, after)
	p.answers.Add(int64(answersIn(before, after)))
}

// Note is Observe for what nobody waits for: the engine's model learns it in Settle.
func (p *Project) Note(doc annotate.Document, before, after annotate.Work) {
	p.learn(doc, p.languageOf(doc.ID), before, after)
}

func (p *Project) learn(doc annotate.Document, language string, before, after annotate.Work) {
	p.engine.Load().Learn(doc, language, before, after)
	p.answers.Add(int64(answersIn(before, after)))
}

// languageOf is the language of a document, as far as it was detected.
func (p *Project) languageOf(id string) string {
	h, err := p.store.Header(id, "")
	if err != nil {
		return "" // a file that cannot be read is said where it is opened
	}
	return h.Language.Code
}

// setLanguages stores languages of documents, and has those that were learnt in another learnt again.
func (p *Project) setLanguages(languages map[string]storage.Language) error {
	if err := p.store.SetLanguages(languages); err != nil {
		return err
	}
	for id, l := range languages {
		p.engine.Load().Again(id, l.Code)
	}
	return nil
}

// Answers is how many labels and rejections the engine has learnt from.
func (p *Project) Answers() int { return int(p.answers.Load()) }

// answersIn counts how many more labels and rejections one work has than another. It costs what they differ in.
func answersIn(before, after annotate.Work) int {
	gone, come := annotate.Changed(before.Annotations, after.Annotations)
	untold, told := annotate.ChangedDecisions(before.Decisions, after.Decisions)
	return len(come) - len(gone) + rejections(told) - rejections(untold)
}

func rejections(list []annotate.Decision) (n int) {
	for _, d := range list {
		if d.Verdict == annotate.Rejected {
			n++
		}
	}
	return n
}
