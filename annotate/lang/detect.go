package lang

import "context"

// kinship is how much likelier than another language it is that a paragraph is
// in its document's language, before its letters are looked at. It turns the
// short lines that a model gets wrong and no line that is plainly something else.
const kinship = 20

type detector struct{}

func (detector) Detect(ctx context.Context, text string) Result {
	lines := spread(longLines(ctx, text), maxParagraphs)
	paragraphs := make([]Paragraph, 0, len(lines))
	guesses := make([]guesses, 0, len(lines))
	for _, l := range lines {
		if ctx.Err() != nil {
			break
		}
		if g := identify(text[l.from:l.to]); len(g) > 0 {
			paragraphs = append(paragraphs, Paragraph{Start: l.start, End: l.end, Code: g[0].code, Confidence: g[0].confidence})
			guesses = append(guesses, g)
		}
	}
	if ctx.Err() != nil {
		return Result{Code: Undetermined}
	}
	if len(paragraphs) == 0 {
		if g := identify(text); len(g) > 0 {
			return Result{Code: g[0].code, Confidence: g[0].confidence}
		}
		return Result{Code: Undetermined}
	}
	code, _ := majority(paragraphs)
	for i, g := range guesses {
		best := g.lean(code)
		paragraphs[i].Code, paragraphs[i].Confidence = best.code, best.confidence
	}
	code, confidence := majority(paragraphs)
	return Result{Code: code, Confidence: confidence, Paragraphs: paragraphs}
}

// guess is a language and how sure it is, from 0 to 1.
type guess struct {
	code       string
	confidence float64
}

// guesses are the candidates for one piece of text, the likeliest first.
type guesses []guess

// lean is the likeliest guess in a document of the given language.
func (g guesses) lean(code string) guess {
	if g[0].code == code {
		return g[0]
	}
	for _, own := range g[1:] {
		if own.code == code {
			all := 1 + (kinship-1)*own.confidence
			if own.confidence*kinship > g[0].confidence {
				return guess{code, own.confidence * kinship / all}
			}
			return guess{g[0].code, g[0].confidence / all}
		}
	}
	return g[0]
}

// identify guesses the language of one piece of text; of too little text none.
func identify(text string) guesses {
	e := excerptOf(text)
	if e.script == nil || e.letters < e.script.enough {
		return nil
	}
	switch e.script {
	case devanagari:
		return byWords(e.words)
	case arabic:
		if code := byLetters(e.words); code != "" {
			return guesses{{code, 1}}
		}
	}
	if len(e.script.languages) == 1 {
		return guesses{{e.script.languages[0], 1}}
	}
	return e.script.models().identify(e.words)
}

// majority is the language that most of the paragraphs' text is in, each
// paragraph weighed by its length and by how sure its language is.
func majority(paragraphs []Paragraph) (code string, confidence float64) {
	all := 0.0
	votes := map[string]float64{}
	for _, p := range paragraphs {
		length := float64(p.End - p.Start)
		all += length
		votes[p.Code] += length * p.Confidence
	}
	best := 0.0
	for _, p := range paragraphs { // in order, so that a tie goes to the first
		if votes[p.Code] > best {
			code, best = p.Code, votes[p.Code]
		}
	}
	return code, best / all
}
