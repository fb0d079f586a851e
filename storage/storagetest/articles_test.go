package storagetest_test

import (
	"fmt"
	"testing"

	"rubricator/storage"
	"rubricator/storage/storagetest"
)

func TestArticlesAreAWholeProject(t *testing.T) {
	path := storagetest.Articles(t, 1234, 300)
	storagetest.Check(t, path)
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	headers, err := p.Headers("")
	if err != nil || len(headers) != 1234 {
		t.Fatalf("%d articles, %v", len(headers), err)
	}
	languages := map[string]int{}
	for i, h := range headers {
		languages[h.Language.Code]++
		if want := fmt.Sprint("report-", i+1); h.ID != want {
			t.Fatalf("article %d is %q, want %q", i, h.ID, want)
		}
	}
	if fmt.Sprint(languages) != "map[ar:412 de:411 en:411]" {
		t.Errorf("languages %v", languages)
	}
}
