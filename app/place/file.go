package place

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
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
