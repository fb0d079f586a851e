package annotate

import (
	"fmt"
	"strings"
)

// MaxTextBytes is the largest text that a document may have, in bytes of UTF-8.
const MaxTextBytes = 64 << 20

// Document is one article. Its text is frozen when it is made and never changes.
type Document struct {
	ID     string // unique in a project
	Title  string
	Text   Text
	Meta   map[string]string
	Source Source
}

// Source says where a document came from.
type Source struct {
	Name     string   // file name or address, as given
	Encoding string   // character encoding of the original bytes, e.g. "utf-8"
	SHA256   [32]byte // of the original bytes
}

// NewDocument freezes text. An empty title becomes the first line that is not blank.
func NewDocument(id, title, text string) (Document, error) {
	if id == "" {
		return Document{}, fmt.Errorf("%w: the document has no id", ErrText)
	}
	if strings.TrimSpace(text) == "" {
		return Document{}, fmt.Errorf("%w: document %q is empty", ErrText, id)
	}
	if len(text) > MaxTextBytes {
		return Document{}, fmt.Errorf("%w: document %q has %d MiB, the limit is %d", ErrText, id, len(text)>>20, MaxTextBytes>>20)
	}
	t, err := NewText(text)
	if err != nil {
		return Document{}, fmt.Errorf("document %q: %w", id, err)
	}
	if title == "" {
		title = FirstLine(text)
	}
	return Document{ID: id, Title: title, Text: t}, nil
}

// FirstLine is the first line of s that is not blank, trimmed and cut at a word to 200 code points.
func FirstLine(s string) string {
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			return cutAtWord(line, 200)
		}
	}
	return ""
}

func cutAtWord(s string, limit int) string {
	r := []rune(s)
	if len(r) <= limit {
		return s
	}
	head := string(r[:limit])
	if i := strings.LastIndexByte(head, ' '); i > len(head)/2 {
		head = head[:i]
	}
	return head + "…"
}
