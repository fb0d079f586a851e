package annotate_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"rubricator/annotate"
	"rubricator/annotate/annotatetest"
)

func TestSchemaCheck(t *testing.T) {
	for _, c := range []struct {
		labels []annotate.Label
		says   string
	}{
		{nil, "no labels"},
		{[]annotate.Label{{}}, "no name"},
		{[]annotate.Label{{Name: "A"}, {Name: "A"}}, `"A" is there twice`},
		{[]annotate.Label{{Name: "A", Key: 3}, {Name: "B", Key: 3}}, `"A" and "B" have the same key 3`},
		{[]annotate.Label{{Name: "A", Key: 19}}, "key 19"},
		{[]annotate.Label{{Name: "A", Key: -1}}, "key -1"},
		{[]annotate.Label{{Name: "A\tB"}}, `"A\tB"`},
		{[]annotate.Label{{Name: "A"}, {Name: "B"}, {Name: "C of D", Key: 18}}, ""},
	} {
		err := annotate.Schema{Labels: c.labels}.Check()
		if (err == nil) != (c.says == "") || err != nil && (!errors.Is(err, annotate.ErrSchema) || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%+v: %v", c.labels, err)
		}
	}
	for _, s := range []annotate.Schema{annotate.News(), annotate.CoNLL(), annotate.OntoNotes()} {
		if err := s.Check(); err != nil {
			t.Errorf("%s: %v", s.Name, err)
		}
	}
}

func TestSchemaComesBack(t *testing.T) {
	for _, s := range []annotate.Schema{annotate.News(), annotate.CoNLL(), annotate.OntoNotes().With("SHIP")} {
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := annotate.ReadSchema(data); err != nil || !reflect.DeepEqual(got, s) {
			t.Errorf("%s comes back as %+v, %v", data, got, err)
		}
	}
}

func TestReadSchemaFillsIn(t *testing.T) {
	s, err := annotate.ReadSchema([]byte(`{"name":"n","labels":[{"name":"A"},{"name":"B","color":"#123456","title":"Bee"}],"overlap":"stacking","anchoring":"token"}`))
	if err != nil {
		t.Fatal(err)
	}
	a, b := s.Labels[0], s.Labels[1]
	if s.Overlap != annotate.OverlapStacking || s.Anchoring != annotate.AnchorToken || a.Title != "A" || a.Color == "" || b.Title != "Bee" || b.Color != "#123456" {
		t.Errorf("got %+v", s)
	}
	if a.Key != 1 || b.Key != 2 {
		t.Errorf("keys %d and %d", a.Key, b.Key)
	}
	s, err = annotate.ReadSchema([]byte(`{"labels":[{"name":"A"},{"name":"B","key":1}]}`))
	if err != nil || s.Labels[0].Key != 0 {
		t.Errorf("a label without key among others is given %d, %v", s.Labels[0].Key, err)
	}
	for _, bad := range []string{"", "[]", "{}", `{"labels":[{"name":"A"}],"overlap":"some"}`, `{"labels":[{"name":"A"}],"anchoring":"line"}`} {
		if _, err := annotate.ReadSchema([]byte(bad)); !errors.Is(err, annotate.ErrSchema) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestSchemaWith(t *testing.T) {
	base := annotate.News()
	if got := base.With("PER"); !reflect.DeepEqual(got, base) {
		t.Errorf("a label that is there changes it to %+v", got)
	}
	s := base
	for i := range 15 {
		s = s.With("EXTRA" + strings.Repeat("I", i))
	}
	if err := s.Check(); err != nil {
		t.Error(err)
	}
	if len(base.Labels) != 6 || len(s.Labels) != 21 || s.Labels[6].Key != 7 || s.Labels[17].Key != 18 || s.Labels[18].Key != 0 {
		t.Errorf("labels %+v", s.Labels)
	}
	if l, ok := s.ByKey(7); !ok || l.Name != "EXTRA" {
		t.Errorf("key 7 gives %+v", l)
	}
	if _, ok := s.ByKey(0); ok {
		t.Error("key 0 gives a label")
	}
	one, two := base.With("ONE"), base.With("TWO")
	if one.Labels[6].Name != "ONE" || two.Labels[6].Name != "TWO" {
		t.Error("two schemas share their labels")
	}
}

func TestOverlap(t *testing.T) {
	_, set := annotatetest.Parse(t, "xxxxx[A xxxxx]xxxxx")
	span := func(start, end int) annotate.Span { return annotate.Span{Start: start, End: end} }
	for _, c := range []struct {
		span                annotate.Span
		none, stacking, any bool
	}{
		{span(0, 5), true, true, true},
		{span(10, 12), true, true, true},
		{span(6, 8), false, true, true},
		{span(5, 10), false, true, true},
		{span(0, 20), false, true, true},
		{span(3, 7), false, false, true},
		{span(9, 11), false, false, true},
	} {
		for rule, ok := range map[annotate.Overlap]bool{annotate.OverlapNone: c.none, annotate.OverlapStacking: c.stacking, annotate.OverlapAny: c.any} {
			if err := rule.Allows(c.span, set.All()); (err == nil) != ok || err != nil && !errors.Is(err, annotate.ErrOverlap) {
				t.Errorf("%v %v: %v", rule, c.span, err)
			}
		}
	}
	long := annotate.Annotation{Span: span(5, 90), Label: "B", Quote: strings.Repeat("ä", 85)}
	for want, err := range map[string]error{
		"the schema allows no overlap: it would cross [A xxxxx]":                                            annotate.OverlapNone.Allows(span(3, 7), set.All()),
		"the schema allows no overlap: it would stand on [A xxxxx]":                                         annotate.OverlapNone.Allows(span(5, 10), set.All()),
		"the schema allows no overlap: it would stand inside [A xxxxx]":                                     annotate.OverlapNone.Allows(span(5, 7), set.All()),
		"the schema allows no overlap: it would stand around [A xxxxx]":                                     annotate.OverlapNone.Allows(span(4, 10), set.All()),
		"the schema allows spans only apart or nested: it would cross [B " + strings.Repeat("ä", 40) + "…]": annotate.OverlapStacking.Allows(span(3, 7), []annotate.Annotation{long}),
	} {
		if err == nil || err.Error() != want {
			t.Errorf("refused with %q, want %q", err, want)
		}
	}
}

func TestNewLabelsGetFreeColours(t *testing.T) {
	s := annotate.CoNLL()
	s.Labels[2].Color = "#123456"
	given := annotate.CoNLL().Labels[2].Color
	if got := s.With("NEW").Labels[4].Color; got != given {
		t.Errorf("a new label gets %s, want %s, which no label has", got, given)
	}
	seen := map[string]bool{}
	all := annotate.Schema{Name: "many"}
	for i := range 24 {
		all = all.With(fmt.Sprint("L", i))
		seen[all.Labels[i].Color] = true
	}
	if len(seen) != 24 {
		t.Errorf("24 labels have %d colours", len(seen))
	}
	if l := all.With("L24").Labels[24]; l.Color != annotate.Palette()[0] || l.Key != 0 {
		t.Errorf("the 25th label is %+v, want the first colour again, and no key", l)
	}
	read, err := annotate.ReadSchema([]byte(`{"name":"x","labels":[{"name":"A"},{"name":"B","color":"` + annotate.Palette()[0] + `"},{"name":"C"}]}`))
	if err != nil || read.Labels[0].Color != annotate.Palette()[1] || read.Labels[2].Color != annotate.Palette()[2] {
		t.Errorf("read %+v, %v; want the colours that B left", read.Labels, err)
	}
}
