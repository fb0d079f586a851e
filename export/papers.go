package export

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"

	"rubricator/export/splits"
)

// The files beside the data.
const (
	cardFile   = "README.md"
	labelsFile = "labels.json"
	sumsFile   = "SHA256SUMS"
)

// splitNames are the splits in the order of every list.
var splitNames = splits.Names

// splitCount is what the manifest and the card say about a split.
type splitCount struct {
	Docs    int `json:"docs"`
	Records int `json:"records"`
	Tokens  int `json:"tokens,omitempty"` // of formats that have them
	Spans   int `json:"spans"`
}

func splitOf(rec Record) string { return cmp.Or(rec.Split, splitNames[0]) }

// split is the count of a record's split.
func (r *run) split(rec Record) *splitCount {
	name := splitOf(rec)
	if !r.folder() {
		name = "all"
	}
	return r.countOf(name)
}

// dataFiles are the files with records; one is there also without any.
func (r *run) dataFiles() (names []string) {
	if r.format.shape == files || r.format.shape == nothing {
		return nil
	}
	if r.folder() && r.format.single == "" {
		for _, s := range splitNames {
			if r.splits[s] != nil {
				names = append(names, r.file(s))
			}
		}
	}
	if len(names) == 0 {
		names = append(names, r.file(splitNames[0]))
	}
	return names
}

// end closes the files of records and writes those beside them. Each one tells of those before it: the manifest sums
// up all others, and SHA256SUMS covers the manifest too.
func (r *run) end(w writer) error {
	if err := r.close(); err != nil {
		return err
	}
	if err := w.finish(); err != nil || r.format.shape == nothing {
		return err
	}
	if err := r.besides(); err != nil {
		return err
	}
	if err := r.manifestFile(); err != nil || !r.folder() {
		return err
	}
	return r.sumUp()
}

// close ends the files of records.
func (r *run) close() error {
	for _, name := range r.dataFiles() {
		out, err := r.stage.create(name)
		if err != nil {
			return err
		}
		if r.format.shape != array {
			continue
		}
		tail := "\n]\n"
		if !r.begun[name] {
			tail = "[]\n"
		}
		if _, err := out.Write([]byte(tail)); err != nil {
			return err
		}
	}
	return nil
}

// besides writes what every export of a shape has beside its records. alignment.tsv is there without rows too, so that
// an older one never stays.
func (r *run) besides() error {
	if !r.format.stored || r.folder() {
		if err := r.alignment(); err != nil {
			return err
		}
	}
	if err := r.provenanceRows(nil); err != nil || !r.folder() {
		return err
	}
	if err := r.splitFiles(); err != nil {
		return err
	}
	labels, err := marshal(struct {
		Labels  []labelInfo `json:"labels"`
		NERTags []string    `json:"ner_tags"`
	}{r.labelInfos(), r.classes()})
	if err != nil {
		return err
	}
	if err := r.add(labelsFile, labels); err != nil {
		return err
	}
	if err := r.schemaPapers(); err != nil {
		return err
	}
	if err := r.croissant(); err != nil {
		return err
	}
	return r.add(cardFile, r.card())
}

// add writes one whole file.
func (r *run) add(name string, data []byte) error {
	out, err := r.stage.create(name)
	if err != nil {
		return err
	}
	_, err = out.Write(data)
	return err
}

// manifestName is where the manifest stands: a folder has one, and so has each file that stands for itself.
func (r *run) manifestName() string {
	if r.folder() {
		return markFile
	}
	return r.main + "." + markFile
}

func (r *run) manifestFile() error {
	files, err := r.stage.sealed()
	if err != nil {
		return err
	}
	m, err := marshal(r.manifest(files))
	if err != nil {
		return err
	}
	return r.add(r.manifestName(), m)
}

// sumUp writes the sums in the form that `sha256sum -c` reads.
func (r *run) sumUp() error {
	files, err := r.stage.sealed()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	for _, f := range files {
		fmt.Fprintf(&b, "%s  %s\n", f.SHA256, f.Path)
	}
	return r.add(sumsFile, b.Bytes())
}

// extraLabels occur and are not in the schema; sorted.
func (r *run) extraLabels() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(r.labels)), func(name string) bool {
		_, ok := r.opts.Schema.Label(name)
		return ok
	})
}
