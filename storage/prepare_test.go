package storage_test

import (
	"slices"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
	"rubricator/storage"
)

// What comes in with a new text is made ready before the commit, without and with IDs of its own, and is what the journal
// says: the check folds it again.
func TestAddedWorkIsWhatItsTransactionsSay(t *testing.T) {
	p := opened(t, filled(t, 3))
	var list []storage.NewDocument
	for i := range 100 {
		doc, set := annotatetest.NewsArticle(t, i)
		all := set.All()
		if i%2 == 1 {
			for k := range all {
				all[k].ID = ""
			}
			all = all[:1] // a set has one of each ID
		}
		w := annotate.Work{Annotations: annotate.NewSet(all...), Status: annotate.Finished, Zones: []annotate.Span{{Start: 0, End: 3}}}
		list = append(list, storage.NewDocument{Document: doc, Work: &w, Annotator: "ada", Replace: i%3 == 0})
	}
	list = append(list, list[4], list[5]) // the same texts again, in the same commit
	added, err := p.AddDocuments(t.Context(), list)
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range added {
		again := i >= 100
		if a.Err != nil || a.Duplicate != again || again && a.Edits > 0 {
			t.Fatalf("document %d: %+v", i, a)
		}
		got, err := p.Work(a.ID, "ada")
		if err != nil {
			t.Fatal(err)
		}
		same := slices.EqualFunc(got.Annotations.All(), list[i].Work.Annotations.All(), func(x, y annotate.Annotation) bool {
			if y.ID == "" {
				y.ID = x.ID
			}
			return x == y && x.ID != ""
		})
		if !same || got.Status != annotate.Finished || len(got.Zones) != 1 {
			t.Fatalf("document %d holds %+v", i, got)
		}
	}
	if faults, err := p.Check(t.Context(), nil); err != nil || len(faults) > 0 {
		t.Errorf("check: %v %v", faults, err)
	}
}
