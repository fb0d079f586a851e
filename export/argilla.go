package export

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"

	"github.com/google/uuid"

	"rubricator/annotate"
)

// toArgilla is the script that sends the folder to a server, as answers of the user whose key it is given.
//
//go:embed to_argilla.py
var toArgilla []byte

// argilla writes the folder that Argilla 2 loads with Dataset.from_disk: the settings of a data set with one question
// for spans, and its records with the answers.
type argilla struct{ *run }

func openArgilla(r *run) writer { return argilla{r} }

// The files of the folder, by the names that Argilla looks for.
const (
	argillaRecords  = "records.json"
	argillaSettings = ".argilla/settings.json"
	argillaDataset  = ".argilla/dataset.json"
	argillaScript   = "to_argilla.py"
)

func (a argilla) write(dst []byte, u unit) ([]byte, error) {
	from := len(dst)
	meta := knownMeta(u)
	delete(meta, "id")
	if a.opts.Split {
		meta["split"] = splitOf(u.Record)
	}
	dst = a.field(dst, `{"id":`, u.id)
	dst = a.text(append(dst, `,"fields":{"text":`...), u.text.String())
	dst = append(a.meta(append(dst, `},"metadata":{`...), meta), `},"suggestions":{},"responses":{`...)
	if begun(u) {
		dst = append(dst, `"spans":[{"value":[`...)
		for i, p := range u.spans {
			dst = appendInt(comma(dst, i), `{"start":`, p.Start)
			dst = appendInt(dst, `,"end":`, p.End)
			dst = append(a.field(dst, `,"label":`, p.from.Label), '}')
		}
		dst = a.field(dst, `],"user_id":`, argillaUser(u.Annotator))
		dst = append(a.field(dst, `,"status":`, argillaStatus(u.Work.Status)), "}]"...)
	}
	dst = append(dst, "},\"vectors\":{}}\n"...)
	a.report.Spans += len(u.spans)
	return dst, checkArgilla(dst[from:], u)
}

// argillaUser is the same for the same annotator everywhere; no server knows it.
func argillaUser(name string) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("rubricator:annotator:"+name)).String()
}

func argillaStatus(s annotate.Status) string {
	switch s {
	case annotate.Finished:
		return "submitted"
	case annotate.Ignored:
		return "discarded"
	}
	return "draft"
}

func (a argilla) finish() error {
	for name, v := range map[string]any{argillaSettings: a.settings(), argillaDataset: a.dataset()} {
		data, err := marshal(v)
		if err == nil {
			err = a.add(name, data)
		}
		if err != nil {
			return err
		}
	}
	return a.add(argillaScript, toArgilla)
}

// argillaOverlap says that one answer is enough.
var argillaOverlap = map[string]any{"strategy": "overlap", "min_submitted": 1}

func (a argilla) settings() any {
	var options []map[string]any
	for _, l := range a.labelInfos() {
		o := map[string]any{"value": l.Name, "text": l.Name}
		if l.Title != "" {
			o["text"] = l.Title
		}
		if l.Definition != "" {
			o["description"] = l.Definition
		}
		options = append(options, o)
	}
	span := map[string]any{"type": "span", "field": "text", "allow_overlapping": true, "options": options}
	if len(options) >= 3 { // fewer are all shown, and refused as a number
		span["visible_options"] = len(options)
	}
	return map[string]any{
		"guidelines": nil, "vectors": []any{}, "metadata": []any{}, "allow_extra_metadata": true, "distribution": argillaOverlap,
		"fields":    []any{map[string]any{"name": "text", "title": "Text", "required": true, "settings": map[string]any{"type": "text", "use_markdown": false}}},
		"questions": []any{map[string]any{"name": "spans", "title": "Entities", "required": true, "settings": span}},
	}
}

var notInArgilla = regexp.MustCompile(`[^a-zA-Z0-9_\- ]+`)

func (a argilla) dataset() any {
	name := strings.TrimLeft(notInArgilla.ReplaceAllString(a.opts.Name, "-"), "-_ ")
	if name == "" {
		name = "rubricator"
	}
	return map[string]any{"name": name, "allow_extra_metadata": true, "distribution": argillaOverlap}
}

// checkArgilla reads a record again: its text is the document's, and each span covers its quote.
func checkArgilla(line []byte, u unit) error {
	w := &walker{b: line}
	w.skipKeys(`{"id":`)
	w.textIs(`,"fields":{"text":`, u.text)
	w.lit("}")
	w.skipKeys(`,"metadata":`)
	w.lit(`,"suggestions":{},"responses":{`)
	n := 0
	if begun(u) {
		w.list(`"spans":[{"value":[`, func() {
			w.wanted(u.text, u.spans, n)
			w.lit("}")
			n++
		})
		w.skipKeys(`,"user_id":`, `,"status":`)
		w.lit("}]")
	}
	w.lit("},\"vectors\":{}}\n")
	if w.err == nil && n != len(u.spans) {
		return fmt.Errorf("%d of %d spans are in the line", n, len(u.spans))
	}
	return w.err
}
