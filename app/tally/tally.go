// Package tally remembers how many suggestions were open in each article when it was last looked at, so that the list can
// be sorted by them when a project is opened again.
//
//	k := tally.Open(path, project, annotator)
//	c, known := k.Of("article-17")
//	k.Put(map[string]state.Count{"article-17": {Suggestions: 3, Corrections: 0.8}})   // on disk within Delay
//	k.Flush()                                                                        // on disk now
//
// Like the places it is comfort and no data: it lives in the program's own folder, and a file that cannot be read, or is of
// another annotator, counts as none. Nothing of it is in the project, where what one annotator is shown could reach another.
package tally

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"sync"
	"time"

	"rubricator/app/place"
	"rubricator/app/state"
)

// Delay is how long a count waits for others before it is written: 10,000 articles make 300 KB.
const Delay = 20 * time.Second

// kind stands first in the file.
const kind = "rubricator counts 1"

// Keeper has the counts of one annotator in one project. It may be used by several goroutines.
type Keeper struct {
	path string
	late *place.Late

	mu   sync.Mutex // held while a large file is read
	now  stored
	read chan struct{} // closed once the file is read
}

// stored is what the file holds.
type stored struct {
	Kind      string           `json:"kind"`
	Project   string           `json:"project"` // its identity
	Annotator string           `json:"annotator"`
	Articles  map[string]count `json:"articles"` // by ID
}

// count is the suggestions and the expected corrections.
type count [2]float64

// Open reads the file at path. One that is missing, damaged, of another project or of another annotator counts as empty. A
// large one is read beside the caller; until it is Read, the other methods wait for it.
func Open(path, project, annotator string) *Keeper {
	k := &Keeper{path: path, now: stored{Kind: kind, Project: project, Annotator: annotator}, read: make(chan struct{})}
	k.late = place.NewLater(path, Delay, k.bytes)
	k.mu.Lock()
	load := func() {
		defer k.mu.Unlock()
		defer close(k.read)
		k.load()
	}
	if info, err := os.Stat(path); err == nil && info.Size() > readAtOnce {
		go load()
	} else {
		load()
	}
	return k
}

const readAtOnce = 256 << 10 // bytes, read in about five milliseconds

func (k *Keeper) load() {
	var s stored
	if data, err := os.ReadFile(k.path); err == nil && json.Unmarshal(data, &s) == nil &&
		s.Kind == kind && s.Project == k.now.Project && s.Annotator == k.now.Annotator {
		k.now.Articles = s.Articles
	}
	if k.now.Articles == nil {
		k.now.Articles = map[string]count{}
	}
}

// Read reports whether the file is read.
func (k *Keeper) Read() bool {
	select {
	case <-k.read:
		return true
	default:
		return false
	}
}

// Of is the count of an article, and whether it is known.
func (k *Keeper) Of(id string) (state.Count, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	c, known := k.now.Articles[id]
	return state.Count{Suggestions: int(c[0]), Corrections: c[1]}, known
}

// Put remembers counts, by article.
func (k *Keeper) Put(counts map[string]state.Count) {
	k.mu.Lock()
	for id, c := range counts {
		k.now.Articles[id] = count{float64(c.Suggestions), math.Round(c.Corrections*100) / 100}
	}
	k.mu.Unlock()
	k.late.Changed()
}

// Clear forgets all counts, as after a change of what is suggested.
func (k *Keeper) Clear() {
	k.mu.Lock()
	k.now.Articles = map[string]count{}
	k.mu.Unlock()
	k.late.Changed()
}

// Flush writes what is not written yet.
func (k *Keeper) Flush() error {
	if err := k.late.Flush(); err != nil {
		return fmt.Errorf("write counts to %q: %w", k.path, err)
	}
	return nil
}

// bytes is what the file should hold.
func (k *Keeper) bytes() ([]byte, error) {
	k.mu.Lock()
	s := k.now
	s.Articles = maps.Clone(s.Articles)
	k.mu.Unlock()
	return json.Marshal(s)
}
