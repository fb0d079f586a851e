package export

import (
	"fmt"
	"maps"
	"regexp"
	"slices"

	"rubricator/annotate"
)

// Report says what an export wrote and what it could not.
type Report struct {
	Documents int            // of which something is written
	Records   int            // written: as many as documents, but where documents are cut
	Spans     int            // written, nested ones counted
	Labels    map[string]int // spans written, by the label they have in the export
	Splits    []SplitPart    // of a folder, those that have documents, train first; a single file has none
	Lost      []Loss
	Changed   []Loss         // written, but not as stored; Reason says how
	Dropped   map[string]int // spans that are not written because the label map drops their label, by that label
	Renamed   int            // spans that the label map gives another label
	Empty     []string       // splits of a Plan that have a share and no document, train first
	Cut       int            // tokens cut because a span ended inside them
	Files     []File         // in the order of their paths
	Notes     []string       // for people, one fact each
}

// Loss is a span, or with an empty Span a whole document, that the files do not hold as the project does.
type Loss struct {
	Document   string // ID
	Span       string // ID of the annotation
	Start, End int    // code points of the stored text
	Label      string
	Text       string // the quote
	Reason     string
	Action     string // what became of it, as in alignment.tsv: left_out, nested, trimmed and so on
}

// SplitPart is what an export writes to one split.
type SplitPart struct {
	Name                      string
	Documents, Records, Spans int
}

// File is one written file.
type File struct {
	Path   string
	Bytes  int64
	SHA256 string // hexadecimal
}

func (r *Report) lose(rec Record, reason string) {
	r.Lost = append(r.Lost, Loss{Document: rec.Document.ID, Reason: reason, Action: leftOut})
}

func lossOf(rec Record, a annotate.Annotation, action, reason string) Loss {
	return Loss{rec.Document.ID, a.ID, a.Span.Start, a.Span.End, a.Label, a.Quote, reason, action}
}

// parts tells what was written to each split.
func (r *run) parts() {
	for _, name := range splitNames {
		if c := r.splits[name]; c != nil && c.Docs > 0 {
			r.report.Splits = append(r.report.Splits, SplitPart{name, c.Docs, c.Records, c.Spans})
		} else if r.shareOf(name) > 0 && r.report.Documents > 0 {
			r.report.Empty = append(r.report.Empty, name)
		}
	}
}

var safeLabel = regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)

// notes adds what is to be said about the export as a whole.
func (r *run) notes() {
	for _, l := range slices.Sorted(maps.Keys(r.labels)) {
		if !safeLabel.MatchString(l) {
			r.note("label %q has other characters than A-Z, 0-9 and _: some programs will refuse or change it; rename it in the schema", l)
		}
	}
	r.noteWanted()
	r.noteSplits()
	if r.edges > 0 {
		r.note("white space or an invisible mark at an end of %s; written as it is", count(r.edges, "span"))
	}
	if r.dirty > 0 {
		r.note("NUL or bytes that are not UTF-8 in %s; each stands as U+FFFD", count(r.dirty, "string"))
	}
	if r.zoned > 0 {
		r.note("zones are cut out of %s; offsets count what is left", count(r.zoned, "text"))
	}
	if r.report.Cut > 0 {
		r.note("%s cut because a span starts or ends inside", count(r.report.Cut, "token"))
	}
}

func (r *run) note(format string, args ...any) {
	r.report.Notes = append(r.report.Notes, fmt.Sprintf(format, args...))
}
