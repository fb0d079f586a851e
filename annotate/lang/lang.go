// Package lang finds the language of a document and of its paragraphs.
//
// Start with [New] and [Detector]. Only programs that call New link the
// language models (130 MB unless a packaged build trims them); [Direction] and
// [Name] cost nothing.
package lang

import "context"

// Undetermined is the code of a text whose language was not found.
const Undetermined = "und"

// Sure is the confidence from which an answer needs no second look. Below it
// the code is the best guess.
const Sure = 0.9

// Result is the language of a document.
type Result struct {
	Code       string  // ISO 639-1 (639-3 where that has none: "ckb"), or Undetermined
	Confidence float64 // from 0 to 1: the share of the examined text that speaks for Code
	// Paragraphs holds the examined paragraphs in order. A line with fewer than
	// 20 letters is not examined, nor is most of a text with more than 40 longer
	// lines: see Detector.
	Paragraphs []Paragraph
}

// Paragraph is the language of one line of a text.
type Paragraph struct {
	Start, End int // [Start, End) in code points of the text, without the line break
	Code       string
	Confidence float64 // from 0 to 1
}

// Detector finds languages.
type Detector interface {
	// Detect finds the language of each paragraph, and from them that of the
	// text: the one that most of the text is in. A text of short lines only is
	// taken as one paragraph, of which no Paragraph is reported.
	//
	// The work is bounded: of each paragraph the first 300 letters count, and of
	// a text with more than 16 paragraphs, 16 that are spread evenly over it.
	// After ctx is cancelled the answer is Undetermined without paragraphs.
	Detect(ctx context.Context, text string) Result
}

// New returns a detector for the languages of [Languages]. It may be shared by
// goroutines. Models load when the first text in their script comes (0.2 s, once
// in a process; 30 MiB with those of all scripts) and stay.
func New() Detector { return detector{} }
