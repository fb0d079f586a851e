package storage

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"rubricator/storage/internal/pages"
)

// Locked is the error about a project that another process has open. It is an ErrLocked.
type Locked struct {
	Process  int       // of who has it open for writing; 0 is not known
	Host     string    // the machine on which that runs
	Since    time.Time // when it was opened there; zero is not known
	Readable bool      // the other only reads, so that Options.ReadOnly opens the file too
}

func (l *Locked) Error() string {
	who := ""
	if l.Process != 0 {
		who = fmt.Sprintf(": process %d on %s, since %s", l.Process, l.Host, l.Since.Local().Format("2 January 15:04"))
	}
	if l.Readable {
		return ErrLocked.Error() + who + ", for reading; it can be opened for reading here too"
	}
	return ErrLocked.Error() + who + "; close it there, or wait until the other program has finished"
}

// Is makes it an ErrLocked.
func (l *Locked) Is(target error) bool { return target == ErrLocked }

// note is what who opens a file for writing leaves in it, for those who find it locked.
type note struct {
	Process      int       `json:"process"`
	Host         string    `json:"host"`
	Since        time.Time `json:"since"`
	Installation string    `json:"installation"`
}

func noteOf(options Options) note {
	host, err := os.Hostname()
	if err != nil {
		host = "an unnamed machine"
	}
	return note{os.Getpid(), host, time.Now().UTC().Truncate(time.Second), options.Installation.ID()}
}

// readNote reads who had the file last and whether it was closed in order, without opening it. What cannot be read is
// nobody, and not in order.
func readNote(f *os.File, size int64, meta pages.Meta) (n note, clean bool) {
	if !readMetaValue(f, size, meta, metaHolder, &n) || !readMetaValue(f, size, meta, metaClean, &clean) {
		return note{}, false
	}
	return n, clean
}

func readMetaValue(f *os.File, size int64, meta pages.Meta, name string, to any) bool {
	value, err := pages.Get(f, size, meta, metas.name, name)
	if err != nil || value == nil {
		return false
	}
	payload, err := metas.unseal([]byte(name), value)
	return err == nil && json.Unmarshal([]byte(payload), to) == nil
}

// locked says who has the file, as far as it says so itself: who writes it now may be changing just that.
func locked(f *os.File, size int64, err error) error {
	if !errors.Is(err, errHeld) {
		return err
	}
	l := &Locked{}
	meta, err := pages.Newest(f, size)
	if err != nil {
		return l
	}
	if n, clean := readNote(f, size, meta); !clean {
		l.Process, l.Host, l.Since = n.Process, n.Host, n.Since
	}
	return l
}

// lockedAt is locked for a file that could be looked at, and that another process holds for reading or has just taken.
func lockedAt(path string, options Options) error {
	f, size, err := openFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := tryShare(f); err == nil {
		release(f)
		return &Locked{Readable: !options.ReadOnly}
	}
	return locked(f, size, errHeld)
}
