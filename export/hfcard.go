package export

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
)

// card is the README.md of a Hugging Face data set: the features with the names of the tags, which load_dataset reads,
// and for people what a program can know. What only people know is left as a marked blank.
func (h hf) card() []byte {
	var b strings.Builder
	b.WriteString("---\n")
	h.cardHead(&b)
	h.cardFeatures(&b)
	b.WriteString("---\n\n")
	h.cardBody(&b)
	return []byte(b.String())
}

// quoted is a YAML string: JSON's are among them.
func (h hf) quoted(s string) string { return string(h.text(nil, s)) }

func (h hf) cardHead(b *strings.Builder) {
	fmt.Fprintf(b, "pretty_name: %s\n", h.quoted(h.opts.Name))
	var langs []string
	for _, l := range slices.Sorted(maps.Keys(h.langs)) {
		if l != "" && l != "und" {
			langs = append(langs, h.quoted(l))
		}
	}
	if len(langs) > 0 {
		fmt.Fprintf(b, "language: [%s]\n", strings.Join(langs, ", "))
	}
	b.WriteString("license: unknown\ntask_categories: [token-classification]\ntask_ids: [named-entity-recognition]\n")
	fmt.Fprintf(b, "size_categories: [%q]\n", sizeCategory(h.report.Records))
	b.WriteString("configs:\n- config_name: default\n  data_files:\n")
	for _, name := range h.dataFiles() {
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

func (h hf) cardFeatures(b *strings.Builder) {
	b.WriteString("dataset_info:\n  features:\n  - {name: id, dtype: string}\n  - {name: text, dtype: string}\n  - {name: lang, dtype: string}\n" +
		"  - name: tokens\n    sequence: string\n  - name: ner_tags\n    sequence:\n      class_label:\n        names:\n")
	for i, name := range h.classes() {
		fmt.Fprintf(b, "          '%d': %s\n", i, h.quoted(name))
	}
	b.WriteString("  - name: spans\n    list:\n    - {name: start, dtype: int64}\n    - {name: end, dtype: int64}\n" +
		"    - {name: label, dtype: string}\n    - {name: text, dtype: string}\n")
}

const blank = "_[to be filled in by the people who made it]_"

func (h hf) cardBody(b *strings.Builder) {
	fmt.Fprintf(b, "# %s\n\n## Dataset Details\n\n- **Curated by:** %s\n- **License:** %s\n- **Sources:** %s\n\n", plainLine(h.opts.Name), blank, blank, blank)
	fmt.Fprintf(b, "## Uses\n\n- **Direct use:** training and testing named-entity recognition.\n- **Out-of-scope use:** %s\n\n", blank)
	h.cardStructure(b)
	h.cardLabels(b)
	fmt.Fprintf(b, "## Dataset Creation\n\n- **Curation rationale:** %s\n- **Source data:** %s\n- **Annotation process and annotators:** %s\n"+
		"- **Personal and sensitive information:** %s\n\n", blank, blank, blank, blank)
	fmt.Fprintf(b, "## Bias, Risks and Limitations\n\n%s\n\n## Citation\n\n%s\n\n## Contact\n\n%s\n", blank, blank, blank)
}

func (h hf) cardStructure(b *strings.Builder) {
	b.WriteString("## Dataset Structure\n\nOne document a line: `id`, `text`, `lang`, `tokens` with one IOB2 tag each in `ner_tags`, and `spans` with all entities, nested ones too. " +
		"`start` and `end` count Unicode code points of `text`; `end` is the first that is not covered. Tokens are words by Unicode's rules " +
		"(UAX #29, Unicode " + tokenizerUnicode + ") without white space.\n\n| split | documents | tokens | entities |\n|---|---|---|---|\n")
	for _, s := range splitNames {
		if c := h.splits[s]; c != nil {
			fmt.Fprintf(b, "| %s | %d | %d | %d |\n", s, c.Docs, c.Tokens, c.Spans)
		}
	}
	n := h.reportCounts()
	fmt.Fprintf(b, "\n`%s` names every entity that is not tagged as it was annotated: %d overlap a longer one and stand only in `spans`, %d had white space or "+
		"invisible marks at their ends, %d stood twice, %d could not be written. %d tokens were cut because an entity starts or ends inside them. ",
		alignmentFile, n.NestedLeftOut, n.Trimmed, n.Duplicate, n.LeftOut, n.SubtokenSplit)
	b.WriteString("Parts of a text that the annotators marked as no part of the article are cut out. Check the files with `sha256sum -c " + sumsFile + "`.\n\n")
}

func (h hf) cardLabels(b *strings.Builder) {
	b.WriteString("| label | name | when it is given |\n|---|---|---|\n")
	for _, l := range h.labelInfos() {
		fmt.Fprintf(b, "| %s | %s | %s |\n", cell(l.Name), cell(l.Title), cell(l.Definition))
	}
	b.WriteString("\n")
}

// plainLine keeps a text on one line.
func plainLine(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}

// cell keeps a text inside its table cell.
func cell(s string) string { return strings.ReplaceAll(plainLine(s), "|", `\|`) }
