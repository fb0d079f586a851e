package storage

import (
	"encoding/json"
	"fmt"
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
