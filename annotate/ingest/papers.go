package ingest

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
)

// papers are files that an export of ours puts beside its data, by name: what they begin with, of which one must stand
// in the file; none where the name is enough.
var papers = map[string][]string{
	"SHA256SUMS":      nil,
	"alignment.tsv":   {"doc\tspan\t"},
	"splits.tsv":      {"group\tsplit\t"},
	"ids.tsv":         {"file\tdoc\n"},
	"index.tsv":       {"line\tdoc\tsha256\n"},
	"splits.md":       {"# Splits\n"},
	"provenance.tsv":  {"doc\tspan\t"},
	"README.md":       {"dataset_info:", "pretty_name:", "task_categories:", "## Dataset Details"},
	"guideline.md":    {"# When each label is given"},
	"schema.json":     {`"overlap": "`},
	"manifest.json":   {`"rubricator-manifest`},
	"croissant.json":  {"mlcommons.org/croissant", "croissant"},
	"labels.json":     {`"ner_tags"`},
	"make_docbin.py":  nil,
	"to_argilla.py":   nil,
	"labeling.xml":    {"<View"},
	"annotation.conf": nil,
	"visual.conf":     nil,
	"tools.conf":      nil,
}

// isPaper reports whether the file is one that an export has beside its data. One that stands for itself has papers that
// begin with its own name, as in "news.jsonl.manifest.json".
func (in Input) isPaper() bool {
	if in.Err != nil {
		return false
	}
	for name, words := range papers {
		if in.File != name && !strings.HasSuffix(in.File, "."+name) {
			continue
		}
		if words == nil || slices.ContainsFunc(words, in.begins) {
			return true
		}
	}
	return false
}

// isPaperTable reports whether it is such a file with rows: they would be read as texts, also where somebody names it.
func (in Input) isPaperTable() bool { return endsIn(in.File, ".tsv") && in.isPaper() }

var errPaper = fmt.Errorf("%w: an export puts it beside its data, and there are no texts in it", ErrFormat)

// begins reports whether the first bytes of the file have the words.
func (in Input) begins(words string) bool {
	r, err := in.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	head, err := io.ReadAll(io.LimitReader(r, HeadBytes))
	return err == nil && bytes.Contains(head, []byte(words))
}

// isOfPage reports whether a folder holds what a browser saved with a page: "News_files" beside "News.html".
func isOfPage(folder string, exists func(page string) bool) bool {
	stem, ok := strings.CutSuffix(folder, "_files")
	return ok && (exists(stem+".html") || exists(stem+".htm"))
}
