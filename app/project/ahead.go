package project

import (
	"context"
	"runtime"

	"rubricator/export"
	"rubricator/storage"
)

// How many records are read ahead of an export.
const (
	stretchRecords = 32
	stretchText    = 256 << 10 // code points
	aheadText      = 16 << 20  // code points under way at most, but for one stretch
)

// stretch is a row of documents that are read together.
type stretch struct {
	headers []storage.Header
	text    int // code points
	records []export.Record
	err     error // of the record that follows records
	ended   chan struct{}
}

// records reads the documents of a choice on all cores, a little ahead, and gives them in order.
func (p *Project) records(ctx context.Context, c choice) export.Source {
	return func(yield func(export.Record, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		var under []*stretch // oldest first
		defer func() {
			stop()
			for _, s := range under {
				<-s.ended
			}
		}()
		text := 0
		for left := c.headers; len(left) > 0 || len(under) > 0; {
			for len(left) > 0 {
				next := cut(left)
				if len(under) > 0 && (len(under) >= 2*runtime.GOMAXPROCS(0) || text+next.text > aheadText) {
					break
				}
				left, text, under = left[len(next.headers):], text+next.text, append(under, next)
				go p.read(ctx, next, c.annotator)
			}
			oldest := under[0]
			<-oldest.ended
			under, text = under[1:], text-oldest.text
			if !oldest.give(yield) {
				return
			}
		}
	}
}

// cut is the first stretch of a list.
func cut(list []storage.Header) *stretch {
	s := &stretch{ended: make(chan struct{})}
	for n := 0; n < min(len(list), stretchRecords) && s.text < stretchText; n++ {
		s.text += list[n].CodePoints
		s.headers = list[:n+1]
	}
	return s
}

func (p *Project) read(ctx context.Context, s *stretch, annotator string) {
	defer close(s.ended)
	for _, h := range s.headers {
		rec, err := p.record(ctx, h, annotator)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			s.err = err
			return
		}
		s.records = append(s.records, rec)
	}
}

// give yields what was read; false ends the export.
func (s *stretch) give(yield func(export.Record, error) bool) bool {
	for _, rec := range s.records {
		if !yield(rec, nil) {
			return false
		}
	}
	if s.err != nil {
		yield(export.Record{}, s.err)
	}
	return s.err == nil
}
