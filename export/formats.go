package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Format is one way to write a project.
type Format struct {
	Name     string   // for the command line, e.g. "spacy"
	Title    string   // for people
	Describe string   // one sentence: what is in it and what it is for
	Folder   bool     // it writes a folder, else one file with its extras beside it
	Ending   string   // usual end of the file's name, e.g. ".jsonl"
	Unit     string   // what its offsets count
	Units    []string // what Options.Unit may be in its place, for programs that can be set to count otherwise
	Lossless bool     // an import gives all of it back
	Schemes  bool     // its tags follow Options.Scheme

	shape  shape
	apart  bool   // its records know nothing of each other, and its writer keeps nothing but in the run: many are made at a time
	stored bool   // it writes documents as they are stored, zones, notes and all; else what a model learns of them
	dir    string // where a folder has its files of records; "" beside the others
	single string // the one file of records of a folder, whatever their splits; "" has one for each split
	open   func(*run) writer

	per      Per       // what becomes one record where nobody says; "" is an article
	segments segmenter // its own words; nil has Unicode's
}

// fileEnding is that of a file of records in a folder.
func (f Format) fileEnding() string { return cmp.Or(f.Ending, ".jsonl") }

// Units in which offsets are counted, half-open but for tokens, of which the last one is named.
const (
	CodePoints = "code points"
	UTF16      = "UTF-16 units"
	Graphemes  = "grapheme clusters"
	Tokens     = "tokens"
	Strings    = "" // no offsets: the strings themselves
)

// Formats are all formats in the order to offer them.
func Formats() []Format {
	return []Format{
		{Name: "rubricator", Title: "Rubricator JSONL", Ending: ".jsonl",
			Describe: "One record a line with all that was said about the document; it can be imported again.",
			Unit:     CodePoints, Lossless: true, stored: true, apart: true, open: openCanonical},
		{Name: "hf", Title: "Hugging Face data set",
			Describe: "A folder with tokens, IOB2 tags and spans that load_dataset reads, a card, a manifest and checksums.",
			Folder:   true, Unit: CodePoints, dir: "data", apart: true, open: openHF},
		{Name: "spacy", Title: "spaCy", Ending: ".jsonl",
			Describe: "One document a line in spaCy's Doc-JSON, nested spans too, with a script that makes the .spacy file to train on.",
			Unit:     CodePoints, apart: true, open: openSpacy},
		{Name: "gliner", Title: "GLiNER", Ending: ".json",
			Describe: "One list of records with GLiNER's own tokens, nested spans and the labels that are absent, cut to what it takes.",
			Unit:     Tokens, shape: array, open: openGliner, per: PerWindow, segments: glinerWords},
		{Name: "gliner2", Title: "GLiNER2", Ending: ".jsonl",
			Describe: "One text a line with the strings of each label and what the label means, for GLiNER2.",
			Unit:     Strings, open: openGliner2, per: PerWindow},
		{Name: "conll", Title: "CoNLL columns", Ending: ".conll",
			Describe: "Four columns a token as of CoNLL 2003, a blank line after each sentence: for spaCy convert, flair, Stanza and older tools.",
			Unit:     Tokens, Schemes: true, shape: blocks, open: openConll},
		{Name: "tsv", Title: "Token and tag", Ending: ".tsv",
			Describe: "A token, a tab and its tag a line, a blank line after each sentence: for flair, Stanza, Stanford and doccano.",
			Unit:     Tokens, Schemes: true, shape: blocks, open: openTSV},
		{Name: "chat", Title: "Chat for tuning", Ending: ".jsonl",
			Describe: "A text and the answer that a language model is to give a line, as messages or as prompt and completion.",
			Unit:     Strings, open: openChat},
		{Name: "label-studio", Title: "Label Studio", Ending: ".json",
			Describe: "A list of tasks with their annotations, and beside it the labelling configuration of the project to import them into.",
			Unit:     CodePoints, shape: array, open: openLabelStudio},
		{Name: "prodigy", Title: "Prodigy", Ending: ".jsonl",
			Describe: "One task a line with tokens, spans and the answer, for db-in.",
			Unit:     CodePoints, apart: true, open: openProdigy},
		{Name: "doccano", Title: "doccano", Ending: ".jsonl",
			Describe: "One text a line with its labels; offsets count as doccano's page does.",
			Unit:     UTF16, Units: []string{UTF16, CodePoints, Graphemes}, open: openDoccano},
		{Name: "brat", Title: "brat",
			Describe: "A folder with a text and a file of its annotations for each document, and the configuration that names the labels.",
			Folder:   true, Unit: CodePoints, shape: files, open: openBrat},
		{Name: "cas", Title: "UIMA CAS", Ending: ".json",
			Describe: "CAS JSON 0.4.0 as INCEpTION and cassis read it; several documents are a ZIP archive of such files.",
			Unit:     UTF16, shape: files, open: openCas},
		{Name: "universalner", Title: "UniversalNER", Ending: ".json",
			Describe: "A list of conversations in which each label is asked for, those that a text lacks too: for UniversalNER and tools that take ShareGPT's form.",
			Unit:     Strings, shape: array, open: openUniversalNER},
		{Name: "stanza", Title: "Stanza", Ending: ".json",
			Describe: "One list of sentences of tokens with their tags, for Stanza's trainer.",
			Unit:     Tokens, Schemes: true, shape: array, open: openStanza},
		{Name: "argilla", Title: "Argilla", Ending: ".json",
			Describe: "A folder with the records, answers and settings of an Argilla 2 data set, and a script that sends it to a server.",
			Folder:   true, Unit: CodePoints, shape: array, single: argillaRecords, open: openArgilla},
		{Name: "conllu", Title: "CoNLL-U", Ending: ".conllu",
			Describe: "Ten columns of Universal Dependencies with NE= and all white space in MISC: for UD tools and spaCy convert.",
			Unit:     Tokens, shape: blocks, open: openConllu},
		{Name: "schema", Title: "Schema", Ending: ".json",
			Describe: "The labels and rules of the project, without texts.",
			shape:    nothing, open: openSchema},
	}
}

// chosen is the format that the options name, if it can count in their unit and spell in their scheme.
func (o Options) chosen() (Format, error) {
	f, err := Lookup(o.Format)
	if err == nil && o.Unit != "" && o.Unit != f.Unit && !slices.Contains(f.Units, o.Unit) {
		err = fmt.Errorf("format %s counts offsets in %s, not in %s", f.Name, cmp.Or(f.Unit, "nothing"), o.Unit)
	}
	if err == nil {
		err = o.Scheme.check(f)
	}
	if err == nil {
		err = o.Chat.check(f)
	}
	if err == nil {
		err = o.checkPer(f)
	}
	if err == nil {
		err = o.Labels.check(o.Schema)
	}
	return f, err
}

// Check refuses a format that there is not, and options that it cannot follow.
func (o Options) Check() error {
	_, err := o.chosen()
	return err
}

// offsetUnit is what the offsets of the export count.
func (r *run) offsetUnit() string { return cmp.Or(r.opts.Unit, r.format.Unit) }

// Lookup finds a format by its Name.
func Lookup(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("no export format %q: use one of %s", name, strings.Join(names, ", "))
}
