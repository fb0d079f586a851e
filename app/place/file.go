package place

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// FileName names the file of a project: the same for the same path and identity, and telling neither. A copy of a project at
// another path has places of its own.
func FileName(path, identity string) string {
	sum := sha256.Sum256([]byte(path + "\x00" + identity))
	return hex.EncodeToString(sum[:12]) + ".json"
}

// kind stands first in the file.
const kind = "rubricator places 1"

// stored is what the file holds.
type stored struct {
	Kind     string  `json:"kind"`
	Project  string  `json:"project"` // its identity
	Articles []entry `json:"articles"`
}

func read(path, project string) []entry {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	var s stored
	if json.Unmarshal(data, &s) != nil || s.Kind != kind || s.Project != project {
		return nil
	}
	return s.Articles[max(0, len(s.Articles)-Limit):]
}

// write replaces the file whole or not at all.
func write(path, project string, list []entry) error {
	data, err := json.Marshal(stored{kind, project, list})
	if err != nil {
		return fmt.Errorf("places for %q: %w", path, err)
	}
	if err := replace(path, data); err != nil {
		return fmt.Errorf("write places to %q: %w", path, err)
	}
	return nil
}

func replace(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".places-*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return nil
}
