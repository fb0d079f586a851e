package storage

import (
	"fmt"
	"slices"
)

// acquaintance is which projects a file has taken in, itself first, and whose history was forgotten in it.
type acquaintance struct {
	Known     []string    `json:"known,omitempty"`     // identities of projects, beside its own
	Forgotten []forgotten `json:"forgotten,omitempty"` // oldest first
}

// forgotten is one forgetting: the projects whose events were replaced by one of the new identity.
type forgotten struct {
	Projects []string `json:"projects"`
	Now      string   `json:"now"`
	Since    int64    `json:"since"` // Unix milliseconds
}

// metaAcquaintance is its name in bucket m.
const metaAcquaintance = "acquaintance"

func (s store) acquaintance() (a acquaintance, project string, err error) {
	var f format
	if _, err = s.getJSON(metas, metaFormat, &f); err == nil {
		_, err = s.getJSON(metas, metaAcquaintance, &a)
	}
	return a, f.Project, err
}

// acquainted refuses two files of which one has the events that the other has forgotten: what was removed there would come
// back. Else it notes in ours whom we know from now on, before anything is taken in.
func (j *joining) acquainted() error {
	var theirs acquaintance
	var them string
	err := j.other.view(func(s store) (err error) {
		theirs, them, err = s.acquaintance()
		return err
	})
	if err != nil {
		return err
	}
	return j.project.update(func(s store) error {
		ours, us, err := s.acquaintance()
		if err != nil {
			return err
		}
		if us == them && slices.EqualFunc(ours.Forgotten, theirs.Forgotten, func(a, b forgotten) bool { return a.Now == b.Now }) {
			return s.befriend(ours, us, theirs, them)
		}
		if ours.clashes(theirs, them) || theirs.clashes(ours, us) {
			return fmt.Errorf("%w; export what is new from one of them and import it into the other", ErrForgotten)
		}
		return s.befriend(ours, us, theirs, them)
	})
}

// clashes reports whether the other file may have events that were forgotten here.
func (a acquaintance) clashes(o acquaintance, project string) bool {
	for _, f := range a.Forgotten {
		same := slices.ContainsFunc(o.Forgotten, func(g forgotten) bool { return g.Now == f.Now })
		if same {
			continue
		}
		has := append(slices.Clone(o.Known), project)
		for _, g := range o.Forgotten {
			has = append(has, g.Projects...)
		}
		if slices.ContainsFunc(f.Projects, func(id string) bool { return slices.Contains(has, id) }) {
			return true
		}
	}
	return false
}

// befriend notes whom we know.
func (s store) befriend(ours acquaintance, us string, theirs acquaintance, them string) error {
	for _, id := range append([]string{them}, theirs.Known...) {
		if id != us && !slices.Contains(ours.Known, id) {
			ours.Known = append(ours.Known, id)
		}
	}
	for _, f := range theirs.Forgotten {
		if !slices.ContainsFunc(ours.Forgotten, func(g forgotten) bool { return g.Now == f.Now }) {
			ours.Forgotten = append(ours.Forgotten, f)
		}
	}
	slices.Sort(ours.Known)
	return s.putJSON(metas, metaAcquaintance, ours)
}
