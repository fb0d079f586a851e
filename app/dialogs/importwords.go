package dialogs

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"rubricator/annotate"
	"rubricator/annotate/ingest"
	"rubricator/app/panel/part"
	"rubricator/app/present"
)

// textTitle names what is no format: the file is one article.
const textTitle = "Plain text"

func formatTitle(s Source) string {
	switch {
	case s.Look.Format.Name != "":
		return s.Look.Format.Title
	case s.Err != nil && s.Look.Choice.Format != ingest.FormatText:
		return "Not known"
	}
	return textTitle
}

// sourceName is what an input is called in the list.
func sourceName(s Source) string {
	n := len(s.Paths)
	switch {
	case n == 1:
		return s.File
	case !s.Seen:
		return present.Count(n, "further file")
	case s.Err != nil:
		return fmt.Sprintf("%s files ending in %s", present.Number(n), filepath.Ext(s.File))
	case s.Look.Format.Name == "":
		return present.Count(n, "text file")
	case s.Look.Format.Name == "html":
		return present.Count(n, "web page")
	case s.Look.Format.Name == "brat":
		return present.Number(n) + " texts of brat"
	}
	return fmt.Sprintf("%s and %s more", s.File, present.Number(n-1))
}

// sourceWords are the second line of an input in the list.
func sourceWords(s Source) string {
	switch {
	case !s.Seen:
		return "each is read by what it is"
	case s.Err != nil:
		return "nothing can be taken"
	case s.Skip:
		return "left out"
	case s.Look.Format.Name == "" && len(s.Paths) == 1:
		return textTitle
	case s.Look.Format.Name == "", s.Look.Format.Name == "html" && len(s.Paths) > 1:
		return "an article each"
	}
	return formatTitle(s) + " · " + recordsWords(s.Records())
}

func recordsWords(n int, exact bool) string {
	if exact {
		return present.Count(n, "record")
	}
	return "about " + present.Count(roundly(n), "record")
}

// roundly is a number of two digits and noughts.
func roundly(n int) int {
	step := 1
	for n/step >= 100 {
		step *= 10
	}
	return (n + step/2) / step * step
}

// factWords say what was found in an input.
func factWords(s Source, looking bool) string {
	if len(s.Paths) == 0 {
		if looking {
			return "The files are being looked through. Return imports without waiting for that."
		}
		return "There is nothing here to import."
	}
	if !s.Seen {
		return "There are more files of records than were looked through. Each is read by what it is."
	}
	if s.Err != nil {
		return plainly(strings.TrimPrefix(s.Err.Error(), fmt.Sprintf("%q: ", s.Paths[0])))
	}
	var parts []string
	if n, exact := s.Records(); n > 1 || s.Look.Format.Name != "" {
		words := recordsWords(n, exact)
		if s.Look.Format.Name == "" {
			words = present.Count(n, "article")
		}
		if !exact && s.Bytes < 0 {
			words = "more than " + present.Count(s.Look.Taken, "record")
		}
		parts = append(parts, words)
	}
	if s.Look.Spans > 0 {
		parts = append(parts, spanWords(s.Look))
	}
	if s.Languages != "" {
		parts = append(parts, s.Languages)
	}
	for _, m := range s.Look.Remarks {
		if m.Line == 0 && !m.Refused {
			parts = append(parts, asideWords(m.Reason))
		}
	}
	return strings.Join(parts[:min(len(parts), 5)], " · ")
}

// asideWords are what is said of a file as a whole; what its columns are stands elsewhere.
func asideWords(reason string) string {
	if between, _, ok := strings.Cut(reason, " between its columns"); ok {
		_, between, _ = strings.Cut(between, " with ")
		return between + " between columns"
	}
	return plainly(reason)
}

func spanWords(l ingest.Look) string {
	words := present.Count(l.Spans, "label")
	if !l.Whole {
		words += " in the first " + present.Count(l.Taken, "record")
	}
	names := l.Labels[:min(len(l.Labels), 6)]
	words += " (" + strings.Join(names, ", ")
	if len(l.Labels) > len(names) {
		words += ", …"
	}
	return words + ")"
}

// troubleWords say what would be left out, and why.
func troubleWords(s Source) string {
	if s.Err != nil || !s.Seen {
		return ""
	}
	said, left := 0, 0
	var first string
	for _, m := range s.Look.Remarks {
		if m.Line == 0 && !m.Refused || s.Look.Units != nil && strings.HasPrefix(m.Reason, "offsets ") {
			continue // it stands elsewhere
		}
		if said++; m.Refused {
			left++
		}
		if first == "" || m.Refused && left == 1 {
			m.Refused = false // that it is left out is said once
			first = plainly(m.String())
		}
	}
	switch {
	case s.Look.Refused > 0:
		of := ""
		if !s.Look.Whole {
			of = " of the first " + present.Number(s.Look.Taken+s.Look.Refused)
		}
		return fmt.Sprintf("%s%s will be left out: %s", present.Count(s.Look.Refused, "record"), of, present.Beginning(first, 300))
	case said > 0:
		return "To be reported: " + present.Beginning(first, 300)
	}
	return ""
}

// plainly says in the window's words what the readers say in those of the command line.
func plainly(s string) string {
	return inWindow.Replace(s)
}

var inWindow = strings.NewReplacer(
	": name one with --format, or the key of the text with --columns text=NAME", ": say above what it is",
	": name one with --format", ": say above what it is",
	": name its format, with --format", ": say above what it is",
	": say which one has the text, as in --columns text=NAME", "",
	"; import the file again with --unit codepoints or --unit utf16 or --unit graphemes", "",
	"; import the file again with --unit utf16 or --unit codepoints or --unit graphemes", "",
)

// unitWords name what offsets count.
func unitWords(u ingest.Unit) string {
	words := string(u)
	if words == "" {
		return "not clear"
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// unitChips are what offsets may count, the first of them what the file tells.
func unitChips(l ingest.Look) []string {
	if len(l.Units) == 0 {
		return nil
	}
	words := []string{"As the file tells"}
	for _, f := range l.Units {
		words = append(words, unitWords(f.Unit))
	}
	return words
}

func unitAt(l ingest.Look) int {
	if l.Choice.Unit == "" {
		return 0
	}
	return 1 + slices.IndexFunc(l.Units, func(f ingest.UnitFit) bool { return f.Unit == l.Choice.Unit })
}

// fitWords say what each unit comes to.
func fitWords(l ingest.Look) string {
	if len(l.Units) == 0 {
		return ""
	}
	var parts []string
	for _, f := range l.Units {
		words := "all of " + present.Number(f.Spans)
		if f.Fit < f.Spans {
			words = present.Number(f.Fit) + " of " + present.Number(f.Spans)
		}
		parts = append(parts, string(f.Unit)+": "+words)
	}
	found := ""
	if l.Choice.Unit == "" && l.Unit == "" {
		found = "It is not clear from the file, so records in which it matters are left out. "
	} else if l.Choice.Unit == "" {
		found = "The file tells " + string(l.Unit) + ", by its words. "
	}
	return found + "Labels that stand at words, in " + strings.Join(parts, ", in ") + "."
}

// roleWords say what a column is.
func roleWords(l ingest.Look, is string) string {
	if len(l.Roles) > 1 && l.Roles[1] == "labels" && is == "text" {
		return "token"
	}
	switch is {
	case "":
		if slices.Contains(l.Roles, "labels") {
			return "not read"
		}
		return "metadata"
	case "lang":
		return "language"
	}
	return is
}

// Limits of a preview.
const (
	previewRunes = 1200
	previewMarks = 200
	titleRunes   = 60
)

// preview is the beginning of a record with its labels.
func preview(r ingest.Record, labels []annotate.Label) (string, []part.Mark) {
	runes := []rune(r.Document.Text.String())
	cut := min(len(runes), previewRunes)
	colors := map[string]string{}
	for _, l := range labels {
		colors[l.Name] = l.Color
	}
	var marks []part.Mark
	add := func(span annotate.Span, label string) {
		if span.End <= cut && len(marks) < previewMarks {
			marks = append(marks, part.Mark{Start: span.Start, End: span.End, Label: label, Color: colors[label]})
		}
	}
	for a := range r.Work.Annotations.Values() {
		add(a.Span, a.Label)
	}
	for _, s := range r.Suggestions {
		add(s.Span, s.Label)
	}
	text := string(runes[:cut])
	if cut < len(runes) {
		text += " …"
	}
	return text, marks
}

// recordWords are what a record says of itself.
func recordWords(r ingest.Record) string {
	parts := []string{r.Document.ID}
	start := present.Beginning(r.Document.Title, titleRunes)
	if start != "" && !strings.HasPrefix(strings.TrimSpace(r.Document.Text.String()), strings.TrimSuffix(start, "…")) {
		parts = append(parts, "“"+start+"”")
	}
	for _, s := range []string{r.Language, r.Annotator} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if n := len(r.Document.Meta); n > 0 {
		parts = append(parts, present.Count(n, "field")+" of metadata")
	}
	return strings.Join(parts, " · ")
}

// takeWords are on the button that begins the import.
func takeWords(sources []Source, looking bool) string {
	sum, all := 0, !looking
	for _, s := range sources {
		if s.taken() {
			n, exact := s.Records()
			sum, all = sum+n, all && exact
		}
	}
	switch {
	case looking || sum == 0:
		return "Import"
	case all:
		return "Import " + present.Count(sum, "record")
	}
	return "Import " + recordsWords(sum, false)
}
