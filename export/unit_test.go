package export

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
)

func per(t testing.TB, p Per, window int, r Record) []unit {
	t.Helper()
	o := opened(t, "spacy")
	o.run.opts.Per, o.run.opts.Window = p, window
	list, err := o.units(r)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func textsOf(list []unit) (texts []string) {
	for _, u := range list {
		texts = append(texts, u.id+": "+u.text.String())
	}
	return texts
}

func TestUnits(t *testing.T) {
	r := record(t, "a", "Mr. Okonkwo met J. Bach. They talked.\n\nالتقى السفير أمس؟ نعم.\n", [2]string{"PERSON", "Okonkwo"}, [2]string{"PERSON", "J. Bach"})
	for p, want := range map[Per][]string{
		PerArticle:   {"a: " + r.Document.Text.String()},
		PerParagraph: {"a#1: Mr. Okonkwo met J. Bach. They talked.", "a#2: التقى السفير أمس؟ نعم."},
		PerSentence:  {"a#1: Mr. Okonkwo met J. Bach.", "a#2: They talked.", "a#3: التقى السفير أمس؟", "a#4: نعم."},
		PerWindow:    {"a#1: Mr. Okonkwo met J. Bach.", "a#2: They talked.\n\nالتقى السفير أمس؟", "a#3: نعم."},
	} {
		if got := textsOf(per(t, p, 8, r)); !slices.Equal(got, want) {
			t.Errorf("per %s:\n%q\nwant\n%q", p, got, want)
		}
	}
}

// However a text is cut, each span stands whole in exactly one part, and the parts are pieces of the text in order.
func TestUnitsKeepEverySpan(t *testing.T) {
	scraps := []string{"Oslo", " ", " ", "\n", ". ", "! ", "Mr. ", "سامي", "北京。", "👩‍🚀", "e\u0301", "\u200f", "a", "B. ", "؟ "}
	for seed := range uint64(2000) {
		rnd := rand.New(rand.NewPCG(seed, 5))
		text := "x"
		for range rnd.IntN(60) {
			text += scraps[rnd.IntN(len(scraps))]
		}
		r := record(t, "a", text)
		n := r.Document.Text.Len()
		var list []annotate.Annotation
		for i := range rnd.IntN(6) {
			start := rnd.IntN(n)
			sp := annotate.Span{Start: start, End: min(n, start+1+rnd.IntN(8))}
			list = append(list, annotate.Annotation{ID: fmt.Sprint(i), Label: "ORG", Span: sp, Quote: r.Document.Text.Slice(sp)})
		}
		r.Work.Annotations = annotate.NewSet(list...)
		whole := per(t, PerArticle, 0, r)[0]
		for _, p := range Pers[1:] {
			rest, spans := text, 0
			for _, u := range per(t, p, 1+rnd.IntN(20), r) {
				i := strings.Index(rest, u.text.String())
				if i < 0 || strings.TrimFunc(rest[:i], isSpace) != "" {
					t.Fatalf("seed %d, %s: %q is not the next part of %q", seed, p, u.text.String(), rest)
				}
				rest = rest[i+len(u.text.String()):]
				for _, s := range u.spans {
					if got := u.text.Slice(s.Span); got != s.quote {
						t.Fatalf("seed %d, %s: %q in place of %q", seed, p, got, s.quote)
					}
				}
				spans += len(u.spans)
			}
			if strings.TrimFunc(rest, isSpace) != "" || spans != len(whole.spans) {
				t.Fatalf("seed %d, %s: %q is left over, %d of %d spans", seed, p, rest, spans, len(whole.spans))
			}
		}
	}
}

func TestWindowsAreNoLongerThanAsked(t *testing.T) {
	r := record(t, "a", strings.Repeat("word ", 100)+". "+strings.Repeat("He came. ", 50))
	list := per(t, PerWindow, 12, r)
	for _, u := range list {
		if words, _ := split(u.text.String(), nil); len(words) > 12 {
			t.Errorf("%d tokens in %q", len(words), u.text.String())
		}
	}
	if len(list) > 30 {
		t.Errorf("%d windows", len(list))
	}
}

func TestSplitWritesAFolderOfAnyFormat(t *testing.T) {
	out := filepath.Join(t.TempDir(), "data")
	o := options("spacy", out)
	o.Split = true
	a, b := mira(t), mira(t)
	b.Document.ID, b.Split = "doc-0002", "test"
	rep := export(t, o, a, b)
	only(t, out, "README.md", "SHA256SUMS", "alignment.tsv", "croissant.json", "labels.json", "make_docbin.py", "manifest.json", "provenance.tsv", "schema.json", "test.jsonl", "train.jsonl")
	if rep.Documents != 2 || strings.Count(read(t, filepath.Join(out, "test.jsonl")), "\n") != 1 {
		t.Errorf("report %+v", rep)
	}
	export(t, o, a) // over it
	only(t, out, "README.md", "SHA256SUMS", "alignment.tsv", "croissant.json", "labels.json", "make_docbin.py", "manifest.json", "provenance.tsv", "schema.json", "train.jsonl")
}

// A file with its extras in a folder must not make the folder look like an export that may be replaced.
func TestAFolderWithAnExportedFileIsNotReplaced(t *testing.T) {
	dir := t.TempDir()
	export(t, options("spacy", filepath.Join(dir, "manifest.json")), mira(t))
	if err := os.Rename(filepath.Join(dir, "manifest.json.manifest.json"), filepath.Join(dir, "manifest.json")); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(t.Context(), options("hf", dir), source(mira(t))); err == nil || !strings.Contains(err.Error(), "other files") {
		t.Errorf("error %v", err)
	}
}

func TestSurveyReportsWhatWriteReports(t *testing.T) {
	for _, format := range append(learntFormats(), "rubricator") {
		o := options(format, filepath.Join(t.TempDir(), "x"))
		want := export(t, o, shared(t)...)
		want.Files = nil
		got, err := Survey(t.Context(), o, source(shared(t)...))
		if err != nil || fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Errorf("%s: %v\n%+v\nwant\n%+v", format, err, got, want)
		}
	}
}
