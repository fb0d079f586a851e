package project

import (
	"context"
	"errors"

	"rubricator/storage"
)

// Coming is what a merge with another project file would bring.
type Coming struct {
	New, Known int      // documents that this project lacks, and those that both have
	Annotators []string // who has said something there, sorted by name
}

// LookAt says what a merge with another project file would bring, without changing either. Documents are told apart by
// their texts.
func (p *Project) LookAt(ctx context.Context, path string) (c Coming, err error) {
	other, end, err := storage.OpenAside(ctx, path)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, end()) }()
	here := map[[32]byte]bool{}
	if err = eachHeader(ctx, p.store, func(h storage.Header) { here[h.TextSHA256] = true }); err != nil {
		return c, err
	}
	err = eachHeader(ctx, other, func(h storage.Header) {
		if here[h.TextSHA256] {
			c.Known++
		} else {
			c.New++
		}
	})
	if err == nil {
		c.Annotators, err = other.Annotators()
	}
	return c, err
}

// headerPiece is how many headers are read at once.
const headerPiece = 1 << 14

func eachHeader(ctx context.Context, store *storage.Project, do func(storage.Header)) error {
	for next, more := uint64(0), true; more; more = next != 0 {
		list, after, err := store.HeadersAfter("", next, headerPiece)
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		for _, h := range list {
			do(h)
		}
		next = after
	}
	return nil
}
