package storage

import (
	"context"

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

var (
	WorkKey    = workKey
	HistoryKey = historyKey
	EventKey   = eventKey
	Key64      = key64
)

// EncodeWork is the payload of a stored work.
func EncodeWork(w annotate.Work) []byte { return encodeWork(w) }

// OpenWithSteps opens a project with other migrations than the program's.
func OpenWithSteps(path string, options Options, words string, step func(put func(bucketName string, key, payload []byte) error) error) (*Project, error) {
	steps := []migration{{from: formatNow, words: words, step: func(s store) error {
		return step(func(name string, key, payload []byte) error { return s.put(named(name), key, payload) })
	}}}
	return open(context.Background(), path, options, opening{steps, smallFile, nil})
}

// OpenAsLarge opens a project as if it were too large to be verified at each opening.
func OpenAsLarge(path string) (*Project, error) {
	return open(context.Background(), path, Options{}, opening{migrations, 0, nil})
}
