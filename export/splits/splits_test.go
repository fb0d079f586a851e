package splits

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
)

var eighty = Shares{80, 10, 10}

func TestHashIsTheContracts(t *testing.T) {
	for _, c := range []struct {
		key, split string
		first      uint64
	}{{"group-0001", Train, 0xc4ff52c9060db230}, {"group-0002", Train, 0x1d436804770b4cdd}, {"event:7f3a", Validation, 0xdebdd1a2f100cb55}} {
		if got := hashOf(2026, c.key); got != c.first {
			t.Errorf("%s: %x, want %x", c.key, got, c.first)
		}
		if got := Of(2026, c.key, eighty); got != c.split {
			t.Errorf("%s goes to %s, want %s", c.key, got, c.split)
		}
	}
}

func TestSharesAreKept(t *testing.T) {
	for _, shares := range []Shares{eighty, {100, 0, 0}, {0, 0, 100}, {0, 100, 0}, {50, 0, 50}, {90, 10, 0}} {
		got := map[string]int{}
		for i := range 20000 {
			got[Of(7, fmt.Sprint("g", i), shares)]++
		}
		for i, name := range Names {
			if d := got[name] - 200*shares[i]; d > 400 || d < -400 || shares[i] == 0 && got[name] > 0 {
				t.Errorf("%v: %d of 20000 in %s", shares, got[name], name)
			}
		}
	}
}

func TestParseShares(t *testing.T) {
	for s, words := range map[string]string{"80,10": "not three shares", "80,10,5": "sum up to 95", "80,10,x": `"x" of test`, "110,-5,-5": `"110" of train`, "": "not three", "79.5,10,10.5": `"79.5"`} {
		if _, err := ParseShares(s); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v does not say %s", s, err, words)
		}
	}
	if got, err := ParseShares(" 70, 0,30"); err != nil || got != (Shares{70, 0, 30}) {
		t.Errorf("%v, %v", got, err)
	}
}

// world is documents with random ties to earlier ones.
func world(rnd *rand.Rand, n int) []Document {
	list := make([]Document, n)
	for i := range list {
		d := Document{ID: fmt.Sprint("d", i), Counts: Counts{}}
		for range rnd.IntN(3) {
			if i > 0 && rnd.IntN(3) == 0 {
				d.Near = append(d.Near, int32(rnd.IntN(i)))
			}
		}
		slices.Sort(d.Near)
		d.Near = slices.Compact(d.Near)
		if rnd.IntN(4) == 0 {
			d.Links = append(d.Links, fmt.Sprint("title ", rnd.IntN(n)))
		}
		switch rnd.IntN(20) {
		case 0:
			d.Group = fmt.Sprint("g", rnd.IntN(5))
		case 1:
			d.Split = Names[rnd.IntN(3)]
		}
		for range rnd.IntN(4) {
			d.Counts[Kind(fmt.Sprint("L", rnd.IntN(4)), "en")]++
		}
		list[i] = d
	}
	return list
}

func options(rnd *rand.Rand) Options {
	return Options{Shares: Shares{60, 20, 20}, Seed: rnd.Int64N(100)}
}

// No two documents that belong together are in different splits, and nothing is excluded without a reason.
func TestNothingLeaks(t *testing.T) {
	for seed := range uint64(300) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		docs := world(rnd, 1+rnd.IntN(60))
		o := options(rnd)
		o.Stratify = seed%3 == 0
		p := Make(docs, o, nil)
		byLink := map[string]string{}
		same := func(key, split, id string) {
			if have := byLink[key]; have != "" && have != split {
				t.Fatalf("seed %d: %q stands in %s and, with %s, in %s", seed, key, have, id, split)
			}
			byLink[key] = split
		}
		for _, d := range docs {
			at, ok := p.Place(d.ID)
			if !ok || (at.Split == Excluded) != (at.Reason != "") {
				t.Fatalf("seed %d: %s stands at %+v", seed, d.ID, at)
			}
			if at.Split == Excluded {
				continue
			}
			if d.Split != "" && at.Split != d.Split {
				t.Fatalf("seed %d: %s came in %s and goes to %s", seed, d.ID, d.Split, at.Split)
			}
			same("group "+at.Group, at.Split, d.ID)
			for _, l := range d.Links {
				same(l, at.Split, d.ID)
			}
			if d.Group != "" {
				same("group "+d.Group, at.Split, d.ID)
			}
		}
		if n := p.Across(func(id string) string {
			if at, _ := p.Place(id); at.Split != Excluded {
				return at.Split
			}
			return ""
		}); n != 0 {
			t.Fatalf("seed %d: %d near pairs across splits", seed, n)
		}
	}
}

// What was placed stays where it is, group and split, when documents come after it, with and without the last rows.
func TestNewDocumentsNeverMoveOldOnes(t *testing.T) {
	for seed := range uint64(300) {
		rnd := rand.New(rand.NewPCG(seed, 2))
		docs := world(rnd, 2+rnd.IntN(60))
		old := 1 + rnd.IntN(len(docs)-1)
		o := options(rnd)
		o.Pin = seed%2 == 0
		before := Make(docs[:old], o, nil)
		var ids []string
		for _, d := range docs[:old] {
			ids = append(ids, d.ID)
		}
		rows, err := Read(before.Write(ids))
		if err != nil {
			t.Fatal(err)
		}
		for name, after := range map[string]*Plan{"alone": Make(docs, o, nil), "with rows": Make(docs, o, rows)} {
			for _, d := range docs[:old] {
				a, _ := before.Place(d.ID)
				b, _ := after.Place(d.ID)
				if a.Group != b.Group || a.Split != b.Split {
					t.Fatalf("seed %d, %s: %s goes from %+v to %+v", seed, name, d.ID, a, b)
				}
			}
		}
	}
}

// A pinned test split stays, whatever the seed and the order of import; what is new and near it goes there.
func TestPinsStay(t *testing.T) {
	for seed := range uint64(100) {
		rnd := rand.New(rand.NewPCG(seed, 3))
		docs := world(rnd, 40)
		for i := range docs {
			docs[i].Near, docs[i].Split = nil, ""
		}
		var ids []string
		for _, d := range docs {
			ids = append(ids, d.ID)
		}
		first := Make(docs, Options{Shares: eighty, Seed: 1, Pin: true}, nil)
		rows, err := Read(first.Write(ids))
		if err != nil {
			t.Fatal(err)
		}
		rnd.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		second := Make(docs, Options{Shares: Shares{10, 80, 10}, Seed: 2}, rows)
		for _, id := range ids {
			a, _ := first.Place(id)
			if b, _ := second.Place(id); a.Split == Test && a != b {
				t.Fatalf("seed %d: pinned %+v goes to %+v", seed, a, b)
			}
		}
		again, err := Read(second.Write(nil))
		if err != nil || len(again) != strings.Count(string(first.Write(ids)), "\ttest\t1\t") {
			t.Fatalf("seed %d: %d pins written again, %v", seed, len(again), err)
		}
	}
}

// A row for a group alone, as somebody writes it, is enough.
func TestPinOfAGroup(t *testing.T) {
	rows, err := Read([]byte("a\tvalidation\t1\nb\ttest\t0\n"))
	if err != nil {
		t.Fatal(err)
	}
	docs := []Document{{ID: "a"}, {ID: "b"}, {ID: "c", Near: []int32{0}}}
	p := Make(docs, Options{Shares: Shares{100, 0, 0}}, rows)
	for id, want := range map[string]string{"a": Validation, "b": Train, "c": Validation} {
		if at, _ := p.Place(id); at.Split != want {
			t.Errorf("%s: %+v, want %s", id, at, want)
		}
	}
}

// One that links groups of different splits goes nowhere, and the groups stay.
func TestBridgeIsExcluded(t *testing.T) {
	rows := []Row{{"a", Train, true, "a"}, {"b", Test, true, "b"}}
	docs := []Document{{ID: "a"}, {ID: "b"}, {ID: "c", Near: []int32{0, 1}}, {ID: "d", Near: []int32{2}}}
	p := Make(docs, Options{Shares: eighty}, rows)
	for id, want := range map[string]string{"a": Train, "b": Test, "c": Excluded, "d": Excluded} {
		if at, _ := p.Place(id); at.Split != want {
			t.Errorf("%s: %+v, want %s", id, at, want)
		}
	}
	if at, _ := p.Place("c"); !strings.Contains(at.Reason, `"a" (train), "b" (test)`) {
		t.Errorf("reason %q", at.Reason)
	}
	if got := string(p.Write([]string{"a", "b", "c"})); !strings.Contains(got, "c\texcluded\t0\tc\n") || strings.Count(got, "\n") != 4 {
		t.Errorf("rows\n%s", got)
	}
}

func TestRowsReadBack(t *testing.T) {
	docs := []Document{{ID: "a\tb\\n\u2028", Group: "g\n\\"}, {ID: `x\\ty`}}
	p := Make(docs, Options{Shares: Shares{0, 0, 100}, Pin: true}, nil)
	data := p.Write([]string{docs[0].ID, docs[1].ID})
	rows, err := Read(data)
	want := []Row{{"g\n\\", Test, true, docs[0].ID}, {docs[1].ID, Test, true, docs[1].ID}}
	if err != nil || !slices.Equal(rows, want) || strings.Count(string(data), "\n") != 3 {
		t.Errorf("%q reads as %+v, %v", data, rows, err)
	}
	for bad, words := range map[string]string{"a\ttest\n": "2 columns", "a\tdev\t1\n": `"dev" is none`, "a\ttest\tyes\n": `"yes", not 0 or 1`, header + "a\ttest\t1\tb\tc\n": "line 2"} {
		if _, err := Read([]byte(bad)); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v does not say %s", bad, err, words)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(header + "a\ttest\t1\tb\n"))
	f.Add([]byte("a\\t\ttrain\t0\r\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		rows, err := Read(data)
		if err != nil {
			return
		}
		for _, r := range rows {
			if r.Split != Excluded && !slices.Contains(Names, r.Split) {
				t.Errorf("row %+v", r)
			}
		}
	})
}

// Labels that a hash leaves to chance are where they should be: each has spans in each split, if it has groups enough.
func TestStratifiedIsEven(t *testing.T) {
	for seed := range uint64(40) {
		rnd := rand.New(rand.NewPCG(seed, 4))
		var docs []Document
		total := map[string]int{}
		for i := range 100 {
			d := Document{ID: fmt.Sprint("d", i), Counts: Counts{Kind("PER", "en"): rnd.IntN(6)}}
			if i%10 == 0 {
				d.Counts[Kind("EVENT", "ar")] = 1 + rnd.IntN(2)
			}
			for k, n := range d.Counts {
				total[k] += n
			}
			docs = append(docs, d)
		}
		o := Options{Shares: Shares{60, 20, 20}, Seed: int64(seed), Stratify: true}
		p := Make(docs, o, nil)
		got, count := map[string]map[string]int{}, map[string]int{}
		for _, d := range docs {
			at, _ := p.Place(d.ID)
			if !at.Pinned {
				t.Fatal("a stratified split is not pinned")
			}
			count[at.Split]++
			for k, n := range d.Counts {
				if got[k] == nil {
					got[k] = map[string]int{}
				}
				got[k][at.Split] += n
			}
		}
		for k, n := range total {
			for i, name := range Names {
				if d := got[k][name] - n*o.Shares[i]/100; d > 4 || d < -4 {
					t.Errorf("seed %d: %q has %v of %d", seed, k, got[k], n)
				}
			}
		}
		if count[Test] < 10 || count[Validation] < 10 {
			t.Errorf("seed %d: documents %v", seed, count)
		}
	}
}

func TestStratifiedFillsUpWhatIsPinned(t *testing.T) {
	docs := []Document{{ID: "a", Counts: Counts{"L\ten": 4}}, {ID: "b", Counts: Counts{"L\ten": 4}}}
	p := Make(docs, Options{Shares: Shares{50, 0, 50}, Stratify: true}, []Row{{"a", Train, true, "a"}})
	if at, _ := p.Place("b"); at.Split != Test {
		t.Errorf("b goes to %s, where train is full", at.Split)
	}
}

func TestLinks(t *testing.T) {
	doc := func(id, title string, meta ...string) annotate.Document {
		d, err := annotate.NewDocument(id, title, "text")
		if err != nil {
			t.Fatal(err)
		}
		d.Meta = map[string]string{}
		for i := 0; i < len(meta); i += 2 {
			d.Meta[meta[i]] = meta[i+1]
		}
		return d
	}
	a := doc("a", "Harbour of Oslo closed on Monday", "url", "https://www.Example.org/a/", "story", "7", "date", "2024-03-01T10:00:00Z", "publisher", "The Post")
	for name, c := range map[string]struct {
		b    annotate.Document
		by   By
		want bool
	}{
		"headline":           {doc("b", "HARBOUR of “Oslo” closed on Monday!"), ByGroup, true},
		"short headline":     {doc("b", "Harbour of Oslo"), ByGroup, false},
		"address":            {doc("b", "b", "link", "http://example.org/a#top"), ByGroup, true},
		"another page":       {doc("b", "b", "link", "http://example.org/a?p=2"), ByGroup, false},
		"translation":        {doc("b", "b", "translation_of", "a"), ByGroup, true},
		"translation of url": {doc("b", "b", "translation_of", "https://example.org/a"), ByGroup, true},
		"story":              {doc("b", "b", "story", "7"), ByGroup, true},
		"another kind":       {doc("b", "b", "event", "7"), ByGroup, false},
		"day, not asked":     {doc("b", "b", "date", "2024-03-01"), ByGroup, false},
		"day":                {doc("b", "b", "published", "Fri, 01 Mar 2024 23:00:00 GMT"), ByDate, true},
		"another day":        {doc("b", "b", "date", "2024-03-02"), ByDate, false},
		"publisher":          {doc("b", "b", "source", "the post"), BySource, true},
		"host":               {doc("b", "b", "url", "https://other.org/x"), BySource, false},
	} {
		x, _ := Links(a, c.by)
		y, _ := Links(c.b, c.by)
		if got := slices.ContainsFunc(x, func(l string) bool { return slices.Contains(y, l) }); got != c.want {
			t.Errorf("%s: together %v, want %v\n%q\n%q", name, got, c.want, x, y)
		}
	}
	for _, by := range []By{BySource, ByDate} {
		if _, ok := Links(doc("c", "c", "date", "soon"), by); ok {
			t.Errorf("by %s: a document without one has one", by)
		}
	}
}
