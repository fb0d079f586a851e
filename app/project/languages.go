package project

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/bidi"

	"rubricator/annotate"
	"rubricator/annotate/lang"
	"rubricator/storage"
)

// Direction is "rtl" or "ltr": that of the language, or of the text's first letter when the language is not known.
func Direction(code string, text annotate.Text) string {
	if code != "" && code != lang.Undetermined {
		return lang.Direction(code)
	}
	for _, r := range text.String() {
		switch p, _ := bidi.LookupRune(r); p.Class() {
		case bidi.L:
			return "ltr"
		case bidi.R, bidi.AL:
			return "rtl"
		}
	}
	return "ltr"
}

// Direction is the direction of a listed document: what its annotator set, else that of its language or text.
func (p *Project) Direction(h storage.Header) (string, error) {
	if h.Direction != "" {
		return h.Direction, nil
	}
	if h.Language.Code != "" && h.Language.Code != lang.Undetermined {
		return lang.Direction(h.Language.Code), nil
	}
	doc, err := p.store.Document(h.ID)
	return Direction("", doc.Text), err
}

const detectBatch = 256 // documents between two commits

// DetectLanguages finds the languages of the documents of which nobody knows it yet and stores them batch by batch.
// found and progress may be nil and are called on this goroutine. When ctx ends, what was stored stays.
func (p *Project) DetectLanguages(ctx context.Context, progress func(done, total int), found func(map[string]storage.Language)) error {
	ids, err := p.store.Undetected()
	if err != nil {
		return err
	}
	done := 0
	for batch := range slices.Chunk(ids, detectBatch) {
		languages, err := p.detectBatch(ctx, batch)
		if err != nil {
			return err
		}
		if err := p.setLanguages(languages); err != nil {
			return err
		}
		if found != nil {
			found(languages)
		}
		if done += len(batch); progress != nil {
			progress(done, len(ids))
		}
	}
	return nil
}

func (p *Project) detectBatch(ctx context.Context, batch []string) (map[string]storage.Language, error) {
	texts := make([]annotate.Text, len(batch))
	for i, id := range batch {
		doc, err := p.store.Document(id)
		if err != nil {
			return nil, err
		}
		texts[i] = doc.Text
	}
	list, err := p.detect(ctx, texts)
	if err != nil {
		return nil, err
	}
	languages := make(map[string]storage.Language, len(batch))
	for i, id := range batch {
		languages[id] = list[i]
	}
	return languages, nil
}

// detect finds the languages of texts, on all cores.
func (p *Project) detect(ctx context.Context, texts []annotate.Text) ([]storage.Language, error) {
	list := make([]storage.Language, len(texts))
	next := make(chan int)
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(texts)) {
		group.Go(func() {
			for i := range next {
				list[i] = language(p.detector.Detect(ctx, texts[i].String()))
			}
		})
	}
	for i := range texts {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	group.Wait()
	return list, ctx.Err()
}

// language is a detector's answer as it is stored.
func language(r lang.Result) storage.Language {
	var others []string
	for _, p := range r.Paragraphs {
		if p.Code != r.Code && p.Confidence >= lang.Sure && !slices.Contains(others, p.Code) {
			others = append(others, p.Code)
		}
	}
	return storage.Language{Code: r.Code, Confidence: r.Confidence, Known: true, Others: strings.Join(others, ",")}
}

// languages gives the documents of an import their languages: the one that was asked for, else the record's, else,
// where it is wanted now, the detected one.
func (in *importing) languages(ctx context.Context, taken []incoming, list []storage.NewDocument) error {
	var texts []annotate.Text
	var unknown []int
	for i, next := range taken {
		switch {
		case in.options.Lang != "":
			list[i].Language = &storage.Language{Code: in.options.Lang, Confidence: 1, Known: true, Set: true}
		case next.language != "":
			list[i].Language = &storage.Language{Code: next.language, Confidence: 1, Known: true}
		case in.options.DetectNow:
			texts, unknown = append(texts, next.document.Text), append(unknown, i)
		}
	}
	found, err := in.project.detect(ctx, texts)
	if err != nil {
		return err
	}
	for k, i := range unknown {
		list[i].Language = &found[k]
	}
	return nil
}

// setLanguage gives the language that was asked for to the documents that were there before the import.
func (in *importing) setLanguage(added []storage.Added) error {
	if in.options.Lang == "" {
		return nil
	}
	languages := map[string]storage.Language{}
	for _, a := range added {
		if a.Err == nil && a.Duplicate {
			languages[a.ID] = storage.Language{Code: in.options.Lang, Confidence: 1, Known: true, Set: true}
		}
	}
	if len(languages) == 0 {
		return nil
	}
	return in.project.setLanguages(languages)
}
