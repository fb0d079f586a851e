//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestImport takes a table and a data set by keys alone: of the table, with semicolons and in Arabic, a column that is not
// the one proposed, and its number as the id; of what doccano exports, with an emoji before the names, suggestions of a
// model.
func TestImport(t *testing.T) {
	b := setUp(t, 900, 640)
	b.command("new", b.project)
	b.write("table.csv", "تسلسل;الحكاية;موجز\n"+
		"7;\"وصلت الوزيرة ميرا أوكونكو إلى ميناء سارل في 4 مارس 2024، وقالت إن الشركة (Google) ستفتح مكتبا.\";الوزيرة تصل\n"+
		"8;\"قالت شركة اتحاد الساحل إنها أوقفت العبّارات في خليج الشمال; وإن المحادثات لم تنته بعد.\";العبّارات متوقفة\n")
	b.write("doccano.jsonl", `{"id":"d1","text":"😀 Mira Okonkwo met the Coastal Union.","label":[[3,15,"PER"],[24,37,"ORG"]]}`+"\n"+
		`{"id":"d2","text":"Nothing here.","label":[]}`+"\n"+`{"id":"d3"}`+"\n")
	b.open()

	b.choose("table.csv")
	b.picture("import-1-table")
	b.do(b.program.Key("Tab", "Tab", "Down"))
	b.do(b.program.Type("1")) // the third column is the text
	b.do(b.program.Key("Up", "Up", "space"))
	b.picture("import-2-column")
	b.do(b.program.Key("Home", "Down", "Return")) // the first one the id
	b.picture("import-3-chosen")
	b.do(b.program.Key("Return"))
	time.Sleep(3 * time.Second) // a key goes to the dialog of the import while there is one

	b.choose("doccano.jsonl")
	b.picture("import-4-doccano")
	b.do(b.program.Key("Tab", "Tab", "Tab", "Right", "Tab"))
	b.do(b.program.Type("model"))
	b.picture("import-5-suggestions")
	b.do(b.program.Key("Return"))
	time.Sleep(3 * time.Second)
	b.picture("import-6-report")
	b.do(b.program.Key("Escape"))
	b.quit()

	got := map[string]string{}
	for _, r := range b.list() {
		got[r.ID] = fmt.Sprintf("%s %s %d %d", r.Title, r.Dir, r.Annotations, r.Suggestions)
	}
	for id, want := range map[string]string{"7": "الوزيرة تصل rtl 0 0", "8": "العبّارات متوقفة rtl 0 0",
		"d1": "😀 Mira Okonkwo met the Coastal Union. ltr 0 2", "d2": "Nothing here. ltr 0 0"} {
		if got[id] != want {
			t.Errorf("%s is %q, want %q", id, got[id], want)
		}
	}
	if len(got) != 4 {
		t.Errorf("the project has %v", got)
	}
}

// write makes a file beside the project.
func (b *bench) write(name, data string) {
	b.t.Helper()
	if err := os.WriteFile(filepath.Join(b.home, name), []byte(data), 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// choose asks for a file to import and waits for what is found in it.
func (b *bench) choose(name string) {
	b.t.Helper()
	b.do(b.program.Key("ctrl+i"))
	b.do(b.program.Type(name))
	b.do(b.program.Key("Return"))
	time.Sleep(2 * time.Second) // the models of languages load
}
