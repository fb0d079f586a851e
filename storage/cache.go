package storage

import (
	"errors"
	"fmt"
)

// cached is a table beside those of the format: what it holds can be worked out again, so it is made when it is first
// needed, and a value that is damaged counts as one that is not there.
var cached = named("o") // name -> what takes long to work out

// Cached reads a value that was kept to save time; "" when there is none.
func (p *Project) Cached(key string) (string, error) {
	var value string
	err := p.view(func(s store) (err error) {
		if s.Bucket([]byte(cached.name)) == nil {
			return nil
		}
		value, _, err = s.get(cached, []byte(key))
		if errors.Is(err, ErrDamaged) {
			value, err = "", nil
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("read kept value %q: %w", key, err)
	}
	return value, nil
}

// SetCached keeps a value to save time.
func (p *Project) SetCached(key, value string) error {
	err := p.commit(func(s store) error {
		if _, err := s.CreateBucketIfNotExists([]byte(cached.name)); err != nil {
			return err
		}
		return s.put(cached, []byte(key), []byte(value))
	})
	if err != nil {
		return fmt.Errorf("keep value %q: %w", key, err)
	}
	return nil
}

// DropCached forgets all values that were kept to save time.
func (p *Project) DropCached() error {
	err := p.commit(func(s store) error {
		if s.Bucket([]byte(cached.name)) == nil {
			return nil
		}
		return s.DeleteBucket([]byte(cached.name))
	})
	if err != nil {
		return fmt.Errorf("drop kept values: %w", err)
	}
	return nil
}
