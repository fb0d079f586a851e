package place

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"
)

// Limit is how many articles of a project are remembered.
const Limit = 5000

// Keeper has the places of one project. It may be used by several goroutines.
type Keeper struct {
	project string
	late    *Late

	mu   sync.Mutex
	list []entry // the article that was seen last is last
}

// entry is an article with its place.
type entry struct {
	ID string `json:"id"`
	Place
}

// Open reads the file at path. One that is missing, damaged or of another project counts as empty.
func Open(path, project string) *Keeper {
	k := &Keeper{project: project, list: read(path, project)}
	k.late = NewLate(path, k.bytes)
	return k
}

// Of is the place of an article, and whether it was ever seen.
func (k *Keeper) Of(id string) (Place, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if i := k.index(id); i >= 0 {
		return k.list[i].Place, true
	}
	return Place{}, false
}

// Last is the article that was seen last; "" when none was.
func (k *Keeper) Last() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.list) == 0 {
		return ""
	}
	return k.list[len(k.list)-1].ID
}

// Put remembers where an article is. The file follows within Delay.
func (k *Keeper) Put(id string, p Place) {
	k.mu.Lock()
	defer k.mu.Unlock()
	fresh := entry{id, p}
	switch i := k.index(id); {
	case i >= 0 && i == len(k.list)-1:
		if k.list[i] == fresh {
			return
		}
		k.list[i] = fresh
	case i >= 0:
		k.list = append(slices.Delete(k.list, i, i+1), fresh)
	default:
		k.list = append(k.list, fresh)
		k.list = slices.Delete(k.list, 0, max(0, len(k.list)-Limit))
	}
	k.late.Changed()
}

// index is where an article stands in the list; -1 when it does not. The newest are looked at first.
func (k *Keeper) index(id string) int {
	for i, e := range slices.Backward(k.list) {
		if e.ID == id {
			return i
		}
	}
	return -1
}

// Flush writes what is not written yet. What cannot be written is tried again by the next Flush.
func (k *Keeper) Flush() error {
	if err := k.late.Flush(); err != nil {
		return fmt.Errorf("write places to %q: %w", k.late.path, err)
	}
	return nil
}

// bytes is what the file should hold.
func (k *Keeper) bytes() ([]byte, error) {
	k.mu.Lock()
	list := slices.Clone(k.list)
	k.mu.Unlock()
	return json.Marshal(stored{kind, k.project, list})
}
