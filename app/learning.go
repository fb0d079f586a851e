package app

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"rubricator/annotate/suggest"
	"rubricator/app/place"
	"rubricator/app/project"
	"rubricator/app/state"
	"rubricator/app/tally"
)

// openCounts reads how much was suggested in the articles of a project, from a file in the program's own folder. Each
// annotator has one.
func (w *Workbench) openCounts(path string) {
	identity, err := w.project.Store().Identity()
	if err != nil {
		identity = "" // the path alone tells it from others
	}
	annotator := w.project.Annotator()
	name := place.FileName(path, identity+"\x00"+annotator)
	w.counts = tally.Open(filepath.Join(w.fyne.Storage().RootURI().Path(), "counts", name), identity, annotator)
	w.chosen = &chosen{project: w.project, failed: func(err error) {
		w.do(func() {
			w.Dispatch(state.Say{Text: "the settings of the suggestions are not stored: " + err.Error(), Warn: true})
		})
	}}
}

// counted fills into unfinished rows what was counted before.
func counted(counts *tally.Keeper, rows []state.Row) []state.Row {
	for i, r := range rows {
		if c, known := counts.Of(r.ID); known && r.Shelf() == state.ToDo {
			rows[i].Suggestions, rows[i].Corrections = c.Suggestions, c.Corrections
		}
	}
	return rows
}

// starterWords say which starter of the user's own is in use, or that there is one that cannot be; "" for the bundled one.
func starterWords(fault error) string {
	place := suggest.StarterPlace()
	switch {
	case fault != nil:
		return suggest.StarterFile + " cannot be used"
	case place == "bundled":
		return ""
	}
	return filepath.Base(place)
}

// sayFault says once why a starter of the user's own is not used, and what to do.
func (w *Workbench) sayFault() {
	if w.fault == nil {
		return
	}
	w.Dispatch(state.Say{Text: faultWords(w.fault.Error()), Warn: true})
	w.fault = nil
}

// faultWords shorten the error of suggest.Install to what fits into a line: the cause, and where the file lies.
func faultWords(err string) string {
	path, rest, ok := strings.Cut(err, " is not used")
	if !ok {
		return err
	}
	cause, _, _ := strings.Cut(rest[strings.LastIndex(rest, ": ")+1:], ";")
	return fmt.Sprintf("%s is not used (%s): put the original in its place, or take it away from %s",
		filepath.Base(path), strings.TrimSpace(cause), filepath.Dir(path))
}

// chosenFor are the settings of a project's suggestions. One that has no threshold of its own gets the person's.
func (w *Workbench) chosenFor(p *project.Project) suggest.Settings {
	s := p.Settings()
	if score, err := strconv.ParseFloat(w.kept.Get("threshold"), 64); err == nil && s.Threshold == 0 {
		s.Threshold = min(max(score, 0), 1)
		p.Use(s)
	}
	return s
}

// choose takes settings into use at once. Who is learnt from needs a new beginning: a teacher that reads the file again,
// once the steps on their way to it are there.
func (w *Workbench) choose(s suggest.Settings) {
	p, before := w.project, w.project.Settings()
	p.Use(s)
	w.chosen.put(s)
	w.teacher.forget()
	if before.Shared == s.Shared {
		return
	}
	w.learnAnew()
}

// learn reads earlier work and tells that it is known.
func (w *Workbench) learn(p *project.Project, t *teacher) {
	err := t.learn()
	w.do(func() {
		if t.life.Err() != nil || w.teacher != t {
			return
		}
		if err != nil {
			w.Dispatch(state.Say{Text: "cannot learn from earlier work: " + err.Error(), Warn: true})
		}
		w.Dispatch(state.Learnt{Count: p.Answers()})
	})
}

// followModel lets the model that the project's people brought work beside the window: what it says of an article is
// suggested, or counted, when it is there.
func (w *Workbench) followModel(p *project.Project) {
	p.FollowModel(func(n project.ModelNews) {
		w.do(func() {
			switch {
			case w.project != p:
			case n.Warning != "":
				w.Dispatch(state.ModelSaid{Document: n.Document, Warning: n.Warning})
			default:
				w.teacher.countAgain(n.Document)
				w.Dispatch(state.ModelSaid{Document: n.Document})
			}
		})
	})
}

// modelOf is what the window says of a project's own model.
func modelOf(p *project.Project) state.Model {
	m, ok := p.Model()
	if !ok {
		return state.Model{}
	}
	return state.Model{Name: m.Title(), Out: m.Out, Why: p.ModelWarning()}
}

// leaveModelOut goes on without the project's own model, or takes it in again.
func (w *Workbench) leaveModelOut(out bool) {
	if err := w.project.LeaveModelOut(out); err != nil {
		w.state.Toast = state.Toast{Text: "the settings of the suggestions are not stored: " + err.Error(), Warn: true}
	}
	w.teacher.forget()
}

// chosen keeps settings of a project's suggestions in its file, storeAfter they were last changed: a slider changes them
// many times a second.
type chosen struct {
	project *project.Project
	failed  func(error)

	mu      sync.Mutex
	next    *suggest.Settings // not stored yet
	soon    *time.Timer
	storing sync.Mutex
}

const storeAfter = 300 * time.Millisecond

func (c *chosen) put(s suggest.Settings) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.next = &s
	if c.soon != nil {
		c.soon.Stop()
	}
	c.soon = time.AfterFunc(storeAfter, func() {
		if err := c.flush(); err != nil {
			c.failed(err)
		}
	})
}

// flush stores what is not stored yet. What cannot be stored is tried again by the next flush.
func (c *chosen) flush() error {
	c.storing.Lock()
	defer c.storing.Unlock()
	c.mu.Lock()
	next := c.next
	c.mu.Unlock()
	if next == nil {
		return nil
	}
	err := c.project.StoreSettings(*next)
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil && c.next == next {
		c.next = nil
	}
	return err
}
