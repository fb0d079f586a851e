package project

import (
	"rubricator/export"
	"rubricator/export/splits"
)

// Preset is an export for people with a purpose: what they would choose, without a destination.
type Preset struct {
	Name    string // stable, for what is remembered
	Title   string // the purpose, as people say it
	Options ExportOptions
}

// Presets are in the order to offer them.
func Presets() []Preset {
	learn := func(o ExportOptions) ExportOptions {
		o.Split = &SplitOptions{Options: splits.Options{Shares: splits.Shares{80, 10, 10}, By: splits.ByGroup}}
		return o
	}
	return []Preset{
		{"train-spacy", "Train spaCy", learn(ExportOptions{Format: "spacy"})},
		{"tune-hf", "Fine-tune on Hugging Face", learn(ExportOptions{Format: "hf", Per: export.PerWindow})},
		{"tune-chat", "Tune a language model (chat)", learn(ExportOptions{Format: "chat", Per: export.PerWindow})},
		{"train-gliner", "Train GLiNER", learn(ExportOptions{Format: "gliner"})},
		{"to-label-studio", "Hand over to Label Studio", ExportOptions{Format: "label-studio", All: true}},
		{"to-doccano", "Hand over to doccano", ExportOptions{Format: "doccano", All: true}},
		{"to-brat", "Hand over to brat", ExportOptions{Format: "brat", All: true}},
		{"to-inception", "Hand over to INCEpTION", ExportOptions{Format: "cas", All: true}},
		{"copy", "Keep a copy (lossless)", ExportOptions{Format: FormatRubricator, All: true}},
		{"columns", "Columns for CoNLL tools", learn(ExportOptions{Format: "conll"})},
	}
}

// Offer is what can be chosen for a format, beside articles, languages and labels.
type Offer struct {
	Documents bool     // it has articles; else nothing of this can be chosen
	Pers      []string // what becomes one record; the first is what the format takes where nobody says
	Units     []string // what offsets count, as ingest.ParseUnit reads it; the first is the usual
	Schemes   []string
	Chats     []string
	Single    bool // it writes one file where it is not split, so that provenance is to be asked for
}

// OfferOf is what Check accepts for a format.
func OfferOf(f export.Format) Offer {
	takes := func(o ExportOptions) bool {
		o.Format = f.Name
		return o.Check() == nil
	}
	offer := Offer{Documents: f.Name != FormatSchema, Single: !f.Folder && f.Name != FormatSchema}
	if takes(ExportOptions{Per: export.PerSentence}) {
		offer.Pers = []string{"", string(export.PerArticle), string(export.PerParagraph), string(export.PerSentence), string(export.PerWindow)}
	}
	for _, u := range []string{"utf16", "codepoints", "graphemes"} {
		if len(f.Units) > 1 && takes(ExportOptions{Unit: u}) {
			offer.Units = append(offer.Units, u)
		}
	}
	for _, s := range export.Schemes {
		if f.Schemes && takes(ExportOptions{Scheme: s}) {
			offer.Schemes = append(offer.Schemes, string(s))
		}
	}
	for _, c := range export.ChatShapes {
		if c != export.ChatShapes[0] && takes(ExportOptions{Chat: c}) {
			offer.Chats = append(offer.Chats, string(export.ChatShapes[0]), string(c))
		}
	}
	return offer
}
