package export

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// ParseLanguages reads codes of ISO 639-1 with commas between, such as "en,ar"; "und" is where none is known. "" is nil,
// for all languages.
func ParseLanguages(s string) ([]string, error) {
	if s == "" {
		return nil, nil
	}
	list := strings.Split(s, ",")
	for i, code := range list {
		code = strings.TrimSpace(code)
		if code != "und" && (len(code) != 2 || strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") != "") {
			return nil, fmt.Errorf("%q is no language code: use two lower-case letters (ISO 639-1), such as en or ar, with commas between", code)
		}
		list[i] = code
	}
	return list, nil
}

// Wants reports whether the record's language is one of those asked for.
func (o Options) Wants(rec Record) bool {
	code := language(rec)
	if code == "" {
		code = "und"
	}
	return len(o.Languages) == 0 || slices.Contains(o.Languages, code)
}

// wanted reports whether a record is asked for, and gives it the place of the plan and the labels that are asked for.
func (r *run) wanted(rec *Record) bool {
	if !r.opts.Wants(*rec) {
		r.others++
		return false
	}
	if r.opts.Plan != nil && !r.place(rec) {
		return false
	}
	rec.Work = r.opts.Labels.work(rec.Work, &r.report)
	return true
}

// noteWanted says what was left out because it was not asked for.
func (r *run) noteWanted() {
	if r.others > 0 {
		r.note("left out, as their language is none of %s: %s", strings.Join(r.opts.Languages, ", "), count(r.others, "document"))
	}
	for _, label := range slices.Sorted(maps.Keys(r.report.Dropped)) {
		r.note("left out, as the label %s is dropped: %s", label, count(r.report.Dropped[label], "span"))
	}
}

// checkPer refuses to cut documents in a format that keeps them whole, and windows that nothing is cut into.
func (o Options) checkPer(f Format) error {
	switch {
	case o.Per != "" && !slices.Contains(Pers, o.Per):
		return fmt.Errorf("a record per %q: use one of %v", o.Per, Pers)
	case o.Per != "" && o.Per != PerArticle && (f.stored || f.shape == nothing):
		return fmt.Errorf("format %s keeps documents whole: a record per %s is for the formats that models learn from", f.Name, o.Per)
	case o.Plan != nil && f.shape == nothing:
		return fmt.Errorf("format %s has no documents to split", f.Name)
	case o.Window < 0:
		return fmt.Errorf("a window of %d tokens: it needs at least 1", o.Window)
	case o.Window > 0 && o.Per != PerWindow:
		return fmt.Errorf("a window of %d tokens is for a record per window", o.Window)
	}
	return nil
}
