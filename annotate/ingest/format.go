package ingest

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"
)

// Format is one kind of file with labelled texts in it.
type Format struct {
	Name    string   // for the command line, e.g. "label-studio"
	Title   string   // for people
	Endings []string // of files that may be in it, in lower case
	Unit    Unit     // what its offsets count; "" where files differ, or where there are none

	looks func(Head) bool // whether a file that begins so is in it
	read  func(io.Reader, ReadOptions) iter.Seq2[Record, error]
}

// Formats are all formats that are read record by record, in the order in which a file is tried.
func Formats() []Format {
	return []Format{
		{Name: "label-studio", Title: "Label Studio", Endings: jsonEndings, looks: looksLabelStudio, read: readLabelStudio},
		{Name: "argilla", Title: "Argilla", Endings: jsonEndings, looks: looksArgilla, read: readArgilla},
		{Name: "prodigy", Title: "Prodigy", Endings: jsonEndings, looks: looksProdigy, read: readProdigy},
		{Name: "hf", Title: "Hugging Face data set", Endings: jsonEndings, looks: looksHF, read: readHF},
		{Name: "spacy", Title: "spaCy", Endings: jsonEndings, looks: looksSpacy, read: readSpacy},
		{Name: "spacy-v2", Title: "spaCy 2", Endings: jsonEndings, looks: looksSpacyV2, read: readSpacyV2},
		{Name: "doccano", Title: "doccano", Endings: jsonEndings, looks: looksDoccano, read: readDoccano},
		{Name: "brat", Title: "brat", Endings: []string{BratAnnotations}, looks: looksBrat, read: readBrat},
		{Name: "cas", Title: "UIMA CAS JSON", Endings: jsonEndings, Unit: UTF16, looks: looksCas, read: readCas},
		{Name: "xmi", Title: "UIMA XMI", Endings: []string{".xmi", ".xml"}, Unit: UTF16, looks: looksXMI, read: readXMI},
		{Name: "webanno-tsv", Title: "WebAnno TSV", Endings: []string{".tsv"}, Unit: UTF16, looks: looksWebanno, read: readWebanno},
		{Name: "universalner", Title: "UniversalNER", Endings: jsonEndings, looks: looksUniversalNER, read: readUniversalNER},
		{Name: "chat", Title: "Chat for tuning", Endings: jsonEndings, looks: looksChat, read: readChat},
		{Name: "tuples", Title: "Texts with entities (spaCy 2, ner-annotator)", Endings: jsonEndings, looks: looksTuples, read: readTuples},
		{Name: "conllu", Title: "CoNLL-U", Endings: conlluEndings, looks: looksTable, read: readTable},
		{Name: "conll", Title: "CoNLL columns", Endings: conllEndings, looks: looksTable, read: readTable},
		{Name: "tsv", Title: "Token and tag", Endings: tsvEndings, looks: looksTable, read: readTable},
		{Name: "gliner", Title: "GLiNER", Endings: jsonEndings, looks: looksGliner, read: readGliner},
		{Name: "gliner2", Title: "GLiNER2", Endings: jsonEndings, looks: looksGliner2, read: readGliner2},
		{Name: "stanza", Title: "Stanza", Endings: jsonEndings, looks: looksStanza, read: readStanza},
		{Name: "rubricator", Title: "Rubricator JSONL", Endings: jsonEndings, Unit: CodePoints, looks: looksCanonical, read: ReadCanonical},
		{Name: "jsonl", Title: "Texts in JSON", Endings: jsonEndings, looks: looksTexts, read: readTexts},
		{Name: "csv", Title: "Table of texts (CSV, TSV)", Endings: csvEndings, looks: looksCSV, read: readCSV},
		{Name: "html", Title: "Saved web page", Endings: htmlEndings, looks: looksHTML, read: readHTML},
	}
}

var jsonEndings = []string{".jsonl", ".ndjson", ".json"}

// Read reads a file in the format, one record at a time, in constant memory where the format allows. What cannot be taken
// is reported and the rest goes on; the only error is one of reading r, and it comes last.
func (f Format) Read(r io.Reader, opts ReadOptions) iter.Seq2[Record, error] {
	if opts.Unit == "" {
		opts.Unit = f.Unit
	}
	return f.read(r, opts)
}

// Lookup finds a format by its Name.
func Lookup(name string) (Format, bool) {
	all := Formats()
	i := slices.IndexFunc(all, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return all[i], true
}

// Detect finds the format of a file by its name and its first bytes; the error says what it looks like, and is for people.
func Detect(name string, head []byte) (Format, error) {
	h := newHead(name, head)
	for _, f := range Formats() {
		if slices.Contains(f.Endings, h.Ending) && f.looks(h) {
			return f, nil
		}
	}
	if len(h.Keys) > 0 {
		return Format{}, fmt.Errorf("%w: its records have the keys %s, which is no format that is known: name one with --format, or the key of the text with --columns text=NAME", ErrFormat, quoteSome(h.Keys))
	}
	if slices.Contains(csvEndings, h.Ending) {
		if d, err := decodeSample(h.Data); err == nil {
			if _, err := readTextColumns(d.text, h.Ending, nil); err != nil {
				return Format{}, fmt.Errorf("%w; with --format csv", err)
			}
		}
	}
	return Format{}, fmt.Errorf("%w: it is in no format that is known: name one with --format", ErrFormat)
}

// HeadBytes are enough of a file to find its format: a long article in escapes stands in it, with the keys behind it.
const HeadBytes = 1 << 20

// Head is what a file begins with.
type Head struct {
	Name   string
	Ending string   // in lower case
	Data   []byte   // without a byte order mark
	List   bool     // a JSON list
	Keys   []string // of its first JSON object, as far as they are in Data
	First  tree     // the first JSON value of the file, or of its list, where it is whole in Data
}

func newHead(name string, data []byte) Head {
	h := Head{Name: name, Ending: strings.ToLower(filepath.Ext(name)), Data: bytes.TrimPrefix(data, []byte(bom))}
	start := bytes.TrimLeft(h.Data, " \t\r\n")
	for e := range elements(bytes.NewReader(h.Data)) {
		if first, _, err := parseTree(bytes.Clone(e.data)); err == nil {
			h.First = first
		}
		break
	}
	h.List = bytes.HasPrefix(start, []byte("["))
	c := &jsonCursor{b: start}
	if h.List {
		c.at++
	}
	if c.peek() == '{' {
		c.object(func(key string) { h.Keys = append(h.Keys, key); c.raw() })
	}
	return h
}

// has reports whether the first object has all these keys.
func (h Head) has(keys ...string) bool {
	for _, k := range keys {
		if !slices.Contains(h.Keys, k) {
			return false
		}
	}
	return true
}

// looksCanonical takes any object with a text: a canonical record needs no more. So it is tried last.
func looksCanonical(h Head) bool { return !h.List && h.has("text") }

func quoteSome(list []string) string {
	var b strings.Builder
	for i, s := range list {
		if i == 8 {
			b.WriteString(", …")
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%.40q", s)
	}
	return b.String()
}
