package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestMain lets the test binary stand for the program: tests start it again as a child process.
func TestMain(m *testing.M) {
	if os.Getenv(childVariable) != "" {
		os.Exit(child())
	}
	os.Exit(m.Run())
}

// outcome is what one call of the program came to.
type outcome struct {
	status         int
	stdout, stderr string
}

func run(args ...string) outcome {
	var stdout, stderr bytes.Buffer
	status := Run(args, Environment{Stdout: &stdout, Stderr: &stderr, Version: "1.2.3"})
	return outcome{status, stdout.String(), stderr.String()}
}

// must runs a command that has to succeed and returns what it wrote to stdout.
func must(t testing.TB, args ...string) string {
	t.Helper()
	got := run(args...)
	if got.status != exitDone {
		t.Fatalf("rubricator %q: status %d\n%s%s", args, got.status, got.stdout, got.stderr)
	}
	return got.stdout
}

// refuses runs a command that has to end with a status and say all these words on stderr, and nothing on stdout.
func refuses(t testing.TB, status int, args []string, words ...string) {
	t.Helper()
	got := run(args...)
	if got.status != status || got.stdout != "" {
		t.Errorf("rubricator %q: status %d, want %d, stdout %q", args, got.status, status, got.stdout)
	}
	for _, w := range words {
		if !strings.Contains(got.stderr, w) {
			t.Errorf("rubricator %q says %q, want %q in it", args, got.stderr, w)
		}
	}
}

// inFolder makes a folder with files, given as name and content in turn, and works in it.
func inFolder(t *testing.T, list ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for i := 0; i < len(list); i += 2 {
		if err := os.MkdirAll(filepath.Dir(list[i]), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(list[i], []byte(list[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

const (
	harbour = "Talks open in Oslo\n\nMira Okonkwo met the union on Tuesday, said the ministry of trade and fisheries.\n"
	strike  = "عمال الميناء يواصلون الإضراب\n\nقالت ميرا أوكونكو إن المحادثات ستبدأ يوم الثلاثاء في أوسلو.\n"
)

var records = strings.Join([]string{
	`{"id":"r1","lang":"en","text":"Mira left Oslo.","status":"finished","annotator":"bob","spans":[{"id":"s1","start":0,"end":4,"label":"PER"},{"id":"s2","start":10,"end":14,"label":"CITY"}]}`,
	`{"id":"r2","lang":"en","text":"Nobody 🚒 came.","annotator":"bob","spans":[]}`, ""}, "\n")

func TestNew(t *testing.T) {
	inFolder(t, "own.json", `{"name":"own","labels":[{"name":"A"}],"overlap":"none","anchoring":"token"}`, "bad.json", `{"labels":[]}`, "taken.rubric", "x")
	for schema, want := range map[string]string{"news": "6 labels (schema news)", "conll": "4 labels (schema conll)",
		"ontonotes": "18 labels (schema ontonotes)", "own.json": "1 label (schema own)"} {
		path := filepath.Base(schema) + ".rubric"
		if got := must(t, "new", path, "--schema", schema); got != path+": new project with "+want+"\n" {
			t.Errorf("new --schema %s: %q", schema, got)
		}
	}
	refuses(t, exitFailed, []string{"new", "taken.rubric"}, "taken.rubric", "exists already")
	refuses(t, exitFailed, []string{"new", "p.rubric", "--schema", "nwes"}, `"nwes"`, "news, conll and ontonotes")
	refuses(t, exitFailed, []string{"new", "p.rubric", "--schema", "bad.json"}, `"bad.json"`, "no labels", "--format schema")
	refuses(t, exitFailed, []string{"new", "no/such/p.rubric"}, "no/such")
	if data, _ := os.ReadFile("taken.rubric"); string(data) != "x" {
		t.Error("new changed a file that was there")
	}
}

func TestNewSchemaFromAnExport(t *testing.T) {
	inFolder(t)
	must(t, "new", "a.rubric", "--schema", "ontonotes")
	if got := must(t, "export", "a.rubric", "--format", "schema", "--out", "s.json"); got != "s.json: the schema\n" {
		t.Errorf("export of the schema: %q", got)
	}
	if got := must(t, "new", "b.rubric", "--schema=s.json"); !strings.Contains(got, "18 labels (schema ontonotes)") {
		t.Errorf("new from the export: %q", got)
	}
}

func TestImportAndList(t *testing.T) {
	inFolder(t, "in/harbour.txt", harbour, "in/deep/strike.txt", strike, "in/photo.txt", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06\x00\x00\x00\\r\xa8f", "in/notes.docx", "PK", "r.jsonl", records)
	must(t, "new", "p.rubric")
	refuses(t, exitFailed, []string{"import", "in", "p.rubric"}, `"in"`) // the project comes first
	got := run("import", "p.rubric", "in", "r.jsonl")
	if got.status != exitDone || got.stdout != "new documents: 4, annotations: 2, not taken: 2\n" {
		t.Errorf("import: %+v", got)
	}
	lines := strings.Split(strings.TrimSpace(got.stderr), "\n")
	if len(lines) != 3 || !strings.HasPrefix(lines[0], `"in/notes.docx": `) || !strings.HasPrefix(lines[1], `"in/photo.txt": `) || lines[2] != `label "CITY" was not in the schema and has been added` {
		t.Errorf("import says\n%s", got.stderr)
	}
	want := `{"id":"strike","title":"عمال الميناء يواصلون الإضراب","lang":"ar","dir":"rtl","status":"new","codepoints":90,"annotations":0,"suggestions":0}
{"id":"harbour","title":"Talks open in Oslo","lang":"en","dir":"ltr","status":"new","codepoints":101,"annotations":0,"suggestions":0}
{"id":"r1","title":"Mira left Oslo.","lang":"en","dir":"ltr","status":"finished","codepoints":15,"annotations":2,"suggestions":0}
{"id":"r2","title":"Nobody 🚒 came.","lang":"en","dir":"ltr","status":"new","codepoints":14,"annotations":0,"suggestions":0}
`
	if got := must(t, "list", "--json", "p.rubric"); got != want {
		t.Errorf("list --json\n%s\nwant\n%s", got, want)
	}
	if got := must(t, "list", "p.rubric"); !strings.Contains(got, "r1\ten\tltr\tfinished\t15\t2\t0\tMira left Oslo.\n") || strings.Count(got, "\n") != 4 {
		t.Errorf("list\n%s", got)
	}
}

func TestListKeepsToOneLine(t *testing.T) {
	inFolder(t, "r.jsonl", `{"id":"a\tb","title":"two\nlines \u001b[2J","text":"Oslo."}`)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "r.jsonl", "--lang", "en")
	if got := must(t, "list", "p.rubric"); got != "a b\ten\tltr\tnew\t5\t0\t0\ttwo lines  [2J\n" {
		t.Errorf("list %q", got)
	}
}

func TestImportAgainAndNothing(t *testing.T) {
	inFolder(t, "a.txt", harbour, "b.txt", harbour, "bad.txt", " ", "empty/.hidden", "x")
	must(t, "new", "p.rubric")
	if got := must(t, "import", "p.rubric", "a.txt"); got != "new documents: 1\n" {
		t.Errorf("import: %q", got)
	}
	if got := must(t, "import", "p.rubric", "a.txt", "b.txt"); got != "new documents: 0, known already: 2\n" {
		t.Errorf("import of the same text: %q", got)
	}
	for _, path := range []string{"bad.txt", "empty", "missing.txt"} {
		got := run("import", "p.rubric", path)
		if got.status != exitFailed || got.stdout != "new documents: 0, not taken: 1\n" || !strings.Contains(got.stderr, `"`+path) {
			t.Errorf("import of %s: %+v", path, got)
		}
	}
	if n := strings.Count(must(t, "list", "p.rubric"), "\n"); n != 1 {
		t.Errorf("%d documents", n)
	}
}

func TestImportFlags(t *testing.T) {
	inFolder(t, "a.txt", harbour, "r.jsonl", records)
	must(t, "new", "p.rubric")
	if got := must(t, "import", "--as=suggestions", "p.rubric", "--lang", "nb", "r.jsonl"); got != "new documents: 2, suggestions: 2\n" {
		t.Errorf("import: %q", got)
	}
	if got := must(t, "list", "p.rubric", "--json"); !strings.Contains(got, `"lang":"nb","dir":"ltr","status":"new","codepoints":15,"annotations":0,"suggestions":2}`) {
		t.Errorf("list\n%s", got)
	}
	must(t, "import", "p.rubric", "r.jsonl", "--annotator", "cleo", "--format", "rubricator")
	if got := must(t, "stats", "p.rubric", "--json"); !strings.Contains(got, `"annotators":{"cleo":{"documents":1,"finished":1,"annotations":2}}`) {
		t.Errorf("stats %s", got)
	}
	refuses(t, exitUsage, []string{"import", "p.rubric", "a.txt", "--format", "docx"}, "docx", "auto, text, label-studio")
	refuses(t, exitUsage, []string{"import", "p.rubric", "a.txt", "--as", "gold"}, "gold", "annotations, suggestions")
	refuses(t, exitUsage, []string{"import", "p.rubric", "a.txt", "--lang", "English"}, `"English"`, "ISO 639-1")
}

// keysOf lists the keys of a line of JSON in their order, those of nested objects after a dot.
func keysOf(t *testing.T, line string) string {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(line))
	var keys []string
	var walk func(prefix string)
	walk = func(prefix string) {
		token, err := d.Token()
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		for open := token; d.More() && (open == json.Delim('{') || open == json.Delim('[')); {
			name := prefix
			if open == json.Delim('{') {
				key, _ := d.Token()
				name = prefix + key.(string)
				keys = append(keys, name)
			}
			walk(name + ".")
		}
		if token == json.Delim('{') || token == json.Delim('[') {
			d.Token()
		}
	}
	walk("")
	return strings.Join(keys, " ")
}

func TestSuggest(t *testing.T) {
	inFolder(t, "in/a.txt", harbour, "r.jsonl", `{"id":"r","lang":"en","text":"Then Mira Okonkwo left.","spans":[{"start":5,"end":17,"label":"PER"}]}`)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "in", "--lang", "en")
	must(t, "import", "p.rubric", "r.jsonl", "--annotator", "bob")
	lines := strings.Split(strings.TrimSpace(must(t, "suggest", "p.rubric")), "\n")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], `{"id":"a","lang":"en","spans":[{`) || lines[1] != `{"id":"r","lang":"en","spans":[]}` {
		t.Fatalf("suggest\n%s", strings.Join(lines, "\n"))
	}
	if !strings.Contains(lines[0], `{"start":20,"end":32,"label":"PER","text":"Mira Okonkwo","score":`) || !strings.Contains(lines[0], `"suggester":"memory","reason":"`) {
		t.Errorf("bob's name is not suggested: %s", lines[0])
	}
	one := regexp.MustCompile(`\},\{.*\]`).ReplaceAllString(lines[0], "}]")
	if got := keysOf(t, one); got != "id lang spans spans..start spans..end spans..label spans..text spans..score spans..suggester spans..reason" {
		t.Errorf("keys %s", got)
	}
	if got := must(t, "suggest", "p.rubric", "--doc", "r", "--doc=a"); got != lines[1]+"\n"+lines[0]+"\n" {
		t.Errorf("suggest for two\n%s", got)
	}
	refuses(t, exitFailed, []string{"suggest", "p.rubric", "--doc", "zzz"}, `"zzz"`, "no such document")
}

func TestExport(t *testing.T) {
	inFolder(t, "r.jsonl", records, "in/a.txt", harbour)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "r.jsonl", "in")
	got := run("export", "p.rubric", "--format", "rubricator", "--out", "out.jsonl")
	if got.status != exitDone || got.stdout != "out.jsonl: 1 document, 2 spans, 0 spans left out, 0 changed\n" {
		t.Errorf("export: %+v", got)
	}
	if got.stderr != "not finished and not written: 2 documents; --status all writes them too\n" {
		t.Errorf("export says %q", got.stderr)
	}
	if got := must(t, "export", "--status", "all", "--annotator", "bob", "p.rubric", "--format", "rubricator", "--out", "all.jsonl"); !strings.Contains(got, "3 documents") {
		t.Errorf("export: %q", got)
	}
	must(t, "new", "q.rubric")
	must(t, "import", "q.rubric", "all.jsonl")
	must(t, "export", "--status", "all", "q.rubric", "--format", "rubricator", "--out", "again.jsonl")
	first, _ := os.ReadFile("all.jsonl")
	if second, _ := os.ReadFile("again.jsonl"); !bytes.Equal(first, second) || len(first) == 0 {
		t.Errorf("a project imported from an export exports\n%s\nwant\n%s", second, first)
	}
}

func TestImportCountsAsAsked(t *testing.T) {
	inFolder(t, "d.jsonl", `{"id":"a","text":"🚒 abc def 北京上海","label":[[11,12,"LOC"]]}`)
	must(t, "new", "p.rubric")
	got := run("import", "p.rubric", "d.jsonl")
	if got.status != exitFailed || !strings.Contains(got.stderr, `[11,12) is "北" in UTF-16 units, "京" in code points`) || !strings.Contains(got.stderr, "--unit utf16 or --unit codepoints") {
		t.Errorf("import: %+v", got)
	}
	must(t, "import", "p.rubric", "d.jsonl", "--unit", "codepoints")
	must(t, "export", "p.rubric", "--status", "all", "--format", "rubricator", "--out", "r.jsonl")
	if data, err := os.ReadFile("r.jsonl"); err != nil || !strings.Contains(string(data), `"start":11,"end":12,"label":"LOC","text":"京"`) {
		t.Errorf("%s %v", data, err)
	}
	refuses(t, exitUsage, []string{"import", "p.rubric", "d.jsonl", "--unit", "inches"}, `"inches"`, "graphemes")
}

func TestExportCountsAsAsked(t *testing.T) {
	inFolder(t, "r.jsonl", `{"id":"a","text":"🚒 Oslo","status":"finished","spans":[{"start":2,"end":6,"label":"LOC"}]}`)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "r.jsonl")
	for unit, want := range map[string]string{"utf16": `[[3,7,"LOC"]]`, "codepoints": `[[2,6,"LOC"]]`} {
		must(t, "export", "p.rubric", "--format", "doccano", "--unit", unit, "--out", "d.jsonl")
		if data, err := os.ReadFile("d.jsonl"); err != nil || !strings.Contains(string(data), want) {
			t.Errorf("--unit %s: %s %v", unit, data, err)
		}
	}
}

func TestExportOfChat(t *testing.T) {
	inFolder(t, "r.jsonl", `{"id":"a","text":"Oslo","status":"finished","spans":[{"start":0,"end":4,"label":"LOC"}]}`)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "r.jsonl")
	for shape, want := range map[string]string{"messages": `{"messages":[{"role":"system"`, "prompt": `{"prompt":[{"role":"user"`} {
		must(t, "export", "p.rubric", "--format", "chat", "--chat-shape", shape, "--out", "d.jsonl")
		if data, err := os.ReadFile("d.jsonl"); err != nil || !strings.HasPrefix(string(data), want) {
			t.Errorf("--chat-shape %s: %s %v", shape, data, err)
		}
	}
	refuses(t, exitUsage, []string{"export", "p.rubric", "--format", "spacy", "--out", "x", "--chat-shape", "prompt"}, "format spacy has no chat shape prompt")
}

func TestExportThatCannotBe(t *testing.T) {
	inFolder(t, "r.jsonl", records, "out.jsonl", "older")
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "r.jsonl")
	refuses(t, exitUsage, []string{"export", "p.rubric", "--out", "x"}, "--format", "rubricator")
	refuses(t, exitUsage, []string{"export", "p.rubric", "--format", "rubricator"}, "--out")
	refuses(t, exitUsage, []string{"export", "p.rubric", "--format", "excel", "--out", "x"}, `"excel"`, "rubricator")
	refuses(t, exitUsage, []string{"export", "p.rubric", "--format", "rubricator", "--out", "x", "--status", "new"}, "finished, all")
	refuses(t, exitUsage, []string{"export", "p.rubric", "--format", "doccano", "--out", "x", "--unit", "inches"}, `"inches"`, "utf16")
	refuses(t, exitUsage, []string{"export", "p.rubric", "--format", "spacy", "--out", "x", "--unit", "utf16"}, "format spacy counts offsets in code points")
	refuses(t, exitUsage, []string{"export", "p.rubric", "--format", "spacy", "--out", "x", "--scheme", "bioes"}, "bioes")
	refuses(t, exitFailed, []string{"export", "p.rubric", "--format", "rubricator", "--out", "out.jsonl", "--annotator", "eve"}, `"eve"`, `"bob"`)
	refuses(t, exitFailed, []string{"export", "p.rubric", "--format", "rubricator", "--out", "no/such/out.jsonl"}, "no/such")
	if data, _ := os.ReadFile("out.jsonl"); string(data) != "older" {
		t.Errorf("a failed export left %q", data)
	}
	must(t, "import", "p.rubric", "r.jsonl", "--annotator", "cleo")
	refuses(t, exitFailed, []string{"export", "p.rubric", "--format", "rubricator", "--out", "out.jsonl"}, `"bob", "cleo"`)
}

func TestStats(t *testing.T) {
	inFolder(t, "r.jsonl", records, "in/a.txt", strike)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "r.jsonl", "in")
	got := must(t, "stats", "--json", "p.rubric")
	if !strings.HasPrefix(got, `{"documents":3,"codepoints":119,"annotations":2,"suggestions":0,"transactions":1,"statuses":{"finished":1,"ignored":0,"in_progress":0,"new":2},"languages":{"ar":1,"en":2},"annotators":{"bob":{"documents":1,"finished":1,"annotations":2}},"file_bytes":`) {
		t.Errorf("stats --json %s", got)
	}
	if keys := keysOf(t, got); !strings.HasSuffix(keys, " file_bytes free_bytes") {
		t.Errorf("keys %s", keys)
	}
	for _, line := range []string{"3 documents, 119 code points\n", "2 new, 0 in progress, 1 finished, 0 ignored\n", "language en (English): 2 documents\n", `annotator "bob": 1 document begun, 1 of them finished, 2 annotations` + "\n"} {
		if text := must(t, "stats", "p.rubric"); !strings.Contains(text, line) {
			t.Errorf("stats\n%s\nlacks %s", text, line)
		}
	}
}

func TestBackupsByTheRule(t *testing.T) {
	inFolder(t, "a.txt", harbour)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "a.txt")
	list := must(t, "list", "p.rubric")
	made := regexp.MustCompile(`^p\.rubric: backed up to (p backups.p\.backup-\d{8}-\d{6}\.rubric)\n$`).FindStringSubmatch(must(t, "backup", "p.rubric"))
	if made == nil {
		t.Fatal("no backup was made")
	}
	if got := must(t, "list", made[1]); got != list {
		t.Errorf("the backup lists %q", got)
	}
	if got := must(t, "backup", "p.rubric", "--list"); !strings.HasSuffix(got, " bytes  "+made[1]+"\n") || strings.Count(got, "\n") != 1 {
		t.Errorf("the list is %q", got)
	}
	must(t, "backup", "p.rubric", "--folder", "elsewhere")
	if found, err := filepath.Glob("elsewhere/p backups */*.rubric"); err != nil || len(found) != 1 {
		t.Errorf("in the folder of choice are %v, %v", found, err)
	}
	refuses(t, exitUsage, []string{"backup", "p.rubric", "--keep", "0"}, "at least one")
}

func TestBackupAndCompact(t *testing.T) {
	inFolder(t, "a.txt", harbour)
	must(t, "new", "p.rubric")
	must(t, "import", "p.rubric", "a.txt")
	list := must(t, "list", "p.rubric")
	if got := must(t, "backup", "p.rubric", "copy.rubric"); got != "p.rubric: backed up to copy.rubric\n" {
		t.Errorf("backup: %q", got)
	}
	if got := must(t, "compact", "p.rubric"); !regexp.MustCompile(`^p\.rubric: \d+ bytes, was \d+\n$`).MatchString(got) {
		t.Errorf("compact: %q", got)
	}
	for _, path := range []string{"p.rubric", "copy.rubric"} {
		if got := must(t, "list", path); got != list {
			t.Errorf("%s lists %q", path, got)
		}
		if got := must(t, "check", path); got != path+": no faults\n" {
			t.Errorf("check: %q", got)
		}
	}
	refuses(t, exitFailed, []string{"backup", "p.rubric", "p.rubric"}, "its own backup")
	refuses(t, exitFailed, []string{"backup", "p.rubric", "no/such/copy"}, "no/such")
}
