// Package settings keeps what a person likes to have otherwise in one file in the program's own folder.
//
//	s, found := settings.Open(path)
//	s.Get("theme")
//	s.Set("theme", "dark")   // on disk half a second later, written beside the caller
//	s.Flush()                // on disk now
//
// The file is read once. Of two windows the one that writes later wins; the file is always that of one of them. One that
// cannot be read counts as none and is kept beside, with ".bad" after its name.
package settings

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"sync"

	"rubricator/app/place"
)

// FileName names the file.
const FileName = "settings.json"

// kind stands first in the file.
const kind = "rubricator settings 1"

// Settings may be used by several goroutines.
type Settings struct {
	late *place.Late

	mu  sync.Mutex
	now values
}

// values is what the file holds.
type values struct {
	Kind   string            `json:"kind"`
	Values map[string]string `json:"values"`
	Recent []string          `json:"recent,omitempty"` // paths of projects, the last one first
	Width  float32           `json:"width,omitempty"`  // of the window, in its units
	Height float32           `json:"height,omitempty"`
}

// Open reads the file at path. found is false where there is none; a damaged one is moved aside and counts as empty.
func Open(path string) (s *Settings, found bool) {
	s = &Settings{now: values{Kind: kind, Values: map[string]string{}}}
	s.late = place.NewLate(path, s.bytes)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, false
	}
	var v values
	if err != nil || json.Unmarshal(data, &v) != nil || v.Kind != kind {
		_ = os.Rename(path, path+".bad") // where it cannot be moved the next write replaces it
		return s, true
	}
	if v.Values == nil {
		v.Values = map[string]string{}
	}
	s.now = v
	return s, true
}

// Get is the value of a name; "" when it has none.
func (s *Settings) Get(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now.Values[name]
}

// Set gives a name a value.
func (s *Settings) Set(name, value string) {
	s.change(func(v *values) { v.Values[name] = value })
}

// Recent are the paths of projects that were open, the last one first.
func (s *Settings) Recent() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.now.Recent)
}

// SetRecent replaces the paths of projects.
func (s *Settings) SetRecent(paths []string) {
	s.change(func(v *values) { v.Recent = slices.Clone(paths) })
}

// Size is that of the window, in its units; 0 when it is not known.
func (s *Settings) Size() (width, height float32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now.Width, s.now.Height
}

// SetSize keeps the size of the window.
func (s *Settings) SetSize(width, height float32) {
	s.change(func(v *values) { v.Width, v.Height = width, height })
}

// Flush writes what is not written yet.
func (s *Settings) Flush() error { return s.late.Flush() }

func (s *Settings) change(do func(*values)) {
	s.mu.Lock()
	do(&s.now)
	s.mu.Unlock()
	s.late.Changed()
}

func (s *Settings) bytes() ([]byte, error) {
	s.mu.Lock()
	v := s.now
	v.Values = maps.Clone(v.Values)
	s.mu.Unlock()
	return json.MarshalIndent(v, "", "\t")
}
