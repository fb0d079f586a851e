package state_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/annotate/check"
	. "rubricator/app/state"
)

// checked is a desk whose effects are answered by a check of its own: words that have two labels are a conflict where
// they have the rarer one, and missed where they have none.
type checked struct{ *desk }

// openChecked has the marked labels as annotations, and the check in use.
func openChecked(t *testing.T, schema annotate.Schema, marked ...string) *checked {
	t.Helper()
	d := &checked{open(t, schema, marked...)}
	for i, m := range marked {
		_, set := annotatetest.Parse(t, m)
		d.works[string(rune('a'+i))] = annotate.Work{Annotations: set, Status: annotate.Finished}
	}
	d.send(RowsChanged{Rows: slices.Collect(func(yield func(Row) bool) {
		for _, r := range d.s.List.Rows.All() {
			r.Status, r.Annotations = annotate.Finished, d.works[r.ID].Annotations.Len()
			yield(r)
		}
	}), Schema: schema})
	d.effects = nil
	return d
}

func (d *checked) send(msgs ...Msg) {
	d.t.Helper()
	for _, m := range msgs {
		n := len(d.effects)
		d.desk.send(m)
		for _, e := range slices.Clone(d.effects[n:]) {
			switch e := e.(type) {
			case ReadAll:
				d.send(CheckRead{Done: 1, Total: len(d.docs)}, Checked{Found: d.look()})
			case Recheck:
				d.send(CheckedOne{e.Document.ID, nil, e.Number - 1}) // one that comes too late
				d.send(CheckedOne{e.Document.ID, d.in(e.Document.ID), e.Number}, Checked{d.look(), e.Number})
			}
		}
	}
}

// labels counts how each name is labelled.
func (d *checked) labels() map[string]map[string]int {
	all := map[string]map[string]int{}
	for _, w := range d.works {
		for a := range w.Annotations.Values() {
			if all[a.Quote] == nil {
				all[a.Quote] = map[string]int{}
			}
			all[a.Quote][a.Label]++
		}
	}
	return all
}

func usual(labels map[string]int) string {
	best := ""
	for _, l := range []string{"PER", "ORG", "LOC", "MISC", "DATE", "EVENT", "NORP"} {
		if labels[l] > labels[best] {
			best = l
		}
	}
	return best
}

// in is what there is to find in one article.
func (d *checked) in(id string) []check.Finding {
	var list []check.Finding
	doc, work, all := d.docs[id], d.works[id], d.labels()
	for a := range work.Annotations.Values() {
		if best := usual(all[a.Quote]); best != a.Label {
			list = append(list, check.Finding{Kind: check.Conflict, Doc: id, Span: a.Span, Label: a.Label, Surface: a.Quote,
				Why: a.Label + " here, " + best + " elsewhere", Mend: &check.Mend{Span: a.Span, Label: best}})
		}
	}
	for name, labels := range all {
		for from := 0; ; {
			i := strings.Index(doc.Text.String()[from:], name)
			if i < 0 {
				break
			}
			start := doc.Text.CodePoint(from + i)
			span := annotate.Span{Start: start, End: start + len([]rune(name))}
			if len(work.Annotations.Between(nil, span)) == 0 {
				list = append(list, check.Finding{Kind: check.Missed, Doc: id, Span: span, Label: usual(labels), Surface: name,
					Why: "not labelled here", Mend: &check.Mend{Span: span, Label: usual(labels)}})
			}
			from += i + len(name)
		}
	}
	if work.Status == annotate.Finished && work.Annotations.Len() == 0 {
		list = append(list, check.Finding{Kind: check.Empty, Doc: id, Why: "finished, and nothing has a label"})
	}
	slices.SortFunc(list, check.Finding.Compare)
	return slices.DeleteFunc(list, func(f check.Finding) bool { return slices.Contains(work.Passed, f.Pass()) })
}

func (d *checked) look() Found {
	found := Found{Looked: len(d.docs)}
	for _, r := range d.s.List.Rows.All() {
		if list := d.in(r.ID); len(list) > 0 {
			found.Docs = append(found.Docs, FoundIn{r.ID, list})
		}
	}
	return found
}

// listed are the findings of the pane in short: "a:Oslo a:Bergen c:Oslo".
func (d *checked) listed() string {
	var list []string
	for _, at := range d.s.Check.Rows {
		f := d.s.Check.Found.At(at)
		list = append(list, f.Doc+":"+f.Surface)
	}
	return strings.Join(list, " ")
}

// at is the finding that the keys act on, in short.
func (d *checked) at() string {
	f, ok := d.s.Finding()
	if !ok {
		return ""
	}
	return fmt.Sprintf("%s:%s@%d", f.Doc, f.Surface, f.Span.Start)
}

func (d *checked) wants(listed, at string) {
	d.t.Helper()
	if d.listed() != listed || d.at() != at {
		d.t.Fatalf("the findings are %q and the keys act on %q; want %q and %q (%s)", d.listed(), d.at(), listed, at, d.s.Toast.Text)
	}
}

// places are four articles in which Oslo is a place four times, an organisation twice, and once nothing.
var osloPlaces = []string{
	"[LOC Oslo] and [ORG Oslo].",
	"[LOC Oslo] and [LOC Oslo].",
	"Then Oslo, then [LOC Oslo].",
	"[ORG Oslo] again.",
}

func TestNextFindingOpensTheCheckAndGoesThroughAllArticles(t *testing.T) {
	d := openChecked(t, annotate.News(), osloPlaces...)
	d.send(NextFinding{})
	if !d.s.Check.Open || !d.s.Check.Known || d.s.Check.Total != 0 {
		t.Fatalf("the check is %+v", d.s.Check)
	}
	d.wants("a:Oslo c:Oslo d:Oslo", "a:Oslo@9")
	if a, ok := d.s.FocusedAnnotation(); !ok || a.Label != "ORG" {
		t.Errorf("in focus is %+v", a)
	}
	d.send(NextFinding{})
	d.wants("c:Oslo d:Oslo a:Oslo", "c:Oslo@5")
	if d.s.Session.Document.ID != "c" || d.s.Session.Document.Text.Slice(d.s.Selection()) != "Oslo" {
		t.Errorf("in %s %v is selected", d.s.Session.Document.ID, d.s.Selection())
	}
	d.send(NextFinding{})
	d.wants("d:Oslo a:Oslo c:Oslo", "d:Oslo@0")
	d.send(NextFinding{})
	d.wants("a:Oslo c:Oslo d:Oslo", "a:Oslo@9")
	d.send(NextFinding{Back: true})
	d.wants("d:Oslo a:Oslo c:Oslo", "d:Oslo@0")
	d.send(NextFinding{Back: true}, NextFinding{Back: true})
	d.wants("a:Oslo c:Oslo d:Oslo", "a:Oslo@9")
}

func TestNextFindingGoesOnFromTheCaret(t *testing.T) {
	d := openChecked(t, annotate.News(), "[ORG Oslo] and [ORG Oslo] and [ORG Oslo].", "[LOC Oslo] [LOC Oslo] [LOC Oslo] [LOC Oslo]")
	d.send(ToggleCheck{})
	d.wants("a:Oslo a:Oslo a:Oslo", "")
	d.send(NextFinding{})
	d.wants("a:Oslo a:Oslo a:Oslo", "a:Oslo@0")
	d.caretAt("nd Oslo")
	d.wants("a:Oslo a:Oslo a:Oslo", "")
	d.send(NextFinding{})
	d.wants("a:Oslo a:Oslo a:Oslo", "a:Oslo@9")
	d.caretAt("d Oslo.")
	d.send(NextFinding{Back: true})
	d.wants("a:Oslo a:Oslo a:Oslo", "a:Oslo@9")
	d.send(NextFinding{}, NextFinding{})
	d.wants("a:Oslo a:Oslo a:Oslo", "a:Oslo@0")
	if !strings.Contains(d.s.Toast.Text, "once more") {
		t.Errorf("at the end it says %q", d.s.Toast.Text)
	}
}

func TestMendingGoesOnToTheNext(t *testing.T) {
	d := openChecked(t, annotate.News(), osloPlaces...)
	d.send(NextFinding{}, MendFinding{})
	if got := annotatetest.Format(d.docs["a"].Text, d.works["a"].Annotations); got != "[LOC Oslo] and [LOC Oslo]." {
		t.Errorf("mended it is %s", got)
	}
	d.wants("c:Oslo d:Oslo", "c:Oslo@5")
	if want := "“Oslo” is Place now; 2 findings left"; d.s.Toast.Text != want {
		t.Errorf("says %q, want %q", d.s.Toast.Text, want)
	}
	d.send(MendFinding{})
	if got := annotatetest.Format(d.docs["c"].Text, d.works["c"].Annotations); got != "Then [LOC Oslo], then [LOC Oslo]." {
		t.Errorf("mended it is %s", got)
	}
	d.send(MendFinding{})
	d.wants("", "")
	if want := "“Oslo” is Place now; nothing is left to look at"; d.s.Toast.Text != want {
		t.Errorf("says %q, want %q", d.s.Toast.Text, want)
	}
	if len(d.journal) != 3 {
		t.Errorf("three steps made %d transactions", len(d.journal))
	}
	d.send(NextFinding{})
	if want := "all is answered: nothing is left to look at in 4 articles"; d.s.Toast.Text != want {
		t.Errorf("says %q, want %q", d.s.Toast.Text, want)
	}
	d.send(Undo{}, Undo{}, Undo{})
	d.wants("a:Oslo c:Oslo d:Oslo", "a:Oslo@9")
}

func TestOrdinaryKeysAnswerAFinding(t *testing.T) {
	for name, m := range map[string]Msg{"a label": GiveLabel{Name: "LOC"}, "removing": Delete{}} {
		d := openChecked(t, annotate.News(), "[LOC Oslo], [LOC Oslo].", "[ORG Oslo].")
		d.send(NextFinding{})
		d.wants("b:Oslo", "b:Oslo@0")
		d.send(m)
		if left := d.listed(); name == "a label" && left != "" || name == "removing" && d.s.Check.Found.Docs[0].List[0].Kind != check.Missed {
			t.Errorf("after %s there is %q", name, left)
		}
	}
	d := openChecked(t, annotate.News(), "Oslo.", "[LOC Oslo].")
	d.send(NextFinding{}, GiveLabel{Name: "LOC"})
	d.wants("", "")
	d.want("[LOC Oslo].")
}

func TestAFindingIsWavedThroughAndComesBackByUndo(t *testing.T) {
	d := openChecked(t, annotate.News(), osloPlaces...)
	d.send(NextFinding{}, WaveFinding{})
	d.wants("c:Oslo d:Oslo", "c:Oslo@5")
	if want := "“Oslo” waved through; 2 findings left"; d.s.Toast.Text != want {
		t.Errorf("says %q, want %q", d.s.Toast.Text, want)
	}
	if w := d.works["a"]; len(w.Passed) != 1 || w.Passed[0].Kind != "conflict" || w.Annotations.Len() != 2 {
		t.Errorf("the work is %+v", w)
	}
	d.send(Undo{})
	d.wants("a:Oslo c:Oslo d:Oslo", "a:Oslo@9")
	if d.s.Session.Document.ID != "a" || len(d.works["a"].Passed) != 0 {
		t.Errorf("undone it shows %s, %+v", d.s.Session.Document.ID, d.works["a"].Passed)
	}
	d.send(Redo{})
	if len(d.works["a"].Passed) != 1 {
		t.Error("done again it is not passed")
	}
	d.send(GiveLabel{Name: "PER"}) // another label is another question
	d.wants("a:Oslo c:Oslo d:Oslo", "a:Oslo@9")
}

func TestUndoBringsBackWhatIsSaidOfTheWholeArticle(t *testing.T) {
	d := openChecked(t, annotate.News(), "[LOC Oslo] again.", "Nothing here.", "Nor there.")
	d.send(NextFinding{})
	d.wants("b: c:", "b:@0")
	d.send(WaveFinding{})
	d.wants("c:", "c:@0")
	d.send(Undo{})
	d.wants("b: c:", "b:@0")
	d.send(WaveFinding{}, Undo{})
	d.wants("b: c:", "b:@0")
}

func TestAllAlikeAreWavedThroughAsOneStep(t *testing.T) {
	d := openChecked(t, annotate.News(), append(osloPlaces, "[PER Rome] [LOC Rome] [LOC Rome]")...)
	d.send(NextFinding{}, WaveAlike{})
	ask, ok := d.last().(AskWave)
	if !ok || ask.Findings != 2 || ask.Articles != 2 || ask.Kind != check.Conflict || ask.Surface != "Oslo" {
		t.Fatalf("asked is %+v", d.last())
	}
	d.send(ask.WaveAll)
	d.wants("c:Oslo e:Rome", "c:Oslo@5")
	if want := "2 findings waved through, 2 findings left; Ctrl+Z takes all back"; d.s.Toast.Text != want {
		t.Errorf("says %q, want %q", d.s.Toast.Text, want)
	}
	if len(d.journal) != 2 || d.journal[0].Group != d.journal[1].Group {
		t.Errorf("the journal has %+v", d.journal)
	}
	d.send(Undo{})
	d.send(Checked{d.look(), d.s.Check.Asked()}) // of the other article, once it is stored
	if d.s.Check.Found.Total() != 4 {
		t.Errorf("after one undo there are %d findings", d.s.Check.Found.Total())
	}
	d.send(NextFinding{}, NextFinding{}, NextFinding{}, WaveAlike{})
	if len(d.works["e"].Passed) != 1 || !strings.HasPrefix(d.s.Toast.Text, "“Rome” waved through") {
		t.Errorf("alone of its kind it says %q", d.s.Toast.Text)
	}
	d.send(WaveAll{check.Conflict, "Bergen"})
	if !d.s.Toast.Warn {
		t.Error("nothing was waved through, and nobody says so")
	}
}

// What the check still finds in another article may be waved through already, by a step that it has not followed.
func TestNothingIsWavedThroughTwice(t *testing.T) {
	d := openChecked(t, annotate.News(), osloPlaces...)
	d.send(NextFinding{})
	stale := d.look()
	d.send(WaveAll{check.Conflict, "Oslo"})
	more := check.Finding{Kind: check.Conflict, Doc: "b", Span: annotate.Span{Start: 0, End: 4}, Label: "LOC", Surface: "Oslo"}
	stale.Docs = slices.Insert(stale.Docs, 1, FoundIn{"b", []check.Finding{more}})
	d.desk.send(Checked{stale, d.s.Check.Asked()})
	d.desk.send(WaveAll{check.Conflict, "Oslo"})
	if last := d.journal[len(d.journal)-1]; len(d.journal) != 3 || last.Document != "b" || last.Words != "wave “Oslo” through, 1 place" {
		t.Errorf("the journal has %+v", d.journal)
	}
	d.send(Undo{}, Undo{})
	for id, w := range d.works {
		if len(w.Passed) > 0 {
			t.Errorf("undone, %s has %+v", id, w.Passed)
		}
	}
	d.send(Checked{d.look(), d.s.Check.Asked()}, WaveAll{check.Conflict, "Oslo"})
	if len(d.works["a"].Passed) != 1 || len(d.works["d"].Passed) != 1 {
		t.Errorf("after undo it is not waved through again: %+v", d.works)
	}
}

func TestOneKindAtATime(t *testing.T) {
	d := openChecked(t, annotate.News(), osloPlaces...)
	d.send(ToggleCheck{})
	if want := []KindCount{{check.Conflict, 2}, {check.Missed, 1}}; !reflect.DeepEqual(d.s.Check.Counts, want) {
		t.Fatalf("the kinds are %+v", d.s.Check.Counts)
	}
	d.send(SetCheckKind{check.Missed}, NextFinding{})
	d.wants("c:Oslo", "c:Oslo@5")
	d.send(WaveFinding{})
	d.wants("", "")
	d.send(NextFinding{})
	d.wants("d:Oslo a:Oslo", "d:Oslo@0")
	if d.s.Check.Kind != "" || !strings.HasPrefix(d.s.Toast.Text, "nothing is left of that kind") {
		t.Errorf("%q is shown, says %q", d.s.Check.Kind, d.s.Toast.Text)
	}
}

func TestWhatOnlyAPersonCanSay(t *testing.T) {
	d := openChecked(t, annotate.News(), "[LOC Oslo] and more.", "[ORG Oslo]")
	long := check.Finding{Kind: check.Long, Doc: "a", Span: annotate.Span{Start: 0, End: 4}, Label: "LOC", Surface: "Oslo", Why: "long"}
	few := check.Finding{Kind: check.Few, Label: "PER", Why: "3 examples"}
	d.send(ToggleCheck{})
	d.desk.send(Checked{Found: Found{Docs: []FoundIn{{"a", []check.Finding{long}}}, Labels: []check.Finding{few}, Looked: 2}})
	d.desk.send(NextFinding{})
	steps := len(d.journal)
	d.desk.send(MendFinding{})
	if !d.s.Toast.Warn || !strings.HasPrefix(d.s.Toast.Text, "only a person") {
		t.Errorf("says %q", d.s.Toast.Text)
	}
	d.desk.send(NextFinding{})
	d.wants("a:Oslo", "a:Oslo@0") // what no answer takes away is not in the way
	d.desk.send(SetCheckKind{check.Few}, NextFinding{})
	d.wants(":", ":@0")
	for _, m := range []Msg{WaveFinding{}, WaveAlike{}} {
		if d.desk.send(m); !d.s.Toast.Warn || !strings.Contains(d.s.Toast.Text, "more examples") {
			t.Errorf("%T says %q", m, d.s.Toast.Text)
		}
	}
	d.caretAt("more")
	for _, m := range []Msg{MendFinding{}, WaveFinding{}, WaveAlike{}} {
		if d.desk.send(m); d.s.Toast.Text != "nothing the check found is in focus: F8 goes to the next finding" {
			t.Errorf("%T says %q", m, d.s.Toast.Text)
		}
	}
	if len(d.journal) != steps {
		t.Error("a step was made")
	}
}

func TestALabelOfNoSchemaIsNotGiven(t *testing.T) {
	d := openChecked(t, annotate.News(), "[LOC Oslo]")
	f := check.Finding{Kind: check.Conflict, Doc: "a", Span: annotate.Span{Start: 0, End: 4}, Label: "LOC", Surface: "Oslo", Mend: &check.Mend{Span: annotate.Span{Start: 0, End: 4}, Label: "NOPE"}}
	d.send(ToggleCheck{})
	d.desk.send(Checked{Found: Found{Docs: []FoundIn{{"a", []check.Finding{f}}}, Looked: 1}}, NextFinding{}, MendFinding{})
	if d.s.Toast.Text != `the schema has no label "NOPE"` {
		t.Errorf("says %q", d.s.Toast.Text)
	}
	f.Label, f.Mend.Label = "ORG", "PER"
	d.desk.send(Checked{Found: Found{Docs: []FoundIn{{"a", []check.Finding{f}}}, Looked: 1}}, NextFinding{}, MendFinding{})
	if d.s.Toast.Text != "this is labelled otherwise by now" || len(d.journal) != 0 {
		t.Errorf("says %q", d.s.Toast.Text)
	}
}

func TestAnOverlapThatTheSchemaForbidsIsNotMended(t *testing.T) {
	d := openChecked(t, annotate.CoNLL(), "[PER Ada] Lovelace")
	d.send(ToggleCheck{})
	f := check.Finding{Kind: check.Missed, Doc: "a", Span: annotate.Span{Start: 0, End: 12}, Label: "PER", Surface: "Ada Lovelace", Mend: &check.Mend{Span: annotate.Span{Start: 0, End: 12}, Label: "PER"}}
	d.desk.send(Checked{Found: Found{Docs: []FoundIn{{"a", []check.Finding{f}}}, Looked: 1}}, NextFinding{}, MendFinding{})
	if !d.s.Toast.Warn || len(d.journal) != 0 || d.s.Check.Found.Total() != 1 {
		t.Errorf("says %+v, %d findings are left", d.s.Toast, d.s.Check.Found.Total())
	}
}

func TestTheCheckIsStoppedAndFails(t *testing.T) {
	d := open(t, annotate.News(), osloPlaces...)
	d.send(NextFinding{}, CheckRead{Done: 1, Total: 4})
	if c := d.s.Check; c.Done != 1 || c.Total != 4 || c.Known {
		t.Fatalf("it is %+v", c)
	}
	d.send(CheckedOne{Document: "a", List: []check.Finding{{Kind: check.Few}}})
	if d.s.Check.Found.Total() != 0 {
		t.Error("what is found in one article counts before all were looked at")
	}
	d.send(StopCheck{})
	if d.last() != (StopReading{}) || !d.s.Check.Stopped || !d.s.Check.Open || d.s.Check.Total != 0 {
		t.Errorf("stopped it is %+v", d.s.Check)
	}
	d.effects = nil
	d.send(StopCheck{})
	if len(d.effects) != 0 {
		t.Error("what is not under way was stopped")
	}
	d.send(NextFinding{})
	if d.last() != (ReadAll{}) {
		t.Errorf("F8 after that gives %+v", d.last())
	}
	d.send(CheckFailed{errors.New("disk gone")})
	if !d.s.Check.Stopped || d.s.Toast.Text != "the data cannot be checked: disk gone" {
		t.Errorf("failed it says %q", d.s.Toast.Text)
	}
}

// Whoever goes on working while the articles are looked at is not taken away from there.
func TestTheFirstFindingWaitsForNobody(t *testing.T) {
	d := open(t, annotate.News(), osloPlaces...)
	d.send(NextFinding{})
	d.caretAt("and")
	d.send(Checked{Found: Found{Docs: []FoundIn{{"b", []check.Finding{{Kind: check.Empty, Doc: "b"}}}}, Looked: 4}})
	if d.s.Session.Document.ID != "a" || len(d.s.Check.Rows) != 1 {
		t.Errorf("%s is open, %d findings", d.s.Session.Document.ID, len(d.s.Check.Rows))
	}
}

func TestOnlyACheckInUseIsTold(t *testing.T) {
	d := openChecked(t, annotate.News(), osloPlaces...)
	told := func() int {
		return len(slices.DeleteFunc(slices.Clone(d.effects), func(e Effect) bool { _, is := e.(Recheck); return !is }))
	}
	d.caretAt("and")
	d.send(GiveLabel{Key: 1}, Neighbour{}, Undo{})
	if told() != 0 {
		t.Fatal("a check that nobody asked for is told of steps")
	}
	d.send(ToggleCheck{}, ToggleCheck{})
	if d.s.Check.Open || d.last() != (FocusArticle{}) {
		t.Errorf("closed it is %+v", d.s.Check)
	}
	d.effects = nil
	d.caretAt("and")
	d.send(GiveLabel{Key: 1})
	if _, ok := d.s.Finding(); ok || told() != 1 {
		t.Errorf("a step while the pane is closed is told %d times", told())
	}
	d.effects = nil
	d.send(ToggleCheck{})
	if slices.Contains(d.effects, Effect(ReadAll{})) || len(d.s.Check.Rows) == 0 {
		t.Error("opened again it looks at all articles anew, or shows nothing")
	}
	d.effects = nil
	d.send(RowsChanged{Rows: []Row{{ID: "a"}, {ID: "b"}}, Schema: annotate.News()})
	if !slices.Contains(d.effects, Effect(ReadAll{})) {
		t.Error("after an import it does not look at all articles anew")
	}
}

// After an answer the check mostly finds what the answer has left: the list is not made again for that.
func TestTheSameFindingsChangeNothing(t *testing.T) {
	d := openChecked(t, annotate.News(), osloPlaces...)
	d.send(ToggleCheck{})
	docs, rows := &d.s.Check.Found.Docs[0], &d.s.Check.Rows[0]
	d.send(CheckedOne{"c", d.in("c"), d.s.Check.Asked()})
	if &d.s.Check.Found.Docs[0] != docs || &d.s.Check.Rows[0] != rows {
		t.Error("the list is made again")
	}
	other := d.in("c")
	other[0].Mend = &check.Mend{Span: other[0].Span, Label: "PER"}
	d.desk.send(CheckedOne{"c", other, d.s.Check.Asked()})
	if f := d.s.Check.Found.At(d.s.Check.Rows[1]); f.Mend.Label != "PER" {
		t.Errorf("another mend is not taken: %+v", f)
	}
}

func TestTheRowLeadsToItsPlace(t *testing.T) {
	d := openChecked(t, annotate.News(), osloPlaces...)
	d.send(OpenCheck{})
	if d.effects[len(d.effects)-1] != (FocusCheck{}) && !slices.Contains(d.effects, Effect(FocusCheck{})) {
		t.Error("the pane does not get the keyboard")
	}
	d.send(GoToFinding{d.s.Check.Found.At(d.s.Check.Rows[2])})
	d.wants("d:Oslo a:Oslo c:Oslo", "d:Oslo@0")
	d.send(GoToFinding{d.s.Check.Found.At(d.s.Check.Rows[0])})
	if d.last() != (Reveal{annotate.Span{Start: 0, End: 4}}) {
		t.Errorf("the place is not revealed: %+v", d.last())
	}
}

// Whatever keys are pressed: the screen equals the disk, and the findings are those of the disk.
func TestRandomKeysWithTheCheck(t *testing.T) {
	texts := append([]string{"[ORG Oslo] met [PER Mira Okonkwo] in Bergen. Oslo!", "[LOC Bergen] and [LOC Oslo] and Mira Okonkwo and [LOC Oslo]"}, mixed...)
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 7))
		d := openChecked(t, annotate.News(), texts...)
		d.send(ToggleCheck{})
		began := map[string]annotate.Work{}
		for id, w := range d.works {
			began[id] = w
		}
		steps := 0
		for range 50 {
			m := randomMsg(r, d.desk)
			if r.IntN(2) == 0 {
				m = randomCheckMsg(r, d)
			}
			d.send(m)
			when := fmt.Sprintf("seed %d after %T%+v", seed, m, m)
			d.holds(when)
			d.found(when)
		}
		for d.s.Session.History.UndoWords() != "" {
			d.send(Undo{})
			steps++
		}
		for id, w := range began {
			if !d.works[id].Equal(w) {
				t.Fatalf("seed %d: undoing %d steps leaves %s as %+v, want %+v", seed, steps, id, d.works[id], w)
			}
		}
	}
}

func randomCheckMsg(r *rand.Rand, d *checked) Msg {
	switch r.IntN(9) {
	case 0, 1:
		return NextFinding{Back: r.IntN(3) == 0}
	case 2, 3:
		return MendFinding{}
	case 4, 5:
		return WaveFinding{}
	case 6:
		if f, ok := d.s.Finding(); ok {
			return WaveAll{f.Kind, f.Surface}
		}
	case 7:
		return SetCheckKind{[]check.Kind{"", check.Conflict, check.Missed}[r.IntN(3)]}
	}
	if n := len(d.s.Check.Rows); n > 0 {
		return GoToFinding{d.s.Check.Found.At(d.s.Check.Rows[r.IntN(n)])}
	}
	return ToggleCheck{}
}

// found checks that what is listed is what there is to find in what is stored.
func (d *checked) found(when string) {
	d.t.Helper()
	if !d.s.Check.Open {
		return
	}
	want := d.look()
	if !reflect.DeepEqual(d.s.Check.Found, want) && d.s.Check.Found.Total()+want.Total() > 0 {
		d.t.Fatalf("%s: found is %+v, want %+v", when, d.s.Check.Found, want)
	}
	all := 0
	for _, c := range d.s.Check.Counts {
		all += c.Count
	}
	if all != want.Total() || d.s.Check.Kind == "" && len(d.s.Check.Rows) != all {
		d.t.Fatalf("%s: %d are counted and %d listed, there are %d", when, all, len(d.s.Check.Rows), want.Total())
	}
	for i, at := range d.s.Check.Rows {
		if got := d.s.FindingRow(d.s.Check.Found.At(at)); got != i {
			d.t.Fatalf("%s: row %d of %s is said to be %d", when, i, d.listed(), got)
		}
	}
	if len(d.s.Check.Rows) > 1 && d.s.Check.Found.At(d.s.Check.Rows[0]).Doc != d.s.Session.Document.ID {
		for _, at := range d.s.Check.Rows {
			if d.s.Check.Found.At(at).Doc == d.s.Session.Document.ID {
				d.t.Fatalf("%s: the open article does not stand first: %s", when, d.listed())
			}
		}
	}
	if f, ok := d.s.Finding(); ok && !slices.ContainsFunc(d.in(f.Doc), func(o check.Finding) bool { return o.Compare(f) == 0 }) {
		d.t.Fatalf("%s: the keys act on %+v, which is none", when, f)
	}
}

// BenchmarkChecked is what the window's goroutine does with what comes from the check, and with a key that goes on, in a
// project with so many findings.
func BenchmarkChecked(b *testing.B) {
	for _, n := range []int{100, 10_000, 100_000} {
		rows, found := make([]Row, n), Found{Looked: n}
		for i := range rows {
			id := fmt.Sprintf("d%06d", i)
			rows[i] = Row{ID: id, Status: annotate.Finished}
			f := check.Finding{Kind: check.Conflict, Doc: id, Span: annotate.Span{Start: 0, End: 4}, Label: "ORG", Surface: fmt.Sprint("Oslo ", i%100), Why: "ORG here"}
			found.Docs = append(found.Docs, FoundIn{id, []check.Finding{f}})
		}
		text, err := annotate.NewText("Oslo and Oslo")
		if err != nil {
			b.Fatal(err)
		}
		s, _ := Update(Start(), ProjectOpened{Project: Project{Path: "p", Schema: annotate.News(), Annotator: "ann"}, Rows: rows})
		s, _ = Update(s, Loaded{Document: annotate.Document{ID: rows[n/2].ID, Text: text}})
		s, _ = Update(s, ToggleCheck{})
		known, _ := Update(s, Checked{Found: found})
		on, _ := Update(known, GoToFinding{found.Docs[n/2].List[0]})
		for _, c := range []struct {
			name string
			from State
			msg  Msg
		}{
			{"all", s, Checked{Found: found}}, {"one", known, CheckedOne{Document: rows[n/2].ID}},
			{"same", known, CheckedOne{Document: rows[n/2].ID, List: slices.Clone(found.Docs[n/2].List)}}, {"next", on, NextFinding{}}, {"wave", on, WaveFinding{}},
		} {
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					Update(c.from, c.msg)
				}
			})
		}
	}
}
