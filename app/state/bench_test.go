package state_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
	. "rubricator/app/state"
	"rubricator/app/textlayout"
)

// BenchmarkStep is what a key costs before anything is painted, in an article of 1 MB with as many labels as open
// suggestions.
func BenchmarkStep(b *testing.B) {
	layout := megabyte(b)
	for _, n := range []int{10, 100, 1000, 10_000} {
		s, label := crowded(b, n)
		s.Geometry = layout
		onLabel, selected := s, s
		onLabel.Focus = Focus{Annotation: label}
		accepted, _ := Update(s, Accept{})
		undone, _ := Update(accepted, Undo{})
		selected.Anchor, selected.Caret, selected.Focus = 1, textlayout.Position{Offset: 3}, Focus{}
		for _, c := range []struct {
			name string
			from State
			msg  Msg
		}{
			{"walk", s, Walk{}}, {"accept", s, Accept{}}, {"reject", s, Delete{}}, {"remove", onLabel, Delete{}},
			{"relabel", onLabel, GiveLabel{Key: 2}}, {"edge", onLabel, MoveEdge{Character: true}}, {"add", selected, GiveLabel{Key: 2}},
			{"select", s, Move{Unit: ByWord, Right: true, Extend: true}}, {"undo", accepted, Undo{}}, {"redo", undone, Redo{}},
		} {
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					Update(c.from, c.msg)
				}
			})
		}
		b.Run(fmt.Sprintf("focus/%d", n), func(b *testing.B) {
			for b.Loop() {
				onLabel.FocusSpan()
				s.FocusedSuggestion()
			}
		})
	}
}

// BenchmarkSuggested is what taking the suggesters' answer costs, after a step.
func BenchmarkSuggested(b *testing.B) {
	for _, n := range []int{10, 10_000} {
		s, _ := crowded(b, n)
		m := Suggested{Document: "a", Gen: s.Gen, Suggestions: offered(n)}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Update(s, m)
			}
		})
	}
}

const words = "Oslo grows "

// megabyteOfText has paragraphs of a few lines.
func megabyteOfText() string {
	return strings.Repeat(strings.Repeat(words, 49)+"Oslo grows\n", 95_000/50)
}

func megabyte(b *testing.B) *textlayout.Layout {
	fonts, err := textlayout.NewFontSet(textlayout.FontOptions{})
	if err != nil {
		b.Fatal(err)
	}
	return textlayout.New(megabyteOfText(), fonts, textlayout.Options{Width: 600})
}

// offered are n suggestions, evenly over the text.
func offered(n int) []annotate.Suggestion {
	list := make([]annotate.Suggestion, n)
	for i := range n {
		at := len(words) * (i * 95_000 / n)
		list[i] = annotate.Suggestion{Span: annotate.Span{Start: at + 5, End: at + 10}, Label: "ORG", Score: 0.9, Suggester: "test"}
	}
	return list
}

// crowded has a suggestion in focus; the ID is that of the label before it.
func crowded(b *testing.B, n int) (State, string) {
	doc, err := annotate.NewDocument("a", "", megabyteOfText())
	if err != nil {
		b.Fatal(err)
	}
	var labels []annotate.Annotation
	open := offered(n)
	for i, g := range open {
		at := g.Span.Start - 5
		labels = append(labels, annotate.Annotation{ID: fmt.Sprint(i), Span: annotate.Span{Start: at, End: at + 4}, Label: "LOC", Quote: "Oslo"})
	}
	s := Start()
	s.Now = time.Unix(1, 0)
	s, _ = Update(s, ProjectOpened{Project: Project{Path: "p", Schema: annotate.News(), Annotator: "ann"}, Rows: []Row{{ID: "a"}}})
	s, _ = Update(s, Loaded{Document: doc, Work: annotate.Work{Annotations: annotate.NewSet(labels...), Status: annotate.InProgress}})
	s, _ = Update(s, Suggested{Document: "a", Gen: s.Gen, Suggestions: open})
	s, _ = Update(s, SetNote{"so that there is a step to undo"})
	s.Focus = Focus{Suggestion: open[n/2].Key()}
	return s, fmt.Sprint(n / 2)
}

// BenchmarkFind is what a letter typed into the find bar costs before anything is painted: a query that grows from a
// letter, with a hit in every sentence, in the longest text that is searched at once.
func BenchmarkFind(b *testing.B) {
	for name, sentence := range map[string]string{"English": "Mira Okonkwo met the Coastal Union in Port Sarel. ", "Arabic": "وصلت الوزيرة ميرا أوكونكو إلى ميناء سارل. "} {
		for _, size := range []int{10_000, 1 << 20} {
			s, _ := crowded(b, 1)
			doc, err := annotate.NewDocument("b", "", strings.Repeat(sentence, size/len(sentence)))
			if err != nil {
				b.Fatal(err)
			}
			s, _ = Update(s, Loaded{Document: doc})
			s, _ = Update(s, OpenFind{})
			queries := []string{"o", "ok", "oko", "okon", "okonk", "okonkw", "okonkwo"}
			if name == "Arabic" {
				queries = []string{"ا", "او", "اوك", "اوكو", "اوكون", "اوكونك", "اوكونكو"}
			}
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				i := 0
				for b.Loop() {
					next, _ := Update(s, SetFind{Query: queries[i%len(queries)]})
					if next.Find.Pending || len(next.Find.Hits) == 0 {
						b.Fatal("nothing was found at once")
					}
					i++
				}
			})
		}
	}
}

// BenchmarkFinish is what the end of an article costs in a project of 100,000 that is sorted, with what is near the next one.
func BenchmarkFinish(b *testing.B) {
	rows := make([]Row, 100_000)
	for i := range rows {
		rows[i] = Row{ID: fmt.Sprint(i), Title: fmt.Sprint("Article ", i*7919%100_000), Suggestions: i % 20, Corrections: float64(i*7919%1000) / 100}
	}
	for _, order := range []Order{OrderNumber, OrderTitle, OrderCorrections} {
		s, _ := crowded(b, 10)
		s.List = NewList(rows, Filter{All: true}).Ordered(order)
		s, _ = Update(s, Loaded{Document: annotate.Document{ID: "500", Text: s.Session.Document.Text}})
		b.Run(order.String(), func(b *testing.B) {
			for b.Loop() {
				next, _ := Update(s, Finish{Status: annotate.Finished})
				Update(next, Loaded{Document: annotate.Document{ID: "700", Text: s.Session.Document.Text}})
			}
		})
	}
}

// BenchmarkList is what the list costs before anything is painted, by the number of articles.
func BenchmarkList(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000, 1_000_000} {
		list := longList(n)
		s, _ := Update(Start(), RowsChanged{Read: list})
		s, _ = Update(s, SetFilter{Filter{All: true}})
		titled := arranged(Update(s, SetOrder{OrderTitle}))
		marked := NewArticles("some", func(yield func(uint64) bool) {
			for i := uint64(0); i < uint64(n) && yield(i); i += 7 {
			}
		})
		for _, c := range []struct {
			name string
			from State
			msg  Msg
		}{
			{"filter/shelf", s, SetFilter{Filter{Shelf: Done}}},
			{"filter/languages", s, SetFilter{Filter{All: true, Languages: NewNames("ar", "de")}}},
			{"filter/length,open", s, SetFilter{Filter{Shelf: ToDo, Open: Yes, Shortest: 500, Longest: 2000}}},
			{"filter/label", s, SetFilter{Filter{All: true, Labels: "PER", Without: "LOC"}}},
			{"filter/words", s, SetFilter{Filter{All: true, Words: "Harbour 77"}}},
			{"filter/words,rare", s, SetFilter{Filter{All: true, Words: "zebra"}}},
			{"filter/words,Greek", s, SetFilter{Filter{All: true, Words: "Δελτίο"}}},
			{"filter/search", s, SetFilter{Filter{All: true, Only: marked}}},
			{"sort/title,first", s, SetOrder{OrderTitle}},
			{"sort/title", titled, SetOrder{OrderTitle.Turned()}},
			{"sort/corrections", s, SetOrder{OrderCorrections}},
			{"sort/length", s, SetOrder{OrderLength.Turned()}},
			{"sort/status", s, SetOrder{OrderStatus}},
			{"change", s, CountsFound{map[string]Count{"report-500": {Suggestions: 3}}}},
		} {
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					Update(c.from, c.msg)
				}
			})
		}
		b.Run(fmt.Sprintf("beside,title/%d", n), func(b *testing.B) {
			for b.Loop() {
				s.List.Ordered(OrderTitle)
			}
		})
		b.Run(fmt.Sprintf("languages/%d", n), func(b *testing.B) {
			for b.Loop() {
				s.List.Languages()
			}
		})
		b.Run(fmt.Sprintf("next/%d", n), func(b *testing.B) {
			for b.Loop() {
				titled.List.Next("report-500", false, func(Row) bool { return true })
			}
		})
	}
}

// arranged takes what was worked out beside the window.
func arranged(s State, effects []Effect) State {
	for _, e := range effects {
		if a, ok := e.(Arrange); ok {
			s, _ = Update(s, a.Do())
		}
	}
	return s
}

// longList has titles of which many begin alike, in three languages.
func longList(n int) Rows {
	var b RowsBuilder
	for i := range n {
		r := Row{ID: fmt.Sprint("report-", i), Source: fmt.Sprint("report-", i, ".txt"), Encoding: "utf-8", CodePoints: 200 + i*7919%5000,
			Suggestions: i % 20, Corrections: float64(i*7919%1000) / 100, Number: uint64(i)}
		r.Title = []string{"Harbour talks resumed, report ", "تقرير الميناء ", "Gespräche im Hafen, Bericht "}[i%3] + fmt.Sprint(i*7919%n)
		r.Found = Language{[]string{"en", "ar", "de"}[i%3], 1}
		r.Status = []annotate.Status{annotate.New, annotate.InProgress, annotate.Finished, annotate.New}[i/3%4]
		r.Labels = []Names{"", "PER", "LOC\nPER", "ORG"}[i/3%4]
		b.Add(r)
	}
	return b.Rows()
}
