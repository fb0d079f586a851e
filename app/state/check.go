package state

import (
	"fmt"
	"slices"
	"sort"

	"rubricator/annotate"
	"rubricator/annotate/check"
	"rubricator/app/textlayout"
)

// Check is the check of the data: what was found in all articles, and where the annotator is in that.
type Check struct {
	Open    bool        // the pane is on screen
	Kind    check.Kind  // of the findings that are listed; "" for all
	Done    int         // articles looked at so far,
	Total   int         // of so many; 0 when none is being looked at
	Known   bool        // all articles were looked at
	Stopped bool        // before that
	Found   Found       // by now
	Counts  []KindCount // of Found
	Rows    []FindingAt // of Found: those listed, in their order
	Had     bool        // there was something to answer

	at    check.Finding // the one that was gone to
	stand standing      // and where that left the keys
	asked int           // Rechecks so far: what comes of fewer is out of date
	auto  bool          // it was gone to by itself, after an answer
	to    check.Finding // the one to go to once its article is open
	back  waving        // taken back by undo: on to its finding, once that is one again
	going bool          // go to the first finding once all are known, if the keys are where stand says
}

// standing is what the keys act on.
type standing struct {
	document      string
	caret, anchor int
	focus         Focus
}

func (s State) standing() standing {
	return standing{s.Session.Document.ID, s.Caret.Offset, s.Anchor, s.Focus}
}

// updateCheck handles the check of the data. It is not ok for other messages.
func updateCheck(s State, m Msg) (next State, effects []Effect, ok bool) {
	switch m.(type) {
	case NextFinding, GoToFinding, MendFinding, WaveFinding, WaveAlike, WaveAll:
		s.Toast = Toast{}
	}
	switch m := m.(type) {
	case ToggleCheck:
		if s.Check.Open && s.Past.Open {
			s.Past = s.Past.closed() // the check stands behind it
			return s, []Effect{FocusCheck{}}, true
		}
		if s.Check.Open {
			s.Check.Open, s.Check.Rows, s.Check.at = false, nil, check.Finding{}
			return s, []Effect{FocusArticle{}}, true
		}
		s, effects = openCheck(s)
	case OpenCheck:
		s, effects = openCheck(s)
	case StopCheck:
		if s.Check.Total > 0 {
			s.Check = Check{Open: s.Check.Open, Kind: s.Check.Kind, Stopped: true}
			effects = []Effect{StopReading{}}
		}
	case SetCheckKind:
		s.Check.Kind = m.Kind
		s = s.listed()
	case CheckRead:
		s.Check.Done, s.Check.Total = m.Done, m.Total
	case Checked, CheckedOne, CheckFailed:
		s, effects = checked(s, m)
	case CheckUnread:
		row, _ := s.List.Row(m.Document)
		s, effects = say(s, fmt.Sprintf("what there is to find in “%s” is not known: %v", short(row.Title), m.Err), true)
	case NextFinding:
		s, effects = nextFinding(s, m.Back)
	case GoToFinding:
		s, effects = goToFinding(s, m.Finding)
	case MendFinding:
		s, effects = mendFinding(s)
	case WaveFinding:
		s, effects = waveFinding(s)
	case WaveAlike:
		s, effects = waveAlike(s)
	case WaveAll:
		s, effects = waveAll(s, m)
	default:
		return s, nil, false
	}
	return s, effects, true
}

// openCheck shows the pane, and lets all articles be looked at if that was not done yet.
func openCheck(s State) (State, []Effect) {
	s.Check.Open, s.Past = true, s.Past.closed()
	s.Search.Open = false // they stand in the same place
	s, effects := s.begun()
	return s.listed(), append(effects, FocusCheck{})
}

// begun lets all articles be looked at, unless that was done or is under way.
func (s State) begun() (State, []Effect) {
	if s.Check.Known || s.Check.Total > 0 {
		return s, nil
	}
	s.Check.Stopped, s.Check.Done, s.Check.Total = false, 0, max(1, s.List.Rows.Len())
	return s, []Effect{ReadAll{}}
}

// readAnew looks at all articles again, where they were looked at: others came in, or the schema is another.
func (s State) readAnew(effects []Effect) (State, []Effect) {
	if !s.Check.Known && s.Check.Total == 0 {
		return s, effects
	}
	s.Check = Check{Open: s.Check.Open, Kind: s.Check.Kind, Total: max(1, s.List.Rows.Len())}
	return s, append(effects, ReadAll{})
}

// rechecked has the open article looked at again after a step in it, or when it was opened.
func rechecked(before State, s State, effects []Effect) (State, []Effect) {
	if before.Gen == s.Gen || !s.HasArticle() || !s.Check.Known && s.Check.Total == 0 {
		return s, effects
	}
	step := ""
	for _, e := range effects {
		if a, ok := e.(Append); ok && len(elsewhere(a.Transactions, s.Session.Document.ID)) > 0 {
			step = a.Transactions[0].ID
		}
	}
	s.Check.asked++
	return s, append(effects, Recheck{s.Session.Document, s.Session.Work, step, s.Check.asked})
}

// Asked is how many Rechecks there were.
func (c Check) Asked() int { return c.asked }

// checked takes what was found.
func checked(s State, m Msg) (State, []Effect) {
	c := &s.Check
	switch m := m.(type) {
	case CheckFailed:
		s.Check = Check{Open: c.Open, Kind: c.Kind, Stopped: true}
		return say(s, "the data cannot be checked: "+m.Err.Error(), true)
	case Checked:
		if m.Followed < c.asked {
			return s, nil
		}
		c.Found, c.Counts, c.Known, c.Done, c.Total = m.Found, m.Found.counts(), true, 0, 0
	case CheckedOne:
		if !c.Known || m.Followed < c.asked {
			return s, nil
		}
		s = s.nowFound(m.Document, m.List)
	}
	c.Had = c.Had || len(c.Found.Docs) > 0 || c.Found.Waved > 0
	if _, all := m.(Checked); all {
		s = s.listed()
	}
	s = s.broughtBack()
	switch still := s.standing() == c.stand; {
	case c.going && still:
		c.going, s.Toast = false, Toast{}
		return nextFinding(s, false)
	case c.auto && still && !s.stands(c.at):
		return s.onward()
	}
	c.going = false
	return s, nil
}

// nowFound has other findings in one article. Mostly they are what an answer has left there already: then nothing changes.
func (s State) nowFound(id string, list []check.Finding) State {
	before := s.List.foundIn(s.Check.Found, id)
	if slices.EqualFunc(before, list, sameFinding) {
		return s
	}
	s.Check.Counts = changed(s.Check.Counts, before, list)
	s.Check.Found = s.List.withFound(s.Check.Found, id, list)
	return s.listed()
}

// listed brings Rows up to date.
func (s State) listed() State {
	if !s.Check.Open {
		return s
	}
	s.Check.Rows = s.List.findingRows(s.Check.Found, s.Check.Kind, s.Session.Document.ID)
	return s
}

// Finding is what the check has to say of what the keys act on: the finding that was gone to, or else one on the span in
// focus or the selection.
func (s State) Finding() (check.Finding, bool) {
	c := s.Check
	if !c.Open || !c.Known {
		return check.Finding{}, false
	}
	if c.at.Kind != "" && s.standing() == c.stand && s.stands(c.at) {
		return c.at, true
	}
	span := s.Selection()
	if span.Empty() {
		span = s.FocusSpan()
	}
	if span.Empty() {
		return check.Finding{}, false
	}
	list := s.List.foundIn(c.Found, s.Session.Document.ID)
	i := slices.IndexFunc(list, func(f check.Finding) bool { return f.Span == span })
	if i < 0 {
		return check.Finding{}, false
	}
	return list[i], true
}

// stands reports whether a finding is still one.
func (s State) stands(f check.Finding) bool {
	same := func(o check.Finding) bool { return o.Compare(f) == 0 }
	return slices.ContainsFunc(s.Check.Found.Labels, same) || slices.ContainsFunc(s.List.foundIn(s.Check.Found, f.Doc), same)
}

// FindingRow is the place of a finding in Rows; -1 when it is not listed.
func (s State) FindingRow(f check.Finding) int {
	rows, first := s.Check.Rows, 0
	if len(rows) > 0 && rows[0].doc >= 0 {
		at, there := s.List.foundAt(s.Check.Found, f.Doc)
		if !there {
			return -1
		}
		n, begin := len(s.Check.Found.Docs), int(rows[0].doc)
		place := func(doc int) int { return (doc - begin + n) % n } // they go around from the first
		first = sort.Search(len(rows), func(i int) bool { return place(int(rows[i].doc)) >= place(at) })
	}
	for i := first; i < len(rows) && rows[i].doc == rows[first].doc; i++ {
		if s.Check.Found.At(rows[i]).Compare(f) == 0 {
			return i
		}
	}
	return -1
}

// AlikeFindings counts the findings of the same kind on the same words, in how many articles.
func (s State) AlikeFindings(f check.Finding) (findings, articles int) {
	for _, d := range s.Check.Found.Docs {
		before := findings
		for i := range d.List {
			if alike(d.List[i], f.Kind, f.Surface) {
				findings++
			}
		}
		if findings > before {
			articles++
		}
	}
	return findings, articles
}

func alike(f check.Finding, kind check.Kind, surface string) bool {
	return f.Kind == kind && f.Surface == surface
}

// MayStand reports whether a finding can be waved through. One of a label as a whole cannot: it has no place of its own.
func MayStand(f check.Finding) bool {
	return f.Doc != "" && f.Kind != check.Few && f.Kind != check.Unused
}

// nextFinding goes on from the finding in focus, or else from the caret.
func nextFinding(s State, back bool) (State, []Effect) {
	var effects []Effect
	if !s.Check.Open {
		s.Check.Open = true
		s = s.listed()
	}
	if !s.Check.Known {
		s, effects = s.begun()
		s.Check.going, s.Check.stand = true, s.standing()
		s.Toast = Toast{Text: "looking at all articles; then it goes to the first finding"}
		return s, effects
	}
	if len(s.Check.Rows) == 0 && s.Check.Kind != "" && len(s.Check.Found.Docs) > 0 {
		s.Check.Kind = ""
		s = s.listed()
		s.Toast = Toast{Text: "nothing is left of that kind; on with all others"}
	}
	n := len(s.Check.Rows)
	if n == 0 {
		return say(s, NothingFound(s.Check), false)
	}
	i := s.neighbourFinding(back)
	if i < 0 || i >= n {
		s.Toast = Toast{Text: "that was the last one: once more from here, " + findings(n)}
	}
	s.Check.auto = false
	return goToFinding(s, s.Check.Found.At(s.Check.Rows[(i+n)%n]))
}

// neighbourFinding is the row beside the finding in focus, or else beside the caret; -1 or one too many at the ends.
func (s State) neighbourFinding(back bool) int {
	rows, found := s.Check.Rows, s.Check.Found
	if f, ok := s.Finding(); ok {
		if i := s.FindingRow(f); i >= 0 && back {
			return i - 1
		} else if i >= 0 {
			return i + 1
		}
	}
	here, caret := 0, s.Selection().Start
	for here < len(rows) && found.At(rows[here]).Doc == s.Session.Document.ID && rows[here].doc >= 0 {
		here++
	}
	i, _ := slices.BinarySearchFunc(rows[:here], caret, func(at FindingAt, caret int) int { return found.At(at).Span.Start - caret })
	if back {
		return i - 1
	}
	return i
}

// goToFinding puts what a finding is about in focus, or opens its article for that.
func goToFinding(s State, f check.Finding) (State, []Effect) {
	switch f.Doc {
	case "":
		s = s.standOn(f)
		return s, []Effect{FocusArticle{}}
	case s.Session.Document.ID:
		s = s.onFinding(f)
		effects := []Effect{FocusArticle{}}
		if !f.Span.Empty() {
			effects = append(effects, Reveal{f.Span})
		}
		return s, effects
	}
	s.Check.to = f
	return s, []Effect{Load{ID: f.Doc, Select: f.Span}}
}

// onFinding puts the annotation of a finding in focus, or else selects its words.
func (s State) onFinding(f check.Finding) State {
	a, labelled := s.annotationOf(f)
	switch {
	case labelled:
		s.Focus = Focus{Annotation: a.ID}
		s = caretAt(s, a.Span.Start)
	case !f.Span.Empty():
		s.Focus, s.Goal = Focus{}, -1
		s.Caret, s.Anchor = textlayout.Position{Offset: f.Span.End, Affinity: textlayout.Upstream}, f.Span.Start
	}
	return s.standOn(f)
}

func (s State) standOn(f check.Finding) State {
	s.Check.at, s.Check.stand = f, s.standing()
	return s
}

// arrived goes to the finding for which an article was opened.
func (s State) arrived(effects []Effect) (State, []Effect) {
	s = s.listed()
	f := s.Check.to
	s.Check.to = check.Finding{}
	if f.Doc != s.Session.Document.ID || f.Doc == "" {
		return s, effects
	}
	s = s.onFinding(f)
	if !f.Span.Empty() {
		effects = append(effects, Reveal{f.Span})
	}
	return s, effects
}

// annotationOf is the annotation in the open article that a finding is about.
func (s State) annotationOf(f check.Finding) (annotate.Annotation, bool) {
	for _, a := range s.Session.Work.Annotations.Between(nil, f.Span) {
		if a.Span == f.Span && a.Label == f.Label {
			return a, true
		}
	}
	return annotate.Annotation{}, false
}

// NothingFound says that there is nothing to look at, and in how much.
func NothingFound(c Check) string {
	in := Counted(c.Found.Looked, "article")
	if c.Had {
		return "all is answered: nothing is left to look at in " + in
	}
	return "nothing found in " + in
}

// left says how many findings there still are.
func (s State) left() string {
	if n := s.Check.Found.Total(); n > 0 {
		return findings(n) + " left"
	}
	return "nothing is left to look at"
}
