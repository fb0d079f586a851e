package storage

import (
	"context"
	"errors"
	"fmt"
	"os"

	"rubricator/storage/internal/pages"
)

// Probe reads every page, and the checksum of every value, while work goes on, and returns what is wrong: less than Check
// looks at, in a tenth of the time. It is for the first seconds after Open, which leaves out the leaves of a large file.
// Nothing is mapped into memory, no page is kept from being used again, and nobody waits but, for a second, when pages
// change under the look three times over. Progress, which may be nil, is told pages done and their number.
func (p *Project) Probe(ctx context.Context, progress func(done, total int)) ([]Fault, error) {
	for range 3 {
		faults, moved, err := p.probe(ctx, progress)
		if err != nil || len(faults) == 0 || !moved {
			return faults, probing(p.path, err)
		}
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	faults, _, err := p.probe(ctx, progress)
	return faults, probing(p.path, err)
}

func probing(path string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("look at %q: %w", path, err)
}

// probe is one look. Moved says that the file was changed meanwhile, so that a fault may be none.
func (p *Project) probe(ctx context.Context, progress func(done, total int)) (faults []Fault, moved bool, err error) {
	f, err := os.Open(p.path)
	if err != nil {
		return nil, false, err
	}
	defer f.Close()
	size, before, err := newest(f)
	if err != nil {
		return onlyDamage(err, nil)
	}
	how := pages.How{Context: ctx, Header: before, Progress: counted(progress), Value: func(name, key, value []byte) error {
		b := named(string(name))
		if _, _, err := b.open(key, value); err != nil && len(faults) < maxFaults {
			faults = append(faults, Fault{"bucket " + b.name, err.Error()})
		}
		return nil
	}}
	err = pages.Verify(f, size, how)
	_, after, errAfter := newest(f)
	if faults, _, err = onlyDamage(fromPages(err), faults); err != nil {
		return faults, false, err
	}
	return faults, errAfter != nil || after != before, nil
}

func newest(f *os.File) (size int64, meta pages.Meta, err error) {
	info, err := f.Stat()
	if err != nil {
		return 0, meta, err
	}
	meta, err = pages.Newest(f, info.Size())
	return info.Size(), meta, fromPages(err)
}

// onlyDamage makes damage a fault and lets any other error pass.
func onlyDamage(err error, faults []Fault) ([]Fault, bool, error) {
	if errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotProject) {
		return append(faults, Fault{"file", err.Error()}), false, nil
	}
	return faults, false, err
}
