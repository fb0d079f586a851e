package project

import (
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"rubricator/export"
	"rubricator/export/splits"
)

// Next is what to do with an export.
type Next struct {
	Say     string // one or two sentences
	Command string // lines for a shell; "" where the other program is used by hand
}

// After says what to do with what an export has written, or a survey says it would. language is that of all texts, by
// ISO 639-1; "" for several.
func After(o ExportOptions, language string, r export.Report) Next {
	base := filepath.Base(o.Out)
	w := written{o: o, language: language, parts: []string{base}}
	f, err := export.Lookup(o.Format)
	if err != nil {
		return Next{}
	}
	if w.folder = f.Folder || o.Split != nil; w.folder {
		w.parts = nil
		for _, s := range r.Splits {
			w.parts = append(w.parts, base+"/"+dataFile(f, s.Name))
		}
		if len(w.parts) == 0 {
			w.parts = []string{base + "/" + dataFile(f, splits.Train)}
		}
	}
	return w.next()
}

// dataFile is the name of a split's file.
func dataFile(f export.Format, split string) string {
	if f.Folder || f.Ending == "" {
		return split + ".jsonl"
	}
	return split + f.Ending
}

// written is an export that is done. Commands run in the folder that it stands in and write nothing into a folder of its
// own: that is replaced as a whole by the next export.
type written struct {
	o        ExportOptions
	folder   bool
	parts    []string // its files of records, to train on first; relative, with slashes
	language string
}

// next is by the format, whose readers are in docs/formats.md.
func (w written) next() Next {
	train, choose := w.parts[0], w.parts[min(1, len(w.parts)-1)]
	all, out := listed(w.parts), shellWord(w.o.Out)
	switch w.o.Format {
	case "rubricator":
		return Next{"Everything is in it. A new project takes it back:", w.lines("rubricator new copy.rubric", "rubricator import copy.rubric "+words(w.parts))}
	case "hf":
		return Next{"Load the folder, not a single file. With the script run_ner.py of transformers:", w.tune(out)}
	case "spacy":
		return Next{"spaCy trains on its own binary form, which the script beside makes:", w.lines(w.spacy(train, choose)...)}
	case "gliner":
		return Next{fmt.Sprintf("GLiNER’s train.py reads %s: name it as train_data in its configuration, then:", all), w.lines("python train.py --config config.yaml")}
	case "gliner2":
		return Next{fmt.Sprintf("Give %s to GLiNER2’s trainer.", all), ""}
	case "conll":
		return Next{"spaCy, flair and Stanza read the columns; for spaCy:", w.lines(w.convert("ner")...)}
	case "conllu":
		return Next{"UD tools read it as it is; for spaCy:", w.lines(w.convert("conllu")...)}
	case "tsv":
		return Next{"Words and tags, one a line; in flair:", w.lines(`python -c "from flair.datasets import ColumnCorpus; print(ColumnCorpus('.', {0: 'text', 1: 'ner'}, train_file='` + pythonWord(train) + `', comment_symbol=None))"`)}
	case "chat":
		return Next{"TRL, axolotl, Together, Fireworks and OpenAI’s service take the lines as they are; with TRL:",
			w.lines(`python -c "from datasets import load_dataset; from trl import SFTTrainer; SFTTrainer('Qwen/Qwen3-0.6B', train_dataset=load_dataset('json', data_files='` + pythonWord(train) + `')['train']).train()"`)}
	case "label-studio":
		return Next{fmt.Sprintf("In Label Studio make a project, paste %s into Settings, Labeling Interface, Code, and import %s.", w.labeling(), all), ""}
	case "prodigy":
		return Next{"Into Prodigy’s database:", w.lines(each(w.parts, "python -m prodigy db-in articles %s")...)}
	case "doccano":
		return Next{fmt.Sprintf("In doccano make a project for sequence labelling, then Import Dataset, JSONL, columns text and label: %s.", all), ""}
	case "brat":
		return Next{"Put the folder below brat’s data:", "cp -r " + out + " brat/data/"}
	case "cas":
		return Next{fmt.Sprintf("In INCEpTION: Settings, Documents, format UIMA CAS JSON 0.4.0. One article is a file; several are a ZIP archive, to be unpacked first: %s.", filepath.Base(w.o.Out)), ""}
	case "universalner":
		return Next{fmt.Sprintf("Conversations in ShareGPT’s form: name %s as the data of UniversalNER, LLaMA-Factory or axolotl.", all), ""}
	case "argilla":
		return Next{"Onto an Argilla 2 server:", w.lines("python " + shellWord(w.beside("to_argilla.py")) + " URL API_KEY WORKSPACE")}
	case "stanza":
		return Next{fmt.Sprintf("Stanza’s ner_tagger takes %s as --train_file and --eval_file.", all), ""}
	case FormatSchema:
		return Next{"A new project begins with these labels:", w.lines("rubricator new other.rubric --schema " + shellWord(train))}
	}
	return Next{}
}

// lines go to where the export stands first.
func (w written) lines(commands ...string) string {
	return strings.Join(append([]string{"cd " + shellWord(filepath.Dir(w.o.Out))}, commands...), "\n")
}

func (w written) spacy(train, choose string) []string {
	lang := w.language
	if !slices.Contains(spacyLanguages, lang) {
		lang = "xx"
	}
	script := shellWord(w.beside("make_docbin.py"))
	list := []string{fmt.Sprintf("python %s %s %s train.spacy", script, lang, shellWord(train))}
	dev := "train.spacy"
	if choose != train {
		dev = "dev.spacy"
		list = append(list, fmt.Sprintf("python %s %s %s dev.spacy", script, lang, shellWord(choose)))
	}
	return append(list, fmt.Sprintf("python -m spacy init config config.cfg --lang %s --pipeline ner", lang),
		"python -m spacy train config.cfg --paths.train train.spacy --paths.dev "+dev+" --output model")
}

// spacyLanguages are those for which spaCy needs no further package; all others are its "xx".
var spacyLanguages = strings.Fields("af am ar az bg bn ca cs da de el en es et eu fa fi fr ga gu he hi hr hu hy id is it kn ky la lb lt lv mk ml mr nb ne nl pl pt ro ru sa si sk sl sq sr sv ta te ti tl tn tr tt uk ur yo")

func (w written) tune(out string) string {
	do := " --do_train"
	if slices.ContainsFunc(w.parts, func(p string) bool { return strings.HasSuffix(p, "/"+dataFile(export.Format{}, splits.Validation)) }) {
		do += " --do_eval"
	}
	return "python run_ner.py --dataset_name " + out + " --text_column_name tokens --label_column_name ner_tags --model_name_or_path FacebookAI/xlm-roberta-base" + do + " --output_dir model"
}

func (w written) convert(with string) []string {
	return each(w.parts, "python -m spacy convert %s . -c "+with)
}

// beside is where a file stands that the export has in any case.
func (w written) beside(name string) string {
	if w.folder {
		return filepath.Base(w.o.Out) + "/" + name
	}
	return name
}

// labeling is where the configuration for Label Studio stands.
func (w written) labeling() string {
	if w.folder {
		return w.beside("labeling.xml")
	}
	return w.parts[0] + ".labeling.xml"
}

func each(parts []string, command string) (list []string) {
	for _, p := range parts {
		list = append(list, fmt.Sprintf(command, shellWord(p)))
	}
	return list
}

func words(parts []string) string {
	var b []string
	for _, p := range parts {
		b = append(b, shellWord(p))
	}
	return strings.Join(b, " ")
}

// listed is a list in a sentence.
func listed(parts []string) string {
	if n := len(parts); n > 1 {
		return strings.Join(parts[:n-1], ", ") + " and " + parts[n-1]
	}
	return parts[0]
}

// shellWord is a word for the shell of this system.
func shellWord(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/\\._-:+@", r)
	}
	windows := runtime.GOOS == "windows"
	switch {
	case word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) || r == '\\' && !windows }) < 0:
		return word
	case windows:
		return `"` + word + `"`
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// pythonWord is a word inside a string of Python that stands in double quotes of a shell.
func pythonWord(word string) string {
	var b strings.Builder
	for _, r := range word {
		switch {
		case shellWord(string(r)) == string(r) && r != '\\':
			b.WriteRune(r)
		case r > 0xFFFF:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}
