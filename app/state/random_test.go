package state_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"unicode"

	"rubricator/annotate"
	"rubricator/annotate/find"
	"rubricator/annotate/suggest"
	. "rubricator/app/state"
)

// mixed are texts in three directions with what trips a caret: blank lines, joined emoji, marks, ZWNJ, Latin in Arabic.
var mixed = []string{
	"[PER Mira Okonkwo] met the [ORG Coastal Union] in [LOC Port Sarel].\n\n  On 3 May [PER Okonkwo] left.  \n\nEnd 👨‍👩‍👧 flag 🇳🇴 e\u0301te\u0301.",
	"قال [PER محمد] في [LOC الميناء] إن Reuters كتبت.\n\nوصل إلى [LOC القاهرة] يوم 3 مايو 2023.",
	"می‌خواهم به [LOC تهران] بروم. \n \nOslo [LOC Oslo] and شركة Acme في Oslo.",
}

// Whatever keys are pressed: the screen equals the disk, quotes equal the text, no span has a blank edge or stands twice,
// no overlap rule is broken; undoing everything gives the beginning and redoing everything the end.
func TestRandomKeys(t *testing.T) {
	stacking := annotate.News()
	stacking.Overlap = annotate.OverlapStacking
	schemas := []annotate.Schema{annotate.News(), annotate.CoNLL(), stacking}
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 1))
		d := open(t, schemas[seed%3], mixed...)
		for range 60 {
			m := randomMsg(r, d)
			d.send(m)
			d.holds(fmt.Sprintf("seed %d after %T%+v", seed, m, m))
		}
		d.undoneAndRedone(seed)
	}
}

func randomMsg(r *rand.Rand, d *desk) Msg {
	b := func() bool { return r.IntN(2) == 0 }
	choices := []func() Msg{
		func() Msg { return Walk{Back: b()} },
		func() Msg { return Accept{} },
		func() Msg { return Delete{} },
		func() Msg { return GiveLabel{Key: 1 + r.IntN(4)} },
		func() Msg { return MoveEdge{Start: b(), Right: b(), Character: b()} },
		func() Msg { return MoveEdge{Start: b(), Right: b(), Character: b()} },
		func() Msg {
			return Move{Unit: []Unit{ByWord, ByCharacter, ByLine, ToLineEdge}[r.IntN(4)], Right: b(), Extend: b()}
		},
		func() Msg { return Move{Unit: ByWord, Right: b(), Extend: b()} },
		func() Msg { return Undo{} },
		func() Msg { return Redo{} },
		func() Msg { return ToggleZone{} },
		func() Msg { return Finish{Status: annotate.Finished} },
		func() Msg { return Neighbour{Back: b()} },
		func() Msg { return SetNote{fmt.Sprint(r.IntN(3))} },
		func() Msg { return SetEntity{fmt.Sprint(r.IntN(3))} },
		func() Msg { return SetLanguage{[]string{"fr", "ar", ""}[r.IntN(3)]} },
		func() Msg { return AcceptAll{Score: 0.5} },
		func() Msg { return randomHits(r, d) },
		func() Msg { return randomSuggestions(r, d) },
		func() Msg { return []Msg{OpenFind{}, CloseFind{}, Escape{}, LabelHits{Key: 1 + r.IntN(3)}}[r.IntN(4)] },
		func() Msg {
			return SetFind{Query: []string{"oslo", "الميناء", "e", " ete ", "👨‍👩‍👧", ""}[r.IntN(6)], Options: find.Options{Words: b()}}
		},
		func() Msg { return FindNext{Back: b()} },
		func() Msg { return previewed(d) },
	}
	return choices[r.IntN(len(choices))]()
}

// randomSuggestions are those that the article has with one gone, one of another score, or a new one.
func randomSuggestions(r *rand.Rand, d *desk) Msg {
	list, id := d.s.Session.Suggestions.All(), d.s.Session.Document.ID
	if n := len(list); n > 0 && r.IntN(2) == 0 {
		i := r.IntN(n)
		list[i].Score = r.Float64()
		if r.IntN(2) == 0 {
			list = slices.Delete(list, i, i+1)
		}
	}
	if start, end := d.geometry[id].WordAt(r.IntN(d.docs[id].Text.Len())); start < end {
		list = append(list, annotate.Suggestion{Span: annotate.Span{Start: start, End: end}, Label: "ORG", Score: 0.9, Suggester: "test"})
	}
	return Suggested{Document: id, Gen: d.s.Gen, Suggestions: annotate.NewSuggestions(list...).All()}
}

// randomHits labels a word in each article.
func randomHits(r *rand.Rand, d *desk) Msg {
	var hits []Hit
	for _, id := range slices.Sorted(maps.Keys(d.docs)) {
		doc := d.docs[id]
		start, end := d.geometry[id].WordAt(r.IntN(doc.Text.Len()))
		if start == end {
			continue
		}
		h := Hit{Document: id, Span: annotate.Span{Start: start, End: end}, Status: d.works[id].Status}
		h.Quote = doc.Text.Slice(h.Span)
		for _, a := range d.works[id].Annotations.Between(nil, h.Span) {
			h.Label = a.Label
		}
		hits = append(hits, h)
	}
	return LabelOccurrences{Label: "ORG", Hits: hits}
}

// previewed labels what find offered last.
func previewed(d *desk) Msg {
	for _, e := range slices.Backward(d.effects) {
		if p, ok := e.(PreviewHits); ok && p.Hits[0].Document == d.s.Session.Document.ID {
			return LabelOccurrences{Label: p.Label, Hits: p.Hits}
		}
	}
	return FindNext{}
}

// holdsHits checks that the hits that are shown are those of the open article.
func (d *desk) holdsHits(when string) {
	d.t.Helper()
	f := d.s.Find
	if !f.Open {
		return
	}
	if want := find.Find(d.s.Session.Document.Text, f.Query, f.Options); !slices.Equal(d.s.HitsShown(), want) || f.At >= max(1, len(want)) {
		d.t.Fatalf("%s: hit %d of %v is shown, the article has %v", when, f.At, d.s.HitsShown(), want)
	}
}

func (d *desk) holds(when string) {
	d.t.Helper()
	d.holdsHits(when)
	doc, work := d.s.Session.Document, d.s.Session.Work
	if !work.Equal(d.works[doc.ID]) {
		d.t.Fatalf("%s: the screen is not what is stored", when)
	}
	if err := work.Check(doc.Text); err != nil {
		d.t.Fatalf("%s: %v", when, err)
	}
	list := work.Annotations.All()
	for i, a := range list {
		q := []rune(a.Quote)
		if unicode.IsSpace(q[0]) || unicode.IsSpace(q[len(q)-1]) {
			d.t.Fatalf("%s: %q has a blank edge", when, a.Quote)
		}
		for _, o := range list[i+1:] {
			if o.Span == a.Span && o.Label == a.Label {
				d.t.Fatalf("%s: %q is %s twice", when, a.Quote, a.Label)
			}
			if err := d.s.Project.Schema.Overlap.Allows(a.Span, []annotate.Annotation{o}); err != nil {
				d.t.Fatalf("%s: %q beside %q: %v", when, a.Quote, o.Quote, err)
			}
		}
	}
	offsets := []int{d.s.Caret.Offset, d.s.Anchor}
	for _, a := range list {
		offsets = append(offsets, a.Span.Start, a.Span.End)
	}
	for _, o := range offsets {
		if g := d.geometry[doc.ID]; o > 0 && g.NextGrapheme(g.PrevGrapheme(o)) != o {
			d.t.Fatalf("%s: %d is inside a character", when, o)
		}
	}
	var full, faint []annotate.Suggestion
	for _, g := range d.s.Session.Work.Open(d.s.Session.Suggestions.All()) {
		switch {
		case g.Score >= d.s.Threshold:
			full = append(full, g)
		case g.Score >= suggest.Floor:
			faint = append(faint, g)
		}
	}
	if !slices.Equal(full, d.s.Open().All()) || !slices.Equal(faint, d.s.Faint().All()) {
		d.t.Fatalf("%s: open are %+v and faint %+v, remembered are %+v and %+v", when, full, faint, d.s.Open().All(), d.s.Faint().All())
	}
	row, _ := d.s.List.Row(doc.ID)
	if row.Annotations != len(list) || row.Suggestions != d.s.Open().Len() || row.Status != work.Status || row.Own != work.Language {
		d.t.Fatalf("%s: the list says %+v of %d labels, %d suggestions, %q, %q", when, row, len(list), d.s.Open().Len(), work.Status, work.Language)
	}
}

func (d *desk) undoneAndRedone(seed uint64) {
	d.t.Helper()
	var folded annotate.History
	for _, tx := range d.journal {
		folded = folded.Record(tx)
	}
	if folded.UndoWords() != d.s.Session.History.UndoWords() || folded.RedoWords() != d.s.Session.History.RedoWords() {
		d.t.Fatalf("seed %d: the journal gives another history than the window has", seed)
	}
	end := map[string]annotate.Work{}
	for id, w := range d.works {
		end[id] = w
	}
	steps := 0
	for d.s.Session.History.UndoWords() != "" {
		d.send(Undo{})
		steps++
	}
	for id := range d.docs {
		if w := d.works[id]; w.Annotations.Len() != 0 || w.Decisions.Len() != 0 || w.Status != annotate.New || w.Note != "" || w.Language != "" {
			d.t.Fatalf("seed %d: undoing %d steps leaves %s as %+v", seed, steps, id, w)
		}
	}
	for range steps {
		d.send(Redo{})
	}
	for id, w := range end {
		if !d.works[id].Equal(w) {
			d.t.Fatalf("seed %d: redoing %d steps gives %s as %+v, want %+v", seed, steps, id, d.works[id], w)
		}
	}
}
