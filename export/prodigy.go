package export

import (
	"maps"
	"slices"
	"sort"

	"rubricator/annotate"
)

// prodigy writes the lines that Prodigy's db-in takes: tokens that give back the text, white space among them, and spans
// that name their first and last token. Hashes are left to Prodigy, which makes them anew.
type prodigy struct{ *run }

func openProdigy(r *run) writer { return prodigy{r} }

func (p prodigy) write(dst []byte, u unit) ([]byte, error) {
	from, text := len(dst), u.text.String()
	words := p.tokens(u.Record, u.text, u.spans)
	all := spaced(words, text)
	dst = p.text(append(dst, `{"text":`...), text)
	dst = append(p.meta(append(dst, `,"meta":{`...), knownMeta(u)), `},"tokens":[`...)
	for i, t := range all {
		dst = p.token(comma(dst, i), all, i, u.text.Len(), t)
	}
	dst = append(dst, `],"spans":[`...)
	for i, s := range u.spans {
		first := sort.Search(len(all), func(i int) bool { return all[i].Start >= s.Start })
		last := sort.Search(len(all), func(i int) bool { return all[i].End >= s.End })
		dst = appendInt(comma(dst, i), `{"start":`, s.Start)
		dst = appendInt(dst, `,"end":`, s.End)
		dst = appendInt(dst, `,"token_start":`, first)
		dst = appendInt(dst, `,"token_end":`, last)
		dst = append(p.field(dst, `,"label":`, s.from.Label), '}')
	}
	dst = append(dst, `],"_view_id":"spans_manual"`...)
	if answer := prodigyAnswer(u.Work.Status); answer != "" {
		dst = p.field(dst, `,"answer":`, answer)
	}
	dst = append(dst, "}\n"...)
	p.split(u.Record).Tokens += len(words)
	p.report.Spans += len(u.spans)
	return dst, checkProdigy(dst[from:], u)
}

func (p prodigy) token(dst []byte, all []token, i, end int, t token) []byte {
	if i+1 < len(all) {
		end = all[i+1].Start
	}
	dst = p.field(dst, `{"text":`, t.text)
	dst = appendInt(dst, `,"start":`, t.Start)
	dst = appendInt(dst, `,"end":`, t.End)
	dst = appendInt(dst, `,"id":`, i)
	if t.End < end {
		return append(dst, `,"ws":true}`...)
	}
	return append(dst, `,"ws":false}`...)
}

// prodigyAnswer is empty for what nobody has finished: that is still to be answered.
func prodigyAnswer(s annotate.Status) string {
	switch s {
	case annotate.Finished:
		return "accept"
	case annotate.Ignored:
		return "ignore"
	}
	return ""
}

// knownMeta is what is known of a document, for formats that have one place for all of it. Metadata of the document with a
// name that is ours gets a prefix.
func knownMeta(u unit) map[string]string {
	ours := map[string]string{"id": u.id, "title": u.Document.Title, "lang": language(u.Record), "annotator": u.Annotator}
	all := maps.Clone(ours)
	for _, name := range slices.Sorted(maps.Keys(u.Document.Meta)) {
		to := name
		for _, taken := all[to]; taken; _, taken = all[to] {
			to = "meta." + to
		}
		all[to] = u.Document.Meta[name]
	}
	return all
}

func (p prodigy) finish() error { return nil }
