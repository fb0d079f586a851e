package suggest

import (
	"bytes"
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
)

func tiny(t testing.TB) *Starter {
	t.Helper()
	var list []Example
	for _, s := range []struct{ text, name string }{{"Ada came home.", "Ada"}, {"Then Grace came home.", "Grace"}, {"Nobody came home.", ""}} {
		x := Example{Text: s.text, Language: "en", Annotated: StarterLabels(), Weight: 1}
		if s.name != "" {
			at := strings.Index(s.text, s.name)
			x.Spans = []LabelledSpan{{annotate.Span{Start: at, End: at + len(s.name)}, "PER"}}
		}
		list = append(list, x)
	}
	s, err := Train(context.Background(), list, UsualTraining)
	if err != nil {
		t.Fatal(err)
	}
	s.Header.Credits = []string{"our own, CC0"}
	return s
}

func written(t testing.TB, s *Starter) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := s.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A file read is the starter that was written; training on the same examples gives the same bytes.
func TestStarterFileIsTheStarter(t *testing.T) {
	s := tiny(t)
	data := written(t, s)
	if !bytes.Equal(data, written(t, tiny(t))) {
		t.Error("the same examples gave another file")
	}
	again, err := ReadStarter(data)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(again.rows, s.rows) || !slices.Equal(again.trans, s.trans) || again.Header.Scale != s.Header.Scale || !slices.Equal(again.Header.Credits, s.Header.Credits) {
		t.Error("what was read is not what was written")
	}
}

func TestDamagedStarterFilesAreRefused(t *testing.T) {
	data := written(t, tiny(t))
	for _, tt := range []struct {
		name, want string
		data       []byte
	}{
		{"empty", "no starter file", nil},
		{"another file", "no starter file", []byte("PK\x03\x04 and more of an archive, which is no starter")},
		{"cut", "damaged", data[:len(data)-1]},
		{"one bit", "damaged", flipped(data, len(data)-5)},
		{"its sum", "damaged", flipped(data, len(starterMagic)+3)},
	} {
		if _, err := ReadStarter(tt.data); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	old := tiny(t)
	old.Header.Templates = templateVersion + 1
	if _, err := ReadStarter(written(t, old)); err == nil || !strings.Contains(err.Error(), "another version") {
		t.Errorf("another version: %v", err)
	}
}

func flipped(data []byte, at int) []byte {
	data = bytes.Clone(data)
	data[at] ^= 4
	return data
}

// The bundled starter is small, says what it learnt from, and holds finite weights.
func TestBundledStarter(t *testing.T) {
	s := Bundled()
	if len(bundledData) > 6<<20 || len(s.Header.Credits) < 5 || len(s.Header.Languages) != 12 {
		t.Errorf("%d bytes, %d credits, languages %v", len(bundledData), len(s.Header.Credits), s.Header.Languages)
	}
	for _, w := range s.trans {
		if math.IsNaN(float64(w)) || math.IsInf(float64(w), 0) {
			t.Fatalf("a transition weighs %v", w)
		}
	}
	for _, never := range []string{"gmb", "Groningen", "Worldwide", "ANERcorp", "UNER"} {
		if strings.Contains(strings.Join(s.Header.Credits, "\n"), never) {
			t.Errorf("the bundled starter learnt from %s", never)
		}
	}
}

func FuzzReadStarter(f *testing.F) {
	data := written(f, tiny(f))
	f.Add(data)
	f.Add(data[:len(data)/2])
	f.Fuzz(func(t *testing.T, data []byte) {
		if s, err := ReadStarter(data); err == nil && len(s.rows) != s.tags().Count()<<rowBits {
			t.Errorf("%d weights", len(s.rows))
		}
		if body := bytes.TrimPrefix(data, []byte(starterMagic)); len(body) > 0 {
			parseStarter(body) // what stands behind the check sum, unpacked
		}
	})
}
