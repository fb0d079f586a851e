package export

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
)

const (
	cardFile   = "README.md"
	labelsFile = "labels.json"
	sumsFile   = "SHA256SUMS"
)

// finish writes the files beside the data. Each one tells of those before it: the manifest sums up all others, and
// SHA256SUMS covers the manifest too.
func (h hf) finish() error {
	names := h.dataFiles()
	for _, name := range names {
		if _, err := h.stage.create(name); err != nil {
			return err
		}
	}
	if err := h.alignment(); err != nil {
		return err
	}
	labels, err := marshal(struct {
		Labels  []labelInfo `json:"labels"`
		NERTags []string    `json:"ner_tags"`
	}{h.labelInfos(), h.classes()})
	if err != nil {
		return err
	}
	if err := h.put(labelsFile, labels); err != nil {
		return err
	}
	if err := h.put(cardFile, h.card()); err != nil {
		return err
	}
	files, err := h.sealed(append(names, alignmentFile, labelsFile, cardFile))
	if err != nil {
		return err
	}
	m, err := marshal(h.manifest(files))
	if err != nil {
		return err
	}
	if err := h.put(markFile, m); err != nil {
		return err
	}
	return h.sumUp(files)
}

// dataFiles are the files with records, train also without any.
func (h hf) dataFiles() (names []string) {
	for _, s := range splitNames {
		if h.splits[s] != nil {
			names = append(names, splitFile(s))
		}
	}
	if len(names) == 0 {
		names = append(names, splitFile(splitNames[0]))
	}
	return names
}

func (h hf) put(name string, data []byte) error {
	out, err := h.stage.create(name)
	if err != nil {
		return err
	}
	_, err = out.Write(data)
	return err
}

func (h hf) sealed(names []string) ([]File, error) {
	var files []File
	for _, name := range names {
		f, err := h.stage.seal(name)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return files, nil
}

// sumUp writes the sums in the form that `sha256sum -c` reads.
func (h hf) sumUp(files []File) error {
	mark, err := h.stage.seal(markFile)
	if err != nil {
		return err
	}
	files = append(files, mark)
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	var b bytes.Buffer
	for _, f := range files {
		fmt.Fprintf(&b, "%s  %s\n", f.SHA256, f.Path)
	}
	return h.put(sumsFile, b.Bytes())
}

// extraLabels occur and are not in the schema; sorted.
func (h hf) extraLabels() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(h.labels)), func(name string) bool {
		_, ok := h.opts.Schema.Label(name)
		return ok
	})
}
