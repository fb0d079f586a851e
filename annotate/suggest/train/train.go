// Package train makes what the starter learns from: the labelled sets of others, brought to running text and to the
// labels of docs/guideline.md, and our own corpus. Only the command that trains the starter imports it; docs/adr/0022
// says what is taken from which set.
package train

import (
	"fmt"
	"io/fs"
	"os"

	"rubricator/annotate"
)

// Span is a range of code points with a label of the guideline; in Record.Unknown without one.
type Span struct {
	annotate.Span
	Label string
}

// Record is some running text with its labels: a sentence, or some that follow each other.
type Record struct {
	Source, Licence string // the folder of the set, "corpus" for our own; its licence as SPDX writes it
	Language        string // ISO 639-1
	Text            string
	Spans           []Span   // sorted, without overlap
	Unknown         []Span   // where anything may stand: the set's label can mean several of ours, or none; apart from Spans
	Annotated       []string // the labels that are marked throughout, by the set or completed by us; outside Spans any other label may stand
	Weight          float64  // how much a record counts, 1 for our own corpus
	Group           string   // the file, article or page: records of one group belong on the same side of a split
}

// Credit says where a set is from, under which terms, and what we changed.
type Credit struct {
	Source, Name, Authors string
	Year                  int
	Licence, LicenceURL   string
	Changes               string
	ShareAlike            bool // a model that learnt from it must carry the same licence
}

// String is the attribution as the licences ask for it.
func (c Credit) String() string {
	line := fmt.Sprintf("%s. %s", c.Name, c.Authors)
	if c.Year > 0 {
		line += fmt.Sprintf(", %d", c.Year)
	}
	return fmt.Sprintf("%s. %s (%s). %s", line, c.Licence, c.LicenceURL, c.Changes)
}

// ReadSets reads the sets below a folder, each in the subfolder of its name, in a fixed order. Those whose licence
// obliges a model that learns from them to the same licence are read with shareAlike alone. A text that several sets
// hold, or one set twice, is taken once. An error names the file and the line.
func ReadSets(dir string, shareAlike bool) ([]Record, []Credit, error) {
	return readSets(os.DirFS(dir), shareAlike)
}

func readSets(folder fs.FS, shareAlike bool) (all []Record, credits []Credit, err error) {
	known, err := readLists()
	if err != nil {
		return nil, nil, err
	}
	seen := map[string]bool{}
	for _, s := range sets {
		if s.credit.ShareAlike && !shareAlike {
			continue
		}
		sub, err := fs.Sub(folder, s.credit.Source)
		if err != nil {
			return nil, nil, err
		}
		list, err := s.records(sub, known)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", s.credit.Source, err)
		}
		all = append(all, unseen(list, seen)...)
		credits = append(credits, s.credit)
	}
	return all, credits, nil
}

// unseen leaves out records whose letters and digits stand in an earlier one.
func unseen(list []Record, seen map[string]bool) []Record {
	var fresh []Record
	for _, r := range list {
		if key := lettersOf(r.Text); !seen[key] {
			seen[key] = true
			fresh = append(fresh, r)
		}
	}
	return fresh
}
