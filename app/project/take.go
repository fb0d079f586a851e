package project

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"rubricator/annotate"
	"rubricator/storage"
)

// store puts inputs into the project, in one commit, and counts what became of each.
func (in *importing) store(ctx context.Context, taken []incoming) error {
	if len(taken) == 0 {
		return nil
	}
	if err := in.addLabels(taken); err != nil {
		return err
	}
	list, err := in.documents(ctx, taken)
	if err != nil {
		return err
	}
	added, err := in.project.store.AddDocuments(ctx, list)
	if err != nil {
		return err
	}
	for i, a := range added {
		in.count(taken[i], list[i], a)
	}
	return in.setLanguage(added)
}

func (in *importing) count(from incoming, n storage.NewDocument, a storage.Added) {
	if a.Err != nil {
		in.refuse(from.path, fmt.Errorf("%q: %w", from.path, a.Err))
		return
	}
	in.note(from)
	if a.Renamed && from.record {
		in.say(Line{Path: from.path, Text: fmt.Sprintf("%q: the id %q belongs to another text here; this one is %q", from.path, from.document.ID, a.ID)})
	}
	if a.Duplicate {
		in.sum.Same++
	} else {
		in.sum.New++
	}
	if a.Edits > 0 {
		in.sum.Annotations += n.Work.Annotations.Len()
	}
	in.sum.Suggestions += len(n.Suggestions)
}

func (in *importing) note(from incoming) {
	for _, note := range from.notes {
		in.say(Line{Path: from.path, Text: note})
	}
}

func (in *importing) refuse(path string, err error) {
	in.sum.Refused++
	in.say(Line{Path: path, Text: err.Error(), Refused: true})
}

func (in *importing) say(l Line) {
	if in.line != nil {
		in.line(l)
	}
}

// addLabels gives the schema the labels that it lacks.
func (in *importing) addLabels(taken []incoming) error {
	store := in.project.store
	schema := store.Schema()
	before := len(schema.Labels)
	for _, next := range taken {
		for a := range next.work.Annotations.Values() {
			schema = schema.With(a.Label)
		}
		for d := range next.work.Decisions.Values() {
			schema = schema.With(d.Label)
		}
		for _, s := range next.suggested {
			schema = schema.With(s.Label)
		}
	}
	if len(schema.Labels) == before {
		return nil
	}
	if err := store.SetSchema(schema); err != nil {
		return err
	}
	for _, l := range schema.Labels[before:] {
		in.sum.Labels = append(in.sum.Labels, l.Name)
		in.say(Line{Text: fmt.Sprintf("label %q was not in the schema and has been added", l.Name)})
	}
	return nil
}

// documents makes of the inputs what the store takes.
func (in *importing) documents(ctx context.Context, taken []incoming) ([]storage.NewDocument, error) {
	known, err := in.project.store.Annotators()
	if err != nil {
		return nil, err
	}
	list := make([]storage.NewDocument, len(taken))
	for i, next := range taken {
		list[i] = storage.NewDocument{Document: next.document, Replace: next.replaces, Group: in.group, Suggestions: next.suggested}
		if in.options.AsSuggestions {
			list[i].Suggestions = append(in.suggestionsOf(next), next.suggested...)
			continue
		}
		in.attribute(&list[i], next, known)
	}
	return list, in.languages(ctx, taken, list)
}

// suggestedScore is that of an imported suggestion without its own.
const suggestedScore = 0.8

// suggestionsOf makes suggestions of the spans that came with a document, and tells what of the rest is left out.
func (in *importing) suggestionsOf(next incoming) []annotate.Suggestion {
	var list []annotate.Suggestion
	outside := 0
	for a := range next.work.Annotations.Values() {
		s := annotate.Suggestion{Span: a.Span, Label: a.Label, Score: a.Score, Reason: "imported from " + filepath.Base(next.path),
			Suggester: cmp.Or(a.Suggester, in.options.Annotator, next.annotator, "import")}
		switch {
		case s.Score < 0 || s.Score > 1:
			outside++
			s.Score = min(max(s.Score, 0), 1)
		case s.Score == 0:
			s.Score = suggestedScore
		}
		list = append(list, s)
	}
	about := fmt.Sprintf("%q: %q: ", next.path, next.document.ID)
	if outside > 0 {
		in.say(Line{Path: next.path, Text: fmt.Sprintf("%sscores outside 0 to 1 were set to the nearer of the two: %d", about, outside)})
	}
	for _, c := range []struct {
		n     int
		words string
	}{{next.work.Decisions.Len() + len(next.work.Zones), "decisions and zones"}, {len(next.work.Passed), "findings of the check that were waved through"}} {
		if c.n > 0 {
			in.say(Line{Path: next.path, Text: fmt.Sprintf("%sonly spans become suggestions; %s left out: %d", about, c.words, c.n)})
		}
	}
	return list
}

// attribute gives a document the work that came with it, and says whose it is.
func (in *importing) attribute(n *storage.NewDocument, next incoming, known []string) {
	owner := in.project.ownerOf(in.options, next.annotator)
	work := next.work
	if work.Annotations.Len() == 0 && work.Equal(annotate.Work{}) && (!next.replaces || !slices.Contains(known, owner)) {
		return
	}
	if owner != next.annotator {
		work.Annotations = owned(work.Annotations, next.annotator, owner)
	}
	n.Work, n.Annotator = &work, owner
}

// owned gives to one annotator the annotations of another.
func owned(set annotate.Set, from, to string) annotate.Set {
	list := set.All()
	for i := range list {
		if list[i].Annotator == from || list[i].Annotator == "" {
			list[i].Annotator = to
		}
	}
	return annotate.NewSet(list...)
}
