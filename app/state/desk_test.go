package state_test

import (
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/app/command"
	. "rubricator/app/state"
	"rubricator/app/textlayout"
)

// desk is an open project driven by messages, with the effects of all of them. Loads are answered from its articles.
type desk struct {
	t        *testing.T
	s        State
	docs     map[string]annotate.Document
	works    map[string]annotate.Work
	effects  []Effect
	journal  []annotate.Transaction
	fonts    *textlayout.FontSet
	geometry map[string]*textlayout.Layout
}

// open makes a desk over articles in marked text; the annotations in the marks become open suggestions with score
// 0.8. The first article is open.
func open(t *testing.T, schema annotate.Schema, marked ...string) *desk {
	t.Helper()
	fonts, err := textlayout.NewFontSet(textlayout.FontOptions{})
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, s: Start(), docs: map[string]annotate.Document{}, works: map[string]annotate.Work{}, fonts: fonts,
		geometry: map[string]*textlayout.Layout{}}
	var rows []Row
	suggestions := map[string][]annotate.Suggestion{}
	for i, m := range marked {
		doc, set := annotatetest.Parse(t, m)
		doc.ID = string(rune('a' + i))
		d.docs[doc.ID] = doc
		d.geometry[doc.ID] = textlayout.New(doc.Text.String(), fonts, textlayout.Options{Width: 600})
		rows = append(rows, Row{ID: doc.ID, Title: doc.Title, CodePoints: doc.Text.Len()})
		for _, a := range set.All() {
			suggestions[doc.ID] = append(suggestions[doc.ID], annotate.Suggestion{Span: a.Span, Label: a.Label, Score: 0.8, Suggester: "test", Reason: "marked"})
		}
	}
	d.send(ProjectOpened{Project: Project{Path: "p.rubric", Schema: schema, Annotator: "ann"}, Rows: rows})
	d.send(Suggested{Document: d.s.Session.Document.ID, Gen: d.s.Gen, Suggestions: suggestions[d.s.Session.Document.ID]})
	return d
}

func (d *desk) send(msgs ...Msg) {
	d.t.Helper()
	for _, m := range msgs {
		d.s.Now = time.Unix(1700000000+int64(len(d.journal)), 0)
		if g, ok := d.geometry[d.s.Session.Document.ID]; ok {
			d.s.Geometry = g
		}
		next, effects := Update(d.s, m)
		d.s = next
		d.effects = append(d.effects, effects...)
		for _, e := range effects {
			d.run(e)
		}
	}
}

func (d *desk) run(e Effect) {
	switch e := e.(type) {
	case Append:
		for _, tx := range e.Transactions {
			work, _, err := tx.Apply(d.works[tx.Document])
			if err != nil {
				d.t.Fatalf("the journal refuses %q: %v", tx.Words, err)
			}
			d.works[tx.Document] = work
			d.journal = append(d.journal, tx)
		}
	case Load:
		d.send(Loaded{Document: d.docs[e.ID], Work: d.works[e.ID], Select: e.Select})
	}
}

func (d *desk) marked() string {
	return annotatetest.Format(d.s.Session.Document.Text, d.s.Session.Work.Annotations)
}

func (d *desk) want(marked string) {
	d.t.Helper()
	if got := d.marked(); got != marked {
		d.t.Fatalf("article is\n%s\nwant\n%s", got, marked)
	}
	stored := annotatetest.Format(d.s.Session.Document.Text, d.works[d.s.Session.Document.ID].Annotations)
	if stored != marked {
		d.t.Fatalf("stored is\n%s\nwant\n%s", stored, marked)
	}
}

func (d *desk) find(words string) annotate.Span {
	d.t.Helper()
	text := d.s.Session.Document.Text
	b := strings.Index(text.String(), words)
	if b < 0 {
		d.t.Fatalf("%q is not in the article", words)
	}
	start := text.CodePoint(b)
	return annotate.Span{Start: start, End: start + len([]rune(words))}
}

func (d *desk) caretAt(words string) {
	d.t.Helper()
	d.send(Press{At: textlayout.Position{Offset: d.find(words).Start}, Clicks: 1})
}

// eachKey sends what the keys mean, one after the other, and collects what note says after each.
func (d *desk) eachKey(keys string, note func(key string) string) string {
	d.t.Helper()
	keymap, err := command.NewKeymap(command.All(), nil)
	if err != nil {
		d.t.Fatal(err)
	}
	var notes []string
	for _, key := range strings.Fields(keys) {
		c, ok := keymap.Lookup(command.Key(key))
		if !ok {
			d.t.Fatalf("no command has key %q", key)
		}
		d.send(c.Msg)
		notes = append(notes, note(key))
	}
	return strings.Join(notes, " ")
}
