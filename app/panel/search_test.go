package panel

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/annotate"
	"rubricator/annotate/find"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
	"rubricator/app/theme"
)

// seeker is the panel of the search that follows a state as in the window.
type seeker struct {
	*Search
	t    *testing.T
	win  fyne.Window
	s    state.State
	gen  int
	sent parttest.Sent
}

const seekWidth = 386

func newSeeker(t *testing.T, height float32) *seeker {
	t.Helper()
	p := &seeker{t: t, s: parttest.State(t)}
	p.Search = NewSearch(parttest.Fonts(t), p.dispatch)
	p.win = parttest.Window(t, p.Object(), seekWidth, height)
	p.dispatch(state.OpenSearch{})
	p.Focus(p.win.Canvas())
	p.sent = nil
	return p
}

func (p *seeker) dispatch(m state.Msg) {
	p.sent.Dispatch(m)
	var effects []state.Effect
	p.s, effects = state.Update(p.s, m)
	for _, e := range effects {
		if scan, ok := e.(state.Scan); ok {
			p.gen = scan.Gen
		}
	}
	p.Show(p.s)
}

// bring is what a search finds.
func (p *seeker) bring(far state.Scanned, docs ...state.FoundDoc) {
	p.dispatch(state.FoundMore{Gen: p.gen, Docs: docs, Scanned: far})
	p.sent = nil
}

func inDoc(id, title string, hits ...state.Hit) state.FoundDoc {
	d := state.FoundDoc{ID: id, Title: title}
	for _, h := range hits {
		h.Document, h.Title = id, title
		d.Hits = append(d.Hits, h)
		if !h.InTitle {
			d.Spans = append(d.Spans, h.Span)
		}
	}
	return d
}

func sarel() []state.FoundDoc {
	at := func(start, end int) annotate.Span { return annotate.Span{Start: start, End: end} }
	return []state.FoundDoc{
		inDoc("a1", "Harbour talks resume in Port Sarel",
			state.Hit{Span: parttest.Span("Port Sarel"), Before: "Foreign minister Mira Okonkwo returned to ", Quote: "Port Sarel", After: " on Tuesday for a third …"}),
		inDoc("a3", "الوزيرة ميرا أوكونكو تصل إلى ميناء سارل",
			state.Hit{InTitle: true, Span: at(29, 39), Before: "الوزيرة ميرا أوكونكو تصل إلى ", Quote: "ميناء سارل"},
			state.Hit{Span: at(30, 40), Before: "… ميرا أوكونكو إلى ", Quote: "ميناء سارل", After: " في 4 مارس 2024، وقالت شركة …", Label: "LOC"},
			state.Hit{Span: at(60, 70), Before: "… Coastal Union (اتحاد الساحل) في ", Quote: "ميناءِ سارل", After: " أمس …"}),
		inDoc("a6", "ראש הממשלה ביקר בנמל 3 פעמים",
			state.Hit{Span: at(8, 17), Before: "… נציגי ", Quote: "פורט סארל", After: " אמרו …", In: "ORG"}),
	}
}

func (p *seeker) chipWords() string {
	var list []string
	for _, b := range p.chips {
		if b.Visible() {
			list = append(list, b.Content())
		}
	}
	return strings.Join(list, ", ")
}

func TestSearchPanel(t *testing.T) {
	parttest.App(t, theme.Light)
	p := newSeeker(t, 760)
	parttest.Write(t, p.win, "sar")
	if p.s.Search.Query.Words != "sar" || p.gen == 0 {
		t.Fatalf("typing looks for %q", p.s.Search.Query.Words)
	}
	p.bring(state.Scanned{Done: 4, Total: 10, Hits: 5, In: 3, Listed: 5}, sarel()...)
	if got, want := p.words.Content(), "5 hits in 3 articles, 40 % read"; got != want {
		t.Errorf("the panel says %q, want %q", got, want)
	}
	if got, want := p.chipWords(), "All 5, LOC 2, ORG 1, Not labelled 1"; got != want {
		t.Errorf("the labels are %q, want %q", got, want)
	}
	if p.rows.Count() != 8 {
		t.Errorf("%d rows, want 3 articles and 5 hits", p.rows.Count())
	}
	p.sent = nil
	parttest.Press(t, p.win, fyne.KeyDown)
	parttest.Press(t, p.win, fyne.KeyDown) // past the row of the article
	if m := p.sent[len(p.sent)-1]; m != (state.GoToFound{Row: 2, Stay: true}) || p.rows.Cursor() != 3 {
		t.Errorf("the cursor is at row %d after %+v", p.rows.Cursor(), m)
	}
	parttest.Press(t, p.win, fyne.KeyUp, fyne.KeyReturn)
	if m := p.sent[len(p.sent)-1]; m != (state.GoToFound{Row: 1}) {
		t.Errorf("Return on the first hit sends %+v", m)
	}
	if got := p.s.Selection(); got != parttest.Span("Port Sarel") {
		t.Errorf("%v is selected", got)
	}
	p.sent = nil
	test.Tap(p.chips[3])
	if p.rows.Count() != 2 || !p.chips[3].On() {
		t.Errorf("%d rows have no label", p.rows.Count())
	}
	test.Tap(p.switches[state.AsRegexp])
	if !p.s.Search.Query.Regexp || !p.switches[state.AsRegexp].On() || !p.switches[state.MatchMarks].Disabled() {
		t.Error("the switch for regular expressions does nothing")
	}
	for _, want := range []state.SearchIn{state.InTexts, state.InTitles, state.InBoth} {
		b := p.titles
		if want != state.InTexts {
			b = p.texts
		}
		if test.Tap(b); p.s.Search.Query.In != want {
			t.Errorf("looks in %v, want %v", p.s.Search.Query.In, want)
		}
	}
	p.Focus(p.win.Canvas())
	parttest.Write(t, p.win, "(")
	if !strings.Contains(p.bad.Content(), "missing closing )") || p.rows.Visible() {
		t.Errorf("of a bad expression it says %q", p.bad.Content())
	}
	left := false
	p.Leave = func() { left = true }
	if parttest.Press(t, p.win, fyne.KeyEscape); !left || !p.Object().Visible() {
		t.Error("Escape does not go back to the article and leave the panel")
	}
	test.Tap(p.close)
	if p.Object().Visible() {
		t.Error("Close leaves the panel open")
	}
}

func TestSearchPanelByKeysAndByName(t *testing.T) {
	parttest.App(t, theme.Light)
	p := newSeeker(t, 700)
	parttest.Write(t, p.win, "sarel")
	p.bring(state.Scanned{Done: 10, Total: 10, Hits: 5, In: 3, Listed: 5}, sarel()...)
	p.dispatch(state.FoundAll{Gen: p.gen})
	parttest.Named(t, "search", p.Object())
	parttest.Reached(t, "search", p.win, p.Object())
}

func TestWhatTheSearchSays(t *testing.T) {
	parttest.App(t, theme.Light)
	p := newSeeker(t, 500)
	if !strings.Contains(p.more.Content(), "Type what to find") {
		t.Errorf("of no query it says %q", p.more.Content())
	}
	parttest.Write(t, p.win, "x")
	p.bring(state.Scanned{Done: 10, Total: 10, Damaged: 1, Damage: "read document “a2”: the project file is damaged"})
	p.dispatch(state.FoundAll{Gen: p.gen})
	if p.bad.Content() != "no hit in the project" || !strings.Contains(p.more.Content(), "1 article could not be read") {
		t.Errorf("says %q and %q", p.bad.Content(), p.more.Content())
	}
	parttest.Write(t, p.win, "y")
	p.dispatch(state.FoundAll{Gen: p.gen, Err: errors.New("the file is gone")})
	if !strings.Contains(p.bad.Content(), "the file is gone") {
		t.Errorf("of an error it says %q", p.bad.Content())
	}
}

func TestPicturesOfTheSearch(t *testing.T) {
	for look, mode := range looks {
		parttest.App(t, mode)
		p := newSeeker(t, 620)
		words := "port sarel"
		if strings.HasSuffix(look, "dark") {
			words = "ميناء سارل"
		}
		q := state.SearchQuery{Words: words, Options: find.Options{Words: true}}
		p.dispatch(state.SetSearch{Query: q})
		p.bring(state.Scanned{Done: 3800, Total: 10_000, Hits: 412, In: 97, Listed: 5}, sarel()...)
		if strings.HasPrefix(look, "contrast") {
			p.dispatch(state.FoundAll{Gen: p.gen})
			p.dispatch(state.NarrowSearch{Label: "LOC"})
			p.dispatch(state.GoToFound{Row: 1, Stay: true})
		}
		golden(t, "search-"+look, p.win)
	}
}
