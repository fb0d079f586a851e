package storage_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"rubricator/annotate"
	"rubricator/storage"
	"rubricator/storage/storagetest"
)

func TestCreateRefuses(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path   string
		schema annotate.Schema
		want   error
		says   string
	}{
		{file, annotate.News(), storage.ErrExists, "choose another name"},
		{filepath.Join(folder, "none", "p.rubric"), annotate.News(), os.ErrNotExist, "make it first"},
		{filepath.Join(file, "p.rubric"), annotate.News(), nil, ""},
		{filepath.Join(folder, "p.rubric"), annotate.Schema{}, annotate.ErrSchema, "no labels"},
	} {
		p, err := storage.Create(c.path, c.schema)
		if p != nil || err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("create %s: %v", c.path, err)
		}
		if err != nil && !strings.Contains(err.Error(), filepath.Base(c.path)) {
			t.Errorf("the error does not name the file: %v", err)
		}
	}
	if list, _ := os.ReadDir(folder); len(list) != 1 {
		t.Errorf("something was left behind: %v", list)
	}
	if mine, _ := os.ReadFile(file); string(mine) != "mine" {
		t.Errorf("the file that stood there is now %q", mine)
	}
}

func TestCreateClearsWhatACrashLeft(t *testing.T) {
	path := filepath.Join(t.TempDir(), "p.rubric")
	if err := os.WriteFile(path+".tmp", []byte("torn"), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := storage.Create(path, annotate.CoNLL())
	if err != nil {
		t.Fatal(err)
	}
	if p.Schema().Name != "conll" || p.Path() != path {
		t.Errorf("schema %q, path %q", p.Schema().Name, p.Path())
	}
	if err := errors.Join(p.Close(), p.Close()); err != nil {
		t.Errorf("closing twice: %v", err)
	}
	storagetest.Check(t, path)
	if _, err := os.Stat(path + ".tmp"); err == nil {
		t.Error("the temporary file is still there")
	}
}

func foreignDatabase(t *testing.T, path string) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	folder := t.TempDir()
	in := func(name string) string { return filepath.Join(folder, name) }
	write := func(name, content string) string {
		if err := os.WriteFile(in(name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return in(name)
	}
	foreignDatabase(t, in("foreign"))
	for path, want := range map[string]error{
		in("missing"):             storage.ErrMissing,
		folder:                    storage.ErrNotProject,
		write("empty", ""):        storage.ErrNotProject,
		write("short", "some"):    storage.ErrNotProject,
		in("foreign"):             storage.ErrNotProject,
		write("text", longText()): storage.ErrNotProject,
	} {
		for _, readOnly := range []bool{false, true} {
			p, err := storage.Open(path, storage.Options{ReadOnly: readOnly})
			if p != nil || !errors.Is(err, want) {
				t.Errorf("open %s: %v, want %v", filepath.Base(path), err, want)
			}
		}
	}
	if _, err := os.Stat(in("missing")); err == nil {
		t.Error("opening a missing file made one")
	}
	if info, _ := os.Stat(in("empty")); info.Size() != 0 {
		t.Error("opening an empty file filled it")
	}
}

func longText() string { return strings.Repeat("An article, not a project. ", 2000) }

func TestNewerFormat(t *testing.T) {
	for _, c := range []struct {
		minReader int
		readOnly  bool
		want      error
	}{{1, true, nil}, {1, false, storage.ErrNewer}, {9, true, storage.ErrNewer}, {9, false, storage.ErrNewer}} {
		p := storagetest.New(t)
		path := filepath.Join(t.TempDir(), "newer.rubric")
		if err := p.Backup(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		q, err := storage.Open(path, storage.Options{})
		if err != nil {
			t.Fatal(err)
		}
		newer := fmt.Sprintf(`{"magic":"rubricator project","format":9,"minReader":%d}`, c.minReader)
		if err := errors.Join(q.Put("m", []byte("format"), []byte(newer)), q.Close()); err != nil {
			t.Fatal(err)
		}
		q, err = storage.Open(path, storage.Options{ReadOnly: c.readOnly})
		if !errors.Is(err, c.want) || err != nil && !strings.Contains(err.Error(), "format 9") {
			t.Errorf("%+v: %v", c, err)
		}
		if q != nil {
			q.Close()
		}
	}
}

func TestLockedInThisProcess(t *testing.T) {
	p := storagetest.New(t)
	begin := time.Now()
	_, err := storage.Open(p.Path(), storage.Options{Timeout: 100 * time.Millisecond})
	if !errors.Is(err, storage.ErrLocked) || !strings.Contains(err.Error(), "close it there") {
		t.Errorf("got %v", err)
	}
	if took := time.Since(begin); took > time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestReadOnlyRefusesChanges(t *testing.T) {
	p := storagetest.New(t)
	storagetest.Add(t, p, storagetest.Text(t, "a", "Oslo"))
	path := p.Path()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p, err := storage.Open(path, storage.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	for name, err := range changes(t, p) {
		if !errors.Is(err, storage.ErrReadOnly) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := p.Document("a"); err != nil {
		t.Error(err)
	}
}

// changes tries every method that stores.
func changes(t *testing.T, p *storage.Project) map[string]error {
	_, add := p.AddDocuments(t.Context(), []storage.NewDocument{storagetest.Text(t, "b", "Bergen")})
	return map[string]error{
		"AddDocuments":   add,
		"Append":         p.Append(annotate.Transaction{Document: "a", Annotator: "ada"}),
		"SetSchema":      p.SetSchema(annotate.News()),
		"SetSetting":     p.SetSetting("k", "v"),
		"SetLanguages":   p.SetLanguages(map[string]storage.Language{"a": {Code: "no"}}),
		"SetSuggestions": p.SetSuggestions("a", nil),
		"Rebuild":        p.Rebuild(),
		"Compact":        p.Compact(t.Context(), p.Path()),
	}
}

func TestClosedRefusesEverything(t *testing.T) {
	p := storagetest.New(t)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	all := changes(t, p)
	_, all["Headers"] = p.Headers("")
	_, all["Document"] = p.Document("a")
	_, all["Stats"] = p.Stats()
	_, all["Tail"] = p.Tail("ada", 1)
	all["Backup"] = p.Backup(t.Context(), p.Path()+".bak")
	for name, err := range all {
		if !errors.Is(err, storage.ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSchemaAndSettingsSurvive(t *testing.T) {
	p := storagetest.New(t)
	if err := p.SetSchema(annotate.Schema{}); !errors.Is(err, annotate.ErrSchema) {
		t.Errorf("an empty schema: %v", err)
	}
	schema := annotate.News().With("SHIP")
	if err := errors.Join(p.SetSchema(schema), p.SetSetting("open", "a"), p.SetSetting("gone", "x"), p.SetSetting("gone", "")); err != nil {
		t.Fatal(err)
	}
	p = storagetest.Reopen(t, p)
	if _, ok := p.Schema().Label("SHIP"); !ok {
		t.Errorf("schema is %+v", p.Schema())
	}
	for key, want := range map[string]string{"open": "a", "gone": "", "never": ""} {
		if got, err := p.Setting(key); got != want || err != nil {
			t.Errorf("setting %s is %q, %v", key, got, err)
		}
	}
}

func TestIdentity(t *testing.T) {
	identity := func(p *storage.Project) string {
		t.Helper()
		id, err := p.Identity()
		if err != nil || id == "" {
			t.Fatalf("identity %q, %v", id, err)
		}
		return id
	}
	one, other := storagetest.New(t), storagetest.New(t)
	if identity(one) == identity(other) {
		t.Error("two projects have the same identity")
	}
	copied := filepath.Join(t.TempDir(), "copy.rubric")
	if err := one.Backup(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	again, err := storage.Open(copied, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if identity(again) != identity(one) {
		t.Error("a copy has another identity")
	}
}
