package storage_test

import (
	"context"
	"strings"
	"testing"

	"rubricator/storage/storagetest"
)

func TestCached(t *testing.T) {
	p := storagetest.New(t)
	if v, err := p.Cached("a"); v != "" || err != nil {
		t.Errorf("of nothing: %q, %v", v, err)
	}
	if err := p.DropCached(); err != nil {
		t.Errorf("dropping nothing: %v", err)
	}
	long := strings.Repeat("long ", 10_000)
	for key, value := range map[string]string{"a": "1", "b": long} {
		if err := p.SetCached(key, value); err != nil {
			t.Fatal(err)
		}
	}
	p = storagetest.Reopen(t, p)
	if err := p.Compact(context.Background(), p.Path()); err != nil {
		t.Fatal(err)
	}
	if v, err := p.Cached("b"); v != long || err != nil {
		t.Errorf("after a restart %d bytes, %v", len(v), err)
	}
	if err := p.DropCached(); err != nil {
		t.Fatal(err)
	}
	if v, err := p.Cached("a"); v != "" || err != nil {
		t.Errorf("after dropping: %q, %v", v, err)
	}
}
