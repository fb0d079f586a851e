package onnx_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/norm"

	"rubricator/annotate"
	"rubricator/annotate/marked"
	"rubricator/annotate/suggest"
	"rubricator/annotate/suggest/onnx"
	"rubricator/annotate/suggest/onnx/onnxtest"
)

var _ suggest.Suggester = (*onnx.Model)(nil)

func open(t testing.TB, m onnxtest.Model) *onnx.Model {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "tiny")
	onnxtest.Write(t, dir, m)
	model, err := onnx.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return model
}

func textOf(t testing.TB, s string) annotate.Text {
	t.Helper()
	text, err := annotate.NewText(s)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// suggestions asks for suggestions on a text, as marked text.
func suggestions(t testing.TB, m *onnx.Model, text string) string {
	t.Helper()
	doc, err := annotate.NewDocument("d", "", text)
	if err != nil {
		t.Fatal(err)
	}
	list, err := m.Suggest(t.Context(), suggest.Input{Document: doc, Language: "und", Schema: annotate.News()})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	done := 0
	for _, s := range list {
		if s.Suggester != "onnx" || s.Score < 0.98 || s.Score > 1 || s.Reason != fmt.Sprintf("the model tiny says %s 0.99", s.Label) {
			t.Errorf("suggestion %+v", s)
		}
		fmt.Fprintf(&b, "%s[%s %s]", doc.Text.Slice(annotate.Span{Start: done, End: s.Span.Start}), s.Label, doc.Text.Slice(s.Span))
		done = s.Span.End
	}
	return b.String() + doc.Text.Slice(annotate.Span{Start: done, End: doc.Text.Len()})
}

func TestModel(t *testing.T) {
	m := open(t, onnxtest.News())
	if got := fmt.Sprint(m.Labels()); got != "[LOC PER]" {
		t.Errorf("labels %s", got)
	}
	for _, want := range []string{
		"[PER Mira Okonkwo] met the envoy in [LOC North Bay].",
		"In [LOC Oslo] [PER Mira] met [PER Zeldaova], [PER Mira] [PER Zelda] too.", // only a word's first sub-word counts, and B- begins anew
		"[PER ميرا أوكونكو] في [LOC أوسلو].",
		"[PER Mira] \U0001F469\u200D\U0001F692 left. [LOC \U0001F692] came to [LOC Oslo].",
		"[PER José] and [PER Jose\u0301] are one; [PER JOSE\u0301]!",
		"Nobody.",
		"(\u201C[LOC Oslo]\u201D)\n\u00A0[LOC OSLO]\u200F [LOC oslo]",
	} {
		text, _, err := marked.Parse(want)
		if err != nil {
			t.Fatal(err)
		}
		if got := suggestions(t, m, text); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

// A text of many windows is labelled to its end, and where windows meet as elsewhere.
func TestLongText(t *testing.T) {
	m := open(t, onnxtest.News())
	for name, sentence := range map[string]string{
		"sentences": "In [LOC Oslo] the union met [PER Mira Okonkwo] again. ",
		"one line":  "in [LOC Oslo] [PER ميرا أوكونكو] the ",
		"no spaces": "北京京京[LOC 🚒]京",
	} {
		want := strings.TrimSpace(strings.Repeat(sentence, 3000/len(strings.Fields(sentence))))
		text, _, err := marked.Parse(want)
		if err != nil {
			t.Fatal(err)
		}
		if got := suggestions(t, m, text); got != want {
			t.Errorf("%s: %d of %d places", name, strings.Count(got, "["), strings.Count(want, "["))
		}
	}
}

func TestCancelled(t *testing.T) {
	m := open(t, onnxtest.News())
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if list, err := m.Find(ctx, textOf(t, "Mira left Oslo."), "en"); len(list) > 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", list, err)
	}
}

// A network that answers with what is no number is an error where it does, not a suggestion with such a score.
func TestNoNumbers(t *testing.T) {
	tiny := onnxtest.News()
	tiny.Broken = "oslo"
	m := open(t, tiny)
	if list, err := m.Find(t.Context(), textOf(t, "Mira left Oslo."), "en"); len(list) > 0 || err == nil || !strings.Contains(err.Error(), "NaN") {
		t.Errorf("%v, %v", list, err)
	}
	if list, err := m.Find(t.Context(), textOf(t, "Mira left."), "en"); len(list) != 1 || err != nil {
		t.Errorf("without the word: %v, %v", list, err)
	}
}

func TestConcurrent(t *testing.T) {
	m := open(t, onnxtest.News())
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			text := strings.Repeat("x ", i*13) + "Mira left Oslo."
			if list, err := m.Find(t.Context(), textOf(t, text), "en"); len(list) != 2 || err != nil {
				t.Errorf("%v, %v", list, err)
			}
		})
	}
	all.Wait()
}

// Whatever the text, spans are whole characters of it, in order and apart.
func TestSpansOfAnyText(t *testing.T) {
	parts := []string{"Mira", "OKONKWO", "ميرا", "أوسلو", "וירא", "שָׁלוֹם", "José", "Jose\u0301", "e\u0301\u0302\u0327", "👩\u200D🚒", "🚒", "🇳🇴", "👍🏽",
		"\u200F", "\u200D", "\u0301", "ﷺ", "ﷺMira", "北京", "กรุงเทพ", "नमस्ते", "Zelda\u00ADova", "İstanbul", "ß", "ﬁ", "½", " ", " ", " ", "\n", "\u00A0", ".", "’s", "-", "[SEP]", "▁", "Ġ"}
	r := rand.New(rand.NewPCG(7, 1))
	m := open(t, onnxtest.News())
	known := onnxtest.News().Words
	for range 3000 {
		var b strings.Builder
		for range 1 + r.IntN(12) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		text := textOf(t, b.String())
		list, err := m.Find(t.Context(), text, "und")
		if err != nil {
			t.Fatal(err)
		}
		edges := map[int]bool{}
		at := 0
		for it := graphemes.FromString(b.String()); it.Next(); at += len(it.Value()) {
			edges[at] = true
		}
		edges[at] = true
		for i, f := range list {
			if f.Span.Empty() || i > 0 && f.Span.Start < list[i-1].Span.End || !edges[text.Byte(f.Span.Start)] || !edges[text.Byte(f.Span.End)] {
				t.Fatalf("%q: %+v cuts a character", b.String(), list)
			}
			if quote := plain(text.Slice(f.Span)); known[quote] == "" && !begins(quote, known) {
				t.Fatalf("%q: %q is said to be %s, which the model was never told", b.String(), quote, f.Label)
			}
		}
	}
}

// plain is a text as the tiny model sees it.
func plain(s string) string {
	s = strings.ToLower(norm.NFD.String(s))
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Mn, unicode.Cf) {
			return -1
		}
		return r
	}, s)
}

// begins reports whether a word that the model was told stands at the front.
func begins(s string, known map[string]string) bool {
	for word := range known {
		if strings.HasPrefix(s, word) {
			return true
		}
	}
	return false
}

func TestOpenSaysWhatIsMissing(t *testing.T) {
	write := func(name, content string) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	remove := func(name string) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range []struct {
		spoil func(t *testing.T, dir string)
		words []string
	}{
		{remove("config.json"), []string{`"config.json" is missing`, "put it there"}},
		{remove("tokenizer.json"), []string{`"tokenizer.json" is missing`}},
		{remove("model.onnx"), []string{"no .onnx file", "optimum-cli"}},
		{write("model_quantized.onnx", "x"), []string{"2 .onnx files", "model.onnx, model_quantized.onnx", "leave one"}},
		{write("config.json", "{"), []string{"config.json", "unexpected end of JSON"}},
		{write("config.json", "{}"), []string{"no id2label", "token-classification"}},
		{write("config.json", `{"id2label":{"0":"O","2":"B-PER"}}`), []string{"none for 1", "number them from 0"}},
		{write("config.json", `{"id2label":{"0":"LABEL_0","1":"LABEL_1"}}`), []string{"LABEL_0, LABEL_1", "write the labels"}},
		{write("config.json", `{"id2label":{"0":"O","1":"B-PER","2":"I-PER"}}`), []string{`"logits" [-1 -1 5]`, "each of the 3 labels"}},
		{write("config.json", `{"id2label":{"0":"O","1":"B-PER","2":"I-PER","3":"B-LOC","4":"I-LOC"},"max_position_embeddings":4}`), []string{"max_position_embeddings is 4"}},
		{write("tokenizer.json", "[]"), []string{"tokenizer.json", "cannot unmarshal"}},
		{write("tokenizer.json", `{"model":{"type":"Wordy"}}`), []string{`"Wordy"`, "WordPiece, BPE or Unigram"}},
		{write("model.onnx", "no network"), []string{"model.onnx", "export it again"}},
		{write("model.onnx", ""), []string{"model.onnx", "export it"}},
	} {
		dir := t.TempDir()
		onnxtest.Write(t, dir, onnxtest.News())
		c.spoil(t, dir)
		_, err := onnx.Open(dir)
		if !errors.Is(err, onnx.ErrFolder) {
			t.Errorf("want %q, got %v", c.words, err)
			continue
		}
		for _, w := range c.words {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%v\nlacks %q", err, w)
			}
		}
	}
	if _, err := onnx.Open("no/such"); !errors.Is(err, onnx.ErrFolder) || !strings.Contains(err.Error(), `"no/such" is no folder`) {
		t.Errorf("%v", err)
	}
}

func TestNetworkInItsOwnFolder(t *testing.T) {
	dir := t.TempDir()
	onnxtest.Write(t, dir, onnxtest.News())
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "onnx"), 0o755), os.Rename(filepath.Join(dir, "model.onnx"), filepath.Join(dir, "onnx", "model.onnx"))); err != nil {
		t.Fatal(err)
	}
	before, err := onnx.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	changed := onnxtest.News()
	changed.Words["envoy"] = "B-PER"
	onnxtest.Write(t, dir, changed)
	if err := os.RemoveAll(filepath.Join(dir, "onnx")); err != nil {
		t.Fatal(err)
	}
	after, err := onnx.Open(dir)
	if err != nil || before.SHA256() == after.SHA256() || len(after.SHA256()) != 64 {
		t.Errorf("%v: %s and %s", err, before.SHA256(), after.SHA256())
	}
}
