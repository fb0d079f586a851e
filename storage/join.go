package storage

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"rubricator/annotate"
)

// Merged says what a merge has brought.
type Merged struct {
	Added      int        // documents that the project did not have
	Known      int        // documents that both have
	Events     int        // of the journal, that came
	Annotators []string   // whose work came, sorted by name
	Renamed    []Renaming // documents of either side that have another ID now
	Forks      int        // actors under whose numbers the two files say different things, as copies do that one installation changed
	Future     time.Time  // the latest clock, where one is more than a day ahead of this machine's; else zero
	Conflicts  []Conflict // up to MaxConflicts
	More       int        // conflicts beyond those
}

// Renaming is a document whose ID gave way to that of one which was imported earlier.
type Renaming struct{ From, To string }

// Conflict is a change that did not find what it expected, because two copies of the project changed the same thing.
type Conflict struct {
	Document  string // ID
	Annotator string
	Words     string // what was chosen
}

// MaxConflicts is how many conflicts and renamings Merged has.
const MaxConflicts = 1000

// ErrForgotten is returned for a merge with a copy of the project whose history was forgotten on one side only.
var ErrForgotten = errors.New("the history of one of the two was forgotten, and the other has it still")

var errItself = errors.New("a project cannot be merged with itself; choose another file")

// Merge takes in all that another project file has: its documents by their texts, its journal by who made each step, its
// labels by their names. The other file is only read. What both sides said stays; where two changes do not fit, the later
// wins and the other is a Conflict. It does not matter which of two files takes in the other, in which order several are
// taken in, and how often: the outcome is the same. It is stored in commits of up to a thousand events; ended at any
// moment, the file is whole, and merging again completes it. IDs of documents may change, so what has them in memory must
// be read again. Progress, which may be nil, is told events that were looked at and their number.
func (p *Project) Merge(ctx context.Context, other *Project, progress func(done, total int)) (Merged, error) {
	j := &joining{project: p, other: other, progress: progress, seen: map[textKey]bool{}, from: map[string]bool{}, old: map[conflictKey]bool{}, was: map[textKey]string{}}
	err := j.all(ctx)
	if err != nil {
		err = fmt.Errorf("merge %q into %q: %w", other.path, p.path, err)
	}
	return j.merged, err
}

// joining is a merge under way.
type joining struct {
	project, other *Project
	progress       func(done, total int)
	parts          []part // of the other's journal, that are to come
	merged         Merged
	done, total    int
	seen           map[textKey]bool     // documents that were touched already
	from           map[string]bool      // annotators whose work came
	old            map[conflictKey]bool // conflicts that were there before
	was            map[textKey]string   // IDs of documents, here or there, that others may have got
	conflicts      []found
	schema         *annotate.Schema // that the file has since schema events came
}

type conflictKey struct {
	text  textKey
	at    Stamp
	words string
}

// found is a Conflict whose document is known by its text.
type found struct {
	text             textKey
	annotator, words string
}

// part is a row of events of one actor of the other file, and the place that they have in ours.
type part struct {
	actor    actorID // there
	from, to uint64  // numbers there
	as       actorID // here
	begin    uint64  // number here of the first
}

func (j *joining) all(ctx context.Context) error {
	if same(j.project.path, j.other.path) {
		return errItself
	}
	if err := j.acquainted(); err != nil {
		return err
	}
	if err := j.forks(ctx); err != nil {
		return err
	}
	for _, part := range j.parts {
		j.total += int(part.to - part.from + 1)
	}
	for _, step := range []func(context.Context) error{j.events, j.extras, j.settleIDs} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	if err := j.project.reorder(); err != nil {
		return err
	}
	return j.ended()
}

// events takes in what is to come, in the order of all events, so that each finds the documents of which it speaks.
func (j *joining) events(ctx context.Context) error {
	if len(j.parts) == 0 {
		return nil
	}
	for after := (Stamp{}); ; {
		if err := ctx.Err(); err != nil {
			return err
		}
		list, err := j.piece(&after)
		if err != nil || len(list) == 0 {
			return err
		}
		if err := j.take(list); err != nil {
			return err
		}
		if j.done += len(list); j.progress != nil {
			j.progress(j.done, j.total)
		}
	}
}

// arriving is an event that comes, and the place that it gets.
type arriving struct {
	layered
	payload string
	as      actorID
	seq     uint64
	docs    []incomingDocument // of an import, those that it brought first
}

// incomingDocument is all that the other file has of a document beside its journal.
type incomingDocument struct {
	header      header
	text        string
	extra       string
	suggestions []suggested
}

// joinStep is how many events and documents one commit of a merge takes.
var joinStep = 1000

// piece reads the next events that are to come.
func (j *joining) piece(after *Stamp) (list []arriving, err error) {
	size := 0
	err = j.other.view(func(s store) error {
		return s.inOrder(*after, func(h eventHead) error {
			if size >= joinStep {
				return errEnough
			}
			*after = h.stamp
			to, ok := j.placeOf(h)
			if !ok {
				return nil
			}
			ev, err := h.whole()
			if err != nil {
				return err
			}
			next := arriving{layered: layered{at: h.stamp, event: ev}, payload: h.payload, as: to.as, seq: to.begin + h.seq - to.from}
			if next.kind == eventImport {
				if next.docs, err = s.brought(h.stamp, ev.keys); err != nil {
					return err
				}
			}
			next.at.Actor, next.at.Seq = next.as, next.seq
			list, size = append(list, next), size+1+len(ev.keys)
			return nil
		})
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return list, err
}

// placeOf finds where an event of the other file belongs; false when we have it.
func (j *joining) placeOf(h eventHead) (part, bool) {
	for _, p := range j.parts {
		if p.actor == h.stamp.Actor && p.from <= h.seq && h.seq <= p.to {
			return p, true
		}
	}
	return part{}, false
}

// brought reads the documents that came with an import.
func (s store) brought(at Stamp, keys []textKey) (list []incomingDocument, err error) {
	actors, err := s.actors()
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		docNo, h, err := s.withText(key)
		if err != nil {
			return nil, err
		}
		if s.arrivalStamp(actors, h.arrival) != at {
			list = append(list, incomingDocument{})
			continue
		}
		doc := incomingDocument{header: h}
		if doc.extra, _, err = s.get(extras, key64(docNo)); err != nil {
			return nil, err
		}
		if doc.suggestions, err = s.suggested(docNo); err != nil {
			return nil, err
		}
		if doc.text, err = s.text(h); err != nil {
			return nil, err
		}
		list = append(list, doc)
	}
	return list, nil
}

// arrivalStamp is the place in the order of the import that a document came with.
func (s store) arrivalStamp(actors []actorID, a arrival) Stamp {
	if a.actor == 0 || int(a.actor) > len(actors) {
		return Stamp{}
	}
	return stampOf(a.clock, actors[a.actor-1], a.seq)
}

// ended tells what is told once, under the IDs that documents have in the end.
func (j *joining) ended() error {
	for name := range j.from {
		j.merged.Annotators = append(j.merged.Annotators, name)
	}
	slices.Sort(j.merged.Annotators)
	if j.schema != nil {
		j.project.keepSchema(*j.schema)
	}
	return j.project.view(func(s store) error {
		names := naming{s, map[textKey]string{}}
		if err := j.renamed(names); err != nil {
			return err
		}
		for _, c := range j.conflicts {
			id, err := names.name(c.text)
			if err != nil {
				return err
			}
			j.merged.Conflicts = append(j.merged.Conflicts, Conflict{strings.TrimPrefix(id, "\x00"), c.annotator, c.words})
		}
		return nil
	})
}

// renamed lists the documents that have another ID now.
func (j *joining) renamed(names naming) error {
	for text, was := range j.was {
		id, err := names.name(text)
		if err != nil {
			return err
		}
		if id != was && !strings.HasPrefix(id, "\x00") {
			j.merged.Renamed = append(j.merged.Renamed, Renaming{was, id})
		}
	}
	slices.SortFunc(j.merged.Renamed, func(a, b Renaming) int { return strings.Compare(a.To, b.To) })
	j.merged.Renamed = j.merged.Renamed[:min(len(j.merged.Renamed), MaxConflicts)]
	return nil
}
