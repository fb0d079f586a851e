package state_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	. "rubricator/app/state"
)

// plain is the list as a slice of rows, with what it shows found in the simplest way.
type plain []Row

func (p plain) visible(f Filter, o Order) []int {
	var list []int
	for i, r := range p {
		if passes(f, r) {
			list = append(list, i)
		}
	}
	slices.SortStableFunc(list, func(i, j int) int {
		a, b := p[i], p[j]
		n := 0
		switch o.By() {
		case OrderTitle:
			n = strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title))
		case OrderCorrections:
			if g := cmp.Compare(group(a), group(b)); g != 0 {
				return g
			}
			n = choose(group(a) == 0, cmp.Compare(b.Corrections, a.Corrections), 0)
		case OrderLength:
			n = cmp.Compare(a.CodePoints, b.CodePoints)
		case OrderImported:
			n = cmp.Compare(a.Imported, b.Imported)
		case OrderStatus:
			all := []annotate.Status{annotate.New, annotate.InProgress, annotate.Finished, annotate.Ignored}
			n = cmp.Compare(slices.Index(all, a.Status), slices.Index(all, b.Status))
		}
		if o.Down() && (o.By() == OrderTitle || o.By() == OrderNumber) {
			return -cmp.Or(n, cmp.Compare(i, j))
		}
		return choose(o.Down(), -n, n)
	})
	return list
}

// group is where an article stands by corrections: to be done, not counted, finished, set aside.
func group(r Row) int {
	switch {
	case r.Shelf() != ToDo:
		return 1 + int(r.Shelf())
	case r.Suggestions < 0:
		return 1
	}
	return 0
}

func passes(f Filter, r Row) bool {
	in := func(names, of []string) bool {
		return !slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(of, n) })
	}
	labels := r.Labels.List()
	return (f.All || f.Shelf == r.Shelf()) &&
		(f.Languages == "" || slices.Contains(f.Languages.List(), r.Language())) &&
		in(f.Labels.List(), labels) &&
		!slices.ContainsFunc(f.Without.List(), func(n string) bool { return slices.Contains(labels, n) }) &&
		(f.Open == Whatever || f.Open == Yes && r.Suggestions > 0 || f.Open == No && r.Suggestions == 0) &&
		r.CodePoints >= f.Shortest && (f.Longest == 0 || r.CodePoints <= f.Longest) &&
		strings.Contains(strings.ToLower(r.Title), strings.ToLower(f.Words)) &&
		(f.Only == nil || f.Only.Has(r.Number))
}

func choose[T any](on bool, yes, no T) T {
	if on {
		return yes
	}
	return no
}

// rowsAtRandom makes rows that are often alike.
type rowsAtRandom struct {
	*rand.Rand
	made int
}

func pick[T any](r rowsAtRandom, list ...T) T { return list[r.IntN(len(list))] }

func (r *rowsAtRandom) row() Row {
	r.made++
	row := Row{ID: fmt.Sprint("article-", r.made), Number: uint64(r.made), Encoding: pick(*r, "utf-8", "", "windows-1256")}
	row.Source = pick(*r, row.ID+".txt", row.ID, "", "news.jsonl")
	for range r.IntN(6) {
		row.Title += pick(*r, "Port", "harbour ", "MINISTER", "Ölpreis", "ميناء", " 3", "İzmir", "\u212a", "δελτίο", "ΔΕΛΤΊΟ ", "ﬁ")
	}
	row.CodePoints, row.Imported = r.IntN(5000), 1_700_000_000+int64(r.IntN(9))
	return r.changed(row)
}

// changed has something else of what changes in a row.
func (r *rowsAtRandom) changed(row Row) Row {
	row.Found = Language{pick(*r, "", "en", "ar", "de", "und"), float64(r.IntN(100)) / 100}
	row.Own = pick(*r, "", "", "", "ar", "fr")
	row.Status = pick(*r, annotate.New, annotate.New, annotate.InProgress, annotate.Finished, annotate.Ignored)
	row.Annotations, row.Suggestions, row.Corrections = r.IntN(50), r.IntN(4)-1, float64(r.IntN(500))/100
	row.Labels = NewNames(pick(*r, "", "PER"), pick(*r, "", "LOC"), pick(*r, "", "ORG"))
	return row
}

func (r *rowsAtRandom) filter() Filter {
	f := Filter{Shelf: Shelf(r.IntN(3)), All: r.IntN(2) == 0}
	for _, set := range []func(){
		func() { f.Languages = NewNames(pick(*r, "en", "ar"), pick(*r, "de", "fr", "")) },
		func() { f.Labels = NewNames(pick(*r, "PER", "LOC"), pick(*r, "PER", "ORG")) },
		func() { f.Without = NewNames(pick(*r, "PER", "LOC", "ORG")) },
		func() { f.Open = pick(*r, Yes, No) },
		func() { f.Shortest, f.Longest = r.IntN(2500), pick(*r, 0, 2500+r.IntN(2500)) },
		func() {
			f.Words = pick(*r, "p", "PORT", "harbour m", "öl", "ميناء", "i", "k", "Δελτίο", "ίο", "zzz", "3")
		},
		func() {
			f.Only = NewArticles("some", func(yield func(uint64) bool) {
				for n := range uint64(r.made + 1) {
					if n%3 == 0 && !yield(n) {
						return
					}
				}
			})
		},
	} {
		if r.IntN(4) == 0 {
			set()
		}
	}
	return f
}

var allOrders = []Order{OrderNumber, OrderTitle, OrderCorrections, OrderLength, OrderStatus, OrderImported}

func (r *rowsAtRandom) order() Order {
	o := pick(*r, allOrders...)
	return choose(r.IntN(2) == 0, o.Turned(), o)
}

// TestTheListIsWhatPlainRowsAre does to a list and to a slice of rows the same: rows come in pieces, change, and are
// filtered and sorted.
func TestTheListIsWhatPlainRowsAre(t *testing.T) {
	for seed := range uint64(24) {
		r := &rowsAtRandom{Rand: rand.New(rand.NewPCG(seed, 7))}
		var want plain
		s, _ := Update(Start(), ProjectOpened{Project: Project{Path: "p"}, Reading: 1000})
		for piece := range 1 + r.IntN(5) {
			list := make([]Row, pick(*r, 0, 1, 127, 128, 129, 640, 8192+128))
			for i := range list {
				list[i] = r.row()
			}
			if seed%8 != 0 {
				list = list[:min(len(list), 700)]
			}
			want = append(want, list...)
			s, _ = Update(s, RowsRead{Rows: NewRows(list), Done: piece > 3})
			same(t, s.List, want)
		}
		s, _ = Update(s, RowsRead{Done: true})
		for range 15 {
			old, before := s.List, slices.Clone(want)
			if len(want) > 0 {
				i := r.IntN(len(want))
				want[i] = r.changed(want[i])
				s.List = s.List.Change(want[i].ID, func(Row) Row { return want[i] })
			}
			f, o := r.filter(), r.order()
			s, _ = Update(s, SetOrder{o})
			s, _ = Update(s, SetFilter{f})
			if !slices.Equal(s.List.Visible, want.visible(f, o)) {
				t.Fatalf("seed %d: %+v by %v shows %v, want %v", seed, f, o, s.List.Visible, want.visible(f, o))
			}
			same(t, s.List, want)
			same(t, old, before)
		}
	}
}

func same(t *testing.T, l List, want plain) {
	t.Helper()
	if l.Rows.Len() != len(want) {
		t.Fatalf("%d rows, want %d", l.Rows.Len(), len(want))
	}
	var counts [3]int
	for i, r := range l.Rows.All() {
		counts[want[i].Shelf()]++
		if r != want[i] {
			t.Fatalf("row %d is %+v, want %+v", i, r, want[i])
		}
		if found, ok := l.Index(r.ID); !ok || found != i {
			t.Fatalf("%s is found at %d, %v; want %d", r.ID, found, ok, i)
		}
	}
	if _, ok := l.Index("nowhere"); ok || l.Counts != counts {
		t.Fatalf("counts %v, want %v", l.Counts, counts)
	}
}

// A long list shows its beginning at once, which is the beginning of what it shows in the end.
func TestTheBeginningOfALongListIsShownAtOnce(t *testing.T) {
	r := &rowsAtRandom{Rand: rand.New(rand.NewPCG(1, 2))}
	var want plain
	for range 260_000 {
		want = append(want, r.row())
	}
	s, _ := Update(Start(), RowsChanged{Rows: want})
	for range 5 {
		f, o := r.filter(), r.order()
		s, _ = Update(s, SetOrder{o})
		next, effects := Update(s, SetFilter{f})
		s = next
		whole := want.visible(f, o)
		for _, e := range effects {
			a, ok := e.(Arrange)
			if !ok {
				continue
			}
			if n := len(s.List.Visible); f.Words == "" && n != min(256, len(whole)) || f.Words == "" && !slices.Equal(s.List.Visible, whole[:n]) {
				t.Fatalf("%+v by %v begins with %v, want %v", f, o, s.List.Visible, whole[:min(len(whole), 256)])
			}
			stale := a.Do()
			s, _ = Update(s, SetOrder{o})
			if s, _ = Update(s, stale); !s.List.Arriving {
				t.Fatal("an answer to an older question is taken")
			}
			next, effects := Update(s, SetFilter{f})
			s, _ = Update(next, effects[len(effects)-1].(Arrange).Do())
		}
		if s.List.Arriving || !slices.Equal(s.List.Visible, whole) {
			t.Fatalf("%+v by %v shows %d articles, want %d", f, o, len(s.List.Visible), len(whole))
		}
	}
}

// reading is a project of which the first of so many articles are read; the last article is open or, with ahead, one behind
// those that were read.
func reading(t *testing.T, n int, ahead string) *desk {
	t.Helper()
	d := open(t, annotate.News(), "one", "two", "three", "four", "five", "six")
	for id, i := 'a', 0; i < 6; id, i = id+1, i+1 {
		d.works[string(id)] = annotate.Work{}
	}
	m := ProjectOpened{Project: d.s.Project, Rows: rowsOfDesk(d)[:n], Reading: 6, Article: ahead}
	if ahead != "" {
		m.Ahead = rowsOfDesk(d)[ahead[0]-'a']
	}
	d.effects = nil
	d.send(m)
	return d
}

func rowsOfDesk(d *desk) (rows []Row) {
	for id := 'a'; id <= 'f'; id++ {
		rows = append(rows, Row{ID: string(id), Title: d.docs[string(id)].Title, Found: Language{"en", 1}, Suggestions: -1})
	}
	return rows
}

func (d *desk) arrives(from, to int, done bool) {
	d.t.Helper()
	d.send(RowsRead{Rows: NewRows(rowsOfDesk(d)[from:to]), Done: done})
}

// TestWhileTheListIsRead goes to articles that are not read yet: nothing wrong opens, nothing wrong is said, and what was
// wanted happens once the list says where it leads.
func TestWhileTheListIsRead(t *testing.T) {
	t.Run("the next article", func(t *testing.T) {
		d := reading(t, 2, "")
		d.send(Finish{Status: annotate.Finished}, Finish{Status: annotate.Finished})
		if d.s.Session.Document.ID != "b" || d.s.Toast.Text != "finished" {
			t.Fatalf("%s is open, the line says %q", d.s.Session.Document.ID, d.s.Toast.Text)
		}
		d.arrives(2, 4, false)
		if d.s.Session.Document.ID != "c" {
			t.Errorf("%s is open once c is read", d.s.Session.Document.ID)
		}
		d.send(Neighbour{}, Neighbour{})
		d.arrives(4, 6, true)
		if d.s.Session.Document.ID != "e" {
			t.Errorf("%s is open, two articles after c", d.s.Session.Document.ID)
		}
	})
	t.Run("an article ahead", func(t *testing.T) {
		d := reading(t, 2, "e")
		if d.s.Session.Document.ID != "e" || last[Suggest](d).Language != "en" {
			t.Fatalf("%s is open, its language %q", d.s.Session.Document.ID, last[Suggest](d).Language)
		}
		d.send(SetNote{"hm"}, Neighbour{Back: true})
		if d.s.Session.Document.ID != "e" {
			t.Errorf("%s is open although nobody knows what stands before e", d.s.Session.Document.ID)
		}
		d.arrives(2, 6, true)
		if r, _ := d.s.List.Row("e"); d.s.Session.Document.ID != "d" || r.Status != annotate.InProgress {
			t.Errorf("%s is open, e is %q", d.s.Session.Document.ID, r.Status)
		}
	})
	t.Run("in another order", func(t *testing.T) {
		d := reading(t, 3, "")
		d.send(SetOrder{OrderTitle}, Neighbour{})
		if d.s.Session.Document.ID != "a" {
			t.Errorf("%s is open before the list is sorted", d.s.Session.Document.ID)
		}
		d.arrives(3, 6, true) // five, four, one, six, three, two
		if got := visible(d.s.List); got != "edafcb" || d.s.Session.Document.ID != "f" {
			t.Errorf("the list is %s, %s is open", got, d.s.Session.Document.ID)
		}
	})
	t.Run("nobody waits for long", func(t *testing.T) {
		d := reading(t, 1, "")
		d.send(Neighbour{}, OpenArticle{ID: "f"})
		d.arrives(1, 6, true)
		if d.s.Session.Document.ID != "f" {
			t.Errorf("%s is open, f was opened since", d.s.Session.Document.ID)
		}
	})
	t.Run("the end of the list", func(t *testing.T) {
		d := reading(t, 1, "")
		d.send(Neighbour{})
		d.arrives(1, 1, true)
		if !d.s.Toast.Warn || d.s.Session.Document.ID != "a" {
			t.Errorf("the line says %+v", d.s.Toast)
		}
	})
	t.Run("a filter completes itself", func(t *testing.T) {
		d := reading(t, 2, "")
		d.send(SetFilter{Filter{All: true, Words: "f"}})
		d.arrives(2, 6, true)
		if got := visible(d.s.List); got != "de" {
			t.Errorf("the list is %s", got)
		}
	})
}

// The first unfinished article opens as soon as it is read; where none is, the first of all.
func TestTheFirstUnfinishedArticleMayComeLate(t *testing.T) {
	for _, unfinished := range []bool{true, false} {
		d := open(t, annotate.News(), "one", "two", "three")
		rows := rowsOfDesk(d)[:3]
		for i := range rows {
			rows[i].Status = annotate.Finished
			d.works[rows[i].ID] = annotate.Work{Status: annotate.Finished}
		}
		if unfinished {
			rows[2].Status = annotate.New
		}
		d.send(ProjectOpened{Project: d.s.Project, Rows: rows[:1], Reading: 3})
		if d.s.HasArticle() {
			t.Fatalf("%s is open although it is finished", d.s.Session.Document.ID)
		}
		d.send(RowsRead{Rows: NewRows(rows[1:2])}, RowsRead{Rows: NewRows(rows[2:]), Done: true})
		if want := choose(unfinished, "c", "a"); d.s.Session.Document.ID != want {
			t.Errorf("%q is open, want %s", d.s.Session.Document.ID, want)
		}
	}
}

// A step in an article whose row was not read yet has the list read again.
func TestAStepBeforeItsRowIsRead(t *testing.T) {
	d := reading(t, 1, "")
	d.send(CountsFound{map[string]Count{"f": {Suggestions: 1}}})
	d.arrives(1, 6, true)
	if !slices.Contains(d.effects, Effect(ReadAgain{})) {
		t.Error("the list is not read again")
	}
}
