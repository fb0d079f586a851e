package export

import (
	"strings"
	"unicode/utf8"

	"rubricator/annotate"
	"rubricator/annotate/find"
)

// universalNER writes one list of conversations in which each label is asked for, those that the text lacks too.
type universalNER struct {
	*run
	long *int
}

func openUniversalNER(r *run) writer {
	openGliner(r) // the labels are the same
	return universalNER{r, new(int)}
}

// universalLong is how many words a text may have so that it surely fits, with questions and answers, into the 2,048
// sub-word tokens at which the published training cuts.
const universalLong = 1000

// The turns of a conversation. The words are those that the published models were trained on, and must not change.
const (
	universalText   = `"conversations":[{"from":"human","value":`
	universalRead   = `},{"from":"gpt","value":"I've read this text."}`
	universalAsk    = `,{"from":"human","value":`
	universalAnswer = `},{"from":"gpt","value":`
)

func question(label string) string { return "What describes " + label + " in the text?" }

func (n universalNER) write(dst []byte, u unit) ([]byte, error) {
	from := len(dst)
	dst = n.field(dst, `{"id":`, u.id)
	dst = n.field(append(dst, ','), universalText, "Text: "+u.text.String())
	dst = append(dst, universalRead...)
	asked := n.asked(u)
	for _, a := range asked {
		dst = n.field(dst, universalAsk, question(a.name))
		list := []byte("[")
		for i, s := range a.strings {
			list = appendString(comma(list, i), s)
		}
		dst = append(n.field(dst, universalAnswer, string(append(list, ']'))), '}')
	}
	dst = append(dst, "]}\n"...)
	n.elsewhere(u, &wholeWords{u.text, occurrences{text: u.text.String()}})
	if words, _ := split(u.text.String(), nil); len(words) > universalLong {
		*n.long++
	}
	n.report.Spans += len(u.spans)
	return dst, checkUniversalNER(dst[from:], u.lesson, asked)
}

// asked is a label as it is asked for, with its answer: each string once, in the order in which they first stand.
type asked struct {
	label, name string
	strings     []string
}

// asked are the labels of the schema, then those that only the text has.
func (n universalNER) asked(u unit) (list []asked) {
	at := map[string]int{}
	ask := func(label string) int {
		i, ok := at[label]
		if !ok {
			i = len(list)
			at[label], list = i, append(list, asked{label: label, name: n.gliner.of(label)})
		}
		return i
	}
	for _, l := range n.opts.Schema.Labels {
		ask(l.Name)
	}
	seen := map[[2]string]bool{}
	for _, p := range u.spans {
		if i := ask(p.from.Label); !seen[[2]string{p.from.Label, p.quote}] {
			seen[[2]string{p.from.Label, p.quote}] = true
			list[i].strings = append(list[i].strings, p.quote)
		}
	}
	return list
}

// wholeWords finds a string where no word goes on over its ends, and inside words where it stands nowhere else.
type wholeWords struct {
	text annotate.Text
	all  occurrences
}

func (w *wholeWords) same(quote string) string { return quote }

func (w *wholeWords) places(quote string) []int {
	all := w.all.of(quote)
	var whole []int
	for _, at := range all {
		start := w.text.CodePoint(at)
		if find.Whole(w.text, annotate.Span{Start: start, End: start + utf8.RuneCountInString(quote)}) {
			whole = append(whole, at)
		}
	}
	if len(whole) > 0 {
		return whole
	}
	return all
}

func (n universalNER) finish() error {
	if len(n.gliner.changed) > 0 {
		var list []string
		for _, c := range n.gliner.changed {
			list = append(list, c[0]+" is "+c[1])
		}
		n.note("labels are asked for as people say them: %s", strings.Join(list, ", "))
	}
	if *n.long > 0 {
		n.note("%s more than %d words; training cuts what is longer than 2,048 sub-word tokens, silently, with its questions: write shorter parts", countHave(*n.long, "record"), universalLong)
	}
	return nil
}
