package storage

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"rubricator/annotate"
)

func TestUUIDKeepsItsSpelling(t *testing.T) {
	usual := "0190a5f2-7c1e-7abc-8def-0123456789ab"
	for in, packed := range map[string]bool{
		usual: true, strings.ToUpper(usual): false, "{" + usual[1:]: false, usual[:35]: false, "": false, "own": false,
		strings.Replace(usual, "-", "0", 1): false, strings.Repeat("x", 36): false, strings.Repeat("long", 50): false,
	} {
		e := &encoder{}
		e.id(in)
		if got := len(e.b) == 17; got != packed {
			t.Errorf("%q takes %d bytes", in, len(e.b))
		}
		d := &decoder{s: string(e.b)}
		if got := d.id(); got != in || d.done() != nil {
			t.Errorf("%q comes back as %q, %v", in, got, d.done())
		}
	}
}

// Words come back however many a record has, and one that comes again takes a number alone.
func TestWordsComeBack(t *testing.T) {
	e, all := &encoder{}, []string{"en"}
	for i := range 3 * len(e.few) {
		all = append(all, fmt.Sprint("word ", i), "finished")
	}
	for _, w := range all {
		e.word(w)
	}
	once := len(e.b)
	for _, w := range all {
		e.word(w)
	}
	if len(e.b)-once > 2*len(all) {
		t.Errorf("%d words take %d bytes the second time", len(all), len(e.b)-once)
	}
	d := &decoder{s: string(e.b)}
	for _, want := range append(all, all...) {
		if got := d.word(); got != want {
			t.Fatalf("%q comes back as %q", want, got)
		}
	}
	if err := d.done(); err != nil {
		t.Error(err)
	}
}

func TestNumbersComeBack(t *testing.T) {
	e := &encoder{}
	uints := []uint64{0, 1, 127, 128, 1 << 35, math.MaxUint64}
	ints := []int{0, -1, 63, -64, math.MaxInt, math.MinInt}
	floats := []float64{0, 1, 0.5, 0.1, -3, math.Inf(1), math.SmallestNonzeroFloat64}
	for i := range uints {
		e.uint(uints[i])
		e.int(ints[i])
		e.float(floats[i])
	}
	d := &decoder{s: string(e.b)}
	for i := range uints {
		if u, n, f := d.uint(), d.int(), d.float(); u != uints[i] || n != ints[i] || f != floats[i] {
			t.Errorf("%d, %d, %g come back as %d, %d, %g", uints[i], ints[i], floats[i], u, n, f)
		}
	}
	if err := d.done(); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"", "\x80", strings.Repeat("\xff", 10) + "\x01", strings.Repeat("\xff", 9) + "\x02"} {
		d := &decoder{s: bad}
		if d.uint(); d.err == nil {
			t.Errorf("%x is read as a number", bad)
		}
	}
}

func word(r *rand.Rand) string {
	if r.IntN(3) == 0 {
		return words[r.IntN(len(words))]
	}
	return []string{"PER", "ORG", "مدينة", "漢字", "👩‍🔬", "\x00\xff", strings.Repeat("long ", r.IntN(60))}[r.IntN(7)]
}

func id(r *rand.Rand) string {
	return []string{"", annotate.NewID(), fmt.Sprint("own-", r.IntN(9)), word(r)}[r.IntN(4)]
}

func span(r *rand.Rand) annotate.Span {
	start := r.IntN(1 << r.IntN(30))
	return annotate.Span{Start: start, End: start + r.IntN(1<<r.IntN(20))}
}

func annotation(r *rand.Rand) annotate.Annotation {
	return annotate.Annotation{ID: id(r), Span: span(r), Label: word(r), Annotator: word(r), Origin: annotate.Origin(word(r)),
		Suggester: word(r), Score: r.Float64(), Quote: word(r), Entity: id(r), Note: word(r)}
}

func decision(r *rand.Rand) annotate.Decision {
	return annotate.Decision{Span: span(r), Label: word(r), Verdict: annotate.Verdict(word(r)), Suggester: word(r),
		Score: r.Float64(), Quote: word(r), Annotation: id(r)}
}

func work(r *rand.Rand) annotate.Work {
	w := annotate.Work{Status: annotate.Status(word(r)), Note: word(r), Language: word(r), Direction: word(r)}
	var list []annotate.Annotation
	for range r.IntN(30) {
		list = append(list, annotation(r))
	}
	w.Annotations = annotate.NewSet(list...)
	var decisions []annotate.Decision
	for range r.IntN(10) {
		decisions = append(decisions, decision(r))
		w.Zones = append(w.Zones, span(r))
	}
	w.Decisions = annotate.NewDecisions(decisions...)
	for range r.IntN(2) * r.IntN(6) {
		w.Passed = append(w.Passed, pass(r))
	}
	return w
}

func pass(r *rand.Rand) annotate.Pass {
	return annotate.Pass{Kind: word(r), Span: span(r), Label: word(r)}
}

func anEdit(r *rand.Rand) annotate.Edit {
	a, b, c, d := annotation(r), annotation(r), decision(r), decision(r)
	return []annotate.Edit{annotate.Add(a), annotate.Remove(a), annotate.Replace(a, b), annotate.Decide{After: &c},
		annotate.Decide{Before: &c, After: &d}, annotate.Decide{Before: &d}, annotate.Put{}, annotate.Decide{},
		annotate.Mark{Zone: span(r), Off: r.IntN(2) == 0}, annotate.Wave{Pass: pass(r), Off: r.IntN(2) == 0}, annotate.Assign{Field: annotate.Field(word(r)), Before: word(r), After: word(r)},
	}[r.IntN(11)]
}

func anEvent(r *rand.Rand) event {
	tx := annotate.Transaction{ID: id(r), Annotator: word(r), Time: time.UnixMilli(r.Int64N(1 << 45)).UTC(),
		Origin: annotate.Origin(word(r)), Of: id(r), Words: word(r)}
	tx.Group = []string{tx.ID, id(r)}[r.IntN(2)]
	ev := event{clock: clock{r.Int64N(1 << 45), r.Uint64N(1 << 20)}, tx: tx, kind: eventTransaction + byte(r.IntN(4))}
	keys := make([]textKey, r.IntN(4))
	for i := range keys {
		keys[i] = textKey{byte(i), byte(r.Uint32())}
	}
	switch ev.kind {
	case eventTransaction:
		ev.text, ev.tx.Select = textKey{3, byte(r.Uint32())}, span(r)
		for range r.IntN(5) {
			ev.tx.Edits = append(ev.tx.Edits, anEdit(r))
		}
	case eventImport:
		ev.keys = keys
	case eventPresence:
		ev.keys = keys
		if ev.gone = r.IntN(2) == 0; ev.gone {
			ev.seen = make([]int, len(keys))
			for i := range ev.seen {
				ev.seen[i] = r.IntN(300)
			}
		}
	case eventSchema:
		ev.before, ev.after = word(r), word(r)
	}
	return ev
}

func aHeader(r *rand.Rand) header {
	h := header{id: id(r), title: word(r), codePoints: r.IntN(1 << 26), suggestions: r.IntN(100),
		source:   annotate.Source{Name: word(r), Encoding: word(r), SHA256: [32]byte{1, byte(r.Uint32())}},
		language: Language{Code: word(r), Confidence: r.Float64(), Known: r.IntN(2) == 0, Set: r.IntN(2) == 0, Others: word(r)}}
	h.text[r.IntN(32)] = 7
	for n := range r.IntN(4) {
		h.layers = append(h.layers, layer{uint16(n*300 + 1), r.IntN(500), annotate.Status(word(r)), word(r), word(r), labelsOf(work(r).Annotations)})
	}
	h.wanted = []string{h.id, id(r)}[r.IntN(2)]
	h.hidden = r.IntN(2) == 0
	h.arrival = arrival{clock{r.Int64N(1 << 45), r.Uint64N(1 << 20)}, r.Uint32(), r.Uint64(), r.IntN(1000)}
	return h
}

// TestRecordsComeBack writes random records and reads them again; each must also be refused with a byte too few or too
// many.
func TestRecordsComeBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		w, ev, h := work(r), anEvent(r), aHeader(r)
		suggester := word(r)
		list := []suggested{{suggester, r.Int64N(1 << 45), []annotate.Suggestion{{Span: span(r), Label: word(r), Score: r.Float64(), Suggester: suggester, Reason: word(r)}}}}
		comesBack(t, encodeWork(w), w, decodeWork)
		payload, err := encodeEvent(ev)
		if err != nil {
			t.Fatal(err)
		}
		comesBack(t, payload, ev, decodeEvent)
		comesBack(t, encodeHeader(h), h, func(s string) (h header, err error) { err = decodeHeader(s, &h); return })
		comesBack(t, encodeSuggestions(list), list, decodeSuggestions)
	}
}

func comesBack[T any](t *testing.T, payload []byte, want T, decode func(string) (T, error)) {
	t.Helper()
	got, err := decode(string(payload))
	if err != nil {
		t.Fatalf("%+v: %v", want, err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got\n%+v, want\n%+v", got, want)
	}
	if _, err := decode(string(payload[:len(payload)-1])); err == nil {
		t.Fatalf("%+v is read without its last byte", want)
	}
	if _, err := decode(string(payload) + "\x00"); err == nil {
		t.Fatalf("%+v is read with a byte too many", want)
	}
}

// TestWorksWithoutPassesAreAsEver lets older programs read them.
func TestWorksWithoutPassesAreAsEver(t *testing.T) {
	w := annotate.Work{Note: "n"}
	if b := encodeWork(w); b[0] != workVersion {
		t.Errorf("version %d", b[0])
	}
	w.Passed = []annotate.Pass{{Kind: "edge"}}
	if b := encodeWork(w); b[0] != workWithPasses {
		t.Errorf("with passes, version %d", b[0])
	}
}

func TestUnknownVersionIsRefused(t *testing.T) {
	payload := encodeWork(annotate.Work{})
	payload[0] = 9
	if _, err := decodeWork(string(payload)); err == nil || !strings.Contains(err.Error(), "version 9") {
		t.Errorf("got %v", err)
	}
}

func TestUnknownEditIsRefused(t *testing.T) {
	_, err := encodeEvent(event{kind: eventTransaction, tx: annotate.Transaction{Edits: []annotate.Edit{&annotate.Mark{}}}})
	if err == nil || !strings.Contains(err.Error(), "*annotate.Mark") {
		t.Errorf("got %v", err)
	}
}

// TestSize keeps the promise of a lean file: an annotation from a suggestion takes no more bytes than this.
func TestSize(t *testing.T) {
	var list []annotate.Annotation
	for i := range 60 {
		list = append(list, annotate.Annotation{ID: annotate.NewID(), Span: annotate.Span{Start: 40 * i, End: 40*i + 5}, Label: "PER",
			Annotator: "ada", Origin: annotate.OriginUser, Quote: []string{"Okoro", "Oslo.", "Ada L"}[i%3]})
	}
	if got := len(encodeWork(annotate.Work{Annotations: annotate.NewSet(list...)})) / 60; got > 28 {
		t.Errorf("%d bytes per annotation", got)
	}
}

func TestFrame(t *testing.T) {
	for _, text := range []string{"", "a", strings.Repeat("the same again ", 400)} {
		value := texts.sealText([]byte("key"), []byte(text))
		if got, err := texts.unseal([]byte("key"), value); err != nil || got != text {
			t.Errorf("%q comes back as %q, %v", text, got, err)
		}
		if _, err := texts.unseal([]byte("other"), value); err == nil {
			t.Error("a value is read under another key")
		}
		if _, err := works.unseal([]byte("key"), value); err == nil {
			t.Error("a value is read from another bucket")
		}
		for i := range value {
			broken := append([]byte(nil), value...)
			broken[i] ^= 4
			if _, err := texts.unseal([]byte("key"), broken); err == nil {
				t.Errorf("a changed byte %d of %d is not seen", i, len(value))
			}
		}
	}
}

func TestClockNeverRunsBackwards(t *testing.T) {
	now := clock{}
	for _, millis := range []int64{5, 5, 3, 9, -2, 9, 10} {
		next := now.next(millis)
		if next.millis < now.millis || next.millis == now.millis && next.counter <= now.counter {
			t.Errorf("after %v, %d gives %v", now, millis, next)
		}
		now = next
	}
	if now != (clock{millis: 10}) {
		t.Errorf("ends at %v", now)
	}
}

func FuzzDecodeWork(f *testing.F) {
	fuzz(f, func(r *rand.Rand) []byte { return encodeWork(work(r)) }, func(s string) error {
		w, err := decodeWork(s)
		if err == nil {
			_ = encodeWork(w)
		}
		return err
	})
}

func FuzzDecodeEvent(f *testing.F) {
	encode := func(r *rand.Rand) []byte { b, _ := encodeEvent(anEvent(r)); return b }
	fuzz(f, encode, func(s string) error {
		ev, err := decodeEvent(s)
		if err != nil {
			return err
		}
		_, err = encodeEvent(ev)
		return err
	})
}

// FuzzDecodeEvent1 reads what a migration reads: a transaction of format 2 is no more to it than random bytes.
func FuzzDecodeEvent1(f *testing.F) {
	encode := func(r *rand.Rand) []byte {
		b, _ := encodeEvent(anEvent(r))
		b[0] = eventFormat1
		return b
	}
	fuzz(f, encode, func(s string) error { _, err := decodeEvent1(s); return err })
}

func FuzzDecodeHeader(f *testing.F) {
	fuzz(f, func(r *rand.Rand) []byte { return encodeHeader(aHeader(r)) }, func(s string) error {
		var h header
		return decodeHeader(s, &h)
	})
}

func FuzzDecodeSuggestions(f *testing.F) {
	encode := func(r *rand.Rand) []byte {
		return encodeSuggestions([]suggested{{word(r), 7, []annotate.Suggestion{{Span: span(r), Label: word(r)}, {Score: 1, Reason: word(r)}}}, {suggester: word(r)}})
	}
	fuzz(f, encode, func(s string) error { _, err := decodeSuggestions(s); return err })
}

func FuzzDecodePack(f *testing.F) {
	fuzz(f, func(r *rand.Rand) []byte { return encodePack([]string{word(r), "", word(r)}) }, func(s string) error { _, err := decodePack(s); return err })
}

func FuzzUnseal(f *testing.F) {
	fuzz(f, func(r *rand.Rand) []byte { return texts.sealText([]byte("k"), []byte(word(r))) }, func(s string) error {
		_, err := texts.unseal([]byte("k"), []byte(s))
		return err
	})
}

// fuzz decodes broken records, which must neither panic nor make us reserve much more than they hold.
func fuzz(f *testing.F, encode func(*rand.Rand) []byte, decode func(string) error) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		payload := encode(r)
		f.Add(payload)
		for range 20 {
			broken := append([]byte(nil), payload...)
			broken[r.IntN(len(broken))] = byte(r.Uint32())
			f.Add(broken[:r.IntN(len(broken)+1)])
		}
	}
	f.Add([]byte("\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"))
	f.Fuzz(func(t *testing.T, b []byte) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_ = decode(string(b))
		runtime.ReadMemStats(&after)
		if grown := after.TotalAlloc - before.TotalAlloc; grown > uint64(1<<20+64*len(b)) {
			t.Errorf("%d bytes make us reserve %d", len(b), grown)
		}
	})
}
