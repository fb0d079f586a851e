package simulate

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"

	"rubricator/annotate"
)

// annotatorName is whose work the simulated one is.
const annotatorName = "simulated"

// teach shows an engine how an annotator corrects an article: sentence by sentence in the order of the text, each as one
// change of the work, and at last that the article is finished. It returns the number of these steps.
func teach(e Engine, a Article, shown []annotate.Suggestion) (int, error) {
	before := annotate.Work{Zones: a.Zones}
	all := steps(a, shown)
	for _, step := range all {
		after := before
		for _, edit := range step {
			next, _, err := edit.Apply(after)
			if err != nil {
				return 0, err
			}
			after = next
		}
		e.Observe(a.Document, a.Language, before, after)
		before = after
	}
	return len(all), nil
}

// answer is what an annotator does in one place.
type answer struct {
	at    annotate.Span
	edits []annotate.Edit
}

// steps are the edits of each sentence that has some, as the window records them, then that which finishes the article.
func steps(a Article, shown []annotate.Suggestion) [][]annotate.Edit {
	answers := answersTo(a, shown)
	ends := sentenceEnds(a.Document.Text.String())
	var steps [][]annotate.Edit
	last := -1
	for _, x := range answers {
		sentence := sort.SearchInts(ends, x.at.Start+1)
		if sentence != last {
			steps = append(steps, nil)
			last = sentence
		}
		steps[len(steps)-1] = append(steps[len(steps)-1], x.edits...)
	}
	status := annotate.New
	if len(steps) > 0 {
		steps[0] = append(steps[0], annotate.Assign{Field: annotate.FieldStatus, After: string(annotate.InProgress)})
		status = annotate.InProgress
	}
	return append(steps, []annotate.Edit{annotate.Assign{Field: annotate.FieldStatus, Before: string(status), After: string(annotate.Finished)}})
}

// answersTo are an answer for each suggestion and each annotation that none was made for, in the order of the text.
func answersTo(a Article, shown []annotate.Suggestion) []answer {
	m := pair(shown, a.Gold)
	var answers []answer
	for j, i := range m.shown {
		made := a.Gold.At(j)
		made.Annotator, made.Origin = annotatorName, annotate.OriginUser
		if i < 0 {
			answers = append(answers, answer{made.Span, []annotate.Edit{annotate.Add(made)}})
			continue
		}
		s, verdict := shown[i], annotate.Corrected
		if changes(s, made) == 0 {
			verdict = annotate.Accepted
		}
		made.Origin, made.Suggester, made.Score = annotate.OriginSuggestion, s.Suggester, s.Score
		answers = append(answers, answer{made.Span, []annotate.Edit{annotate.Add(made), decide(a, s, verdict, made.ID)}})
	}
	for i, j := range m.gold {
		if j < 0 {
			answers = append(answers, answer{shown[i].Span, []annotate.Edit{decide(a, shown[i], annotate.Rejected, "")}})
		}
	}
	slices.SortStableFunc(answers, func(x, y answer) int { return cmp.Compare(x.at.Start, y.at.Start) })
	return answers
}

func decide(a Article, s annotate.Suggestion, v annotate.Verdict, became string) annotate.Edit {
	return annotate.Decide{After: &annotate.Decision{Span: s.Span, Label: s.Label, Verdict: v, Suggester: s.Suggester, Score: s.Score,
		Quote: a.Document.Text.Slice(s.Span), Annotation: became}}
}

// sentenceEnds are the offsets, in code points, behind line breaks and behind the marks that end a sentence: those of
// Latin and Arabic letters where white space follows, those of Chinese anywhere. It is no more than how an annotator's
// work is cut into steps; "Mr. Okonkwo" being two of them does no harm.
func sentenceEnds(text string) (ends []int) {
	n, ended := 0, false
	for _, r := range text {
		switch {
		case ended && unicode.IsSpace(r), r == '\n':
			ends, ended = append(ends, n+1), false
		case strings.ContainsRune("。！？", r):
			ends = append(ends, n+1)
		case strings.ContainsRune(".!?…؟۔।", r):
			ended = true
		case !strings.ContainsRune(`"'”’»)]`, r):
			ended = false
		}
		n++
	}
	return append(ends, n)
}
