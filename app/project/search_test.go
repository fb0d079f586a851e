package project

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/find"
	"rubricator/app/state"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

// listOf is the list of a project's articles.
func listOf(t testing.TB, p *Project, f state.Filter) state.List {
	t.Helper()
	headers, err := p.Store().Headers(p.Annotator())
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]state.Row, len(headers))
	for i, h := range headers {
		rows[i] = state.Row{ID: h.ID, Title: h.Title, Status: h.MyStatus}
	}
	return state.NewList(rows, f)
}

// seek searches a project, and checks that what is told adds up.
func seek(t testing.TB, p *Project, q state.SearchQuery, list state.List) (docs []state.FoundDoc, far state.Scanned) {
	t.Helper()
	err := p.Search(t.Context(), q, list, func(more []state.FoundDoc, now state.Scanned) {
		if now.Done < far.Done || now.Hits < far.Hits {
			t.Errorf("the search goes back: %+v after %+v", now, far)
		}
		docs, far = append(docs, more...), now
	})
	if err != nil {
		t.Fatal(err)
	}
	if far.Done != far.Total || far.Listed != hitsIn(docs) {
		t.Errorf("in the end %+v, and %d hits are listed", far, hitsIn(docs))
	}
	return docs, far
}

func lines(docs []state.FoundDoc) string {
	var list []string
	for _, d := range docs {
		for _, h := range d.Hits {
			list = append(list, fmt.Sprintf("%s %v %s|%s|%s %s", d.ID, h.InTitle, h.Before, h.Quote, h.After, h.LabelThere()))
		}
	}
	return strings.Join(list, "\n")
}

func TestSearchTheProject(t *testing.T) {
	p := begin(t)
	take(t, p, ImportOptions{Lang: "en"}, files(t, "a.txt", "A day in Oslo\n\nOslo is far. The OSLO fund pays.", "b.txt", "Nothing", "c.txt", "Bergen\n\nNot oslofjord."))
	say(t, p, "a", "ada", "A day in [LOC Oslo]\n\nOslo is far. [ORG The OSLO fund] pays.")
	all := listOf(t, p, state.Filter{All: true})
	docs, far := seek(t, p, state.SearchQuery{Words: "oslo"}, all)
	want := "a false A day in |Oslo| Oslo is far. The OSLO fund … LOC\na false A day in Oslo  |Oslo| is far. The OSLO fund pays. \na false A day in Oslo  Oslo is far. The |OSLO| fund pays. ORG\nc false Bergen  Not |oslo|fjord. "
	if got := lines(docs); strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") && !strings.Contains(got, "|Oslo|") {
		t.Errorf("found\n%s\nwant\n%s", got, want)
	}
	if far.Hits != 4 || far.In != 2 {
		t.Errorf("%+v", far)
	}
	if docs, _ := seek(t, p, state.SearchQuery{Words: "a day", In: state.InTitles}, all); len(docs) != 1 || !docs[0].Hits[0].InTitle || len(docs[0].Spans) != 0 {
		t.Errorf("in titles: %+v", docs)
	}
	if _, far := seek(t, p, state.SearchQuery{Words: "oslo", Listed: true}, listOf(t, p, state.Filter{})); far.Total != 2 || far.Hits != 1 {
		t.Errorf("of what the list shows: %+v", far)
	}
	first, _ := seek(t, p, state.SearchQuery{Words: `o\w+`, Regexp: true}, listOf(t, p, state.Filter{}))
	if len(first) < 2 || first[0].ID == "a" {
		t.Errorf("what the list shows does not come first: %s", lines(first))
	}
	if err := p.Search(t.Context(), state.SearchQuery{Words: "(", Regexp: true}, all, nil); !errors.Is(err, find.ErrPattern) {
		t.Errorf("a bad expression: %v", err)
	}
}

// Hits are those of the search in each article, in order, however many cores look for them.
func TestSearchFindsWhatFindDoes(t *testing.T) {
	p := begin(t)
	var docs []storage.NewDocument
	want := []string{}
	for i := range 900 {
		doc, err := annotate.NewDocument(fmt.Sprint("n", i), "", fmt.Sprintf("%d %s", i, strings.Repeat("Ōslo öslo ", i%7)))
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, storage.NewDocument{Document: doc})
		for _, s := range find.Find(doc.Text, "oslo", find.Options{}) {
			want = append(want, fmt.Sprint(doc.ID, s))
		}
	}
	storagetest.Add(t, p.Store(), docs...)
	found, far := seek(t, p, state.SearchQuery{Words: "oslo", In: state.InTexts}, listOf(t, p, state.Filter{All: true}))
	var got []string
	for _, d := range found {
		for _, s := range d.Spans {
			got = append(got, fmt.Sprint(d.ID, s))
		}
	}
	if !slices.Equal(got, want) || far.Hits != len(want) {
		t.Errorf("%d hits, %d listed, want %d", far.Hits, len(got), len(want))
	}
}

func TestOnlySoManyHitsAreListed(t *testing.T) {
	p := begin(t)
	var docs []storage.NewDocument
	for i := range 300 {
		doc, _ := annotate.NewDocument(fmt.Sprint("n", i), "", fmt.Sprint(i, " ", strings.Repeat("oslo ", 100)))
		docs = append(docs, storage.NewDocument{Document: doc})
	}
	storagetest.Add(t, p.Store(), docs...)
	found, far := seek(t, p, state.SearchQuery{Words: "oslo", In: state.InTexts}, listOf(t, p, state.Filter{All: true}))
	if far.Listed != state.MaxFound || far.Hits != 30_000 || far.In != 300 || found[99].ID != "n99" {
		t.Errorf("%+v, the hundredth article is %s", far, found[99].ID)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err := p.Search(ctx, state.SearchQuery{Words: "oslo"}, listOf(t, p, state.Filter{All: true}), func([]state.FoundDoc, state.Scanned) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("after an interruption: %v", err)
	}
}

// Looking for a part of the phrase first loses none of its places.
func TestOccurrencesInTheProjectAreThoseOfEachArticle(t *testing.T) {
	p := begin(t)
	texts := []string{"Mira Okonkwo met Mira\nOkonkwo.", "The “Coastal-Union” and the Coastal Union.", "U.S. and US and U.S", "الرئيس والرئيس للرئيس بالرئيس", "في العراق والعراق", "北京の北 京と東京",
		"ราชอาณาจักรไทย ไทย", "서울에서 서울이 서울", "Ngoại trưởng thăm", "café cafe\u0301 CAFÉ", "הממשלה בממשלה והממשלה", "$5 and 5 and $ 5", "İstanbul Istanbul", "e\u0301"}
	var list []string
	for i, text := range texts {
		list = append(list, fmt.Sprintf("d%02d.txt", i), text)
	}
	take(t, p, ImportOptions{}, files(t, list...))
	phrases := []string{"Mira Okonkwo", "Coastal Union", "Coastal-Union", "U.S.", "الرئيس", "العراق", "北京", "東京", "ไทย", "서울", "Ngoại trưởng", "café", "ממשלה", "הממשלה", "$5", "İstanbul", "—"}
	hits := 0
	for _, phrase := range phrases {
		all := found(t, p, phrase, "LOC", "")
		var each []string
		for i := range texts {
			each = append(each, found(t, p, phrase, "LOC", fmt.Sprintf("d%02d", i))...)
		}
		if hits += len(all); !slices.Equal(all, each) {
			t.Errorf("%q in the project:\n%s\nin each article:\n%s", phrase, strings.Join(all, "\n"), strings.Join(each, "\n"))
		}
	}
	if hits < 20 {
		t.Errorf("only %d hits: the texts prove little", hits)
	}
}

// What is found is looked at for a label: zones are left out, and what speaks against a place is said.
func TestHitsOf(t *testing.T) {
	p := begin(t)
	text := "quux and quuxish. The quux fund.\nquux byline"
	take(t, p, ImportOptions{Lang: "en"}, files(t, "a.txt", text))
	say(t, p, "a", "ada", "[LOC quux] and quuxish. The [ORG quux fund].\nquux byline")
	doc, _ := p.Store().Document("a")
	work, _ := p.Store().Work("a", "ada")
	step(t, p, annotate.Session{Document: doc, Work: work, Annotator: "ada"}, annotate.Mark{Zone: annotate.Span{Start: 33, End: 44}})
	docs, _ := seek(t, p, state.SearchQuery{Words: "quux", In: state.InTexts}, listOf(t, p, state.Filter{All: true}))
	hits, err := p.HitsOf(t.Context(), docs, "LOC")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range hits {
		got = append(got, h.Label+"/"+h.Doubt)
	}
	if want := "LOC/; /part of a word; /inside “quux fund” (ORG)"; strings.Join(got, "; ") != want {
		t.Errorf("%q, want %q", strings.Join(got, "; "), want)
	}
}
