package export

import (
	"fmt"
	"strings"
)

// The papers of the labels: their rules for people, and the schema as `new --schema` reads it.
const (
	guidelineFile = "guideline.md"
	schemaFile    = "schema.json"
)

// schemaPapers writes both. A schema that no project can have, such as one with a label merged into a name that is
// taken, is no reason to fail: labels.json has the labels too.
func (r *run) schemaPapers() error {
	if text := r.guideline(); text != "" {
		if err := r.add(guidelineFile, []byte(text)); err != nil {
			return err
		}
	}
	data, err := schemaJSON(r.opts.Schema)
	if err != nil {
		r.note("%s is left out: %v", schemaFile, err)
		return nil
	}
	return r.add(schemaFile, data)
}

// guideline is what the schema says about when to use each label, as it was written; "" when it says nothing.
func (r *run) guideline() string {
	var b strings.Builder
	for _, l := range r.opts.Schema.Labels {
		if text := strings.TrimSpace(strings.ToValidUTF8(l.Guideline, "\uFFFD")); text != "" {
			heading := plainLine(l.Name)
			if title := plainLine(l.Title); title != "" && title != heading {
				heading += " (" + title + ")"
			}
			fmt.Fprintf(&b, "\n## %s\n\n%s\n", heading, text)
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "# When each label is given: " + plainLine(r.opts.Name) + "\n" + b.String()
}
