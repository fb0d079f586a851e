package export

import (
	"fmt"
	"strings"
)

// Format is one way to write a project.
type Format struct {
	Name     string // for the command line, e.g. "spacy"
	Title    string // for people
	Describe string // one sentence: what is in it and what it is for
	Folder   bool   // it writes a folder, else one file with its extras beside it
	Ending   string // usual end of the file's name, e.g. ".jsonl"
	Unit     string // what its offsets count
	Lossless bool   // an import gives all of it back

	open func(*run) writer
}

// CodePoints is the Unit of a format that counts Unicode code points, half-open.
const CodePoints = "code points"

// Formats are all formats in the order to offer them.
func Formats() []Format {
	return []Format{
		{"rubricator", "Rubricator JSONL", "One record a line with all that was said about the document; it can be imported again.",
			false, ".jsonl", CodePoints, true, openCanonical},
		{"spacy", "spaCy", "One document a line in spaCy's Doc-JSON, nested spans too, with a script that makes the .spacy file to train on.",
			false, ".jsonl", CodePoints, false, openSpacy},
		{"hf", "Hugging Face data set", "A folder with tokens, IOB2 tags and spans that load_dataset reads, a card, a manifest and checksums.",
			true, "", CodePoints, false, openHF},
		{"schema", "Schema", "The labels and rules of the project, without texts.", false, ".json", "", false, openSchema},
	}
}

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
