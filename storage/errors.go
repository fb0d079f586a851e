package storage

import (
	"errors"
	"fmt"

	bolterrors "go.etcd.io/bbolt/errors"
)

// About opening and creating.
var (
	// ErrExists is returned by Create when something stands at the path already.
	ErrExists = errors.New("the file exists already")
	// ErrMissing is returned when there is no file at the path.
	ErrMissing = errors.New("there is no such project file")
	// ErrLocked is returned when another process has the project open.
	ErrLocked = errors.New("another process has the project open")
	// ErrUnwritable is returned for a file that may be read and not written; Options.ReadOnly opens it.
	ErrUnwritable = errors.New("the project file may not be written")
	// ErrNotProject is returned for a file that is something else.
	ErrNotProject = errors.New("not a Rubricator project")
	// ErrNewer is returned for a project that a later version of the program has written.
	ErrNewer = errors.New("written by a newer version of Rubricator")
)

// About the state of an open project.
var (
	// ErrDamaged is returned when bytes of the file are not what was written there.
	ErrDamaged = errors.New("the project file is damaged")
	// ErrClosed is returned by every method after Close.
	ErrClosed = errors.New("the project is closed")
	// ErrReadOnly is returned for a change to a project that was opened for reading.
	ErrReadOnly = errors.New("the project is open for reading only")
	// ErrMoved is returned for a change when the file is not at its path any more, or another one stands there. What
	// is open is still the old one, which nobody would find again.
	ErrMoved = errors.New("the project file is no longer at its place")
	// ErrLost is returned when the file cannot be reached any more, as when a disk was pulled out.
	ErrLost = errors.New("the project file cannot be reached")
	// ErrFull is returned when the disk has no room for a change; the project is as it was before.
	ErrFull = errors.New("no room on the disk")
)

// About what is asked for.
var (
	// ErrNoDocument is returned for a document id that the project does not have.
	ErrNoDocument = errors.New("no such document")
	// ErrRecord is returned for a document or a transaction that cannot be stored as it is.
	ErrRecord = errors.New("cannot be stored")
)

// damaged says what is wrong with the file, and where.
func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %w", ErrDamaged, fmt.Errorf(format, args...))
}

// explain gives an error of the database or the system our own sentinel, so that callers need not know bbolt.
func explain(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, bolterrors.ErrDatabaseNotOpen):
		return ErrClosed
	case errors.Is(err, bolterrors.ErrDatabaseReadOnly):
		return ErrReadOnly
	case errors.Is(err, ErrFull), errors.Is(err, ErrMoved), errors.Is(err, ErrLost), errors.Is(err, ErrUnwritable):
		return err
	case isFull(err):
		return fmt.Errorf("%w; make room, then try again: %w", ErrFull, err)
	case isUnwritable(err):
		return fmt.Errorf("%w: %w", ErrUnwritable, err)
	case isGone(err):
		return fmt.Errorf("%w: %w", ErrLost, err)
	}
	return err
}
