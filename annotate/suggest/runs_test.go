package suggest

import (
	"context"
	"slices"
	"testing"
)

func TestRuns(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"She met Vera Halden-Okoro of the Tarn Port Authority.", []string{"She", "Vera Halden-Okoro", "Tarn Port Authority"}},
		{"The port is closed. The Port Authority said the harbour is shut.", []string{"Port Authority"}},
		{"In June Tarn was calm.", []string{"In", "Tarn"}},
		{"Tarn. Oslo", []string{"Tarn", "Oslo"}},
		{"in small letters", nil},
		{"وزارة الصحة", nil},
	} {
		v, err := newView(context.Background(), c.text, "en")
		if err != nil {
			t.Fatal(err)
		}
		cells := newCells(v)
		said, err := Dates{}.Suggest(context.Background(), unmarked(t, "en", c.text))
		if err != nil {
			t.Fatal(err)
		}
		for i := range said {
			said[i].Label = labelOfKind[date]
		}
		cells.noteDates(said)
		var got []string
		for i, r := range cells.runs() {
			if r.last > 0 && i == r.first {
				got = append(got, v.text[cells.list[r.first].from:cells.list[r.last-1].to])
			}
			if r.last > 0 && (i < r.first || i >= r.last) {
				t.Errorf("cell %d of %q is said to lie in %v", i, c.text, r)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q has the runs %q, want %q", c.text, got, c.want)
		}
	}
}
