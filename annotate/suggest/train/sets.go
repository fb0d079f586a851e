package train

import "io/fs"

// labels are those of the guideline.
var labels = []string{"PER", "ORG", "LOC", "DATE", "EVENT", "NORP"}

const (
	unknown = "?" // in a map of labels: anything may stand here
	none    = "-" // no label of ours
)

// set is one folder and how it comes to our labels.
type set struct {
	credit  Credit
	weight  float64
	hyphens bool              // words were split at their hyphens
	labels  map[string]string // the set's to ours, to unknown or to none; what is not named keeps its name for mend
	cities  bool              // cities that act are called organisations
	peoples bool              // nationalities are filled in from our list
	dense   bool              // passages without a span are left out: they are as likely forgotten as empty
	repeats bool              // a name is not labelled each time: where it is not, it is left open
	read    func(folder fs.FS, visit func(passage)) error
	mend    func(d *draft, known *lists) // what the set needs beside; may be nil
}

func (s *set) records(folder fs.FS, known *lists) (list []Record, err error) {
	var drafts []*draft
	err = s.read(folder, func(p passage) {
		if d := p.join(s.hyphens); len(d.text) > 0 {
			d.group = s.credit.Source + "/" + p.group
			s.bring(d, known)
			drafts = append(drafts, d)
		}
	})
	if s.repeats {
		leaveOpen(drafts)
	}
	for _, d := range drafts {
		if d.settle(); s.dense && len(d.spans) == 0 {
			continue
		}
		list = append(list, Record{Source: s.credit.Source, Licence: s.credit.Licence, Language: d.language, Text: string(d.text),
			Spans: d.spans, Unknown: d.unknown, Annotated: labels, Weight: s.weight, Group: d.group})
	}
	return list, err
}

// bring turns the set's spans into ours.
func (s *set) bring(d *draft, known *lists) {
	for i, span := range d.spans {
		if label := s.labels[span.Label]; label != "" {
			d.spans[i].Label = label
		}
	}
	d.each(unknown, d.doubt)
	d.each(none, func(Span) []Span { return nil })
	if s.mend != nil {
		s.mend(d, known)
	}
	d.trim()
	d.statesAct(known, s.cities)
	if s.peoples {
		d.fillPeoples(known)
	}
	d.dates()
	d.likely()
	d.settle()
}

var (
	perOrgLoc = []string{"PER", "ORG", "LOC"}
)

// sets stand in the order in which they are read: of a text that several have, the first keeps it.
var sets = []*set{wikigold, re3d, crossner, germeval, wnut17, btc, europeana, anercorp, unerEnglish, unerChinese}

const ccBy4 = "https://creativecommons.org/licenses/by/4.0/"
const ccBySa4 = "https://creativecommons.org/licenses/by-sa/4.0/"

// changed is what we do to every set.
const changed = "Changed: words joined to running text, labels brought to our guideline, spans moved"

// flat reads the files of a folder in columns; each is a group.
func flat(c columns, language string, names ...string) func(fs.FS, func(passage)) error {
	return func(folder fs.FS, visit func(passage)) error {
		for _, name := range names {
			if err := c.read(folder, name, func(string) {}, func(w []word) { visit(passage{language: language, group: name, words: w}) }); err != nil {
				return err
			}
		}
		return nil
	}
}
