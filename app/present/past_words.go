package present

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"rubricator/annotate"
	"rubricator/annotate/check"
	"rubricator/annotate/lang"
	"rubricator/app/state"
)

// telling puts what a step did into words.
type telling struct {
	s     state.State
	edits []annotate.Edit // those to tell of
}

// words say what the step did, e.g. “gave Person to “Mira Holt””.
func (t telling) words(tx annotate.Transaction) string {
	switch {
	case tx.Origin == annotate.OriginUndo:
		return "took back: " + tx.Words
	case tx.Origin == annotate.OriginRedo:
		return "did again: " + tx.Words
	case len(tx.Edits) == 0 && tx.Origin == annotate.OriginImport:
		return t.came()
	}
	var parts []string
	puts := t.puts()
	switch len(puts) {
	case 0:
	case 1:
		parts = append(parts, t.put(puts[0]))
	default:
		parts = append(parts, t.many(puts)...)
	}
	parts = append(parts, t.answers(len(puts) > 0)...)
	for _, e := range t.edits {
		parts = append(parts, t.other(e)...)
	}
	parts = append(parts, t.assigned(len(parts) > 0)...)
	if len(parts) == 0 {
		return tx.Words
	}
	words := strings.Join(parts, ", ")
	if tx.Origin == annotate.OriginImport {
		return "imported: " + words
	}
	return words
}

// came tells of the import that brought the article.
func (t telling) came() string {
	if row, _ := t.s.List.Row(t.s.Session.Document.ID); row.Source != "" && row.Source != "." {
		return "imported the article from " + quote(row.Source)
	}
	return "imported the article"
}

func (t telling) puts() []annotate.Put {
	var list []annotate.Put
	for _, e := range t.edits {
		if p, is := e.(annotate.Put); is {
			list = append(list, p)
		}
	}
	return list
}

func (t telling) label(name string) string { return labelTitle(t.s, name) }

// put tells of one annotation that came, went or changed.
func (t telling) put(p annotate.Put) string {
	switch b, a := p.Before, p.After; {
	case b == nil && a == nil:
		return ""
	case b == nil:
		return fmt.Sprintf("gave %s to %s", t.label(a.Label), quote(a.Quote))
	case a == nil:
		return fmt.Sprintf("removed %s from %s", t.label(b.Label), quote(b.Quote))
	case b.Span != a.Span:
		return t.moved(*b, *a)
	case b.Label != a.Label:
		return fmt.Sprintf("changed %s from %s to %s", quote(a.Quote), t.label(b.Label), t.label(a.Label))
	case b.Entity != a.Entity && a.Entity == "":
		return fmt.Sprintf("took the link of %s to %s away", quote(a.Quote), quote(b.Entity))
	case b.Entity != a.Entity:
		return fmt.Sprintf("linked %s to %s", quote(a.Quote), quote(a.Entity))
	case a.Note == "":
		return "took the note on " + quote(a.Quote) + " away"
	default:
		return fmt.Sprintf("noted on %s: %s", quote(a.Quote), quote(a.Note))
	}
}

// moved tells of an annotation with other boundaries. Of long words the end that moved is shown.
func (t telling) moved(b, a annotate.Annotation) string {
	words := ""
	switch {
	case b.Span.Start == a.Span.Start:
		words = fmt.Sprintf("moved the end from %s to %s", quoteEnd(b.Quote), quoteEnd(a.Quote))
	case b.Span.End == a.Span.End:
		words = fmt.Sprintf("moved the start from %s to %s", quote(b.Quote), quote(a.Quote))
	default:
		words = fmt.Sprintf("moved %s to %s", quote(b.Quote), quote(a.Quote))
	}
	if b.Label != a.Label {
		words += fmt.Sprintf(", and %s to %s", t.label(b.Label), t.label(a.Label))
	}
	return words
}

// many counts what happened to several annotations, and names the first.
func (t telling) many(puts []annotate.Put) []string {
	var parts []string
	for _, kind := range []struct {
		verb string
		of   func(annotate.Put) *annotate.Annotation
	}{
		{"gave", func(p annotate.Put) *annotate.Annotation { return only(p.After, p.Before == nil) }},
		{"changed", func(p annotate.Put) *annotate.Annotation { return only(p.After, p.Before != nil) }},
		{"removed", func(p annotate.Put) *annotate.Annotation { return only(p.Before, p.After == nil) }},
	} {
		var list []*annotate.Annotation
		for _, p := range puts {
			if a := kind.of(p); a != nil {
				list = append(list, a)
			}
		}
		if len(list) > 0 {
			parts = append(parts, fmt.Sprintf("%s %s, %s", kind.verb, Count(len(list), "label"), t.first(list)))
		}
	}
	return parts
}

func only(a *annotate.Annotation, fits bool) *annotate.Annotation {
	if fits {
		return a
	}
	return nil
}

// mostNamed is how many of many annotations a row names.
const mostNamed = 3

// first names the first different words of a list, and the label where it is the same for all.
func (t telling) first(list []*annotate.Annotation) string {
	var named []string
	label := list[0].Label
	for _, a := range list {
		if a.Label != label {
			label = ""
		}
		if words := quote(a.Quote); len(named) <= mostNamed && !slices.Contains(named, words) {
			named = append(named, words)
		}
	}
	if len(named) > mostNamed {
		named[mostNamed] = "…"
	}
	words := strings.Join(named, ", ")
	if label != "" {
		return t.label(label) + " to " + words
	}
	return words
}

// answers tell of suggestions that were answered and did not become an annotation in the same step.
func (t telling) answers(besides bool) []string {
	var rejected, skipped, reopened []annotate.Decision
	for _, e := range t.edits {
		switch d, is := e.(annotate.Decide); {
		case !is:
		case d.After == nil && d.Before != nil && d.Before.Annotation == "":
			reopened = append(reopened, *d.Before)
		case d.After == nil:
		case d.After.Verdict == annotate.Rejected && !(besides && t.removes(*d.After)):
			rejected = append(rejected, *d.After)
		case d.After.Verdict == annotate.Skipped:
			skipped = append(skipped, *d.After)
		}
	}
	if besides {
		reopened = nil // a label that is given to words takes their rejection back by itself
	}
	var parts []string
	for _, group := range []struct {
		one, many string
		list      []annotate.Decision
	}{{"rejected %s for %s", "rejected", rejected}, {"skipped %s for %s", "skipped", skipped}, {"took back the answer to %s for %s", "took back the answers to", reopened}} {
		switch len(group.list) {
		case 0:
		case 1:
			parts = append(parts, fmt.Sprintf(group.one, t.label(group.list[0].Label), quote(group.list[0].Quote)))
		default:
			parts = append(parts, group.many+" "+Count(len(group.list), "suggestion"))
		}
	}
	return parts
}

// removes reports whether the rejection comes of an annotation that the same step removes.
func (t telling) removes(d annotate.Decision) bool {
	return slices.ContainsFunc(t.puts(), func(p annotate.Put) bool {
		return p.After == nil && p.Before != nil && p.Before.Span.Overlaps(d.Span)
	})
}

// other tells of zones and of findings of the check that were let stand.
func (t telling) other(e annotate.Edit) []string {
	switch e := e.(type) {
	case annotate.Mark:
		if e.Off {
			return []string{"took back into the article: " + quote(quoted(t.s, e.Zone))}
		}
		return []string{"marked as not part of the article: " + quote(quoted(t.s, e.Zone))}
	case annotate.Wave:
		words := "let stand: "
		if e.Off {
			words = "asks again: "
		}
		words += strings.ToLower(KindTitle(check.Kind(e.Pass.Kind)))
		if q := quoted(t.s, e.Pass.Span); q != "" {
			words += " at " + quote(q)
		}
		return []string{words}
	}
	return nil
}

// assigned tells of status, note, language and direction. That the first step in an article begins it is said only when it
// did nothing else.
func (t telling) assigned(besides bool) []string {
	var parts []string
	for _, e := range t.edits {
		if a, is := e.(annotate.Assign); is && !(besides && a.Field == annotate.FieldStatus && a.After == string(annotate.InProgress)) {
			parts = append(parts, assignWords(a))
		}
	}
	return parts
}

func assignWords(a annotate.Assign) string {
	switch {
	case a.Field == annotate.FieldStatus:
		return statusWords(annotate.Status(a.Before), annotate.Status(a.After))
	case a.Field == annotate.FieldLanguage && a.After == "":
		return "left the language to the program"
	case a.Field == annotate.FieldLanguage:
		return "set the language to " + lang.Name(a.After)
	case a.Field == annotate.FieldDirection:
		return "set the text direction: " + state.DirectionWords(a.After)
	case a.After == "":
		return "took the note on the article away"
	}
	return "noted on the article: " + quote(a.After)
}

func statusWords(before, after annotate.Status) string {
	switch {
	case after == annotate.Finished:
		return "finished the article"
	case after == annotate.Ignored:
		return "set the article aside"
	case after == annotate.New:
		return "made the article new again"
	case before == annotate.New:
		return "began the article"
	}
	return "took the article back to work"
}

// from says which suggestion one annotation or answer came from. Words and label that were suggested are named where they
// are others than those given.
func (t telling) from() string {
	puts := t.puts()
	if len(puts) > 1 || len(puts) == 1 && puts[0].After == nil {
		return ""
	}
	for _, e := range t.edits {
		d, is := e.(annotate.Decide)
		if !is || d.After == nil || d.After.Suggester == "" {
			continue
		}
		by := "suggested by " + SourceWords(d.After.Suggester) + ", " + ScoreText(d.After.Suggester, d.After.Score)
		if len(puts) == 0 || puts[0].After.Span == d.After.Span && puts[0].After.Label == d.After.Label {
			return by
		}
		return fmt.Sprintf("%s for %s was %s", t.label(d.After.Label), quote(d.After.Quote), by)
	}
	if len(puts) == 1 && puts[0].Before == nil && puts[0].After.Suggester != "" {
		a := puts[0].After
		return "suggested by " + SourceWords(a.Suggester) + ", " + ScoreText(a.Suggester, a.Score)
	}
	return ""
}

// bulk names the step over many places that this is a part of.
func (t telling) bulk(tx annotate.Transaction) string {
	if tx.Group == tx.ID || tx.Words == "" || tx.Origin == annotate.OriginImport || tx.Origin == annotate.OriginUndo || tx.Origin == annotate.OriginRedo {
		return ""
	}
	return "in one step: " + tx.Words
}

// color is that of the label that the step gave or took.
func (t telling) color() string {
	color := ""
	for _, e := range t.edits {
		name := ""
		switch e := e.(type) {
		case annotate.Put:
			if a := cmp.Or(e.After, e.Before); a != nil {
				name = a.Label
			}
		case annotate.Decide:
			if d := cmp.Or(e.After, e.Before); d != nil && len(t.puts()) == 0 {
				name = d.Label
			}
		}
		l, known := t.s.Project.Schema.Label(name)
		switch {
		case !known:
		case color != "" && color != l.Color:
			return ""
		default:
			color = l.Color
		}
	}
	return color
}

func quote(words string) string { return "“" + Beginning(oneLine(words), shortQuote) + "”" }

// quoteEnd is a quote of which the end is shown when it is too long.
func quoteEnd(words string) string {
	words = oneLine(words)
	if over := utf8.RuneCountInString(words) - shortQuote; over > 0 {
		words = "…" + string([]rune(words)[over:])
	}
	return "“" + words + "”"
}
