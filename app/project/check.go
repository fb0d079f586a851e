package project

import (
	"context"

	"rubricator/annotate"
	"rubricator/annotate/check"
	"rubricator/storage"
)

// Scope says which documents a check looks at.
type Scope string

const (
	ScopeFinished Scope = "finished" // those that the annotator has finished, as an export does
	ScopeAll      Scope = "all"      // all but those set aside; what has an annotation counts as finished
)

// Status is how a check with this scope takes a work: the status to give to check.Index.Put.
func (s Scope) Status(w annotate.Work) annotate.Status {
	switch {
	case w.Status == annotate.Ignored, w.Status == annotate.Finished:
		return w.Status
	case s == ScopeFinished:
		return annotate.Ignored
	case w.Annotations.Len() > 0:
		return annotate.Finished
	}
	return w.Status
}

// CheckOptions say what to check.
type CheckOptions struct {
	Annotator string // whose work; "" takes the only one's there is
	Own       bool   // the Project's own annotator's, also when that is nothing yet
	Scope     Scope
}

// Checked is an index of a project's labels.
type Checked struct {
	*check.Index
	Annotator string // whose work it is of
	Documents int    // that were looked at
	project   *Project
}

// Check reads one annotator's work, a document at a time, and says what is likely wrong in it. progress may be nil; it is
// called on this goroutine.
func (p *Project) Check(ctx context.Context, o CheckOptions, progress func(done, total int)) (Checked, error) {
	annotator, err := p.annotator, error(nil)
	if !o.Own {
		annotator, err = p.layer(o.Annotator)
	}
	if err != nil {
		return Checked{}, err
	}
	headers, err := p.store.Headers(annotator)
	if err != nil {
		return Checked{}, err
	}
	c := Checked{Index: check.New(p.store.Schema()), Annotator: annotator, project: p}
	for i, h := range headers {
		if err := ctx.Err(); err != nil {
			return c, err
		}
		if err := c.take(h, o.Scope); err != nil {
			return c, err
		}
		if progress != nil {
			progress(i+1, len(headers))
		}
	}
	return c, nil
}

// take puts a document into the index. The text of one that is not looked at is not read.
func (c *Checked) take(h storage.Header, scope Scope) error {
	if c.Annotator == "" || h.MyStatus == annotate.Ignored || scope == ScopeFinished && h.MyStatus != annotate.Finished {
		return nil
	}
	work, err := c.project.store.Work(h.ID, c.Annotator)
	if err != nil {
		return err
	}
	doc, err := c.project.store.Document(h.ID)
	if err != nil {
		return err
	}
	c.Documents++
	c.Put(h.ID, doc.Text, work, scope.Status(work))
	return nil
}

// Each gives to yield all findings, document by document in the order of import, with the words as they stand in the text,
// until it returns false.
func (c Checked) Each(ctx context.Context, yield func(check.Finding) bool) error {
	var doc annotate.Document
	for f := range c.All() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if f.Kind == check.Missed {
			if doc.ID != f.Doc {
				var err error
				if doc, err = c.project.store.Document(f.Doc); err != nil {
					return err
				}
			}
			f.Surface = doc.Text.Slice(f.Span)
		}
		if !yield(f) {
			break
		}
	}
	return nil
}
