package train

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
)

const (
	theirs = "../../../../shared/data/ner/train" // beside the repository, on the machines that train the starter
	ours   = "../corpus"
)

// TestSets reads what is there, checks each span, and prints the counts.
func TestSets(t *testing.T) {
	if _, err := os.Stat(theirs); err != nil {
		t.Log("runs where the sets of others are: they are not part of the project, and their readers are tested without them")
		return
	}
	list, credits, err := ReadSets(theirs, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range credits {
		if c.ShareAlike {
			t.Errorf("%s obliges to its licence and was read", c.Source)
		}
		t.Log(c)
	}
	known, err := readLists()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sets {
		if s.credit.ShareAlike {
			more, err := s.records(os.DirFS(theirs+"/"+s.credit.Source), known)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, more...)
		}
	}
	checkRecords(t, list)
	count(t, list)
	names, _, err := ReadNames(theirs)
	if err != nil {
		t.Fatal(err)
	}
	copies := Augment(list, names, 1, 0.2)
	checkRecords(t, copies)
	t.Logf("%d copies of %d records", len(copies), len(list))
}

func TestCorpus(t *testing.T) {
	list, credit, err := ReadCorpus(os.DirFS(ours))
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 3000 || credit.Licence != "CC0-1.0" {
		t.Errorf("%d records, %v", len(list), credit)
	}
	checkRecords(t, list)
	count(t, list)
}

func checkRecords(t *testing.T, list []Record) {
	t.Helper()
	bad := 0
	for _, r := range list {
		if problem := problemOf(r); problem != "" {
			if bad++; bad > 20 {
				t.Fatal("and more")
			}
			t.Errorf("%s: %s: %q", r.Source, problem, r.Text)
		}
	}
}

// problemOf says what is wrong with a record, "" for nothing.
func problemOf(r Record) string {
	text := []rune(r.Text)
	if strings.TrimSpace(r.Text) == "" || r.Language == "" || r.Group == "" || r.Weight <= 0 || len(r.Annotated) == 0 {
		return "empty field"
	}
	end := 0
	for _, s := range r.Spans {
		if s.Start < end || s.End <= s.Start || s.End > len(text) {
			return fmt.Sprintf("span %v is out of order", s)
		}
		first, last := text[s.Start], text[s.End-1]
		stop := last == '.' && s.Len() > 2 && unicode.IsLetter(text[s.End-2])
		if r.Source != "corpus" && (!inName(first) || !inName(last) && !stop) { // in ours a nickname in quotation marks may open a name
			return fmt.Sprintf("edge of %q", string(text[s.Start:s.End]))
		}
		if !slices.Contains(labels, s.Label) {
			return "label " + s.Label
		}
		end = s.End
	}
	for i, u := range r.Unknown {
		if u.Label != "" || u.End <= u.Start || u.End > len(text) || i > 0 && u.Start < r.Unknown[i-1].End {
			return fmt.Sprintf("unknown %v", u)
		}
		for _, s := range r.Spans {
			if s.Overlaps(u.Span) {
				return fmt.Sprintf("unknown %v and span %v overlap", u, s)
			}
		}
	}
	return ""
}

// count prints the records, code points and spans of each set and language.
func count(t *testing.T, list []Record) {
	type row struct{ records, points, unknown int }
	rows, spans := map[string]*row{}, map[string]map[string]int{}
	for _, r := range list {
		key := r.Source + " " + r.Language
		if rows[key] == nil {
			rows[key], spans[key] = &row{}, map[string]int{}
		}
		rows[key].records++
		rows[key].points += len([]rune(r.Text))
		rows[key].unknown += len(r.Unknown)
		for _, s := range r.Spans {
			spans[key][s.Label]++
		}
	}
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		t.Logf("%-20s %+v %v", key, *rows[key], spans[key])
	}
}
