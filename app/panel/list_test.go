package panel

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rubricator/annotate"
	"rubricator/app/panel/part/parttest"
	"rubricator/app/state"
	"rubricator/app/theme"
)

func newList(t *testing.T, s state.State) (*List, fyne.Window, *parttest.Sent) {
	t.Helper()
	parttest.App(t, theme.Light)
	sent := &parttest.Sent{}
	list := NewList(parttest.Fonts(t), sent.Dispatch)
	win := parttest.Window(t, list.Object(), ListWidth, 700)
	list.Show(s)
	return list, win, sent
}

func TestClickOpensAnArticle(t *testing.T) {
	list, win, sent := newList(t, parttest.State(t))
	test.TapCanvas(win.Canvas(), list.rows.Position().AddXY(100, 2*rowHeight+10))
	if m := sent.Take(t); m != (state.OpenArticle{ID: "a3"}) {
		t.Errorf("sent %+v, want the third article to open", m)
	}
}

func TestArrowsAndReturnOpenAnArticle(t *testing.T) {
	list, win, sent := newList(t, parttest.State(t))
	list.Focus()
	parttest.Press(t, win, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	if m := sent.Take(t); m != (state.OpenArticle{ID: "a3"}) {
		t.Errorf("sent %+v, want the third article to open", m)
	}
}

func TestEscapeGivesTheKeyboardBack(t *testing.T) {
	list, win, _ := newList(t, parttest.State(t))
	left := 0
	list.Leave = func() { left++ }
	list.Focus()
	parttest.Press(t, win, fyne.KeyEscape)
	win.Canvas().Focus(list.search)
	parttest.Press(t, win, fyne.KeyEscape)
	win.Canvas().Focus(list.chips[1])
	parttest.Press(t, win, fyne.KeyEscape)
	if left != 3 {
		t.Errorf("the keyboard was given back %d times, want 3", left)
	}
}

func TestOtherKeysGoOn(t *testing.T) {
	list, win, _ := newList(t, parttest.State(t))
	var got []fyne.KeyName
	list.Else = func(e *fyne.KeyEvent) { got = append(got, e.Name) }
	list.Focus()
	parttest.Press(t, win, fyne.KeyF6)
	win.Canvas().Focus(list.search)
	parttest.Press(t, win, fyne.KeyF6, fyne.KeyA)
	if len(got) != 2 || got[0] != fyne.KeyF6 || got[1] != fyne.KeyF6 {
		t.Errorf("went on: %v, want F6 twice", got)
	}
}

func TestSearchFilters(t *testing.T) {
	list, win, sent := newList(t, parttest.State(t))
	win.Canvas().Focus(list.search)
	parttest.Write(t, win, "م")
	if m := sent.Take(t); m.(state.SetFilter).Filter.Words != "م" {
		t.Errorf("sent %+v, want the search words", m)
	}
}

func TestSearchFollowsTheState(t *testing.T) {
	s := parttest.State(t)
	list, _, sent := newList(t, s)
	s.List = s.List.With(state.Filter{All: true, Words: "harbour"})
	list.Show(s)
	if list.search.Text != "harbour" || len(*sent) != 0 {
		t.Errorf("the search says %q and sent %v, want harbour and nothing", list.search.Text, *sent)
	}
}

func TestReturnInTheSearchOpensTheFirst(t *testing.T) {
	s := parttest.State(t)
	s.List = s.List.With(state.Filter{All: true, Words: "pilots"})
	list, win, sent := newList(t, s)
	win.Canvas().Focus(list.search)
	parttest.Press(t, win, fyne.KeyReturn)
	if m := sent.Take(t); m != (state.OpenArticle{ID: "a9"}) {
		t.Errorf("sent %+v, want the first that was found", m)
	}
}

func TestChipsFilter(t *testing.T) {
	list, _, sent := newList(t, parttest.State(t))
	left := false
	list.Leave = func() { left = true }
	test.Tap(list.chips[2])
	if m := sent.Take(t).(state.SetFilter); m.Filter.All || m.Filter.Shelf != state.Done {
		t.Errorf("sent %+v, want the finished", m)
	}
	if !left {
		t.Error("a click on a chip kept the keyboard")
	}
	if !list.chips[0].On() || list.chips[2].On() {
		t.Error("a chip turned on before the state did")
	}
}

func TestLanguageMenu(t *testing.T) {
	s := parttest.State(t)
	list, win, sent := newList(t, s)
	left := 0
	list.Leave = func() { left++ }
	test.Tap(list.more)
	parttest.Press(t, win, fyne.KeyReturn, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if m := sent.Take(t).(state.SetFilter); m.Filter.Languages != "ar" {
		t.Errorf("sent %+v, want Arabic, the second most frequent", m)
	}
	if win.Canvas().Overlays().Top() != nil || left != 1 {
		t.Errorf("the menu is still there, or the keyboard was given back %d times", left)
	}
	s.List = s.List.With(state.Filter{All: true, Languages: "ar"})
	list.Show(s)
	if got := shownParts(list); got != "Arabic ×" || list.line.Content() != "2 articles match" {
		t.Errorf("the filter is %q, the line says %q", got, list.line.Content())
	}
}

// shownParts are the parts of the filter that the pane shows.
func shownParts(l *List) string {
	var parts []string
	for _, b := range l.parts {
		if b.Visible() {
			parts = append(parts, b.Content())
		}
	}
	return strings.Join(parts, ", ")
}

// TestPartsOfTheFilter adds a part of each kind by the keyboard and takes them off one by one.
func TestPartsOfTheFilter(t *testing.T) {
	s := parttest.State(t)
	list, win, sent := newList(t, s)
	for _, keys := range [][]fyne.KeyName{
		{fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn},
		{fyne.KeyDown, fyne.KeyReturn, fyne.KeyReturn},
		{fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn},
		{fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn},
		{fyne.KeyEnd, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn},
	} {
		test.Tap(list.more)
		parttest.Press(t, win, keys...)
		m := sent.Take(t).(state.SetFilter)
		s.List = s.List.With(m.Filter)
		list.Show(s)
	}
	s.List = s.List.With(func() state.Filter {
		f := s.List.Filter
		f.Only = state.NewArticles("“harbour” in the text", slices.Values([]uint64{1, 2}))
		return f
	}())
	list.Show(s)
	want := "English ×, With Person ×, Without Organisation ×, Suggestions open ×, 500 to 2,000 characters ×, Only: “harbour” in the text ×"
	if got := shownParts(list); got != want {
		t.Fatalf("the filter is\n%s, want\n%s", got, want)
	}
	for range 6 {
		win.Canvas().Focus(list.parts[0])
		parttest.Press(t, win, fyne.KeyReturn)
		s.List = s.List.With(sent.Take(t).(state.SetFilter).Filter)
		list.Show(s)
	}
	if shownParts(list) != "" || s.List.Filter != (state.Filter{All: true}) || list.line.Visible() {
		t.Errorf("all parts were taken off and %+v is left", s.List.Filter)
	}
}

// TestTheListSaysThatItIsRead has a list of which the beginning is there.
func TestTheListSaysThatItIsRead(t *testing.T) {
	s := parttest.State(t)
	s.List.Reading = 1_000_000
	list, _, _ := newList(t, s)
	if got := list.line.Content(); got != "Reading 1,000,000 articles…" || !list.line.Visible() {
		t.Errorf("the line says %q", got)
	}
	s.List = s.List.With(state.Filter{All: true, Words: "zzz"})
	list.Show(s)
	if got := list.line.Content(); got != "0 articles match; reading 1,000,000…" || list.empty.Visible() {
		t.Errorf("the line says %q, the list %q", got, list.empty.Content())
	}
}

func TestOrderMenu(t *testing.T) {
	s := parttest.State(t)
	list, win, sent := newList(t, s)
	if list.order.Content() != "As imported" || list.order.On() {
		t.Errorf("the chip says %q, on: %v", list.order.Content(), list.order.On())
	}
	test.Tap(list.order)
	parttest.Press(t, win, fyne.KeyEnd, fyne.KeyReturn)
	if m := sent.Take(t); m != (state.SetOrder{Order: state.OrderNumber.Turned()}) {
		t.Errorf("sent %+v, want the order of import turned", m)
	}
	test.Tap(list.order)
	parttest.Press(t, win, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if m := sent.Take(t); m != (state.SetOrder{Order: state.OrderCorrections}) {
		t.Errorf("sent %+v, want the order by corrections", m)
	}
	if win.Canvas().Overlays().Top() != nil {
		t.Error("the menu is still there")
	}
	s.List = s.List.Ordered(state.OrderCorrections)
	list.Show(s)
	if list.order.Content() != "Corrections" || !list.order.On() {
		t.Errorf("the chip says %q, on: %v", list.order.Content(), list.order.On())
	}
	if name := list.order.AccessibilityLabel(); name != "Order of the list: Corrections, on" {
		t.Errorf("the chip is called %q", name)
	}
	test.Tap(list.order)
	parttest.Press(t, win, fyne.KeyReturn)
	if m := sent.Take(t); m != (state.SetOrder{Order: state.OrderCorrections}) {
		t.Errorf("sent %+v, want the same order again", m)
	}
}

func TestEmptyLists(t *testing.T) {
	none := parttest.State(t)
	none.List = state.NewList(nil, state.Filter{All: true})
	unmatched := parttest.State(t)
	unmatched.List = unmatched.List.With(state.Filter{Words: "zzz"})
	ended := parttest.State(t)
	ended.List = state.NewList([]state.Row{{ID: "a1", Status: annotate.Finished}}, state.Filter{})
	begun := parttest.State(t)
	begun.List = state.NewList([]state.Row{{ID: "a1"}}, state.Filter{Shelf: state.Done})
	kept := begun
	kept.List = begun.List.With(state.Filter{Shelf: state.SetAside})
	for want, s := range map[string]state.State{"Ctrl+O": state.Start(), "Ctrl+I": none, "No article matches": unmatched,
		"Nothing is left to do": ended, "No article is finished yet": begun, "No article is set aside": kept} {
		list, _, _ := newList(t, s)
		if !strings.Contains(list.empty.Content(), want) || !list.empty.Visible() {
			t.Errorf("the list says %q, want %q in it", list.empty.Content(), want)
		}
	}
	list, _, _ := newList(t, parttest.State(t))
	if list.empty.Visible() {
		t.Error("a full list says that it is empty")
	}
}

func TestOpenArticleIsOnScreen(t *testing.T) {
	s := parttest.Many(100_000)
	s.Session.Document = annotate.Document{ID: "d77777"}
	list, win, _ := newList(t, s)
	parttest.Picture(win)
	if first := list.rows.First(); first >= 77777 || first+list.rows.OnScreen() <= 77777 {
		t.Errorf("rows %d to %d are on screen; want row 77777 among them", first, first+list.rows.OnScreen())
	}
	s.Session.Document.ID = "d77778"
	first := list.rows.First()
	list.Show(s)
	if list.rows.First() != first {
		t.Error("the list moved to show a row that was on screen")
	}
}

func TestUnchangedStateRefreshesNothing(t *testing.T) {
	s := parttest.State(t)
	list, _, _ := newList(t, s)
	row := shownRow(list, "a2")
	row.title.SetText("poison")
	list.chips[0].SetText("poison")
	list.Show(s)
	if row.title.Content() != "poison" || list.chips[0].Content() != "poison" {
		t.Error("Show refreshed what had not changed")
	}
	if n := testing.AllocsPerRun(100, func() { list.Show(s) }); n > 1 {
		t.Errorf("Show of the same state allocates %v times", n)
	}
}

func TestAChangedRowAloneIsRefreshed(t *testing.T) {
	s := parttest.State(t)
	list, _, _ := newList(t, s)
	shownRow(list, "a2").title.SetText("poison")
	s.List = s.List.Change("a1", func(r state.Row) state.Row {
		r.Suggestions--
		return r
	})
	list.Show(s)
	if got := shownRow(list, "a1").detail.Content(); got != "2 open · 3 labels" {
		t.Errorf("the changed row says %q", got)
	}
	if shownRow(list, "a2").title.Content() != "poison" {
		t.Error("a row that had not changed was refreshed")
	}
}

// shownRow is the row of an article on screen.
func shownRow(l *List, id string) *articleRow {
	for _, o := range test.WidgetRenderer(l.rows).Objects() {
		if r, ok := o.(*articleRow); ok && r.shown.ID == id {
			return r
		}
	}
	return nil
}

func TestOfHundredThousandRowsOnlyThoseOnScreenExist(t *testing.T) {
	list, win, _ := newList(t, parttest.Many(100_000))
	count := func() int { return len(test.WidgetRenderer(list.rows).Objects()) / 3 }
	before := count()
	if before > 14 {
		t.Errorf("%d rows exist, want those of one screen", before)
	}
	list.Focus()
	parttest.Press(t, win, fyne.KeyEnd)
	parttest.Picture(win)
	if list.rows.Cursor() != 99_999 || count() != before {
		t.Errorf("at row %d there are %d rows, before %d", list.rows.Cursor(), count(), before)
	}
	if shownRow(list, "d99999") == nil {
		t.Error("the last row is not on screen")
	}
}

func BenchmarkShowUnchanged(b *testing.B) {
	list, side, status, s := benchPanels(b)
	for b.Loop() {
		list.Show(s)
		side.Show(s)
		status.Show(s)
	}
}

// BenchmarkShow is what the panels add to a step: the focus moves and a label appears or goes.
func BenchmarkShow(b *testing.B) {
	list, side, status, s := benchPanels(b)
	states := []state.State{parttest.Focus(s, "Coastal Union"), s}
	states[1].Session.Work.Annotations = s.Session.Work.Annotations.With(parttest.Annotation("North Bay", "LOC"))
	states[1].List = s.List.Change("a1", func(r state.Row) state.Row {
		r.Annotations++
		return r
	})
	for i := 0; b.Loop(); i++ {
		list.Show(states[i%2])
		side.Show(states[i%2])
		status.Show(states[i%2])
	}
}

// BenchmarkShowOfMany is what the list adds to a step by the number of articles: the row of the open one changes.
func BenchmarkShowOfMany(b *testing.B) {
	for _, n := range []int{1000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			parttest.App(b, theme.Light)
			list := NewList(parttest.Fonts(b), func(state.Msg) {})
			parttest.Window(b, list.Object(), ListWidth, 760)
			s := parttest.Many(n)
			s.Session.Document.ID = fmt.Sprint("d", n/2)
			list.Show(s)
			for b.Loop() {
				s.List = s.List.Change(s.Session.Document.ID, func(r state.Row) state.Row {
					r.Annotations++
					return r
				})
				list.Show(s)
			}
		})
	}
}

func benchPanels(b *testing.B) (*List, *Side, *Status, state.State) {
	parttest.App(b, theme.Light)
	fonts, nothing := parttest.Fonts(b), func(state.Msg) {}
	list, side, status := NewList(fonts, nothing), NewSide(fonts, parttest.Keys(b), nothing), NewStatus(fonts, parttest.Keys(b), nothing)
	parttest.Window(b, list.Object(), ListWidth, 760)
	side.Object().Resize(fyne.NewSize(SideWidth, 760))
	status.Object().Resize(fyne.NewSize(1100, StatusHeight))
	return list, side, status, parttest.State(b)
}
