package storage

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"

	"github.com/google/uuid"
)

// Installation is one program on one machine for one person, by what it remembers outside of all project files: which
// actors it was in which files, and how far each had come. It is comfort for the size of the journal, no data: where
// nothing is remembered, a change begins as a new actor.
type Installation struct {
	folder string
	lock   sync.Mutex
	id     string // once it was asked for
}

// installationFile is the name of the memory in an installation's folder.
const installationFile = "installation.json"

// maxRemembered is how many actors an installation remembers; of more it forgets the oldest.
const maxRemembered = 500

// memory is what the file holds.
type memory struct {
	ID     string       `json:"id"`
	Actors []remembered `json:"actors"` // the last used is last
}

type remembered struct {
	Actor string `json:"actor"`
	Path  string `json:"path"`
	Node  string `json:"node,omitempty"` // device and number of the file, where the system has them
	Seq   uint64 `json:"seq"`            // of the newest event that it was sure to have written
}

// OpenInstallation is the installation that remembers in a folder, which is made when it is needed. A folder that cannot
// be read or written is no error.
func OpenInstallation(folder string) *Installation { return &Installation{folder: folder} }

// ID tells the installation from all others; "" where there is none.
func (in *Installation) ID() string {
	if in == nil {
		return ""
	}
	in.lock.Lock()
	defer in.lock.Unlock()
	if in.id == "" {
		in.save(in.read())
	}
	return in.id
}

// read is what was remembered, or nothing under a new identity.
func (in *Installation) read() (m memory) {
	data, err := os.ReadFile(filepath.Join(in.folder, installationFile))
	if err != nil || json.Unmarshal(data, &m) != nil || m.ID == "" {
		m = memory{ID: cmp.Or(in.id, uuid.NewString())}
	}
	in.id = m.ID
	return m
}

func (in *Installation) save(m memory) {
	if data, err := json.Marshal(m); err == nil {
		in.write(data)
	}
}

// remember keeps what is known of an actor, in place of what was.
func (in *Installation) remember(now remembered) {
	if in == nil {
		return
	}
	in.lock.Lock()
	defer in.lock.Unlock()
	m := in.read()
	kept := m.Actors[:0]
	for _, r := range m.Actors {
		if r.Actor != now.Actor {
			kept = append(kept, r)
		}
	}
	m.Actors = append(kept, now)
	if n := len(m.Actors) - maxRemembered; n > 0 {
		m.Actors = m.Actors[n:]
	}
	in.save(m)
}

// write replaces the file whole or not at all. What fails is forgotten: then a new actor begins next time.
func (in *Installation) write(data []byte) {
	if os.MkdirAll(in.folder, 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(in.folder, installationFile+".*")
	if err != nil {
		return
	}
	_, failed := f.Write(data)
	if f.Close() != nil || failed != nil || os.Rename(f.Name(), filepath.Join(in.folder, installationFile)) != nil {
		_ = os.Remove(f.Name())
	}
}

// leaving is what an open project tells its installation.
type leaving struct {
	installation *Installation
	path         string
}

func leavingOf(in *Installation, path string) leaving {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	return leaving{in, path}
}

// here is how far the installation's actors had come in this very file, at this path.
func (l leaving) here() map[string]uint64 {
	if l.installation == nil {
		return nil
	}
	l.installation.lock.Lock()
	defer l.installation.lock.Unlock()
	far, node := map[string]uint64{}, nodeOf(l.path)
	for _, r := range l.installation.read().Actors {
		if r.Path == l.path && r.Node == node {
			far[r.Actor] = r.Seq
		}
	}
	return far
}

// note remembers how far an actor has come.
func (l leaving) note(t tip) {
	if t.actor != 0 {
		l.installation.remember(remembered{t.id.String(), l.path, nodeOf(l.path), t.seq})
	}
}

// noteEach is after how many events the memory is brought up to date, beside the end of the use.
const noteEach = 256
