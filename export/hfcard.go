package export

import (
	"fmt"
	"path"
	"strings"
)

// hubHead is the YAML on top of the card: the features with the names of the tags, which load_dataset reads.
func (r *run) hubHead(b *strings.Builder) {
	b.WriteString("---\n")
	r.cardHead(b)
	r.cardFeatures(b)
	b.WriteString("---\n\n")
}

// quoted is a YAML string: JSON's are among them.
func (r *run) quoted(s string) string { return string(r.text(nil, s)) }

func (r *run) cardHead(b *strings.Builder) {
	fmt.Fprintf(b, "pretty_name: %s\n", r.quoted(r.opts.Name))
	var langs []string
	for _, l := range r.languages() {
		langs = append(langs, r.quoted(l))
	}
	if len(langs) > 0 {
		fmt.Fprintf(b, "language: [%s]\n", strings.Join(langs, ", "))
	}
	b.WriteString("license: unknown\ntask_categories: [token-classification]\ntask_ids: [named-entity-recognition]\n")
	fmt.Fprintf(b, "size_categories: [%q]\n", sizeCategory(r.report.Records))
	b.WriteString("configs:\n- config_name: default\n  data_files:\n")
	for _, name := range r.dataFiles() {
		split := strings.TrimSuffix(path.Base(name), path.Ext(name))
		fmt.Fprintf(b, "  - {split: %s, path: %s}\n", split, name)
	}
}

func sizeCategory(n int) string {
	for _, c := range []struct {
		below int
		name  string
	}{{1e3, "n<1K"}, {1e4, "1K<n<10K"}, {1e5, "10K<n<100K"}, {1e6, "100K<n<1M"}, {1e7, "1M<n<10M"}} {
		if n < c.below {
			return c.name
		}
	}
	return "10M<n<100M"
}

func (r *run) cardFeatures(b *strings.Builder) {
	b.WriteString("dataset_info:\n  features:\n  - {name: id, dtype: string}\n  - {name: text, dtype: string}\n  - {name: lang, dtype: string}\n" +
		"  - name: tokens\n    sequence: string\n  - name: ner_tags\n    sequence:\n      class_label:\n        names:\n")
	for i, name := range r.classes() {
		fmt.Fprintf(b, "          '%d': %s\n", i, r.quoted(name))
	}
	b.WriteString("  - name: spans\n    list:\n    - {name: start, dtype: int64}\n    - {name: end, dtype: int64}\n" +
		"    - {name: label, dtype: string}\n    - {name: text, dtype: string}\n")
}
