package place

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Delay is how long a change waits for others before it is written.
const Delay = 500 * time.Millisecond

// Late is a file that follows what is in memory: it is written some time after a change, Delay unless somebody says
// otherwise, beside the caller, whole or not at all. It may be used by several goroutines.
type Late struct {
	path  string
	delay time.Duration
	bytes func() ([]byte, error)

	mu    sync.Mutex
	dirty bool // the file lacks something
	soon  bool // it will be written within the delay
	file  sync.Mutex
}

// NewLate makes the file at path follow what bytes returns, which is called on any goroutine.
func NewLate(path string, bytes func() ([]byte, error)) *Late { return NewLater(path, Delay, bytes) }

// NewLater is a NewLate that waits another time than Delay, for a file that changes often and matters little.
func NewLater(path string, delay time.Duration, bytes func() ([]byte, error)) *Late {
	return &Late{path: path, delay: delay, bytes: bytes}
}

// Changed says that there is something to write.
func (l *Late) Changed() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.dirty = true
	if !l.soon {
		l.soon = true
		time.AfterFunc(l.delay, func() { _ = l.Flush() }) // what cannot be written is no loss to the work
	}
}

// Flush writes what is not written yet. What cannot be written is tried again by the next Flush.
func (l *Late) Flush() error {
	l.file.Lock()
	defer l.file.Unlock()
	l.mu.Lock()
	dirty := l.dirty
	l.dirty, l.soon = false, false
	l.mu.Unlock()
	if !dirty {
		return nil
	}
	data, err := l.bytes()
	if err == nil {
		err = replace(l.path, data)
	}
	if err != nil {
		l.mu.Lock()
		l.dirty = true
		l.mu.Unlock()
	}
	return err
}

// replace writes the file whole or not at all.
func replace(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".new-*")
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
