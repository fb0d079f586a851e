package storage

import (
	"context"
	"errors"
	"slices"
	"time"

	"rubricator/annotate"
)

// What the tests outside this package may reach.

// Put stores a payload under a key of a bucket, with a right frame.
func (p *Project) Put(bucketName string, key, payload []byte) error {
	return p.update(func(s store) error { return s.put(named(bucketName), key, payload) })
}

// Delete removes a key of a bucket.
func (p *Project) Delete(bucketName string, key []byte) error {
	return p.update(func(s store) error { return s.delete(named(bucketName), key) })
}

// Has reports whether a key is in a bucket.
func (p *Project) Has(bucketName string, key []byte) (ok bool) {
	err := p.view(func(s store) (err error) {
		_, ok, err = s.get(named(bucketName), key)
		return err
	})
	return ok && err == nil
}

// Number is a document's number in the file.
func (p *Project) Number(id string) (docNo uint64, err error) {
	err = p.view(func(s store) error {
		docNo, _, err = s.find(id)
		return err
	})
	return docNo, err
}

// Abandon closes the file as a crash does, without a word in it.
func (p *Project) Abandon() error { return p.shut() }

// HistoryKeys are those of a document's entries, oldest first.
func (p *Project) HistoryKeys(docNo uint64) (keys [][]byte) {
	_ = p.view(func(s store) error {
		return s.each(histories, key64(docNo), func(k, _ []byte) error {
			if string(k[:8]) == string(key64(docNo)) {
				keys = append(keys, append([]byte(nil), k...))
			}
			return nil
		})
	})
	return keys
}

var (
	WorkKey  = workKey
	EventKey = eventKey
	Key64    = key64
)

// EncodePack is the payload of a pack of texts.
func EncodePack(list []string) []byte { return encodePack(list) }

// EncodeWork is the payload of a stored work.
func EncodeWork(w annotate.Work) []byte { return encodeWork(w) }

// OpenWithSteps opens a project with other migrations than the program's.
func OpenWithSteps(path string, options Options, words string, step func(put func(bucketName string, key, payload []byte) error) error) (*Project, error) {
	next := migration{from: formatNow, words: words, step: func(s store, _ string, _ *progress) (bool, error) {
		return true, step(func(name string, key, payload []byte) error { return s.put(named(name), key, payload) })
	}}
	return open(context.Background(), path, options, opening{append(migrations[:len(migrations):len(migrations)], next), smallFile, nil})
}

// OpenUntil opens a project and ends the migration after some commits, as a crash does. A commit takes few entries.
func OpenUntil(path string, commits, entries int) (*Project, error) {
	defer func(was int) { migrateStep = was }(migrateStep)
	migrateStep = entries
	steps := slices.Clone(migrations)
	for i := range steps {
		step := steps[i].step
		steps[i].step = func(s store, project string, at *progress) (bool, error) {
			if commits--; commits < 0 {
				return false, errors.New("killed")
			}
			return step(s, project, at)
		}
	}
	return open(context.Background(), path, Options{}, opening{steps, smallFile, nil})
}

// OpenAsLarge opens a project as if it were too large to be verified at each opening.
func OpenAsLarge(path string) (*Project, error) {
	return open(context.Background(), path, Options{}, opening{migrations, 0, nil})
}

// ChangeBy and RepeatBy are Change and Repeat in commits of another size.
func (p *Project) ChangeBy(ctx context.Context, size int, c Change, ids []string, progress func(done, total int)) (Changed, error) {
	return p.changeBy(ctx, size, c, ids, progress)
}

func (p *Project) RepeatBy(ctx context.Context, size int, of Repeat, progress func(done, total int)) (Repeated, error) {
	return p.repeatBy(ctx, size, of, progress)
}

// AddAndFail adds a document, reads it, and takes all back.
func (p *Project) AddAndFail(n NewDocument) error {
	list := []NewDocument{n}
	ready, err := prepare(context.Background(), list)
	if err != nil {
		return err
	}
	return p.change(func(st *stage) error {
		if _, err := addAll(context.Background(), st, list, ready); err != nil {
			return err
		}
		if err := st.write(); err != nil {
			return err
		}
		_, h, err := st.find(n.Document.ID)
		if err != nil {
			return err
		}
		_, err = st.text(h)
		return errors.Join(err, errors.New("taken back"))
	})
}

// Hide removes documents as the undo of an import does, and says which went.
func (p *Project) Hide(group string, names ...string) (gone []string, err error) {
	err = p.change(func(st *stage) error {
		docs, err := st.named(names)
		if err != nil {
			return err
		}
		step := presenceStep{Group: annotate.NewID(), Of: group, Annotator: "ada", Origin: annotate.OriginUndo, Words: "import", Time: time.Now()}
		docs, err = st.hide(step, docs)
		for _, doc := range docs {
			gone = append(gone, doc.header.id)
		}
		return err
	})
	return gone, err
}

func (st *stage) named(names []string) (docs []*document, err error) {
	for _, id := range names {
		doc, err := st.document(id)
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

// BringBack returns the hidden documents that have these texts.
func (p *Project) BringBack(group string, texts ...[32]byte) (back []string, err error) {
	err = p.change(func(st *stage) error {
		var docs []*document
		for _, text := range texts {
			docNo, _, err := st.withText(textKey(text[:16]))
			if err != nil {
				return err
			}
			doc, err := st.numberedDocument(docNo)
			if err != nil {
				return err
			}
			docs = append(docs, doc)
		}
		docs, err := st.bringBack(presenceStep{Of: group, Annotator: "ada", Origin: annotate.OriginRedo, Words: "import", Time: time.Now()}, docs)
		for _, doc := range docs {
			back = append(back, doc.header.id)
		}
		return err
	})
	return back, err
}

// MergeInSteps has merges commit after so many events until the function that it returns is called.
func MergeInSteps(n int) func() {
	was := joinStep
	joinStep = n
	return func() { joinStep = was }
}
