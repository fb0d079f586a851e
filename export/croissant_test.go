package export

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// croissantOf exports with the options and gives the description, read back, and the files by their names.
func croissantOf(t *testing.T, o Options, list ...Record) (c croissant, files map[string]string) {
	t.Helper()
	files = map[string]string{}
	for _, f := range export(t, o, list...).Files {
		name, err := filepath.Rel(o.Out, f.Path)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.ToSlash(name)] = read(t, f.Path)
	}
	if text, ok := files[croissantFile]; ok {
		if err := json.Unmarshal([]byte(text), &c); err != nil {
			t.Fatal(err)
		}
	}
	return c, files
}

// Each file of records is described with its true sum and size, and each column is a key of its lines.
func TestCroissantIsTrueOfTheFiles(t *testing.T) {
	for _, f := range Formats() {
		if f.shape != lines {
			continue
		}
		o := options(f.Name, filepath.Join(t.TempDir(), "set"))
		o.Split = true
		list := shared(t)
		list[1].Split = "test"
		c, files := croissantOf(t, o, list...)
		if c.ConformsTo != "http://mlcommons.org/croissant/1.1" || len(c.Distribution) != 2 || len(c.RecordSet) != 3 {
			t.Fatalf("%s: %+v", f.Name, c)
		}
		for i, d := range c.Distribution {
			body := files[d.ID]
			if d.SHA256 != hexSumOf(body) || d.ContentSize != strings.TrimSpace(jsonOf(t, len(body)))+" B" || d.ContentURL != d.ID {
				t.Errorf("%s: %+v", f.Name, d)
			}
			line, _, _ := strings.Cut(body, "\n")
			var keys map[string]any
			if err := json.Unmarshal([]byte(line), &keys); err != nil {
				t.Fatal(err)
			}
			for _, column := range leaves(c.RecordSet[i].Field) {
				found := keys[column.Source.Extract["column"]]
				for _, step := range column.Source.Transform {
					found = stepInto(found, step.JSONPath)
				}
				if found == nil || column.Source.FileObject.ID != d.ID {
					t.Errorf("%s: %s is not in %s", f.Name, column.ID, line)
				}
			}
		}
	}
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	b, err := marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// leaves are the fields that have values.
func leaves(fields []crField) (list []crField) {
	for _, f := range fields {
		if f.SubField != nil {
			list = append(list, leaves(f.SubField)...)
			continue
		}
		list = append(list, f)
	}
	return list
}

// stepInto takes a step of a path in a value, in the first element of a list.
func stepInto(v any, step string) any {
	if list, ok := v.([]any); ok && len(list) > 0 {
		v = list[0]
	}
	switch v := v.(type) {
	case map[string]any:
		return v[step]
	case []any:
		i := int(step[len("$[")] - '0')
		if i < len(v) {
			return v[i]
		}
	}
	return nil
}

// What nobody has said is not there: no licence, no address, and a date only where one is given.
func TestCroissantMakesNothingUp(t *testing.T) {
	o := options("hf", filepath.Join(t.TempDir(), "set"))
	_, files := croissantOf(t, o, shared(t)...)
	for _, key := range []string{"license", "url", "datePublished", "dateCreated", "creator", "version"} {
		if strings.Contains(files[croissantFile], `"`+key+`":`) {
			t.Errorf("%s is made up", key)
		}
	}
	o.Created = time.Date(2026, 5, 3, 23, 0, 0, 0, time.UTC)
	if c, _ := croissantOf(t, o, shared(t)...); c.DateCreated != "2026-05-03" {
		t.Errorf("created %q", c.DateCreated)
	}
}

func TestOnlyLinesHaveACroissant(t *testing.T) {
	for _, f := range Formats() {
		if f.shape == nothing {
			continue
		}
		o := options(f.Name, filepath.Join(t.TempDir(), "set"))
		o.Split = true
		_, files := croissantOf(t, o, shared(t)...)
		if has := files[croissantFile] != ""; has != (f.shape == lines) {
			t.Errorf("%s has a croissant.json: %v", f.Name, has)
		}
		for _, name := range []string{cardFile, schemaFile, labelsFile, alignmentFile, markFile} {
			if !strings.Contains(files[sumsFile], "  "+name+"\n") {
				t.Errorf("%s: %s is not summed up", f.Name, name)
			}
		}
		if !strings.Contains(files[cardFile], "| train | 3 |") || !strings.Contains(files[cardFile], "sha256sum -c SHA256SUMS") {
			t.Errorf("%s: card %s", f.Name, files[cardFile])
		}
	}
}

func TestGuidelineAndSchemaStandBeside(t *testing.T) {
	o := options("hf", filepath.Join(t.TempDir(), "set"))
	if _, files := croissantOf(t, o, mira(t)); files[guidelineFile] != "" {
		t.Errorf("guideline without any text: %q", files[guidelineFile])
	}
	o.Schema.Labels[0].Title, o.Schema.Labels[0].Guideline = "Person", "A named human.\n\n- not gods"
	_, files := croissantOf(t, o, mira(t))
	if got := files[guidelineFile]; got != "# When each label is given: demo\n\n## PERSON (Person)\n\nA named human.\n\n- not gods\n" {
		t.Errorf("guideline %q", got)
	}
	if !strings.Contains(files[sumsFile], "  guideline.md\n") || !strings.Contains(files[schemaFile], `"guideline": "A named human.\n\n- not gods"`) {
		t.Errorf("sums %s\nschema %s", files[sumsFile], files[schemaFile])
	}
}
