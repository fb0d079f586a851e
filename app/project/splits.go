package project

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"rubricator/annotate/near"
	"rubricator/export/splits"
	"rubricator/storage"
)

// SplitOptions say how an export is split.
type SplitOptions struct {
	splits.Options
	Pins string // the file, or the folder of an export, whose pinned splits stay; "" is the folder that is written
}

// plan decides where every document of the project goes, also those that are not exported: what is finished later must
// not move what was exported before. It writes nothing. progress may be nil.
func (p *Project) plan(ctx context.Context, o ExportOptions, c choice, progress func(done, total int)) (*splits.Plan, error) {
	rows, err := readPins(o)
	if err != nil {
		return nil, err
	}
	headers, err := p.store.Headers(c.annotator) // in order of import
	if err != nil {
		return nil, err
	}
	docs, err := p.related(ctx, headers, o.Split.By, func(done int) {
		if progress != nil {
			progress(done, len(headers)+len(c.headers))
		}
	})
	if err != nil {
		return nil, err
	}
	if o.Split.Stratify {
		if err := p.weigh(ctx, o, c, headers, docs); err != nil {
			return nil, err
		}
	}
	return splits.Make(docs, o.Split.Options, rows), nil
}

// relations are what documents have to do with each other, kept while the window asks again and again what a split
// would be. Documents never change and are only added, so their number and what was asked tell whether they still hold.
type relations struct {
	mu   sync.Mutex
	by   splits.By
	docs []splits.Document
}

// related are the documents with what keeps them together; the list is the caller's own. progress gets how many were
// read.
func (p *Project) related(ctx context.Context, headers []storage.Header, by splits.By, progress func(done int)) ([]splits.Document, error) {
	p.relations.mu.Lock()
	defer p.relations.mu.Unlock()
	if r := &p.relations; len(headers) > 0 && len(r.docs) == len(headers) && r.by == by && r.docs[len(headers)-1].ID == headers[len(headers)-1].ID {
		progress(len(headers))
		return slices.Clone(r.docs), nil
	}
	docs := make([]splits.Document, len(headers))
	signatures, err := near.Signatures(ctx, len(headers), func(i int) (string, error) {
		doc, err := p.store.Document(headers[i].ID)
		if err != nil {
			return "", err
		}
		docs[i] = splits.Document{ID: doc.ID, Group: doc.Meta[metaGroup], Split: doc.Meta[metaSplit]}
		links, named := splits.Links(doc, by)
		docs[i].Links, docs[i].Unnamed = links, !named
		return doc.Text.String(), nil
	}, progress)
	if err != nil {
		return nil, err
	}
	alike, err := near.Before(ctx, signatures, nil)
	if err != nil {
		return nil, err
	}
	for i, list := range alike {
		docs[i].Near = list
	}
	p.relations.by, p.relations.docs = by, docs
	return slices.Clone(docs), nil
}

// weigh counts what the documents that are exported bring.
func (p *Project) weigh(ctx context.Context, o ExportOptions, c choice, headers []storage.Header, docs []splits.Document) error {
	at := make(map[string]int, len(headers))
	for i, h := range headers {
		at[h.ID] = i
	}
	for _, h := range c.headers {
		rec, err := p.record(ctx, h, c.annotator)
		if err != nil {
			return err
		}
		docs[at[h.ID]].Counts = o.options().Weight(rec)
	}
	return ctx.Err()
}

// readPins reads the splits of the last export; there are none where there was no export.
func readPins(o ExportOptions) ([]splits.Row, error) {
	path := o.Split.Pins
	if path == "" {
		path = o.Out
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, splits.File)
	} else if o.Split.Pins == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if o.Split.Pins == "" && errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the splits that stay: %w", err)
	}
	rows, err := splits.Read(data)
	if err != nil {
		return nil, fmt.Errorf("the splits that stay, in %s: %w", filepath.Dir(path), err)
	}
	return rows, nil
}
