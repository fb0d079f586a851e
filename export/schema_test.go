package export

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"rubricator/annotate"
)

func TestSchemaReadsBack(t *testing.T) {
	for _, want := range []annotate.Schema{annotate.News(), annotate.CoNLL(), annotate.OntoNotes()} {
		opts := options("schema", filepath.Join(t.TempDir(), "schema.json"))
		opts.Schema = want
		if _, err := Write(t.Context(), opts, nil); err != nil {
			t.Fatal(err)
		}
		got, err := annotate.ReadSchema([]byte(read(t, opts.Out)))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, %+v", want.Name, err, got)
		}
	}
	got, err := Preview(Options{Format: "schema", Schema: annotate.News()}, Record{})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "schema.json", got+"\n")
}

func TestSchemaWithoutLabelsIsRefused(t *testing.T) {
	_, err := Write(t.Context(), Options{Format: "schema", Out: filepath.Join(t.TempDir(), "s.json")}, nil)
	if err == nil || !strings.Contains(err.Error(), "no labels") {
		t.Errorf("error %v", err)
	}
}
