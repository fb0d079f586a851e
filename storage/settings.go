package storage

import "fmt"

// Setting reads a small setting of the project, such as the article that was last open; "" when it was never set.
func (p *Project) Setting(key string) (string, error) {
	var value string
	err := p.view(func(s store) (err error) {
		value, _, err = s.get(settings, []byte(key))
		return err
	})
	if err != nil {
		return "", fmt.Errorf("read setting %q: %w", key, err)
	}
	return value, nil
}

// SetSetting stores a small setting; "" forgets it.
func (p *Project) SetSetting(key, value string) error {
	err := p.update(func(s store) error {
		if value == "" {
			return s.delete(settings, []byte(key))
		}
		return s.put(settings, []byte(key), []byte(value))
	})
	if err != nil {
		return fmt.Errorf("store setting %q: %w", key, err)
	}
	return nil
}

// SetLanguages stores the detected languages of documents, by id, in one durable commit.
func (p *Project) SetLanguages(languages map[string]Language) error {
	err := p.change(func(st *stage) error {
		for id, language := range languages {
			doc, err := st.document(id)
			if err != nil {
				return about("language of", id, err)
			}
			doc.header.language = language
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store languages in %q: %w", p.path, err)
	}
	return nil
}
