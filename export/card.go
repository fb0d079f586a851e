package export

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// blank stands in a card for what only people know.
const blank = "_[to be filled in by the people who made it]_"

// card is the README.md of a folder: for people what a program can know, and on top, in the format for the Hugging Face
// Hub, what load_dataset reads.
func (r *run) card() []byte {
	var b strings.Builder
	if r.format.Name == "hf" {
		r.hubHead(&b)
	}
	fmt.Fprintf(&b, "# %s\n\n## Dataset Details\n\n- **Curated by:** %s\n- **License:** %s\n- **Sources:** %s\n", plainLine(r.opts.Name), blank, blank, blank)
	if langs := r.languages(); len(langs) > 0 {
		fmt.Fprintf(&b, "- **Languages:** %s\n", strings.Join(langs, ", "))
	}
	fmt.Fprintf(&b, "\n## Uses\n\n- **Direct use:** training and testing named-entity recognition.\n- **Out-of-scope use:** %s\n\n", blank)
	b.WriteString("## Dataset Structure\n\n" + r.structure() + "\n")
	r.cardCounts(&b)
	r.cardLosses(&b)
	r.cardLabels(&b)
	r.cardCheck(&b)
	fmt.Fprintf(&b, "## Dataset Creation\n\n- **Curation rationale:** %s\n- **Source data:** %s\n- **Annotation process and annotators:** %s\n"+
		"- **Personal and sensitive information:** %s\n\n", blank, blank, blank, blank)
	fmt.Fprintf(&b, "## Bias, Risks and Limitations\n\n%s\n\n## Citation\n\n%s\n\n## Contact\n\n%s\n", blank, blank, blank)
	return []byte(b.String())
}

// languages are the codes that occur, sorted.
func (r *run) languages() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(r.langs)), func(l string) bool { return l == "" || l == "und" })
}

// structure says what a record is and how offsets count.
func (r *run) structure() string {
	if r.format.Name == "hf" {
		return "One document a line: `id`, `text`, `lang`, `tokens` with one IOB2 tag each in `ner_tags`, and `spans` with all entities, nested ones too. " +
			offsetsSentence(CodePoints) + " Tokens are words by Unicode's rules (UAX #29, Unicode " + tokenizerUnicode + ") without white space.\n"
	}
	return r.format.Describe + " " + offsetsSentence(r.offsetUnit()) + "\n"
}

func offsetsSentence(unit string) string {
	switch unit {
	case Strings:
		return "There are no offsets: entities stand as their strings."
	case Tokens:
		return "Entities are given by tokens; there are no offsets into a text."
	case CodePoints:
		return "`start` and `end` count Unicode code points of `text`; `end` is the first that is not covered."
	}
	return "Offsets count " + unit + " of the text; the end is the first that is not covered."
}

func (r *run) cardCounts(b *strings.Builder) {
	b.WriteString("| split | documents | records | tokens | entities |\n|---|---|---|---|---|\n")
	for _, s := range splitNames {
		c := r.splits[s]
		if c == nil {
			continue
		}
		tokens := "–"
		if c.Tokens > 0 {
			tokens = fmt.Sprint(c.Tokens)
		}
		fmt.Fprintf(b, "| %s | %d | %d | %s | %d |\n", s, c.Docs, c.Records, tokens, c.Spans)
	}
}

// cardLosses says what is not in the files as it was annotated.
func (r *run) cardLosses(b *strings.Builder) {
	n := r.reportCounts()
	fmt.Fprintf(b, "\n`%s` names every entity that is not written as it was annotated: %d overlap a longer one, %d had white space or "+
		"invisible marks at their ends, %d stood twice, %d could not be written. %d tokens were cut because an entity starts or ends inside them.",
		alignmentFile, n.NestedLeftOut, n.Trimmed, n.Duplicate, n.LeftOut, n.SubtokenSplit)
	if r.format.Name == "hf" {
		b.WriteString(" Those that overlap a longer one stand only in `spans`.")
	}
	if !r.format.stored {
		b.WriteString(" Parts of a text that the annotators marked as no part of the article are cut out.")
	}
	whole := 0
	for _, l := range r.report.Lost {
		if l.Span == "" {
			whole++
		}
	}
	if whole > 0 {
		fmt.Fprintf(b, " Left out whole: %s.", count(whole, "document"))
	}
	b.WriteString("\n\n")
}

func (r *run) cardLabels(b *strings.Builder) {
	b.WriteString("| label | name | when it is given |\n|---|---|---|\n")
	for _, l := range r.labelInfos() {
		fmt.Fprintf(b, "| %s | %s | %s |\n", cell(l.Name), cell(l.Title), cell(l.Definition))
	}
	b.WriteString("\n")
}

func (r *run) cardCheck(b *strings.Builder) {
	b.WriteString("Check the files with:\n\n```\nsha256sum -c " + sumsFile + "\n")
	if r.format.shape == lines && r.columns() != nil {
		b.WriteString("mlcroissant validate --jsonld " + croissantFile + "\n")
	}
	b.WriteString("```\n\n")
}

// plainLine keeps a text on one line.
func plainLine(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}

// cell keeps a text inside its table cell.
func cell(s string) string { return strings.ReplaceAll(plainLine(s), "|", `\|`) }
