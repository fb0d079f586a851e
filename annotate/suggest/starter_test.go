package suggest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
)

// tiny trains on two sentences.
func tiny(t testing.TB) (*Starter, []byte) {
	t.Helper()
	x := []Example{
		{Text: "Mira Okonkwo left Tarn.", Language: "en", Annotated: StarterLabels(), Weight: 1, Spans: []LabelledSpan{{annotate.Span{Start: 0, End: 12}, "PER"}}},
		{Text: "She went to Haifa.", Language: "en", Annotated: StarterLabels(), Weight: 1, Spans: []LabelledSpan{{annotate.Span{Start: 12, End: 17}, "LOC"}}},
	}
	s, err := Train(context.Background(), x, UsualTraining)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := s.Write(&file); err != nil {
		t.Fatal(err)
	}
	return s, file.Bytes()
}

func TestStarterFileRoundTrip(t *testing.T) {
	s, file := tiny(t)
	if _, again := tiny(t); !bytes.Equal(file, again) {
		t.Error("trained twice, the files differ")
	}
	got, err := ReadStarter(file)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.table.packed, s.table.packed) || !slices.Equal(got.trans, s.trans) || got.Header.Scale != s.Header.Scale {
		t.Error("what was read is not what was written")
	}
	var out bytes.Buffer
	if err := got.Write(&out); err != nil || !bytes.Equal(out.Bytes(), file) {
		t.Errorf("written again the file differs: %v", err)
	}
}

func TestDamagedStarterIsRefused(t *testing.T) {
	_, file := tiny(t)
	for at := 0; at < len(file); at += 1 + len(file)/60 {
		bad := slices.Clone(file)
		bad[at] ^= 0x10
		if _, err := ReadStarter(bad); err == nil {
			t.Errorf("byte %d of %d is damaged, and nobody says so", at, len(file))
		}
		if _, err := ReadStarter(file[:at]); err == nil {
			t.Errorf("a file of %d bytes is read", at)
		}
	}
}

func TestStarterOfAnotherVersionIsRefused(t *testing.T) {
	s, _ := tiny(t)
	s.Header.Templates++
	var file bytes.Buffer
	if err := s.Write(&file); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadStarter(file.Bytes()); err == nil || !strings.Contains(err.Error(), "another version") {
		t.Errorf("got %v", err)
	}
}

func TestBundledStarter(t *testing.T) {
	if n := len(bundledData); n > 6<<20 {
		t.Errorf("%d bytes, at most 6 MiB", n)
	}
	if s := Bundled(); !slices.Equal(s.Header.Labels, StarterLabels()) || len(s.Header.Credits) == 0 {
		t.Errorf("its labels are %v, its credits %v", s.Header.Labels, s.Header.Credits)
	}
}

// FuzzReadStarter: whatever the bytes, reading ends with a starter or an error, and what is read is written as it is read. The bytes are taken for
// a file whose check sum is right, and for what lies inside one, of few rows.
func FuzzReadStarter(f *testing.F) {
	const fewBits = 6
	s := &Starter{Header: StarterHeader{Labels: []string{"A", "B"}, Templates: templateVersion, RowBits: fewBits, Scale: 0.5}, table: newTable(9, 1<<fewBits), trans: make([]float32, 81)}
	for i := range 40 {
		s.table.set(i*i%(1<<fewBits), i%9, int8(3*i-60))
		s.trans[2*i] = float32(i)
	}
	var file bytes.Buffer
	inside, err := s.body()
	if err := errors.Join(err, s.Write(&file)); err != nil {
		f.Fatal(err)
	}
	deflated := file.Bytes()[len(starterMagic)+sha256.Size:]
	for _, seed := range [][]byte{inside, inside[:len(inside)/2], deflated, deflated[:len(deflated)/2], {}} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		sum := sha256.Sum256(body)
		if s, err := ReadStarter(slices.Concat([]byte(starterMagic), sum[:], body)); (err == nil) != (s != nil) {
			t.Fatalf("a starter: %v, an error: %v", s != nil, err)
		}
		s, err := parseStarter(body, fewBits)
		if err != nil {
			return
		}
		out, err := s.body()
		if err != nil {
			t.Fatal(err)
		}
		again, err := parseStarter(out, fewBits)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(again.table.packed, s.table.packed) || !slices.Equal(again.trans, s.trans) || !slices.Equal(again.Header.Labels, s.Header.Labels) {
			t.Fatal("written and read again it is another starter")
		}
	})
}
