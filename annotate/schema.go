package annotate

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Schema is what a project's annotators may say: the labels and the rules for spans.
type Schema struct {
	Name      string    `json:"name"`
	Labels    []Label   `json:"labels"`
	Overlap   Overlap   `json:"overlap"`
	Anchoring Anchoring `json:"anchoring"`
}

// Label is one entity type.
type Label struct {
	Name      string `json:"name"`                // as exported, e.g. "PER"
	Title     string `json:"title,omitempty"`     // as read by people, e.g. "Person"
	Color     string `json:"color"`               // "#rrggbb"; the theme adapts its lightness
	Key       int    `json:"key,omitempty"`       // 1 to 18: the digit key, from 10 on with Ctrl; 0 has none
	Guideline string `json:"guideline,omitempty"` // when to use it, and when not
}

// Anchoring says where the mouse puts a span's edges.
type Anchoring int

const (
	AnchorCharacter Anchoring = iota
	AnchorToken
)

var (
	overlapNames   = []string{"any", "stacking", "none"}
	anchoringNames = []string{"character", "token"}
)

func (o Overlap) String() string   { return overlapNames[o] }
func (a Anchoring) String() string { return anchoringNames[a] }

// MarshalText and UnmarshalText give both rules their words in JSON.
func (o Overlap) MarshalText() ([]byte, error)   { return []byte(o.String()), nil }
func (a Anchoring) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

func (o *Overlap) UnmarshalText(b []byte) error {
	i, err := indexOf(overlapNames, string(b))
	*o = Overlap(i)
	return err
}

func (a *Anchoring) UnmarshalText(b []byte) error {
	i, err := indexOf(anchoringNames, string(b))
	*a = Anchoring(i)
	return err
}

func indexOf(names []string, name string) (int, error) {
	for i, n := range names {
		if n == name {
			return i, nil
		}
	}
	return 0, fmt.Errorf("%w: %q is none of %v", ErrSchema, name, names)
}

// Label finds a label by name.
func (s Schema) Label(name string) (Label, bool) {
	for _, l := range s.Labels {
		if l.Name == name {
			return l, true
		}
	}
	return Label{}, false
}

// ByKey finds the label that a digit key gives: 1 to 9, and 10 to 18 with Ctrl.
func (s Schema) ByKey(key int) (Label, bool) {
	for _, l := range s.Labels {
		if key != 0 && l.Key == key {
			return l, true
		}
	}
	return Label{}, false
}

// With returns the schema with a label of that name added, in the next free colour and key, unless it has one.
func (s Schema) With(name string) Schema {
	if _, ok := s.Label(name); ok {
		return s
	}
	l := Label{Name: name, Title: name, Color: s.freeColor()}
	for key := 1; key <= 18 && l.Key == 0; key++ {
		if _, taken := s.ByKey(key); !taken {
			l.Key = key
		}
	}
	s.Labels = append(s.Labels[:len(s.Labels):len(s.Labels)], l)
	return s
}

// Check refuses a schema without labels, with a name or key used twice, or with a name that no export can carry.
func (s Schema) Check() error {
	if len(s.Labels) == 0 {
		return fmt.Errorf("%w: it has no labels", ErrSchema)
	}
	names, keys := map[string]bool{}, map[int]string{}
	for _, l := range s.Labels {
		switch {
		case l.Name == "":
			return fmt.Errorf("%w: a label has no name", ErrSchema)
		case strings.ContainsFunc(l.Name, unicode.IsControl):
			return fmt.Errorf("%w: label %q has a control character in its name", ErrSchema, l.Name)
		case names[l.Name]:
			return fmt.Errorf("%w: label %q is there twice", ErrSchema, l.Name)
		case l.Key < 0 || l.Key > 18:
			return fmt.Errorf("%w: label %q has key %d, keys go from 1 to 18", ErrSchema, l.Name, l.Key)
		case l.Key != 0 && keys[l.Key] != "":
			return fmt.Errorf("%w: labels %q and %q have the same key %d", ErrSchema, keys[l.Key], l.Name, l.Key)
		}
		names[l.Name], keys[l.Key] = true, l.Name
	}
	return nil
}

// ReadSchema decodes the JSON that a schema export writes and checks it. Missing colours and titles are filled in, and
// keys when no label has one.
func ReadSchema(data []byte) (Schema, error) {
	var s Schema
	if err := json.Unmarshal(data, &s); err != nil {
		return Schema{}, fmt.Errorf("%w: %w", ErrSchema, err)
	}
	keyless := !slices.ContainsFunc(s.Labels, func(l Label) bool { return l.Key != 0 })
	for i := range s.Labels {
		l := &s.Labels[i]
		if keyless && i < 18 {
			l.Key = i + 1
		}
		if l.Color == "" {
			l.Color = s.freeColor()
		}
		if l.Title == "" {
			l.Title = l.Name
		}
	}
	return s, s.Check()
}

// News is the default schema, for news articles.
func News() Schema {
	return build("news", OverlapAny, [][3]string{
		{"PER", "Person", "Names of people, without title: President [PER Mira Okonkwo]."},
		{"ORG", "Organisation", "Companies, ministries, parties, armies, movements, agencies, unions of states."},
		{"LOC", "Place", "States, cities, regions, seas and buildings, also when they act: [LOC Oslo] warned."},
		{"DATE", "Date", "Days, months, years and spans of them: 3 May, Tuesday, 2023."},
		{"EVENT", "Event", "Named events: wars, summits, storms, tournaments."},
		{"NORP", "People, religion, party", "Peoples, religions, parties' adherents and their adjectives."},
	})
}

// CoNLL is the four-label schema of the CoNLL-2003 shared task (Tjong Kim Sang and De Meulder 2003).
func CoNLL() Schema {
	return build("conll", OverlapNone, [][3]string{
		{"PER", "Person", ""}, {"ORG", "Organisation", ""}, {"LOC", "Place", ""}, {"MISC", "Other name", ""},
	})
}

// OntoNotes is the eighteen-label schema of OntoNotes 5.0 (Weischedel et al. 2013).
func OntoNotes() Schema {
	return build("ontonotes", OverlapNone, [][3]string{
		{"PERSON", "Person", ""}, {"NORP", "People, religion, party", ""}, {"FAC", "Building, road, airport", ""},
		{"ORG", "Organisation", ""}, {"GPE", "State or city", ""}, {"LOC", "Other place", ""},
		{"PRODUCT", "Product", ""}, {"EVENT", "Event", ""}, {"WORK_OF_ART", "Work of art", ""}, {"LAW", "Law", ""},
		{"LANGUAGE", "Language", ""}, {"DATE", "Date", ""}, {"TIME", "Time", ""}, {"PERCENT", "Percentage", ""},
		{"MONEY", "Money", ""}, {"QUANTITY", "Quantity", ""}, {"ORDINAL", "Ordinal", ""}, {"CARDINAL", "Number", ""},
	})
}

func build(name string, overlap Overlap, labels [][3]string) Schema {
	s := Schema{Name: name, Overlap: overlap}
	for i, l := range labels {
		s.Labels = append(s.Labels, Label{Name: l[0], Title: l[1], Guideline: l[2], Color: palette[i%len(palette)], Key: i + 1})
	}
	return s
}

// BuiltIn finds one of the schemas that come with the program: news, conll or ontonotes.
func BuiltIn(name string) (Schema, error) {
	switch name {
	case "news":
		return News(), nil
	case "conll":
		return CoNLL(), nil
	case "ontonotes":
		return OntoNotes(), nil
	}
	return Schema{}, fmt.Errorf("%w: %q is none of news, conll, ontonotes", ErrSchema, name)
}
