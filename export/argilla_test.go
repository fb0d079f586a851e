package export

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rubricator/annotate"
)

func TestArgillaGolden(t *testing.T) {
	files, rep := trainingOf(t, "argilla", nasty(t)...)
	for _, name := range []string{"records.json", ".argilla/settings.json", ".argilla/dataset.json"} {
		golden(t, "argilla/"+strings.TrimPrefix(name, "."), files[name])
	}
	if script, err := os.ReadFile("to_argilla.py"); err != nil || files["to_argilla.py"] != string(script) {
		t.Errorf("the script in the folder is not ours: %v", err)
	}
	if rep.Records != 6 {
		t.Errorf("report %+v", rep)
	}
}

// All splits stand in one file of records, which names them; the manifest counts them all.
func TestArgillaHasOneFileOfRecords(t *testing.T) {
	o := options("argilla", filepath.Join(t.TempDir(), "set"))
	o.Split = true
	list := shared(t)
	list[1].Split = "test"
	export(t, o, list...)
	only(t, o.Out, ".argilla", "README.md", "SHA256SUMS", "alignment.tsv", "labels.json", "manifest.json", "provenance.tsv", "records.json", "schema.json", "to_argilla.py")
	var records []struct{ Metadata map[string]string }
	if err := json.Unmarshal([]byte(read(t, filepath.Join(o.Out, "records.json"))), &records); err != nil || len(records) != 3 {
		t.Fatalf("%v, %d records", err, len(records))
	}
	if records[0].Metadata["split"] != "train" || records[1].Metadata["split"] != "test" {
		t.Errorf("records %+v", records)
	}
	var m manifest
	if err := json.Unmarshal([]byte(read(t, filepath.Join(o.Out, "manifest.json"))), &m); err != nil {
		t.Fatal(err)
	}
	for _, f := range m.Files {
		if f.Path == "records.json" && (f.Records != 3 || f.Format != "argilla") {
			t.Errorf("manifest %+v", f)
		}
	}
}

func TestArgillaStatus(t *testing.T) {
	for status, want := range map[annotate.Status]string{annotate.Finished: `"status":"submitted"`, annotate.Ignored: `"status":"discarded"`, annotate.InProgress: `"status":"draft"`} {
		r := mira(t)
		r.Work.Status = status
		if line, err := Preview(options("argilla", ""), r); err != nil || !strings.Contains(line, want) {
			t.Errorf("%v in %s", err, line)
		}
	}
	fresh := record(t, "a", "Oslo")
	fresh.Work.Status = annotate.New
	if line, err := Preview(options("argilla", ""), fresh); err != nil || !strings.Contains(line, `"responses":{}`) {
		t.Errorf("%v in %s", err, line)
	}
}

func TestArgillaNames(t *testing.T) {
	for name, want := range map[string]string{"demo": "demo", "قرية": "rubricator", "_a/b c": "a-b c"} {
		o := options("argilla", filepath.Join(t.TempDir(), "set"))
		o.Name = name
		export(t, o, mira(t))
		if data := read(t, filepath.Join(o.Out, ".argilla", "dataset.json")); !strings.Contains(data, `"name": "`+want+`"`) {
			t.Errorf("%q: %s", name, data)
		}
	}
}

func TestArgillaCheckSeesEveryChange(t *testing.T) {
	o := opened(t, "argilla")
	u := o.unit(mira(t))
	line, err := o.write(nil, u)
	if err != nil {
		t.Fatal(err)
	}
	changes(t, line, func(line []byte) error { return checkArgilla(line, u) }, [2]string{"Okonkwo 🚒", "Okonkwo 🚑"}, [2]string{`"end":12`, `"end":13`}, [2]string{`"DATE"`, `"DATA"`},
		[2]string{`,{"start":62,"end":67,"label":"DATE"}`, ""}, [2]string{`"suggestions":{}`, `"suggestions":[]`})
}
