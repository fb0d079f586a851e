package storage

import "rubricator/storage/internal/pages"

const (
	// sparePages is how many free pages are no trouble: each commit writes eight bytes for each.
	sparePages = 5000
	// tooManyPages is how many are, however large the file is: a commit takes half as long again and more.
	tooManyPages = 20_000
)

// sparse reports whether a file is worth its compaction: a fifth of its pages is free and they are more than a few, or they
// are so many that every step is slower for them (docs/adr/0030).
func sparse(free, all int64) bool {
	return free > max(sparePages, all/5) || free > tooManyPages
}

// Sparse reports whether the file of the project is worth its compaction.
func (p *Project) Sparse() bool {
	s := Stats{}
	return !p.options.ReadOnly && s.measure(p) == nil && s.Sparse()
}

// Sparse reports whether Compact is worth its time.
func (s Stats) Sparse() bool { return sparse(s.FreeBytes/pages.Size, s.FileBytes/pages.Size) }
