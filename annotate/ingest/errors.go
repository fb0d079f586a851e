package ingest

import "errors"

// Why an input was not taken. An error of this package says in one line what
// the matter is, where, and what to do; one of these is what it wraps.
var (
	// ErrEmpty: there is nothing but white space, or a folder without articles.
	ErrEmpty = errors.New("no text")
	// ErrTooLarge: the text is longer than annotate.MaxTextBytes.
	ErrTooLarge = errors.New("too large")
	// ErrNUL: there is a NUL, which no text has.
	ErrNUL = errors.New("not a text file")
	// ErrNotText: the bytes make no sense in any known encoding.
	ErrNotText = errors.New("not readable as text")
	// ErrEncoding: the encoding that was asked for is unknown, or not that of the file.
	ErrEncoding = errors.New("wrong encoding")
	// ErrEnding: the file's ending is not that of an article.
	ErrEnding = errors.New("skipped")
	// ErrFormat: the file is in no format that is read.
	ErrFormat = errors.New("unknown format")
	// ErrUnreadable: the file or folder cannot be read, or is neither.
	ErrUnreadable = errors.New("cannot be read")
)
