package export

import (
	"bytes"
	"fmt"

	"rubricator/annotate"
)

// schemaFormat writes the labels and rules of a project as the JSON that annotate.ReadSchema reads. It reads no records.
type schemaFormat struct{ *run }

func openSchema(r *run) writer { return schemaFormat{r} }

func (s schemaFormat) write(dst []byte, _ unit) ([]byte, error) { return dst, nil }

func (s schemaFormat) finish() error {
	data, err := schemaJSON(s.opts.Schema)
	if err != nil {
		return err
	}
	return s.add(s.main, data)
}

// schemaJSON encodes a schema as it reads back: titles and colours that it lacks are filled in.
func schemaJSON(s annotate.Schema) ([]byte, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	data, err := marshal(s)
	if err != nil {
		return nil, err
	}
	full, err := annotate.ReadSchema(data)
	if err != nil {
		return nil, err
	}
	if data, err = marshal(full); err != nil {
		return nil, err
	}
	again, err := annotate.ReadSchema(data)
	if err != nil {
		return nil, err
	}
	if back, err := marshal(again); err != nil || !bytes.Equal(back, data) {
		return nil, fmt.Errorf("schema %q does not read back as it is written", s.Name)
	}
	return data, nil
}
