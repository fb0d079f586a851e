package storage

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"rubricator/annotate"
)

// Schema is the project's labels and rules.
func (p *Project) Schema() annotate.Schema {
	p.schemaLock.Lock()
	defer p.schemaLock.Unlock()
	return p.schema
}

// SetSchema stores another schema, and says so in the journal. Annotations with labels that it lacks stay as they are.
func (p *Project) SetSchema(schema annotate.Schema) error {
	err := schema.Check()
	if err == nil {
		err = p.change(func(st *stage) error { return st.setSchema(schema, time.Now()) })
	}
	if err != nil {
		return fmt.Errorf("set schema of %q: %w", p.path, err)
	}
	p.keepSchema(schema)
	return nil
}

func (p *Project) keepSchema(schema annotate.Schema) {
	p.schemaLock.Lock()
	defer p.schemaLock.Unlock()
	p.schema = schema
}

func (st *stage) setSchema(schema annotate.Schema, now time.Time) error {
	before, _, err := st.get(metas, []byte(metaSchema))
	if err != nil {
		return err
	}
	after, err := json.Marshal(schema)
	if err != nil || string(after) == before {
		return err
	}
	st.events = append(st.events, staged{event: schemaEvent(before, string(after), now)})
	return st.put(metas, []byte(metaSchema), after)
}

func schemaEvent(before, after string, now time.Time) event {
	id := annotate.NewID()
	return event{kind: eventSchema, tx: annotate.Transaction{ID: id, Group: id, Time: now, Origin: annotate.OriginUser, Words: "schema"}, before: before, after: after}
}

// firstSchema gives a new file its schema, by an actor that every copy of the project shares.
func (s store) firstSchema(project string, schema annotate.Schema, now time.Time) error {
	after, err := json.Marshal(schema)
	if err != nil {
		return err
	}
	actor, err := s.actorOrNew(derivedActor(project + " schema"))
	if err != nil {
		return err
	}
	ev := schemaEvent("", string(after), now)
	ev.clock = clock{}.next(now.UnixMilli())
	payload, err := encodeEvent(ev)
	if err != nil {
		return err
	}
	if err := s.put(journal, eventKey(actor, 1), payload); err != nil {
		return err
	}
	return s.put(metas, []byte(metaSchema), after)
}

var errNoSchema = damaged("the journal has no schema")

// foldSchema is the schema that the journal comes to: each change made again, in the order of all events, on what the
// others had made of it. A first schema, of which there are several where projects were merged that never were one, adds
// the labels that are missing.
func (s store) foldSchema() (now annotate.Schema, err error) {
	first := true
	err = s.inOrder(Stamp{}, func(h eventHead) error {
		if h.kind != eventSchema {
			return nil
		}
		ev, err := h.whole()
		if err != nil {
			return err
		}
		var before, after annotate.Schema
		if ev.before != "" {
			err = json.Unmarshal([]byte(ev.before), &before)
		}
		if err = errors.Join(err, json.Unmarshal([]byte(ev.after), &after)); err != nil {
			return damaged("schema of event %d: %w", h.seq, err)
		}
		if first || reflect.DeepEqual(now, before) {
			now, first = after, false
		} else {
			now = changed(now, before, after)
		}
		return nil
	})
	if err == nil && first {
		err = errNoSchema
	}
	return now, err
}

// changed makes on a schema the change that led from before to after.
func changed(now, before, after annotate.Schema) annotate.Schema {
	if len(before.Labels) > 0 { // else it is a first schema
		if before.Name != after.Name {
			now.Name = after.Name
		}
		if before.Overlap != after.Overlap {
			now.Overlap = after.Overlap
		}
		if before.Anchoring != after.Anchoring {
			now.Anchoring = after.Anchoring
		}
	}
	labels := slices.Clone(now.Labels)
	for _, l := range before.Labels {
		if _, stays := after.Label(l.Name); !stays && len(labels) > 1 {
			labels = slices.DeleteFunc(labels, func(have annotate.Label) bool { return have == l })
		}
	}
	for _, l := range after.Labels {
		if was, known := before.Label(l.Name); known && was == l {
			continue
		}
		i := slices.IndexFunc(labels, func(have annotate.Label) bool { return have.Name == l.Name })
		switch {
		case i < 0:
			labels = append(labels, l)
		case len(before.Labels) > 0:
			labels[i] = l
		default: // a first schema changes no label that is there
			continue
		}
		labels = keysOnce(labels, l.Name)
	}
	now.Labels = labels
	return now
}

// keysOnce takes the key of the label of that name where another has it.
func keysOnce(labels []annotate.Label, name string) []annotate.Label {
	i := slices.IndexFunc(labels, func(l annotate.Label) bool { return l.Name == name })
	for k := range labels {
		if k != i && labels[k].Key == labels[i].Key {
			labels[i].Key = 0 // whoever had it first keeps it
		}
	}
	return labels
}
