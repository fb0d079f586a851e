package ingest

import (
	"crypto/sha256"
	"fmt"
	"hash/maphash"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"rubricator/annotate"
)

// Item is one input: a document with the annotations that came with it, or why
// it was not taken.
type Item struct {
	Path        string // as given, or below the folder that was given
	Document    annotate.Document
	Annotations []annotate.Annotation
	Err         error    // one line that quotes Path; Document is empty
	Notes       []string // one line each, for people: what was decided while reading
}

// Endings are those of article files, in lower case.
var Endings = []string{".txt", ".text"}

// Options say how to read.
type Options struct {
	Encoding string // the files' encoding, e.g. "windows-1256"; "" finds it out for each
}

// Article makes a document of the bytes of one article file. Its id is the
// file's name without ending (not yet unique: see [IDs]), its title the first
// line that is not blank. The file's name is quoted in Err and Notes.
func Article(path string, data []byte, opts Options) Item {
	item := Item{Path: path}
	d, err := opts.decode(data)
	if err != nil {
		item.Err = fmt.Errorf("%q: %w", path, err)
		return item
	}
	document, err := annotate.NewDocument(ID(path), "", d.text)
	if err != nil {
		item.Err = fmt.Errorf("%q: %w", path, err)
		return item
	}
	document.Source = annotate.Source{Name: filepath.Base(path), Encoding: d.encoding, SHA256: sha256.Sum256(data)}
	item.Document = document
	if d.guessed {
		item.Notes = append(item.Notes, fmt.Sprintf("%q: no encoding is given in it; read as %s, which fits best", path, d.encoding))
	}
	return item
}

func (opts Options) decode(data []byte) (decoded, error) {
	if opts.Encoding == "" {
		return decode(data)
	}
	if len(data) > maxFileBytes {
		return decoded{}, tooLarge(len(data))
	}
	name, ok := standardName(opts.Encoding)
	if !ok {
		return decoded{}, fmt.Errorf("%w: no encoding is called %q: use a name such as \"windows-1256\"", ErrEncoding, opts.Encoding)
	}
	text, ok := decodeAs(data, name)
	if name == "utf-8" { // may hold U+FFFD itself
		text, ok = string(data), utf8.Valid(data)
	}
	if !ok {
		return decoded{}, fmt.Errorf("%w: not all of its bytes are %s: leave the encoding out to have it detected", ErrEncoding, name)
	}
	return decoded{text: strings.TrimPrefix(text, bom), encoding: name}.frozen()
}

// ID is the id that a file's name gives: the name without its ending, with
// nothing in it that breaks a line or is no UTF-8.
func ID(path string) string {
	name := filepath.Base(path)
	if stem := strings.TrimSuffix(name, filepath.Ext(name)); stem != "" {
		name = stem
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(name, "_"))
}

// IDs gives out ids, each once. The zero value has given out none. It keeps a hash of each: a file has as many as it
// has records, and two with one hash only cost a suffix.
type IDs struct {
	used map[uint64]bool
	last map[string]int // the last suffix tried, by id
}

// Use takes ids that documents already have.
func (ids *IDs) Use(used ...string) {
	if ids.used == nil {
		ids.used, ids.last = map[uint64]bool{}, map[string]int{}
	}
	for _, id := range used {
		ids.used[maphash.String(idSeed, id)] = true
	}
}

var idSeed = maphash.MakeSeed()

// Unique is the id itself the first time, then "id-2", "id-3" and so on.
func (ids *IDs) Unique(id string) string {
	unique := id
	for ids.used[maphash.String(idSeed, unique)] {
		ids.last[id] = max(2, ids.last[id]+1)
		unique = id + "-" + strconv.Itoa(ids.last[id])
	}
	ids.Use(unique)
	return unique
}
