package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Source is an input of an import, or several that are read alike: all text files of a folder, or the three parts of a
// data set.
type Source struct {
	Paths []string // of its inputs, as Input.Path
	File  string   // Input.File of the first
	Look  Look     // at the first, read as Look.Choice says; numbers and remarks are of all that were looked at
	Err   error    // why nothing of the first can be taken; of sources that nobody looked at nil
	Bytes int64    // of all its inputs; -1 where only reading tells
	Seen  bool     // Look and Err say something; without it each input is read as it asks for itself

	again func(ctx context.Context, yield func(Input) error) error // Input.again of the first; nil where it cannot be read
}

// Limits of a survey.
const (
	mostLooks  = 200 // files of records; of the rest each will be read by what it is
	mostErrors = 50  // files that stand for themselves with what is wrong with them
	mostTexts  = 20  // text files that may be something else, while none is
	tableBytes = 1 << 14
	tableLines = 5
)

// errFound ends a walk that has found what it looked for.
var errFound = errors.New("found")

// Survey finds out what stands at paths, without importing anything. It calls tell, if set, with all that is known so far
// whenever there is something new. It ends early only with the error of ctx.
func Survey(ctx context.Context, paths []string, tell func([]Source)) ([]Source, error) {
	s := &survey{tell: tell, at: map[string]int{}}
	err := Walk{Paths: paths}.Inputs(ctx, func(in Input) error {
		s.input(in)
		return ctx.Err()
	})
	return s.sources, err
}

type survey struct {
	tell    func([]Source)
	sources []Source
	at      map[string]int // by what is alike
	looks   int            // at files of records
	texts   int            // seen
	tables  bool           // there is one among the texts
	errors  int
}

func (s *survey) input(in Input) {
	part := in.BratPart()
	switch {
	case in.Err != nil:
		s.refuse(in, Look{}, in.Err)
	case part == BratAnnotations && !in.Named:
	case part == BratText, part == BratAnnotations:
		s.alike(in, "brat", Choice{Format: "brat"})
	case in.IsArticle() && s.isTable(in):
		s.table(in)
	case in.IsArticle():
		s.alike(in, FormatText, Choice{})
	case slices.Contains(htmlEndings, in.ending()):
		s.alike(in, "html", Choice{Format: "html"})
	case !in.isRecords():
		s.add(in, "ending "+in.ending(), Look{}, fmt.Errorf("%q: %w: its ending %q is not one that is read", in.Path, ErrEnding, filepath.Ext(in.File)))
	case s.looks >= mostLooks:
		s.more(in)
	default:
		s.records(in, Choice{})
	}
}

// table takes a text file that is a table. Of very many the rest goes to the last that was looked at; each says anew what
// its columns are when it is read.
func (s *survey) table(in Input) {
	if i, ok := s.at["table"]; ok && s.looks >= mostLooks {
		s.join(i, in)
		return
	}
	s.records(in, Choice{Format: "conll"})
}

func (s *survey) records(in Input, c Choice) {
	s.looks++
	look, err := in.Look(c)
	if err != nil {
		s.refuse(in, look, err)
		return
	}
	kind := look.kind(in)
	if i, ok := s.at[kind]; ok {
		s.sources[i].Look = s.sources[i].Look.with(look)
	}
	s.add(in, kind, look, nil)
	if in.IsArticle() {
		s.at["table"] = s.at[kind]
	}
}

// refuse adds an input of which nothing can be taken. The first ones stand for themselves.
func (s *survey) refuse(in Input, l Look, err error) {
	kind := "error"
	if s.errors++; s.errors <= mostErrors {
		kind += in.Path
	}
	s.add(in, kind, l, err)
}

// isTable reports whether a text file has tokens and tags in columns. Of many text files only the first are opened, unless
// one of these was such a table: then others may be.
func (s *survey) isTable(in Input) bool {
	if s.texts++; s.texts > mostTexts && !s.tables {
		return false
	}
	data, _, err := in.front(tableBytes)
	is := err == nil && bytes.Count(data, []byte("\n")) >= tableLines && looksTable(newHead(in.File, data))
	s.tables = s.tables || is
	return is
}

// alike puts an input to those that are read as the first of their kind is.
func (s *survey) alike(in Input, kind string, c Choice) {
	if i, ok := s.at[kind]; ok && s.sources[i].Err == nil {
		s.join(i, in)
		return
	}
	look, err := in.Look(c)
	if err != nil {
		s.refuse(in, look, err)
		return
	}
	s.add(in, kind, look, nil)
}

// more puts an input to those that nobody looks at.
func (s *survey) more(in Input) {
	if i, ok := s.at["more"]; ok {
		s.join(i, in)
		return
	}
	s.add(in, "more", Look{}, nil)
	s.sources[len(s.sources)-1].Seen = false
}

func (s *survey) add(in Input, kind string, l Look, err error) {
	if i, ok := s.at[kind]; ok {
		s.join(i, in)
		return
	}
	s.at[kind] = len(s.sources)
	s.sources = append(s.sources, Source{Paths: []string{in.Path}, File: in.File, Look: l, Err: err, Bytes: in.Size, Seen: true, again: in.again})
	if s.tell != nil {
		s.tell(slices.Clone(s.sources))
	}
}

func (s *survey) join(i int, in Input) {
	src := &s.sources[i]
	src.Paths = append(src.Paths, in.Path)
	if src.Bytes += in.Size; in.Size < 0 || src.Bytes < 0 {
		src.Bytes = -1
	}
	if n := len(src.Paths); s.tell != nil && (n < 10 || n%1000 == 0) {
		s.tell(slices.Clone(s.sources))
	}
}

// kind is the same for files that are read alike.
func (l Look) kind(in Input) string {
	kind := l.Format.Name + "\x00" + in.ending()
	for _, c := range l.Columns {
		kind += "\x00" + c.Name + "\x00" + c.Is
	}
	return kind + fmt.Sprint(len(l.Units) > 0, l.Unit)
}

func (in Input) ending() string { return strings.ToLower(filepath.Ext(in.File)) }

// isRecords reports whether some format has the file's ending.
func (in Input) isRecords() bool {
	return slices.ContainsFunc(Formats(), func(f Format) bool { return slices.Contains(f.Endings, in.ending()) })
}

// BratPart is the ending of a file that is one of the two of a document of brat, BratText or BratAnnotations; "" for any
// other file.
func (in Input) BratPart() string {
	ending := filepath.Ext(in.File)
	other := ""
	switch strings.ToLower(ending) {
	case BratText:
		other = BratAnnotations
	case BratAnnotations:
		other = BratText
	}
	if other == "" {
		return ""
	}
	if _, err := in.Beside(strings.TrimSuffix(in.File, ending) + other); err != nil {
		return ""
	}
	return strings.ToLower(ending)
}

// Again looks at the first input of a source anew, as c says, without looking for others. Where c says nothing it is as
// at first. It ends early with the error of ctx in Source.Err.
func (s Source) Again(ctx context.Context, c Choice) Source {
	if s.again == nil {
		return s
	}
	s.Look, s.Err, s.Seen = Look{Choice: c}, fmt.Errorf("%q: %w: it is not there any more", s.Paths[0], ErrUnreadable), true
	err := s.again(ctx, func(in Input) error {
		if in.Path != s.Paths[0] {
			return nil
		}
		s.Look, s.Err = in.Look(c)
		return errFound
	})
	if err != nil && !errors.Is(err, errFound) {
		s.Err = err
	}
	return s
}

// Records is how many records its inputs hold, and whether that was counted; as many at least where Bytes is not known.
func (s Source) Records() (n int, exact bool) {
	if s.Err != nil || !s.Seen {
		return 0, s.Seen
	}
	if s.Look.Format.Name == "" || slices.Contains(readWhole, s.Look.Format.Name) {
		return len(s.Paths), true
	}
	return s.Look.Estimate(s.Bytes)
}

// FormatsFor are the formats that a file of that name may be in, by its ending; all where no format has it.
func FormatsFor(name string) []Format {
	ending := strings.ToLower(filepath.Ext(name))
	all := Formats()
	fit := slices.DeleteFunc(slices.Clone(all), func(f Format) bool { return !slices.Contains(f.Endings, ending) })
	if len(fit) == 0 {
		return all
	}
	return fit
}
