package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"

	"rubricator/annotate"
)

// labelStudio writes the tasks that Label Studio imports, each with its annotation, and beside them the labelling
// configuration that makes the project for them.
type labelStudio struct{ *run }

func openLabelStudio(r *run) writer { return labelStudio{r} }

// The names that a result and the configuration share.
const (
	studioControl = "label"
	studioObject  = "text"
)

func (s labelStudio) write(dst []byte, u unit) ([]byte, error) {
	from := len(dst)
	dst = s.text(append(dst, `{"data":{"text":`...), u.text.String())
	dst = s.field(dst, `,"ext_id":`, u.id)
	dst = s.field(dst, `,"title":`, u.Document.Title)
	dst = s.field(dst, `,"lang":`, language(u.Record))
	dst = s.field(dst, `,"annotator":`, u.Annotator)
	dst = append(s.meta(append(dst, `,"meta":{`...), u.Document.Meta), `}},"annotations":[`...)
	if begun(u) {
		dst = append(dst, `{"was_cancelled":`...)
		dst = append(fmt.Append(dst, u.Work.Status == annotate.Ignored), `,"result":[`...)
		for i, p := range u.spans {
			dst = s.region(comma(dst, i), i, p)
		}
		dst = append(dst, "]}"...)
	}
	dst = append(dst, "]}\n"...)
	s.report.Spans += len(u.spans)
	return dst, checkLabelStudio(dst[from:], u)
}

// begun reports whether somebody has said anything about the document: one that is new and has no spans is left open.
func begun(u unit) bool { return u.Work.Status != annotate.New || len(u.spans) > 0 }

// region is one span. Label Studio shows the characters that it finds at the offsets, and keeps those given beside them.
func (s labelStudio) region(dst []byte, i int, p placed) []byte {
	id := p.from.ID
	if id == "" {
		id = fmt.Sprintf("r%d", i)
	}
	dst = s.field(dst, `{"id":`, id)
	dst = append(dst, `,"from_name":"`+studioControl+`","to_name":"`+studioObject+`","type":"labels","value":`...)
	dst = appendInt(dst, `{"start":`, p.Start)
	dst = appendInt(dst, `,"end":`, p.End)
	dst = s.field(dst, `,"text":`, p.quote)
	dst = append(s.field(dst, `,"labels":[`, p.from.Label), "]}"...)
	dst = append(dst, `,"meta":{"text":[`...)
	if p.from.Note != "" {
		dst = s.text(dst, p.from.Note)
	}
	return append(dst, "]}}"...)
}

// meta appends strings by name, sorted by name.
func (r *run) meta(dst []byte, m map[string]string) []byte {
	for i, name := range slices.Sorted(maps.Keys(m)) {
		dst = r.field(append(r.text(comma(dst, i), name), ':'), "", m[name])
	}
	return dst
}

func (s labelStudio) finish() error {
	config, err := s.labelling()
	if err != nil {
		return err
	}
	name := s.main + "." + studioConfig
	if s.folder() {
		name = studioConfig
	}
	return s.add(name, config)
}

const studioConfig = "labeling.xml"

// labelling is the configuration: a label for each of the schema, with its colour, its key and its guideline, and for
// each that only occurs.
func (s labelStudio) labelling() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("<View>\n  <Labels name=\"" + studioControl + "\" toName=\"" + studioObject + "\">\n")
	for _, l := range s.opts.Schema.Labels {
		hotkey := ""
		if 0 < l.Key && l.Key < 10 {
			hotkey = fmt.Sprint(l.Key)
		}
		element(&b, "Label", "value", l.Name, "background", l.Color, "hotkey", hotkey, "hint", l.Guideline)
	}
	for _, name := range s.extraLabels() {
		element(&b, "Label", "value", name)
	}
	b.WriteString("  </Labels>\n  <Text name=\"" + studioObject + "\" value=\"$text\"/>\n</View>\n")
	return b.Bytes(), wellFormed(b.Bytes())
}

// element writes an empty XML element with those of its attributes that have a value.
func element(b *bytes.Buffer, name string, attributes ...string) {
	b.WriteString("    <" + name)
	for i := 0; i < len(attributes); i += 2 {
		if attributes[i+1] == "" {
			continue
		}
		b.WriteString(" " + attributes[i] + `="`)
		xml.EscapeText(b, []byte(attributes[i+1])) // a buffer takes everything
		b.WriteString(`"`)
	}
	b.WriteString("/>\n")
}

func wellFormed(data []byte) error {
	var any struct{}
	if err := xml.Unmarshal(data, &any); err != nil {
		return fmt.Errorf("the labelling configuration just made: %w", err)
	}
	return nil
}
