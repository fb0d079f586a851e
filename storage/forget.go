package storage

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"rubricator/annotate"
)

// HistorySince is since when the journal goes: when what was before was forgotten, or zero where it has all.
func (p *Project) HistorySince() (since time.Time, err error) {
	err = p.view(func(s store) error {
		a, _, err := s.acquaintance()
		if n := len(a.Forgotten); n > 0 {
			since = time.UnixMilli(a.Forgotten[n-1].Since).UTC()
		}
		return err
	})
	if err != nil {
		return since, fmt.Errorf("history of %q: %w", p.path, err)
	}
	return since, nil
}

// ForgetHistory writes the project anew without its past: of each document there is one step for each annotator, which
// gives what stands there now. Nothing from before can be taken back, who said what first is lost, and the texts of
// hidden documents are gone. The project gets another identity, and can no longer be merged with copies that have what was
// forgotten. It takes the place of the file at the end, whole or not at all; backups that were made before stay as they
// are. Progress, which may be nil, is told documents. A change that is made meanwhile ends it with an error.
func (p *Project) ForgetHistory(ctx context.Context, progress func(done, total int)) error {
	if p.options.ReadOnly {
		return fmt.Errorf("forget history of %q: %w", p.path, ErrReadOnly)
	}
	tmp := p.path + ".forgetting"
	err := p.forgetTo(ctx, tmp, progress)
	if err != nil {
		return fmt.Errorf("forget history of %q: %w", p.path, errors.Join(explain(err), discard(tmp)))
	}
	return nil
}

func (p *Project) forgetTo(ctx context.Context, tmp string, progress func(done, total int)) error {
	edits := p.edits.Load()
	list, err := p.Headers("")
	if err != nil {
		return err
	}
	f := &forgetting{from: p, list: list, progress: progress}
	if err := f.build(ctx, tmp); err != nil {
		return err
	}
	if err := verifyCopy(ctx, tmp); err != nil {
		return err
	}
	if err := p.takePlace(tmp, edits); err != nil {
		return err
	}
	return p.mark(false)
}

// takePlace puts a finished file in place of the open one, unless that was changed since.
func (p *Project) takePlace(tmp string, edits int64) error {
	p.close.Lock()
	defer p.close.Unlock()
	if p.edits.Load() != edits {
		return errInTheWay
	}
	p.tip, p.noted, p.project = tip{}, 0, ""
	p.packs.empty()
	return p.become(tmp)
}

// empty forgets what was unpacked: another file's packs have the same numbers.
func (p *packs) empty() {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.known, p.ring, p.next = nil, [keptPacks]uint64{}, 0
}

// forgetting is a file without a past in the making.
type forgetting struct {
	from, to *Project
	list     []Header
	progress func(done, total int)
}

// forgetStep is how many documents go into one commit.
const forgetStep = 500

func (f *forgetting) build(ctx context.Context, tmp string) (err error) {
	long := time.UnixMilli(0)
	if len(f.list) > 0 && !f.list[0].Added.IsZero() {
		long = f.list[0].Added
	}
	if err := build(tmp, f.from.Schema(), long); err != nil {
		return err
	}
	if f.to, err = Open(tmp, Options{}); err != nil {
		return err
	}
	for _, step := range []func(context.Context, []Header) error{f.documents, f.works} {
		for part := range slices.Chunk(f.list, forgetStep) {
			if err == nil {
				err = step(ctx, part)
			}
		}
	}
	if err == nil {
		err = f.rest()
	}
	return errors.Join(err, f.to.Close())
}

// documents brings documents with all that is no work, as imports of when they were imported.
func (f *forgetting) documents(ctx context.Context, part []Header) error {
	list := make([]NewDocument, len(part))
	for i, h := range part {
		doc, err := f.from.Document(h.ID)
		if err != nil {
			return err
		}
		proposals, err := f.from.Suggestions(h.ID)
		if err != nil {
			return err
		}
		detected, err := f.from.Header(h.ID, "")
		if err != nil {
			return err
		}
		list[i] = NewDocument{Document: doc, Language: &detected.Language, Suggestions: proposals, added: h.Added}
	}
	added, err := f.to.AddDocuments(ctx, list)
	for i, a := range added {
		if err = errors.Join(err, a.Err); a.ID != part[i].ID {
			err = errors.Join(err, fmt.Errorf("document %q would become %q", part[i].ID, a.ID))
		}
	}
	return err
}

// works brings what the annotators say of documents, one step for each.
func (f *forgetting) works(ctx context.Context, part []Header) error {
	err := f.to.change(func(st *stage) error {
		for _, h := range part {
			layers, err := f.from.Works(h.ID)
			if err != nil {
				return err
			}
			if err := st.startWith(h.ID, layers); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
	if err == nil && f.progress != nil {
		headers := slices.IndexFunc(f.list, func(h Header) bool { return h.ID == part[len(part)-1].ID })
		f.progress(headers+1, len(f.list))
	}
	return err
}

// startWith gives a new document the works of all who said something about it.
func (st *stage) startWith(id string, layers map[string]annotate.Work) error {
	doc, err := st.document(id)
	if err != nil {
		return err
	}
	for name, work := range layers {
		n := NewDocument{Work: &work, Annotator: name, Words: "history forgotten"}
		todo := steps{edits: merge(annotate.Work{}, work, false), work: work}
		if err := st.addWork(doc, n, todo, time.Now()); err != nil {
			return err
		}
	}
	return nil
}

// rest copies the settings, and says what was forgotten.
func (f *forgetting) rest() error {
	var a acquaintance
	var old string
	chosen := map[string]string{}
	err := f.from.view(func(s store) (err error) {
		if a, old, err = s.acquaintance(); err != nil {
			return err
		}
		return s.each(settings, nil, func(k, v []byte) error {
			value, err := settings.unseal(k, v)
			chosen[string(k)] = value
			return err
		})
	})
	if err != nil {
		return err
	}
	return f.to.update(func(s store) error {
		_, now, err := s.acquaintance()
		if err != nil {
			return err
		}
		gone := forgotten{Projects: append(a.Known, old), Now: now, Since: time.Now().UnixMilli()}
		for k, v := range chosen {
			if err := s.put(settings, []byte(k), []byte(v)); err != nil {
				return err
			}
		}
		return s.putJSON(metas, metaAcquaintance, acquaintance{Forgotten: append(a.Forgotten, gone)})
	})
}
