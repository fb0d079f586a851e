package check_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/check"
)

var vocabulary = strings.Fields(`Oslo Bergen OSLO Mira Okonkwo President the The of Bank and said . , 's 3 May may ( ) “ ” 北 京 إيران وإيران الأمم للأمم المتحدة ` +
	"\n \n\n al-Qaeda US us harbour. harbour. Oslo Oslo Bergen \u200fOslo Os\u00adlo Oslo\u200b إِيران cafe\u0301 café")

// randomText puts words after one another, mostly with a space between them.
func randomText(r *rand.Rand) annotate.Text {
	var b strings.Builder
	b.WriteString("x")
	for range 3 + r.IntN(25) {
		if r.IntN(8) > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(vocabulary[r.IntN(len(vocabulary))])
	}
	text, err := annotate.NewText(b.String())
	if err != nil {
		panic(err)
	}
	return text
}

func randomSpan(r *rand.Rand, text annotate.Text) annotate.Span {
	start := r.IntN(text.Len())
	return annotate.Span{Start: start, End: start + 1 + r.IntN(min(14, text.Len()-start))}
}

func randomWork(r *rand.Rand, text annotate.Text) annotate.Work {
	var w annotate.Work
	var list []annotate.Annotation
	for i := range r.IntN(14) {
		span := randomSpan(r, text)
		if words := wordSpans(text); r.IntN(5) > 0 && len(words) > 0 {
			i := r.IntN(len(words))
			span = annotate.Span{Start: words[i].Start, End: words[min(len(words)-1, i+r.IntN(3))].End}
			if r.IntN(4) == 0 { // with the space beside it
				span = annotate.Span{Start: max(0, span.Start-r.IntN(2)), End: min(text.Len(), span.End+r.IntN(2))}
			}
		}
		list = append(list, annotate.Annotation{ID: fmt.Sprint(i), Span: span, Label: []string{"LOC", "LOC", "LOC", "ORG", "SHIP"}[r.IntN(5)], Quote: text.Slice(span)})
	}
	w.Annotations = annotate.NewSet(list...)
	if r.IntN(3) == 0 {
		w.Zones = []annotate.Span{randomSpan(r, text)}
	}
	if r.IntN(3) == 0 {
		span := randomSpan(r, text)
		w.Decisions = annotate.NewDecisions(annotate.Decision{Span: span, Label: "LOC", Verdict: annotate.Rejected, Quote: text.Slice(span)})
	}
	w.Status = []annotate.Status{annotate.New, annotate.InProgress, annotate.Finished, annotate.Finished, annotate.Finished, annotate.Ignored}[r.IntN(6)]
	return w
}

// wordSpans are what stands between spaces.
func wordSpans(text annotate.Text) (list []annotate.Span) {
	start := -1
	for i, r := range []rune(text.String() + " ") {
		switch space := r == ' ' || r == '\n'; {
		case space && start >= 0:
			list, start = append(list, annotate.Span{Start: start, End: i}), -1
		case !space && start < 0:
			start = i
		}
	}
	return list
}

type said struct {
	text annotate.Text
	work annotate.Work
}

// TestIndexLikeANewOne puts documents again and again, in any order, asking in between, and compares the index with one
// that saw the last of each alone.
func TestIndexLikeANewOne(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	kinds := map[check.Kind]int{}
	for round := range 120 {
		x, docs := check.New(annotate.News()), make([]said, 1+r.IntN(7))
		id := func(i int) string { return string(rune('a' + i)) }
		for i := range docs {
			docs[i].text = randomText(r)
			docs[i].work = randomWork(r, docs[i].text)
			x.Put(id(i), docs[i].text, docs[i].work, docs[i].work.Status)
		}
		for range r.IntN(12) {
			i := r.IntN(len(docs))
			docs[i].work = randomWork(r, docs[i].text)
			if list := x.Of(id(i)); len(list) > 0 && r.IntN(2) == 0 {
				pass := list[r.IntN(len(list))].Pass()
				docs[i].work.Passed = []annotate.Pass{pass}
			}
			if r.IntN(3) == 0 {
				x.Totals()
			}
			x.Put(id(i), docs[i].text, docs[i].work, docs[i].work.Status)
		}
		fresh := check.New(annotate.News())
		for i, d := range docs {
			fresh.Put(id(i), d.text, d.work, d.work.Status)
		}
		got, want := slices.Collect(x.All()), slices.Collect(fresh.All())
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("round %d: put again it finds\n%s\na new one\n%s", round, strings.Join(lines(x), "\n"), strings.Join(lines(fresh), "\n"))
		}
		if !maps.Equal(x.Totals(), fresh.Totals()) {
			t.Fatalf("round %d: totals %v, of a new one %v", round, x.Totals(), fresh.Totals())
		}
		sum := map[check.Kind]int{}
		for _, f := range got {
			sum[f.Kind]++
			kinds[f.Kind]++
		}
		if !maps.Equal(sum, x.Totals()) {
			t.Fatalf("round %d: %v are listed, the totals are %v", round, sum, x.Totals())
		}
		for i, d := range docs {
			inRange(t, d.text, x.Of(id(i)))
		}
	}
	for _, k := range check.Kinds() {
		if kinds[k] == 0 && k != check.Long {
			t.Errorf("nothing was %s", k)
		}
	}
}

// inRange tests that findings and what would mend them stand in the text, each once.
func inRange(t *testing.T, text annotate.Text, list []check.Finding) {
	t.Helper()
	seen := map[annotate.Pass]bool{}
	for _, f := range list {
		fits := func(s annotate.Span) bool { return 0 <= s.Start && s.Start < s.End && s.End <= text.Len() }
		if f.Kind != check.Empty && !fits(f.Span) || f.Mend != nil && (!fits(f.Mend.Span) || f.Mend.Label == "") {
			t.Fatalf("%+v, %+v in %d code points", f, f.Mend, text.Len())
		}
		if f.Kind != check.Missed && f.Surface != "" && f.Surface != text.Slice(f.Span) {
			t.Fatalf("%+v stands on %q", f, text.Slice(f.Span))
		}
		if seen[f.Pass()] {
			t.Fatalf("%+v comes twice", f)
		}
		seen[f.Pass()] = true
	}
}

func equal(a, b check.Finding) bool { return reflect.DeepEqual(a, b) }

// TestLetStand lets each finding of a project stand and sees that it goes, and it alone.
func TestLetStand(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 60 {
		text := randomText(r)
		work := randomWork(r, text)
		x := check.New(annotate.News())
		x.Put("a", text, work, annotate.Finished)
		before := x.Of("a")
		for i, f := range before {
			passed := work
			passed.Passed = []annotate.Pass{f.Pass()}
			x.Put("a", text, passed, annotate.Finished)
			same := func(o check.Finding) bool { return o.Pass() == f.Pass() }
			if after := x.Of("a"); !slices.EqualFunc(after, slices.DeleteFunc(slices.Clone(before), same), equal) {
				t.Fatalf("without finding %d of\n%+v\nthere is\n%+v", i, before, after)
			}
		}
	}
}

// TestMended does what findings propose and sees that they go.
func TestMended(t *testing.T) {
	for name, texts := range map[string][]string{
		"conflict": {"[LOC Iran] said", "[LOC Iran]", "[ORG Iran] warned"},
		"boundary": {"[PER Mira Okonkwo] left", "[PER Mira Okonkwo] came", "Mira [PER Okonkwo] rose"},
		"missed":   {"[LOC Oslo] and [LOC Oslo]", "[PER Mira] left Oslo."},
		"edge":     {"[LOC Oslo] and [LOC Oslo,]"},
	} {
		x := check.New(annotate.News())
		works, docs := map[string]annotate.Work{}, map[string]annotate.Text{}
		for i, text := range texts {
			doc, set := parse(t, text)
			id := string(rune('a' + i))
			works[id], docs[id] = annotate.Work{Annotations: set}, doc
			x.Put(id, doc, works[id], annotate.Finished)
		}
		for range 3 {
			for f := range x.All() {
				if f.Mend == nil {
					continue
				}
				w := works[f.Doc]
				for a := range w.Annotations.Values() {
					if a.Span == f.Span && a.Label == f.Label {
						w.Annotations = w.Annotations.Without(a)
					}
				}
				w.Annotations = w.Annotations.With(annotate.Annotation{ID: annotate.NewID(), Span: f.Mend.Span, Label: f.Mend.Label, Quote: docs[f.Doc].Slice(f.Mend.Span)})
				works[f.Doc] = w
				x.Put(f.Doc, docs[f.Doc], w, annotate.Finished)
				break
			}
		}
		if got := lines(x); len(got) > 0 {
			t.Errorf("%s: there is still %v", name, got)
		}
	}
}

// An edge is mended as a whole, however long it is.
func TestLongEdges(t *testing.T) {
	x := project(t, "[LOC "+strings.Repeat(" ", 300)+"Oslo"+strings.Repeat(" ", 400)+"]")
	list := x.Of("a")
	if len(list) == 0 || list[0].Kind != check.Edge || list[0].Mend == nil || list[0].Mend.Span != (annotate.Span{Start: 300, End: 304}) {
		t.Errorf("there is %+v", list)
	}
}

// Of a text too long to hold its words only the annotations are checked: no place is given that is another.
func TestHugeText(t *testing.T) {
	text, err := annotate.NewText("Oslo, Oslo, then " + strings.Repeat(" ", 1<<26) + "Oslo")
	if err != nil {
		t.Fatal(err)
	}
	var list []annotate.Annotation
	for i, start := range []int{0, 6} {
		list = append(list, annotate.Annotation{ID: fmt.Sprint(i), Span: annotate.Span{Start: start, End: start + 4}, Label: "LOC", Quote: "Oslo"})
	}
	x := check.New(annotate.News())
	x.Put("a", text, annotate.Work{Annotations: annotate.NewSet(list...)}, annotate.Finished)
	if got := x.Of("a"); len(got) > 0 {
		t.Errorf("there is %+v", got)
	}
}

func TestRemove(t *testing.T) {
	x := project(t, "[LOC Iran] said", "[ORG Iran] warned")
	x.Remove("b")
	x.Remove("b")
	if got := lines(x); len(got) > 0 || len(x.Of("b")) > 0 {
		t.Errorf("there is still %v", got)
	}
}

func TestLabels(t *testing.T) {
	x := project(t, strings.Repeat("[LOC Oslo] ", 51)+"[PER Mira]", "[SHIP Fram] [PER Okonkwo]")
	var got []string
	for _, f := range x.Labels() {
		got = append(got, fmt.Sprintf("%s %s %s:%d-%d %s", f.Kind, f.Label, f.Doc, f.Span.Start, f.Span.End, f.Why))
	}
	want := []string{"few PER a:255-259 2 examples, and spaCy asks for more than 50"}
	for _, l := range []string{"ORG", "DATE", "EVENT", "NORP"} {
		want = append(want, "unused "+l+" :0-0 the schema has this label, and no annotation does")
	}
	want = append(want, "few SHIP b:0-4 1 example, and spaCy asks for more than 50")
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if list := check.New(annotate.News()).Labels(); len(list) > 0 {
		t.Errorf("a project of nothing has %+v", list)
	}
}

func TestStatuses(t *testing.T) {
	doc, set := parse(t, "[LOC Oslo] and [LOC Oslo]")
	free, none := parse(t, "from Oslo")
	for status, want := range map[annotate.Status]string{annotate.Finished: "empty missed", annotate.InProgress: "", annotate.New: "", annotate.Ignored: ""} {
		x := check.New(annotate.News())
		x.Put("a", doc, annotate.Work{Annotations: set}, annotate.InProgress)
		x.Put("b", free, annotate.Work{Annotations: none}, status)
		var got []string
		for _, f := range x.Of("b") {
			got = append(got, string(f.Kind))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v", status.Word(), got)
		}
	}
}

// FuzzCheck has any text with any spans checked.
func FuzzCheck(f *testing.F) {
	f.Add("President Mira Okonkwo left Oslo. وإيران للأمم 北京 Okonkwo's", []byte{0, 9, 1, 10, 12, 2, 28, 4, 1})
	f.Add("“A (B) a\n\n.  \u200f\u0301x\u00ad’s", []byte{0, 3, 0, 1, 2, 1, 4, 9, 2})
	f.Fuzz(func(t *testing.T, s string, spans []byte) {
		text, err := annotate.NewText(s)
		if err != nil || text.Len() == 0 {
			return
		}
		var list []annotate.Annotation
		for i := 0; i+2 < len(spans); i += 3 {
			span := annotate.Span{Start: int(spans[i]) % text.Len()}
			span.End = min(text.Len(), span.Start+1+int(spans[i+1])%20)
			list = append(list, annotate.Annotation{ID: fmt.Sprint(i), Span: span, Label: []string{"LOC", "ORG", "SHIP"}[spans[i+2]%3], Quote: text.Slice(span)})
		}
		x := check.New(annotate.News())
		half := annotate.Work{Annotations: annotate.NewSet(list[:len(list)/2]...)}
		x.Put("a", text, half, annotate.Finished)
		x.Put("b", text, annotate.Work{Annotations: annotate.NewSet(list...)}, annotate.Finished)
		inRange(t, text, x.Of("a"))
		inRange(t, text, x.Of("b"))
		x.Put("b", text, half, annotate.Finished)
		if a, b := x.Of("a"), x.Of("b"); len(a) != len(b) {
			t.Errorf("the same document has %d and %d findings", len(a), len(b))
		}
	})
}
