package export

import (
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/words"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/export/splits"
)

// mixed gives n records of which some have zones, nested spans, spans on white space, decisions, several languages and
// splits, or no text that can be learnt from.
func mixed(t *testing.T, n int) (list []Record) {
	for i := range n {
		doc, set := annotatetest.NewsArticle(t, i)
		r := Record{Document: doc, Language: []string{"en", "fr", ""}[i%3], Direction: "ltr", Annotator: "ada", Group: fmt.Sprint(i / 4), Split: splitNames[i%3]}
		r.Work = annotate.Work{Annotations: set, Status: annotate.Finished}
		switch i % 5 {
		case 1:
			r.Work.Zones = []annotate.Span{{Start: 10, End: 400 + i}}
		case 2:
			edge := annotate.Annotation{ID: "edge", Span: annotate.Span{Start: 1, End: 4}, Label: "odd label", Annotator: "ada", Quote: "We "}
			r.Work.Annotations = set.With(edge)
			r.Work.Decisions = annotate.NewDecisions(annotate.Decision{Span: edge.Span, Label: edge.Label, Quote: edge.Quote, Verdict: annotate.Accepted, Annotation: "edge", Suggester: "m", Score: 0.5})
		case 3:
			bad := annotate.Annotation{ID: "bad", Span: annotate.Span{Start: 1, End: 4}, Label: "PER", Annotator: "ada", Quote: "You"}
			r.Work.Annotations = set.With(bad)
		case 4:
			r.Work.Zones = []annotate.Span{{End: doc.Text.Len()}}
		}
		list = append(list, r)
	}
	return list
}

// Whether records are made one after the other or many at a time, the files and the report are the same.
func TestPartsMakeTheSameExport(t *testing.T) {
	list := mixed(t, 3*partRecords+7)
	plan := splits.Make(slices.Collect(func(yield func(splits.Document) bool) {
		for _, r := range list {
			if !yield(splits.Document{ID: r.Document.ID, Links: []string{r.Group}}) {
				return
			}
		}
	}), splits.Options{Shares: splits.Shares{60, 20, 20}, Seed: 3}, nil)
	for _, f := range Formats() {
		if !f.apart {
			continue
		}
		for _, plan := range []*splits.Plan{nil, plan} {
			both := [2]string{}
			for i := range both {
				f.apart = i == 0
				dir := t.TempDir()
				o := options(f.Name, filepath.Join(dir, "out"))
				o.Plan, o.Split, o.Provenance, o.Languages, o.Labels = plan, plan != nil, true, []string{"en", "und"}, LabelMap{"ORG": "", "LOC": "PLACE"}
				told := 0
				o.Progress = func(done int) { told = 1000*told + done - told }
				rep, err := f.write(t.Context(), o, source(list...), createFile)
				if err != nil {
					t.Fatalf("%s: %v", f.Name, err)
				}
				both[i] = fmt.Sprintf("%d %+v\n%s", told, rep, contents(t, dir))
				both[i] = strings.ReplaceAll(both[i], dir, "")
			}
			if both[0] != both[1] || len(both[0]) < 10_000 {
				t.Errorf("%s, plan %v: in parts\n%.2000s\none by one\n%.2000s", f.Name, plan != nil, both[0], both[1])
			}
		}
	}
}

// contents are all files below dir.
func contents(t *testing.T, dir string) string {
	var b strings.Builder
	err := filepath.Walk(dir, func(p string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().IsRegular() {
			fmt.Fprintf(&b, "== %s\n%s", p, read(t, p))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// An error of the source, a wrong order and a record that cannot be written end an export that is made in parts, and what
// stood there stays.
func TestPartsEndWithTheFirstError(t *testing.T) {
	list := mixed(t, 2*partRecords)
	broken := errors.New("the disk is gone")
	bad := slices.Clone(list)
	bad[partRecords+3].Split = "elsewhere"
	wrong := append(slices.Clone(bad), list[0])
	for want, src := range map[string]Source{
		broken.Error():                    func(yield func(Record, error) bool) { _ = yield(list[0], nil) && yield(Record{}, broken) },
		"must be sorted by id":            source(append(slices.Clone(list), list[0])...),
		`split "elsewhere"`:               source(bad...),
		`"news-000067": split "elsewhere`: source(wrong...),
	} {
		out := filepath.Join(t.TempDir(), "out")
		if err := os.WriteFile(out, []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := Write(t.Context(), options("rubricator", out), src)
		if err == nil || !strings.Contains(err.Error(), want) || read(t, out) != "old" {
			t.Errorf("%v, want %s; there stands %.20q", err, want, read(t, out))
		}
		only(t, filepath.Dir(out), "out")
	}
}

// Nothing of what a part has found out is forgotten when parts are put together.
func TestGatherForgetsNothing(t *testing.T) {
	full := newGathered()
	fill(reflect.ValueOf(&full).Elem())
	full.report.Files, full.report.Splits, full.report.Empty = nil, nil, nil // of the end alone
	sum := newGathered()
	sum.gather(full)
	if !reflect.DeepEqual(sum, full) {
		t.Errorf("gathered %+v, want %+v", sum, full)
	}
	sum.gather(full)
	if sum.report.Spans != 2*full.report.Spans || sum.tally.given != 2*full.tally.given || len(sum.rows) != 2*len(full.rows) || sum.came.Origin["x"] != 2*full.came.Origin["x"] {
		t.Errorf("gathered twice %+v", sum)
	}
}

// fill gives every field something that is not nothing. The fields are not exported, so it goes round that.
func fill(v reflect.Value) {
	v = reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Elem()
	switch v.Kind() {
	case reflect.Int, reflect.Int64:
		v.SetInt(3)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Uint8:
		v.SetUint(3)
	case reflect.String:
		v.SetString("x")
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		fill(value)
		v.SetMapIndex(key, value)
	}
}

// libraryWords are the segments as the library cuts them, without our short cut.
func libraryWords(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for all := words.FromString(s); all.Next(); {
			if !yield(all.Value()) {
				return
			}
		}
	}
}

func checkWords(t *testing.T, s string) {
	t.Helper()
	got, want := slices.Collect(unicodeWords(s)), slices.Collect(libraryWords(s))
	if !slices.Equal(got, want) {
		t.Fatalf("segments of %q\n%q, want\n%q", s, got, want)
	}
}

// Every text of up to four of the characters that matter is cut as the library cuts it.
func TestPlainWordsAreThoseOfTheRules(t *testing.T) {
	signs := strings.Split("a|7|_| |.|:|,|'|\"|-|\n|\r|\u0308|\u200d|é|א|ア|\u00a0|\u3000|🇳|’", "|")
	var grow func(s string, left int)
	grow = func(s string, left int) {
		checkWords(t, s)
		for _, c := range signs {
			if left > 0 {
				grow(s+c, left-1)
			}
		}
	}
	grow("", 4)
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var b strings.Builder
		for range r.IntN(30) {
			b.WriteString(signs[r.IntN(len(signs))])
		}
		checkWords(t, b.String())
	}
}

func FuzzPlainWords(f *testing.F) {
	f.Add("Mr. O'Neil's 3.14, a_b “Oslo” 🚒 قرية")
	f.Add("can't\u0308 1,000.5 a:b 10:30 \"אב\"ג")
	f.Fuzz(func(t *testing.T, s string) { checkWords(t, strings.ToValidUTF8(s, "")) })
}
